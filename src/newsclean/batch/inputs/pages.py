"""Pages: files of HTML and Markdown, by name or in folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from newsclean.batch.blocks import Block, Records
from newsclean.batch.inputs.reading import Reading
from newsclean.batch.rows import Row
from newsclean.errors import RefusedError

SUFFIXES: Final = {".html": "auto", ".htm": "auto", ".xhtml": "auto", ".md": "markdown", ".markdown": "markdown"}
"""The endings of pages, and how each is read."""


def is_page(path: Path) -> bool:
    """Whether the name of a file is that of a page."""
    return path.suffix.lower() in SUFFIXES


def read_pages(paths: Iterable[Path], reading: Reading) -> Iterator[Block]:
    """A row for each page among `paths` and in the folders among them, at any depth, by name; `path` is its one column."""
    files = (file for path in paths for file in (_pages_in(path) if path.is_dir() else [path]))
    rows = (_row(file, reading) for file in files)
    for some in reading.blocks(rows, lambda row: len(row.html or b"")):
        yield Block(some, Records([{"path": row.ident} for row in some]))


def _pages_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if is_page(path) and path.is_file())


def _row(path: Path, reading: Reading) -> Row:
    try:
        with path.open("rb") as file:
            return Row(reading.page(file), read_as=SUFFIXES[path.suffix.lower()], ident=str(path))
    except OSError as error:
        return Row(None, problem=error.strerror or str(error), ident=str(path))
    except RefusedError as error:
        return Row(None, problem=error, ident=str(path))
