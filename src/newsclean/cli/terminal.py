"""Text on a terminal: how wide it is, how it is shortened, and what a document may not do to the reader's screen."""

import os
import sys
from itertools import accumulate, takewhile
from typing import IO, Final

NARROWEST: Final = 60
"""Columns below which a table is not squeezed any further."""
UNKNOWN_WIDTH: Final = 120
"""Columns assumed where there is no terminal (a log file, a pipe)."""


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether somebody looks at the stream; a closed one (None) is no terminal."""
    return stream is not None and stream.isatty()


def is_color_wanted(choice: str, stream: IO[str] | None = None) -> bool:
    """Whether a stream, or else standard error, takes colour.

    `choice` is always, never, or auto (a terminal, no NO_COLOR, not TERM=dumb).
    """
    if choice != "auto":
        return choice == "always"
    return is_terminal(stream or sys.stderr) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Columns of the terminal behind standard error (standard output may be a file); COLUMNS wins."""
    if os.environ.get("COLUMNS", "").isdecimal():
        import shutil  # noqa: PLC0415 - for the table of --explain alone, and it takes milliseconds to load

        return max(shutil.get_terminal_size().columns, NARROWEST)
    try:
        return max(os.get_terminal_size(sys.stderr.fileno()).columns, NARROWEST)
    except (AttributeError, OSError, ValueError):
        return UNKNOWN_WIDTH


def escaped(text: str) -> str:
    """The text with every character a terminal might obey written as an escape: escape codes, line breaks, marks that reverse."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def one_line(text: str) -> str:
    """The text on one line: runs of white space are one space, the rest is `escaped`."""
    return escaped(" ".join(text.split()))


def columns(text: str) -> int:
    """Columns the text takes: two for a wide or full-width character, none for a combining one (Unicode UAX #11)."""
    return len(text) if text.isascii() else sum(map(_char_columns, text))


def shorten(text: str, width: int) -> str:
    """The text, or as much of it as leaves room for an ellipsis within `width` columns."""
    if columns(text) <= width:
        return text
    ends = accumulate(map(_char_columns, text))
    kept = sum(1 for _ in takewhile(lambda end: end < width, ends))
    return text[:kept].rstrip() + "…"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled up with spaces to `width` columns, on its left when it is to stand on the right."""
    space = " " * (width - columns(text))
    return space + text if right else text + space


def _char_columns(char: str) -> int:
    import unicodedata  # noqa: PLC0415 - for tables with other letters than ASCII

    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
