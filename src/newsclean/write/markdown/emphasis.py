"""Strong, em and del as marks, and only where CommonMark reads them back.

A run of marks opens or closes by the characters on both sides of it (CommonMark 0.31, 6.2): `**“长三角”**是` is not strong, since
the closing run stands between punctuation and a letter. Where a mark would not work the element is written as an HTML tag, so
that no space need be added. Engines differ on which symbols count as punctuation; a mark has to work for all of them.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, final

_SPACE: Final = "space"
_PUNCTUATION: Final = "punctuation"
_LETTER: Final = "letter"
_UNSURE: Final = "unsure"

_CLASSES: Final[Mapping[str, str]] = MappingProxyType({
    "Z": _SPACE,
    "P": _PUNCTUATION,
    "L": _LETTER,
    "N": _LETTER,
    "M": _LETTER,
})  # fmt: skip
_MARKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"strong": ("**",), "em": ("*", "_"), "del": ("~~",)})
_LAST_OF_PLANE_ZERO: Final = 0xFFFF
_NONE: Final[frozenset[str]] = frozenset()


@final
class Mark:
    """A strong, em or del that is open or was: where its two marks go in the list of pieces, and the one around it.

    `kinds` are the kinds of those that are written as marks, of it and of all around it, once it is settled.
    """

    __slots__ = ("around", "end", "kind", "kinds", "start")

    def __init__(self, kind: str, start: int, around: "Mark | None") -> None:
        self.kind = kind
        self.start = start
        self.end = start
        self.around = around
        self.kinds: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def _class_of(char: str) -> str:
    """How engines see `char` beside a run of marks."""
    if char in "\n\t\r\f":
        return _SPACE
    category = unicodedata.category(char)
    if char.isascii() and category[0] in "PS":
        return _PUNCTUATION
    if category in {"Zl", "Zp"} or (ord(char) > _LAST_OF_PLANE_ZERO and category[0] != "L"):
        return _UNSURE
    return _CLASSES.get(category[0], _UNSURE)


def _flanks(outer: str, inner: str) -> bool:
    """Whether a run between these two surely flanks what `inner` belongs to, from the left or, mirrored, from the right."""
    return inner == _LETTER or (inner == _PUNCTUATION and outer in {_SPACE, _PUNCTUATION})


def _works(sign: str, outer: str, inner: str) -> bool:
    """Whether a mark opens, or closes, between these two classes. The low line does neither within a word."""
    return _flanks(outer, inner) and (sign != "_" or outer in {_SPACE, _PUNCTUATION})


def _beside(pieces: list[str], at: int, edge: int) -> str:
    """The character of the piece `at` that touches the mark: its last (-1) or first (0). A place still free will hold a mark."""
    if not 0 <= at < len(pieces):
        return "\n"
    return pieces[at][edge] if pieces[at] else "*"


def _fits(mark: Mark, sign: str, pieces: list[str]) -> bool:
    before, first = _beside(pieces, mark.start - 1, -1), _beside(pieces, mark.start + 1, 0)
    last, after = _beside(pieces, mark.end - 1, -1), _beside(pieces, mark.end + 1, 0)
    if sign[0] in _neighbours(mark, pieces):
        return False
    return _works(sign, _class_of(before), _class_of(first)) and _works(sign, _class_of(after), _class_of(last))


def _neighbours(mark: Mark, pieces: list[str]) -> Iterable[str]:
    """What touches the marks on either side, "" for a place still free: two runs of one sign that touch would be one run."""
    for at, edge in ((mark.start - 1, -1), (mark.start + 1, 0), (mark.end - 1, -1), (mark.end + 1, 0)):
        if 0 <= at < len(pieces):
            yield pieces[at][edge:][:1]


def _candidates(mark: Mark, pieces: list[str]) -> tuple[str, ...]:
    """The signs to try. An em that touches a place where another mark will stand leaves it the star."""
    signs = _MARKS[mark.kind]
    return signs[::-1] if "" in _neighbours(mark, pieces) else signs


def settle(pieces: list[str], marks: list[Mark]) -> None:
    """Fill the places of `marks`, which are in the order of their start, with marks or with tags."""
    for mark in marks:
        around = mark.around.kinds if mark.around else _NONE
        sign = ""
        if mark.kind not in around:
            sign = next((sign for sign in _candidates(mark, pieces) if _fits(mark, sign, pieces)), "")
        mark.kinds = around | {mark.kind} if sign else around
        pieces[mark.start] = sign or f"<{mark.kind}>"
        pieces[mark.end] = sign or f"</{mark.kind}>"
