"""Survey: what one walk through a document found, and what that means to packs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from newsclean.dom import Element
from newsclean.rules.filing import Entry, Fitting, Meaning

FINGERPRINT: Final = "fingerprint"
"""The role of what only one family of sites has."""


class Hit(NamedTuple):
    """An element of the document and what it means to one pack."""

    meaning: Meaning
    el: Element


@dataclass(slots=True)
class Survey:
    """What one walk found: elements that selectors may mean, fingerprints, comments by their text; tags, attribute names, nodes.

    `boxes` are the elements that selectors need around others, with the names of what they may be to them; `beside` the names of
    what they need beside others. Everything is in document order. lxml makes a Python object for a node when it is touched and
    lets go of it when nobody holds it; holding `nodes` while the passes run saves making them again in each.
    """

    nodes: list[Element]
    met: list[tuple[Element, Fitting]] = field(default_factory=list)
    marked: list[tuple[Element, Fitting]] = field(default_factory=list)
    boxes: dict[Element, frozenset[str]] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)
    fingerprints: list[Meaning] = field(default_factory=list)
    comments: dict[str, list[Element]] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    _around: dict[Element | None, frozenset[str]] = field(default_factory=dict)

    def hits(self, packs: Collection[str]) -> list[Hit]:
        """What the elements mean to `packs`, fingerprints left out."""
        return self._hits(self.met, lambda meaning: meaning.pack in packs)

    def marks(self) -> Iterator[Meaning]:
        """The fingerprints of all packs that the document has."""
        yield from self.fingerprints
        yield from (hit.meaning for hit in self._hits(self.marked, lambda _: True))

    def _hits(self, met: Sequence[tuple[Element, Fitting]], is_wanted: Callable[[Meaning], bool]) -> list[Hit]:
        """Only now are selectors tried: most are of packs that do not recognise the document, or need what it does not have."""
        hits: list[Hit] = []
        wanted: dict[tuple[int, AbstractSet[str]], list[Entry]] = {}
        values = _Values(met)
        for el, fitting in met:
            around = self._names_around(el) if fitting.drawers else _NOTHING
            few = wanted.get((id(fitting), around))
            if few is None:
                few = [one for one in fitting.entries(el, around) if is_wanted(one.meaning) and values.allow(fitting, one)]
                wanted[id(fitting), around] = few
            for entry in few:
                for test in entry.tests:  # all() of a generator costs more than the tests
                    if not test(el):
                        break
                else:
                    hits.append(Hit(entry.meaning, el))
        return hits

    def _names_around(self, el: Element) -> frozenset[str]:
        """The names of the boxes around `el`, and of what may stand beside it or them."""
        waiting: list[Element] = []
        box = el.getparent()
        while box is not None and box not in self._around:
            waiting.append(box)
            box = box.getparent()
        around = frozenset(self.beside) if box is None else self._around[box]
        for inner in reversed(waiting):
            around |= self.boxes.get(inner, _NOTHING)
            self._around[inner] = around
        return around


class _Values:
    """The values of attributes in `met`, all in one text: most selectors ask for what is in none of them."""

    def __init__(self, met: Sequence[tuple[Element, Fitting]]) -> None:
        self._met: Final = met
        self._texts: Final[dict[str, str]] = {}
        self._allowed: Final[dict[int, bool]] = {}

    def allow(self, fitting: Fitting, entry: Entry) -> bool:
        """Whether some value may be what `entry` asks for; those of elements that `fitting` decides were looked at."""
        if fitting.decided:
            return True
        selector = entry.selector
        allowed = self._allowed.get(id(selector))
        if allowed is None:
            allowed = self._allowed[id(selector)] = all(test.part in self._text(test.name) for test in selector.own)
        return allowed

    def _text(self, name: str) -> str:
        text = self._texts.get(name)
        if text is None:
            text = "\n".join(el.get(name) or "" for el, fitting in self._met if not fitting.decided)
            self._texts[name] = text
        return text


_NOTHING: Final[frozenset[str]] = frozenset()


def regions(comments: Mapping[str, Sequence[Element]], start: str, stop: str) -> list[tuple[Element, Element]]:
    """The pairs of comments with the texts `start` and `stop` that have one parent; `comments` by text, in document order.

    Where both texts are the same (some systems write the opening marker twice, or four times), one region reaches from the first
    to the last of each parent.
    """
    if start == stop:
        ends: dict[Element | None, list[Element]] = defaultdict(list)
        for el in comments.get(start, ()):
            ends[el.getparent()].append(el)
        return [(same[0], same[-1]) for same in ends.values() if len(same) > 1]
    pairs: list[tuple[Element, Element]] = []
    for el in comments.get(start, ()):
        end = next((after for after in el.itersiblings(etree.Comment) if (after.text or "").strip() in {start, stop}), None)
        if end is not None and (end.text or "").strip() == stop:
            pairs.append((el, end))
    return pairs
