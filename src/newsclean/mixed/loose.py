"""Signs that an engine takes for text, and that another reader might take for HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsclean.gate.baseline import DROPPED, NEVER
from newsclean.mixed.edits import Edit
from newsclean.read.notes import Note

_SIGN: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME: Final = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,30})")
_RUNNING: Final = DROPPED | NEVER


def loose_edits(text: str, notes: Sequence[Note], *, every: bool) -> list[Edit]:
    """References in the place of signs in `text` that open no HTML, code or address: those that look dangerous, or `every` one."""
    spans = [(note.start, note.stop) for note in notes]
    return [Edit(place, place + 1, "&lt;") for place, has_value in _signs(text, spans) if every or _is_odd(text, place, has_value)]


def _is_odd(text: str, place: int, has_value: bool) -> bool:  # noqa: FBT001 - the second half of what `_signs` finds
    name = _NAME.match(text, place + 1)
    return has_value or name is None or name[1].lower() in _RUNNING


def _signs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """The places of the signs outside `spans`, from the last to the first, and whether an equals sign stands before the next `>`."""
    following_end, following_value = len(text), len(text)
    covered = len(spans) - 1
    for place in range(len(text) - 1, -1, -1):
        sign = text[place]
        if sign == ">":
            following_end = place
        elif sign == "=":
            following_value = place
        elif sign == "<" and _SIGN.match(text, place):
            while covered >= 0 and spans[covered][0] > place:
                covered -= 1
            if covered < 0 or spans[covered][1] <= place:
                yield place, following_value < following_end
