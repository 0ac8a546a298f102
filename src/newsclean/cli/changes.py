"""`--diff`: what would change in a file, as a unified diff that `patch` and `git apply` take."""

import os
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

import click

from newsclean.cli.terminal import escaped
from newsclean.value import Value

_COLORS: Final = {"+": "green", "-": "red", "@": "cyan"}
_OCTAL: Final = {code: f"\\{code:03o}" for code in (*range(32), 127)}
_ESCAPES: Final = {**_OCTAL, ord("\t"): r"\t", ord("\n"): r"\n", ord('"'): r"\"", ord("\\"): r"\\"}
_NO_NEWLINE: Final = b"\n\\ No newline at end of file\n"
_HEAD: Final = 2
"""The lines with the two names."""


class Diff(Value):
    """A diff as bytes, in the encoding of the file: any but UTF-16, which `git` and `patch` take for no text at all."""

    data: bytes
    encoding: str

    def on_terminal(self, *, color: bool) -> Iterator[str]:
        """The lines for a screen: what a terminal would obey is escaped, added and removed lines have their colour."""
        for number, row in enumerate(self.data.split(b"\n")[:-1]):
            is_head = number < _HEAD
            line = os.fsdecode(row.rstrip(b"\t")) if is_head else row.decode(self.encoding, "replace")
            text = "\t".join(map(escaped, line.split("\t")))
            yield click.style(text, fg=None if is_head else _COLORS.get(text[:1]), bold=is_head or None) if color else text


def unified_diff(name: str, before: bytes, after: bytes, encoding: str) -> Diff:
    """The diff of a file, with three lines around each change."""
    import difflib  # noqa: PLC0415 - only --diff needs it

    path = PurePath(name)
    old, new = (name, name) if path.is_absolute() else (f"a/{path.as_posix()}", f"b/{path.as_posix()}")
    rows = difflib.diff_bytes(difflib.unified_diff, _lines(before), _lines(after), _quoted(old), _quoted(new))
    return Diff(b"".join(row if row.endswith(b"\n") else row + _NO_NEWLINE for row in rows), encoding)


def _quoted(name: str) -> bytes:
    """A name as git writes it: in quotes when a control character or a quote is in it, before a tab when a space is."""
    quoted = name.translate(_ESCAPES)
    return os.fsencode((name if quoted == name else f'"{quoted}"') + ("\t" if " " in name else ""))


def _lines(data: bytes) -> list[bytes]:
    """The lines of a file, which a line feed alone ends, each with it."""
    *whole, last = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([last] if last else [])
