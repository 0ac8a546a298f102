"""Raw HTML within Markdown, cut into tags, comments and text. Nothing here judges, and what is written later is written anew."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from newsclean.dom import is_blank
from newsclean.regex import regex

Kind = Literal["start", "end", "comment", "text"]

_PIECE: Final = regex(
    r"<!--(?:-?>|[\s\S]*?(?:--!?>|\Z))"
    r"|<!\[CDATA\[[\s\S]*?(?:\]\]>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
    r"|</[a-zA-Z][^>]*+(?:>|\Z)"
    r"|<[a-zA-Z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*>"
    r"|<[a-zA-Z][^>]*+(?:>|\Z)"
)
_NAME: Final = regex(r"</?([a-zA-Z][^\s/>]*)")
_VOID: Final = frozenset("area base bgsound br col embed frame hr img input keygen link meta param source track wbr".split())
_RAW: Final = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
"""Elements whose content is text for a browser, up to their end tag."""

_CLOSED_BY_OTHERS: Final = frozenset("p li dt dd tr td th tbody thead tfoot option optgroup rt rp colgroup".split())
"""Elements that need no end tag where something follows that ends them."""


class Piece(NamedTuple):
    """A part of raw HTML: `text` as written, `start` its offset, `name` of a tag in lower case."""

    kind: Kind
    text: str
    start: int
    name: str = ""

    @property
    def is_void(self) -> bool:
        """Whether it is the start tag of an element that has no end tag."""
        return self.kind == "start" and self.name in _VOID

    @property
    def is_raw(self) -> bool:
        """Whether it is the start tag of an element whose content is no markup."""
        return self.kind == "start" and self.name in _RAW

    @property
    def is_whole(self) -> bool:
        """Whether it has an end: a browser reads on in a tag that has none."""
        return self.kind == "text" or self.text.endswith(">")


def pieces_of(html: str) -> list[Piece]:
    """`html` as a sequence of pieces that together are all of it; what raw elements hold is one text."""
    pieces: list[Piece] = []
    place = 0
    while (found := _PIECE.search(html, place)) is not None:
        if found.start() > place:
            pieces.append(Piece("text", html[place : found.start()], place))
        piece = piece_of(found[0], found.start())
        pieces.append(piece)
        place = found.end()
        if piece.is_raw and (stop := _end_of_raw(html, place, piece.name)) > place:
            pieces.append(Piece("text", html[place:stop], place))
            place = stop
    if place < len(html):
        pieces.append(Piece("text", html[place:], place))
    return pieces


def _end_of_raw(html: str, place: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, place)
    return found.start() if found else len(html)


def piece_of(text: str, start: int = 0) -> Piece:
    """The tag or comment that `text` is."""
    found = _NAME.match(text)
    if found is None:
        return Piece("comment", text, start)
    return Piece("end" if text.startswith("</") else "start", text, start, found[1].lower())


def is_balanced(pieces: Sequence[Piece]) -> bool:
    """Whether every element that begins in `pieces` ends there, and the other way round; one that others end may stay open."""
    opened: list[tuple[str, int]] = []
    seen = 0
    for piece in pieces:
        seen += piece.kind == "text" and not is_blank(piece.text)
        if not piece.is_whole or (piece.kind == "end" and not _closes(opened, piece.name)):
            return False
        if piece.is_void:
            seen += 1
        elif piece.kind == "start":
            opened.append((piece.name, seen))
    return all(name in _CLOSED_BY_OTHERS and before < seen for name, before in opened)


def _closes(opened: list[tuple[str, int]], name: str) -> bool:
    """Take from `opened` what an end tag `name` ends, and whether there was such an element."""
    while opened:
        last, _ = opened.pop()
        if last == name:
            return True
        if last not in _CLOSED_BY_OTHERS:
            return False
    return False


def pairs(names: Iterable[tuple[int, Piece]]) -> dict[int, int]:
    """For each start tag that has an end tag the number of that, and the other way round; the last one open is ended first."""
    opened: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for number, piece in names:
        if piece.kind == "start" and not piece.is_void:
            opened.setdefault(piece.name, []).append(number)
        elif piece.kind == "end" and opened.get(piece.name):
            start = opened[piece.name].pop()
            found[start], found[number] = number, start
    return found
