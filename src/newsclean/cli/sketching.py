"""`newsclean rules new`: a sketch of a pack from a saved page."""

import re
from pathlib import Path
from typing import Final

import click

from newsclean.cli.sources import find_sources
from newsclean.cli.targets import Target
from newsclean.errors import OptionError
from newsclean.limits import Limits
from newsclean.scaffold.sketch import sketch

_IDENT: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def sketch_pack(page: str, url: str | None, ident: str | None, output: str | None) -> None:
    """Write the sketch for `page` to the file `output`, or to standard output.

    Raises OptionError for an id that no pack can have, click.UsageError for an output that is there already or has another name,
    OSError, and what reading the page raises.
    """
    (source,) = find_sources((page,), None)
    path = None if output in {None, "-"} else Path(str(output))
    if path is not None:
        _check_output(path, ident)
        ident = path.stem
    if ident is not None and not _IDENT.fullmatch(ident):
        raise OptionError("id", ident, "a pack's id is lower-case words joined by '-', and the name of its file")
    Target(path).write(sketch(source.read(Limits().bytes), url, ident).encode())


def _check_output(path: Path, ident: str | None) -> None:
    if path.exists():
        raise click.UsageError(f"-o {path} is there already; choose a new file")
    if path.suffix != ".toml":
        raise click.UsageError(f"-o {path}: the name of a pack ends in .toml")
    if ident not in {None, path.stem}:
        raise click.UsageError(f"-o {path}: the id of a pack is the name of its file, not {ident!r}")
