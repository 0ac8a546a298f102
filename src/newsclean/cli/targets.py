"""Where the filter writes: standard output, one file, or a folder with one file per input."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from newsclean.cli.files import write_file
from newsclean.cli.sources import STDIN_NAME, Source
from newsclean.cli.streams import write_stdout
from newsclean.value import Value

SUFFIXES: Final = {"html": ".html", "markdown": ".md", "text": ".txt", "json": ".json"}
"""The suffix of a file in an output folder, by `--to`."""
_KNOWN: Final = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".xml", ".rss", ".atom", ".rdf", ".json"})
_SAME: Final = (None, "auto")
"""Suffixes that stay without `--to` and give way to its suffix with it; anything else is part of the name ("up 3.5%")."""


class Target(Value):
    """One output: `path` is None for standard output. `makes_folder`: the folder it is in may have to be made.

    `items` is the folder for the items of a feed, None where the output is no folder.
    """

    path: Path | None
    makes_folder: bool = False
    items: Path | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return "<stdout>" if self.path is None else str(self.path)

    def write(self, data: bytes) -> None:
        """Write all of it or raise OSError; a file is replaced whole or left as it was."""
        if self.path is None:
            write_stdout(data)
            return
        if self.makes_folder:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        write_file(self.path, data)


def plan_targets(sources: Sequence[Source], output: str | None, forms: Sequence[str | None]) -> tuple[Target, ...]:
    """One target per source, in order; `forms` is what each of them becomes, as `--to` says it.

    Raises click.UsageError when several inputs have no folder to go to, when two of them would get the same name in it, or
    when one would be written over. Writes nothing, except that an output folder that is missing is made.
    """
    has_folder = any(source.within for source in sources)
    if output is not None and output != "-" and (len(sources) > 1 or has_folder or _names_folder(output)):
        return _plan_folder(sources, Path(output), forms)
    if len(sources) > 1:
        raise click.UsageError("several PATHs need -i, -o DIR, --check or --diff")
    return (Target(Path(output) if output not in {None, "-"} else None),)


def _names_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _plan_folder(sources: Sequence[Source], folder: Path, forms: Sequence[str | None]) -> tuple[Target, ...]:
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"-o {folder} is a file; several PATHs need a folder")
    planned: dict[Path, Source] = {}
    for source, to in zip(sources, forms, strict=True):
        path = folder / (source.within or Path()).parent / _file_name(source, to)
        if path in planned:
            raise click.UsageError(f"{planned[path].name} and {source.name} would both be written to {path}")
        planned[path] = source
    _refuse_overwriting(sources, planned)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(Target(path, makes_folder=True, items=folder if len(planned) == 1 else path.with_suffix("")) for path in planned)


def _file_name(source: Source, to: str | None) -> str:
    name = "stdin" if source.name == STDIN_NAME else Path(source.name).name
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a Path cannot be made of every name (".", "")
    known = suffix.lower() in _KNOWN
    if to in _SAME and known:
        return stem + suffix
    return (stem if known else stem + suffix) + (SUFFIXES["html"] if to in _SAME else SUFFIXES[to])


def _refuse_overwriting(sources: Sequence[Source], planned: dict[Path, Source]) -> None:
    inputs = {os.path.realpath(source.path): source for source in sources if source.path}
    for path in planned:
        overwritten = inputs.get(os.path.realpath(path))
        if overwritten:
            raise click.UsageError(f"{overwritten.name} would be written over by its own output; choose another folder for -o")
