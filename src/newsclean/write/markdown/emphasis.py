"""Strong, em and del as marks, and only where CommonMark reads them back.

A run of marks opens or closes by the characters on both sides of it (CommonMark 0.31, 6.2): `**“长三角”**是` is not strong, since
the closing run stands between punctuation and a letter. Where a mark would not work the element is written as an HTML tag, so
that no space need be added; without HTML, punctuation at its edges moves out of it, or it goes. Engines differ on which symbols
count as punctuation; a mark has to work for all of them.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, final

from newsclean.write.markdown.flavour import Flavour

_SPACE: Final = "space"
_PUNCTUATION: Final = "punctuation"
_LETTER: Final = "letter"
_UNSURE: Final = "unsure"
_CJK: Final = "cjk"

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


_WIDE: Final = frozenset("WFH")
"""East Asian widths of characters that the extension for CJK text counts as CJK: wide, full, half."""


@lru_cache(maxsize=1024)
def _class_in_cjk(char: str) -> str:
    """How engines with the extension for CJK text see `char`."""
    found = _class_of(char)
    wide = unicodedata.east_asian_width(char) in _WIDE and found != _SPACE and ord(char) <= _LAST_OF_PLANE_ZERO
    return _CJK if wide else found


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
    return inner in {_LETTER, _CJK} or (inner == _PUNCTUATION and outer in {_SPACE, _PUNCTUATION, _CJK})


def _works(sign: str, outer: str, inner: str) -> bool:
    """Whether a mark opens, or closes, between these two classes. The low line does neither within a word."""
    return _flanks(outer, inner) and (sign != "_" or outer in {_SPACE, _PUNCTUATION})


class _Edges(NamedTuple):
    """The four characters that touch the marks; "" where another mark will stand, but for those of a del."""

    before: str
    first: str
    last: str
    after: str


class _Touching(NamedTuple):
    """What touches the marks: the text before the first and in it, the text before the second and behind it."""

    before: str
    first: str
    last: str
    after: str

    @property
    def edges(self) -> _Edges:
        return _Edges(self.before[-1:], self.first[:1], self.last[-1:], self.after[:1])


def _touching(mark: Mark, pieces: list[str], gone: frozenset[int] | set[int]) -> _Touching:
    """The texts around the places of `mark`; places in `gone` have no mark and are passed over."""
    before, after = mark.start - 1, mark.end + 1
    while before in gone:
        before -= 1
    while after in gone:
        after += 1
    return _Touching(
        pieces[before] if before >= 0 else "\n",
        pieces[mark.start + 1],
        pieces[mark.end - 1],
        pieces[after] if after < len(pieces) else "\n",
    )


def _fits(sign: str, edges: _Edges, class_of: Callable[[str], str]) -> bool:
    """Whether both marks work. Two runs of one sign that touch would be one run."""
    if sign[0] in edges:
        return False
    before, first, last, after = (class_of(char) if char else _PUNCTUATION for char in edges)
    return _works(sign, before, first) and _works(sign, after, last)


def _sign(kind: str, edges: _Edges, flavour: Flavour) -> str:
    """The sign for a mark, "" when none would work. An em that touches a place for another mark leaves it the star."""
    signs = _SIGNS[kind]
    class_of = _class_in_cjk if flavour.cjk else _class_of
    for sign in signs[::-1] if "" in edges else signs:
        if _fits(sign, edges, class_of):
            return sign
    return ""


def settle(pieces: list[str], marks: list[Mark], flavour: Flavour) -> None:
    """Fill the places of `marks`, in the order of their start: with marks, else with tags, or without HTML with nothing."""
    gone: set[int] = set()
    for mark in marks:
        around = mark.around.kinds if mark.around else _NONE
        texts = _touching(mark, pieces, gone)
        sign = "" if mark.kind in around else _sign(mark.kind, texts.edges, flavour)
        if sign or flavour.html:
            pieces[mark.start] = sign or f"<{mark.kind}>"
            pieces[mark.end] = sign or f"</{mark.kind}>"
        elif mark.kind in around or not (sign := _narrow(mark, pieces, texts, flavour)):
            gone |= {mark.start, mark.end}
        mark.kinds = around | {mark.kind} if sign else around


def _narrow(mark: Mark, pieces: list[str], texts: _Touching, flavour: Flavour) -> str:
    """Put the punctuation at the edges of `mark` outside of it, if the marks work then; the sign, "" when they do not."""
    inner = pieces[mark.start + 1 : mark.end]
    head, tail = _leading(inner[0]), _leading(inner[-1][::-1])
    for start, stop in ((head, tail), (0, tail), (head, 0)):
        left, right = inner[0][:start], inner[-1][len(inner[-1]) - stop :]
        kept = [inner[0][start:], *inner[1:-1], inner[-1]] if len(inner) > 1 else [inner[0][start:]]
        kept[-1] = kept[-1][: len(kept[-1]) - stop]
        if (left or right) and all(kept):
            moved = _Touching(left or texts.before, kept[0], kept[-1], right or texts.after)
            if sign := _sign(mark.kind, moved.edges, flavour):
                pieces[mark.start : mark.end + 1] = [left + sign, *kept, sign + right]
                return sign
    return ""


def _leading(text: str) -> int:
    """How many characters at the start of `text` are punctuation that no engine reads as markup."""
    return next((at for at, char in enumerate(text) if char.isascii() or unicodedata.category(char)[0] != "P"), len(text))
