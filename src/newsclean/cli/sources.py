"""What the filter reads: the files named on the command line, those in folders named there, or standard input."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from newsclean.cli.messages import say
from newsclean.cli.streams import read_stdin, read_up_to
from newsclean.cli.walk import Exclusions, is_dir, walk, whole
from newsclean.errors import InputError
from newsclean.read.limits import endless
from newsclean.value import Value

_MARKDOWN: Final = (".md", ".markdown")
STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"


class Source(Value):
    """One input: `path` is None for standard input, `name` is what messages and reports call it.

    `within` is the way to it from a folder that was named on the command line; None for a file that was named itself.
    """

    path: Path | None
    name: str
    within: Path | None = None

    @property
    def is_of_this_process(self) -> bool:
        """Whether its name may mean something else in another process: standard input, and what `<(...)` of a shell makes."""
        return self.path is None or self.path.parts[1:2] in {("dev",), ("proc",)}

    @property
    def is_markdown(self) -> bool:
        """Whether its name is that of a Markdown file."""
        return self.name.lower().endswith(_MARKDOWN)

    @property
    def folder(self) -> Path:
        """The folder it is in, or would be in by its name; the working folder for standard input without a name."""
        place = Path(self.name if self.name != STDIN_NAME else "-") if self.path is None else self.path
        return whole(place).parent

    def refuse_special(self) -> None:
        """InputError for a pipe, a device or a socket, which has no content to be replaced; to read one may never end."""
        if self.path is not None and self.path.exists() and not (self.path.is_file() or self.path.is_dir()):
            raise InputError("is no file; what is read from it cannot be written back")

    def read(self, most: int) -> bytes:
        """All its bytes, at most `most`; more of them are never read.

        Raises OSError, `InputError` for a folder and a closed standard input, `RefusedError` for what is larger.
        """
        if self.path is None:
            data = read_stdin(most + 1)
        elif self.path.is_dir():
            next(self.path.iterdir(), None)  # which says why, when it is one that could not be gone through
            raise InputError("is a folder; it needs -i, -o DIR, --check or --diff")
        else:
            with self.path.open("rb") as file:
                data = read_up_to(file, most + 1)
        if len(data) > most:
            raise endless(most)
        return data


def find_sources(paths: Sequence[str], stdin_filename: str | None, exclusions: Exclusions | None = None) -> tuple[Source, ...]:
    """The inputs in the order given, those of a folder by name; no path means standard input.

    With `exclusions` folders are gone through, and a file that is reached twice counts once; without, a folder is a source that
    cannot be read. Raises click.UsageError when standard input is named twice.
    """
    given = tuple(paths) or (STDIN,)
    if given.count(STDIN) > 1:
        raise click.UsageError("standard input (-) can be read only once")
    if exclusions is None:
        return tuple(_source(path, stdin_filename) for path in given)
    found = [source for path in given for source in _sources(path, stdin_filename, exclusions)]
    return tuple({_identity(source): source for source in reversed(found)}.values())[::-1]


def hint_at_terminal(sources: Sequence[Source]) -> None:
    """Tell someone whose keyboard we are about to read from that we are waiting for them."""
    if any(source.path is None for source in sources) and sys.stdin is not None and sys.stdin.isatty():
        say("newsclean: reading from the terminal; Ctrl-D ends the input, newsclean --help shows the options")


def _sources(path: str, stdin_filename: str | None, exclusions: Exclusions) -> Iterator[Source]:
    source = _source(path, stdin_filename)
    if source.path is None or not is_dir(source.path):
        if source.path is None or not exclusions.leaves_out_named(source.path):
            yield source
        return
    for found in walk(source.path, exclusions):
        yield Source(found, str(found), found.relative_to(source.path))


def _source(path: str, stdin_filename: str | None) -> Source:
    if path == STDIN:
        return Source(None, stdin_filename or STDIN_NAME)
    return Source(Path(path), path)


def _identity(source: Source) -> str | None:
    return None if source.path is None else os.path.realpath(source.path)
