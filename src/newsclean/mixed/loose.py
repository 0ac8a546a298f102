"""Signs that an engine takes for text, and that another reader might take for HTML."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from newsclean.gate.baseline import DROPPED, NEVER
from newsclean.gate.urls import may_run
from newsclean.mixed.edits import Edit, applied
from newsclean.read.notes import Note
from newsclean.regex import regex

_MARKS: Final = regex(r"[=>]|<(?=[a-zA-Z/!?])")
_SIGN: Final = regex(r"<(?=[a-zA-Z/!?])")
_ADDRESS: Final = regex(r"\]([(:])(?=\s{0,200}<?(\S{1,300}))")
_NAME: Final = regex(r"/?([a-zA-Z][a-zA-Z0-9]{0,30})")
_RUNNING: Final = DROPPED | NEVER


def loose_edits(text: str, notes: Sequence[Note], *, every: bool) -> list[Edit]:
    """References in the place of signs in `text` that open no HTML, code or address: those that look dangerous, or `every` one.

    A backslash goes before a bracket that opens a dangerous address for an engine which sees a link there.
    """
    spans = [(note.start, note.stop) for note in notes]
    edits = [
        Edit(place, place + 1, "&lt;") for place, has_value in _signs(text, spans) if every or _is_odd(text, place, has_value)
    ]
    return edits + [Edit(place, place, "\\") for place in _loose_addresses(text, notes)]


def defused(html: str) -> str:
    """`html` with a reference for the bracket before a dangerous address: an engine that reads Markdown there sees no link."""
    edits = [Edit(place, place + 1, f"&#{ord(html[place])};") for place in _loose_addresses(html, ())]
    return applied(html, edits)


def _loose_addresses(text: str, notes: Sequence[Note]) -> Iterator[int]:
    covered = {note.start for note in notes}
    code = [note for note in notes if note.kind in {"code", "html"}]
    starts = [note.start for note in code]
    for found in _ADDRESS.finditer(text):
        start = found.start(2)
        if covered.isdisjoint((start, start - 1)) and may_run(found[2]):
            number = bisect_left(starts, start) - 1
            if number >= 0 and start < code[number].stop:
                continue
            yield found.start(1)


def is_odd_address(raw: str) -> bool:
    """Whether a destination would be a tag or another link for an engine that sees no link there, and a dangerous one."""
    if raw.startswith("<"):
        return _SIGN.match(raw) is not None and _is_odd(raw, 0, "=" in raw)
    return _SIGN.search(raw) is not None or "](" in raw


def _is_odd(text: str, place: int, has_value: bool) -> bool:  # noqa: FBT001 - the second half of what `_signs` finds
    name = _NAME.match(text, place + 1)
    return has_value or name is None or name[1].lower() in _RUNNING or may_run(text[place + 1 : place + 60])


def _signs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """The places of signs outside `spans`, from the last to the first, and whether an equals sign stands before the next `>`."""
    following = {">": len(text), "=": len(text)}
    covered = set(chain.from_iterable(range(*span) for span in spans))
    for found in reversed(list(_MARKS.finditer(text))):
        place = found.start()
        if found[0] in following:
            following[found[0]] = place
        elif place not in covered:
            yield place, following["="] < following[">"]
