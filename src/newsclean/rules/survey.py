"""Survey: what one walk through a document found, and what that means to packs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from newsclean.dom import Element
from newsclean.rules.compounds import Key, Test
from newsclean.rules.model import Rule
from newsclean.rules.select import Selector

FINGERPRINT: Final = "fingerprint"
"""The role of what only one family of sites has."""


class Meaning(NamedTuple):
    """What a match says: `role` is "rule", "token", "fingerprint", "article" or "metadata"; `pack` whose; `rank` its place.

    `text` is the selector, for a token what it means, for metadata the name.
    """

    role: str
    pack: str
    text: str
    rank: int = 0
    rule: Rule | None = None


class Entry(NamedTuple):
    """One filed selector and its meaning; `tests` are those still to try on an element."""

    selector: Selector
    meaning: Meaning
    tests: tuple[Test, ...] = ()


class Hit(NamedTuple):
    """An element of the document and what it means to one pack."""

    meaning: Meaning
    el: Element


@dataclass(slots=True)
class Survey:
    """What one walk found: elements that selectors may mean, fingerprints, comments by their text; tags, attribute names, nodes.

    Everything is in document order. lxml makes a Python object for a node when it is touched and lets go of it when nobody holds
    it; holding `nodes` while the passes run saves making them again in each.
    """

    nodes: list[Element]
    met: list[tuple[Element, tuple[Entry, ...]]] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    fingerprints: list[Meaning] = field(default_factory=list)
    comments: dict[str, list[Element]] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def hits(self, packs: Collection[str]) -> list[Hit]:
        """What the elements mean to `packs`, fingerprints left out."""
        return self._hits(lambda meaning: meaning.pack in packs and meaning.role != FINGERPRINT)

    def marks(self) -> Iterator[Meaning]:
        """The fingerprints of all packs that the document has."""
        yield from self.fingerprints
        yield from (hit.meaning for hit in self._hits(lambda meaning: meaning.role == FINGERPRINT))

    def _hits(self, is_wanted: Callable[[Meaning], bool]) -> list[Hit]:
        """Only now are selectors tried: most are of packs that do not recognise the document, or need what it does not have."""
        hits: list[Hit] = []
        wanted: dict[int, list[Entry]] = {}
        for el, entries in self.met:
            few = wanted.get(id(entries))
            if few is None:
                few = [one for one in entries if is_wanted(one.meaning) and one.selector.needs <= self.keys]
                wanted[id(entries)] = few
            hits += [Hit(entry.meaning, el) for entry in few if all(test(el) for test in entry.tests)]
        return hits


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
