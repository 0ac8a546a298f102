"""The container: the element in which the sentences of a page stand densest."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import takewhile
from typing import Final, NamedTuple

from newsclean.dom import BLOCKS, Element
from newsclean.scaffold.names import Names
from newsclean.scaffold.sizes import SENTENCE_FROM, Size

_LINES: Final = frozenset("p li dd dt blockquote pre h1 h2 h3 h4 h5 h6 figcaption".split())
_WIDER: Final = 1.25
"""How much more sentences an ancestor may have to be offered beside the densest element."""


class Candidate(NamedTuple):
    """An element that may hold the article, the selector for it or "", and what share of the sentences it has."""

    el: Element
    selector: str
    share: float


def candidates(root: Element, sizes: Mapping[Element, Size], names: Names) -> list[Candidate]:
    """The densest element, then the ancestors that hold hardly more; [] when the page has no sentences."""
    total = sizes[root].sentences
    el = _densest(sizes)
    if el is None or not total:
        return []
    found = [el]
    for above in takewhile(lambda one: one in sizes, el.iterancestors()):
        if above is root or sizes[above].sentences > _WIDER * sizes[el].sentences:
            break
        found.append(above)
    return [Candidate(one, "" if one is root else names.only(one), sizes[one].sentences / total) for one in found]


def first_line(container: Element, sizes: Mapping[Element, Size]) -> Element:
    """The first block in `container` that reads like a sentence; itself when there is none."""
    blocks = container.iter(*BLOCKS)
    return next((el for el in blocks if el in sizes and sizes[el].loose >= SENTENCE_FROM), container)


def _densest(sizes: Mapping[Element, Size]) -> Element | None:
    """The element whose lines have most sentences: a line counts for its parent, and half for the element around that.

    A box that holds loose text, lines parted by br, counts itself.
    """
    score: defaultdict[Element, float] = defaultdict(float)
    for el, size in sizes.items():
        if el.tag not in BLOCKS or size.loose < SENTENCE_FROM:
            continue
        above = [el, *el.iterancestors()][el.tag in _LINES :][:2]
        for weight, place in zip((1.0, 0.5), above, strict=False):
            if place in sizes:
                score[place] += weight * size.loose
    return max(score, key=lambda el: score[el], default=None)
