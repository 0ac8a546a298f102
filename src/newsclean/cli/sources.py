"""What the filter reads: the files named on the command line, or standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from newsclean.cli.messages import say
from newsclean.cli.streams import read_stdin, read_up_to
from newsclean.errors import InputError
from newsclean.read.limits import endless
from newsclean.value import Value

_MARKDOWN: Final = (".md", ".markdown")
STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"


class Source(Value):
    """One input: `path` is None for standard input, `name` is what messages and reports call it."""

    path: Path | None
    name: str

    @property
    def is_markdown(self) -> bool:
        """Whether its name is that of a Markdown file."""
        return self.name.lower().endswith(_MARKDOWN)

    def read(self, most: int) -> bytes:
        """All its bytes, at most `most`; more of them are never read.

        Raises OSError, `InputError` for a folder and a closed standard input, `RefusedError` for what is larger.
        """
        if self.path is None:
            data = read_stdin(most + 1)
        elif self.path.is_dir():
            raise InputError("is a folder; name the files in it")
        else:
            with self.path.open("rb") as file:
                data = read_up_to(file, most + 1)
        if len(data) > most:
            raise endless(most)
        return data


def find_sources(paths: Sequence[str], stdin_filename: str | None) -> tuple[Source, ...]:
    """The inputs in the order given; no path means standard input. Raises click.UsageError when that is named twice."""
    given = tuple(paths) or (STDIN,)
    if given.count(STDIN) > 1:
        raise click.UsageError("standard input (-) can be read only once")
    return tuple(_source(path, stdin_filename) for path in given)


def hint_at_terminal(sources: Sequence[Source]) -> None:
    """Tell someone whose keyboard we are about to read from that we are waiting for them."""
    if any(source.path is None for source in sources) and sys.stdin is not None and sys.stdin.isatty():
        say("newsclean: reading from the terminal; Ctrl-D ends the input, newsclean --help shows the options")


def _source(path: str, stdin_filename: str | None) -> Source:
    if path == STDIN:
        return Source(None, stdin_filename or STDIN_NAME)
    return Source(Path(path), path)
