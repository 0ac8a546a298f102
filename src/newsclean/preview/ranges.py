"""Where in the source the text stood that an entry of the journal names: white space aside, near the element that it is about."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsclean import dom
from newsclean.journal import Change
from newsclean.preview.marks import shared
from newsclean.preview.trace import Node, SourceTrace

_TAKING = frozenset({"drop", "lift"})


class Range(NamedTuple):
    """The characters `start:stop` of one place of text, which the entry `number` took or changed."""

    start: int
    stop: int
    number: int


Ranges = Mapping[tuple[int, bool], Sequence[Range]]
"""The ranges of a place of text, in order: the identity of its node, and whether the text stands inside of it or after it."""


class _Place(NamedTuple):
    node: Node
    inside: bool

    @property
    def text(self) -> str:
        return self.node.text if self.inside else self.node.after


class _Stream:
    """All text of a tree without white space, and which of its characters belong to an entry."""

    def __init__(self, root: Node) -> None:
        self.places = _places_of(root)
        self.starts: list[int] = []
        self.of_node: dict[int, int] = {}
        parts: list[str] = []
        length = 0
        for place in self.places:
            if place.inside:
                self.of_node[id(place.node)] = length
            self.starts.append(length)
            parts.append(dom.squash(place.text))
            length += len(parts[-1])
        self.text = "".join(parts)
        self.taken = bytearray(length)

    def find(self, wanted: str, near: Node) -> int:
        """Where `wanted` begins, which no entry has taken yet: the first from `near` on, else the last before; -1 for nowhere."""
        begin = self.of_node.get(id(near), 0)
        at = self.text.find(wanted, begin)
        while at >= 0 and self._is_taken(at, wanted):
            at = self.text.find(wanted, at + 1)
        if at >= 0:
            return at
        at = self.text.rfind(wanted, 0, begin + len(wanted))
        return -1 if at < 0 or self._is_taken(at, wanted) else at

    def _is_taken(self, at: int, wanted: str) -> bool:
        return self.taken.find(1, at, at + len(wanted)) >= 0

    def cut(self, start: int, stop: int, number: int) -> list[tuple[_Place, Range]]:
        """The places of text in which the characters `start:stop` stand."""
        self.taken[start:stop] = b"\1" * (stop - start)
        found: list[tuple[_Place, Range]] = []
        index = bisect_right(self.starts, start) - 1
        while index < len(self.places) and self.starts[index] < stop:
            place, begin = self.places[index], self.starts[index]
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
            if begin < end:
                raw = _raw_range(place.text, max(start - begin, 0), min(stop, end) - begin)
                found.append((place, Range(*raw, number)))
            index += 1
        return found


def ranges_of(trace: SourceTrace, journal: Sequence[Change]) -> Ranges:
    """The ranges of text that entries took or changed where no whole node went, as far as they can be found."""
    found: defaultdict[tuple[int, bool], list[Range]] = defaultdict(list)
    if trace.root is None:
        return found
    stream = _Stream(trace.root)
    about = {number: node for node in reversed(list(trace.root.walk())) for number in node.about}
    for number, change in enumerate(journal):
        near = trace.near.get(number)
        if change.text and (near is not None or (number in about and change.did not in _TAKING)):
            for place, part in _find(stream, number, change, near or about[number]):
                found[id(place.node), place.inside].append(part)
    for parts in found.values():
        parts.sort()
    return found


def _find(stream: _Stream, number: int, change: Change, near: Node) -> list[tuple[_Place, Range]]:
    before, after = dom.squash(change.text), dom.squash(change.became)
    if not before or (start := stream.find(before, near)) < 0:
        return []
    lead = shared(before, after)
    end = min(shared(before[::-1], after[::-1]), len(before) - lead)
    return stream.cut(start + lead, start + len(before) - end, number) if lead + end < len(before) else []


def _raw_range(text: str, start: int, stop: int) -> tuple[int, int]:
    """The range in `text` of its characters `start:stop`, of which white space is none."""
    places = [place for place, char in enumerate(text) if dom.squash(char)]
    return places[start], places[stop - 1] + 1


def _places_of(root: Node) -> list[_Place]:
    """Every place of text in order; comments hold none."""
    places: list[_Place] = []
    stack: list[_Place] = [_Place(root, inside=True)]
    while stack:
        place = stack.pop()
        if not place.inside:
            places.append(place)
            continue
        if place.node.tag:
            places.append(place)
        for child in reversed(place.node.children):
            stack += (_Place(child, inside=False), _Place(child, inside=True))
    return places
