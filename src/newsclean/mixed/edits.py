"""Changes of a text by ranges; whatever lies in none of them stays byte for byte."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """`text` in the place of the characters `start:stop`."""

    start: int
    stop: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits`. One that begins within another, which begins before it or reaches further, is left out."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.stop)):
        if edit.start >= place:
            parts += [text[place : edit.start], edit.text]
            place = edit.stop
    parts.append(text[place:])
    return "".join(parts)
