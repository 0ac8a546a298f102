"""The raw HTML of a whole text, tag by tag: what stays of each, whatever stands between the tags."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from newsclean.dom import is_blank
from newsclean.gate.tags import checked_tag
from newsclean.gate.tree import SafeElement
from newsclean.journal import Change
from newsclean.mixed.around import elements_around
from newsclean.mixed.comments import is_empty, is_mark
from newsclean.mixed.inert import inert_inline, tag
from newsclean.mixed.workshop import Workshop
from newsclean.read.islands import Piece, is_balanced, pairs, piece_of, pieces_of
from newsclean.read.markdown import Part

_STAYS_OPEN: Final = frozenset("p li dt dd tr td th tbody thead tfoot caption".split())
"""Elements that need no end tag: their start tags stay without one."""

_WHY_NOT_KEPT: Final = "the policy keeps no such element"
_WHY_NO_TEXT: Final = "not text of the document"
_WHY_ALONE: Final = "it has no counterpart"
_WHY_COMMENT: Final = "comments are for the page's authors, not its readers"


@dataclass(frozen=True, slots=True)
class Spot:
    """One tag, comment or text of raw HTML, and the part that it stands in; `start` is its offset there."""

    part: Part
    piece: Piece

    @property
    def line(self) -> int:
        """Its line in the text, counted from 1."""
        return self.part.line_of(self.piece.start)

    @property
    def range(self) -> tuple[int, int]:
        """Where it stands in the source."""
        return self.part.range_of(self.piece.start, self.piece.start + len(self.piece.text))


class Tags:
    """The raw HTML of `parts`. `whole` are the blocks that are complete in themselves, and so are cleaned as fragments."""

    def __init__(self, parts: Sequence[Part], workshop: Workshop) -> None:
        self.workshop: Final = workshop
        self.spots: Final[list[Spot]] = []
        self.whole: Final[set[int]] = set()
        self.numbers: Final[dict[int, range]] = {}
        for part in parts:
            self._file(part)
        self.partners: Final[Mapping[int, int]] = pairs(self._tags())
        self.taken: Final = {number: stop for number, _ in self._tags() if (stop := self._takes(number)) is not None}
        self.gone: Final = _covered(self.taken)
        self.ends: Final = frozenset(self.taken.values())
        self._kept: Final[dict[int, Sequence[SafeElement]]] = {}
        self._told: Final[set[int]] = set()

    def _file(self, part: Part) -> None:
        pieces = (
            pieces_of(part.text) if part.is_block else [_piece(part, *note[1:3]) for note in part.notes if note.kind == "html"]
        )
        if part.is_block and _is_whole(pieces):
            self.whole.add(id(part))
        self.numbers[id(part)] = range(len(self.spots), len(self.spots) + len(pieces))
        self.spots.extend(Spot(part, piece) for piece in pieces)

    def _tags(self) -> Iterator[tuple[int, Piece]]:
        for number, spot in enumerate(self.spots):
            if id(spot.part) not in self.whole:
                yield number, spot.piece

    def of(self, part: Part) -> range:
        """The numbers of the spots of `part`."""
        return self.numbers[id(part)]

    def is_gone(self, part: Part) -> bool:
        """Whether `part`, a block, stands within something that goes with all it holds, and does not end it."""
        return all(number in self.gone and number not in self.ends for number in self.of(part))

    def written(self, number: int) -> str:
        """What stands in the place of a tag or comment."""
        piece = self.spots[number].piece
        if piece.kind == "comment":
            return self._comment(number)
        if piece.kind == "end":
            return self._end_tag(number)
        elements = self.kept(number)
        if not elements:
            return self._as_text(piece)
        written = "".join(tag(element, self.workshop.templates) for element in elements)
        return f"{written}</{piece.name}>" if number in self.taken else written

    def _as_text(self, piece: Piece) -> str:
        if self.workshop.policy.mode_of(piece.name) == "escape" and piece.name not in self.workshop.policy.checks:
            return inert_inline(piece.text)
        return ""

    def tell_taken(self, number: int, text: str) -> None:
        """Write into the journal that `text` goes with the element that the tag `number` opens."""
        spot = self.spots[number]
        self.workshop.note("drop", spot.piece.name, by="gate/elements", why=_WHY_NO_TEXT, line=spot.line, text=text)

    def _takes(self, number: int) -> int | None:
        """The number of the spot up to which everything goes with the start tag `number`, since it is no text; or None."""
        piece, policy = self.spots[number].piece, self.workshop.policy
        if piece.kind != "start" or piece.is_void or policy.mode_of(piece.name) != "drop":
            return None
        if piece.name in policy.checks and not piece.is_raw:
            return None
        return self.partners.get(number)

    def kept(self, number: int) -> Sequence[SafeElement]:
        """What stands for the element of the start tag `number`: elements within one another, or none."""
        if number not in self._kept:
            self._kept[number] = self._checked(number)
        return self._kept[number]

    def _checked(self, number: int) -> Sequence[SafeElement]:
        spot = self.spots[number]
        piece, workshop = spot.piece, self.workshop
        if number in self.partners and number not in self.taken and not spot.part.is_block:
            elements = elements_around(piece, workshop, spot.line)
            if elements is not None:
                return elements
        if piece.name not in workshop.policy.checks:
            did = workshop.policy.mode_of(piece.name)
            if number not in self.taken or did != "drop":
                did = "unwrap" if did == "drop" else did
                workshop.note(did, piece.name, by="gate/elements", why=_WHY_NOT_KEPT, line=spot.line)
            return ()
        if not piece.is_whole or not (piece.is_void or number in self.partners or piece.name in _STAYS_OPEN):
            self._tell_alone(number)
            return ()
        element, changes = checked_tag(piece.text, piece.name, workshop.policy)
        workshop.tell((change for change in changes if change.did != "trim"), spot.line)
        return (element,) if element else ()

    def _end_tag(self, number: int) -> str:
        piece, start = self.spots[number].piece, self.partners.get(number)
        if start is None:
            self._tell_alone(number)
            return self._as_text(piece)
        elements = self.kept(start)
        return "".join(f"</{element.tag}>" for element in reversed(elements)) or self._as_text(piece)

    def _tell_alone(self, number: int) -> None:
        if number not in self._told:
            self._told.add(number)
            spot = self.spots[number]
            self.workshop.note("unwrap", spot.piece.name, by="gate/elements", why=_WHY_ALONE, line=spot.line)

    def _comment(self, number: int) -> str:
        spot = self.spots[number]
        if is_mark(spot.piece.text):
            return spot.piece.text
        self.workshop.journal.append(Change("comments", "comments", "drop", "comment", "", _WHY_COMMENT, spot.line))
        return ""


def _covered(ranges: Mapping[int, int]) -> set[int]:
    """The numbers in `ranges`, which are in order, without the first of each that is in no other."""
    covered: set[int] = set()
    reached = -1
    for start, stop in ranges.items():
        covered.update(range(max(start, reached) + 1, stop + 1))
        if start < reached:
            covered.add(start)
        reached = max(reached, stop)
    return covered


def _piece(part: Part, start: int, stop: int) -> Piece:
    return piece_of(part.text[start:stop], start)


def segments_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """`pieces` in groups: each mark that stays is one by itself, what stands between them is another."""
    segments: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "comment" and is_mark(piece.text) and not is_empty(piece.text):
            segments += [[piece], []]
        else:
            segments[-1].append(piece)
    return [segment for segment in segments if segment]


def _is_whole(pieces: Sequence[Piece]) -> bool:
    """Whether a block is complete in itself, also between the marks in it, and holds more than comments."""
    if all(piece.kind == "comment" or (piece.kind == "text" and is_blank(piece.text)) for piece in pieces):
        return False
    return all(is_balanced(segment) for segment in segments_of(pieces))
