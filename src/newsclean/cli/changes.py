"""`--diff`: what would change in a file, as a unified diff that `patch` and `git apply` take."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

import click

from newsclean.cli.terminal import escaped

_COLORS: Final = {"+": "green", "-": "red", "@": "cyan"}
_OCTAL: Final = {code: f"\\{code:03o}" for code in (*range(32), 127)}
_ESCAPES: Final = {**_OCTAL, ord("\t"): r"\t", ord("\n"): r"\n", ord('"'): r"\"", ord("\\"): r"\\"}
_NO_NEWLINE: Final = "\n\\ No newline at end of file\n"


def unified_diff(name: str, before: str, after: str) -> str:
    """The diff of a file, with three lines around each change."""
    import difflib  # noqa: PLC0415 - only --diff needs it

    path = PurePath(name)
    old, new = (name, name) if path.is_absolute() else (f"a/{path.as_posix()}", f"b/{path.as_posix()}")
    rows = difflib.unified_diff(_lines(before), _lines(after), _quoted(old), _quoted(new))
    return "".join(row if row.endswith("\n") else row + _NO_NEWLINE for row in rows)


def on_terminal(diff: str, *, color: bool) -> Iterator[str]:
    """The lines of a diff for a screen: what a terminal would obey is escaped, added and removed lines have their colour."""
    for number, row in enumerate(diff.split("\n")[:-1]):
        text = "\t".join(map(escaped, row.split("\t")))
        is_head = number < 2  # noqa: PLR2004 - the two names
        yield click.style(text, fg=None if is_head else _COLORS.get(row[:1]), bold=is_head or None) if color else text


def _quoted(name: str) -> str:
    """A name as git writes it: in quotes when a control character or a quote is in it, before a tab when a space is."""
    quoted = name.translate(_ESCAPES)
    return (name if quoted == name else f'"{quoted}"') + ("\t" if " " in name else "")


def _lines(text: str) -> list[str]:
    """The lines of a text, which a line feed alone ends, each with it."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in [text.rpartition("\n")[2]] if last]
