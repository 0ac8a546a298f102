"""Which files there are to read: what paths mean, and what tells these files from others."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from newsclean.errors import InputError, OptionError

COMPRESSED: Final = (".gz", ".zst")


class Survey(NamedTuple):
    """What a look at all files told: how many bytes they have, and a digest of their names, sizes and times."""

    bytes: int
    digest: str


def kind_of_file(path: Path) -> str:
    """The ending of a file's name that says what it is, in lower case, whether it is compressed or not.

    Parquet compresses within itself: around it a compression is the kind, which nobody reads.
    """
    compression = compression_of(path)
    kind = (path.with_suffix("") if compression else path).suffix.lower()
    return compression if compression and kind == ".parquet" else kind


def compression_of(path: Path) -> str:
    """The ending that says how a file is compressed, in lower case; nothing for one that is not."""
    ending = path.suffix.lower()
    return ending if ending in COMPRESSED else ""


def files_of(paths: Iterable[Path], is_known: Callable[[Path], bool]) -> Iterator[Path]:
    """The files that are named, and those in the folders that are named, at any depth and by name, that somebody reads.

    What is hidden in a folder stays out, and folders behind a link do.
    """
    for path in paths:
        if path.is_dir():
            yield from filter(is_known, _files_in(path))
        else:
            yield path


def survey(files: Iterable[Path], paths: Sequence[Path], output: Path) -> Survey:
    """Look at all files, those that `paths` mean. OSError for one that is not there, and InputError when there is none.

    OptionError when one of them is the `output`.
    """
    size = count = 0
    digest = hashlib.sha256()
    place = (output.stat().st_dev, output.stat().st_ino) if output.exists() else None
    for count, file in enumerate(files, 1):  # noqa: B007 - the last count tells whether there was any
        facts = file.stat()
        if (facts.st_dev, facts.st_ino) == place:
            raise OptionError("output", str(output), "it is read, too; another file is needed")
        size += facts.st_size
        digest.update(f"{file.absolute()}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    if not count:
        raise InputError(f"nothing to read in {', '.join(map(str, paths))}")
    return Survey(size, digest.hexdigest())


def _files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder and in those within it, by name. Folders may be within one another to any depth: no recursion."""
    open_folders = [(folder, _names_in(folder))]
    while open_folders:
        place, names = open_folders[-1]
        name = next(names, None)
        if name is None:
            open_folders.pop()
            continue
        path = place / name
        if path.is_dir():
            if not path.is_symlink():
                open_folders.append((path, _names_in(path)))
        elif path.is_file():
            yield path


def _names_in(folder: Path) -> Iterator[str]:
    names = sorted(os.listdir(folder))  # noqa: PTH208 - a million names take a tenth of the memory of paths
    return (name for name in names if not name.startswith("."))
