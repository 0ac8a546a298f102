"""Strong, em and del as marks, and only where CommonMark reads them back.

A run of marks opens or closes by the characters on both sides of it (CommonMark 0.31, 6.2): `**“长三角”**是` is not strong, since
the closing run stands between punctuation and a letter. Where a mark would not work the element is written as an HTML tag, so
that no space need be added. Engines differ on which symbols count as punctuation; a mark has to work for all of them.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, final

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
_SIGNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"strong": ("**",), "em": ("*", "_"), "del": ("~~",)})
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
    """How engines see `char` beside a run of marks. Past tildes cmark-gfm looks at what is behind them."""
    if char == "~":
        return _UNSURE
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


class _Edges(NamedTuple):
    """The four characters that touch the marks; "" where another mark will stand, but for those of a del."""

    before: str
    first: str
    last: str
    after: str


def _edges(mark: Mark, pieces: list[str]) -> _Edges:
    start, end = mark.start, mark.end
    return _Edges(
        pieces[start - 1][-1:] if start else "\n",
        pieces[start + 1][:1],
        pieces[end - 1][-1:],
        pieces[end + 1][:1] if end + 1 < len(pieces) else "\n",
    )


def _fits(sign: str, edges: _Edges) -> bool:
    """Whether both marks work. Two runs of one sign that touch would be one run."""
    if sign[0] in edges:
        return False
    before, first, last, after = (_class_of(char) if char else _PUNCTUATION for char in edges)
    return _works(sign, before, first) and _works(sign, after, last)


def _sign(mark: Mark, pieces: list[str]) -> str:
    """The sign for `mark`, "" when none would work. An em that touches a place for another mark leaves it the star."""
    edges = _edges(mark, pieces)
    signs = _SIGNS[mark.kind]
    for sign in signs[::-1] if "" in edges else signs:
        if _fits(sign, edges):
            return sign
    return ""


def settle(pieces: list[str], marks: list[Mark]) -> None:
    """Fill the places of `marks`, which are in the order of their start, with marks or with tags."""
    for mark in marks:
        around = mark.around.kinds if mark.around else _NONE
        sign = "" if mark.kind in around else _sign(mark, pieces)
        mark.kinds = around | {mark.kind} if sign else around
        pieces[mark.start] = sign or f"<{mark.kind}>"
        pieces[mark.end] = sign or f"</{mark.kind}>"
