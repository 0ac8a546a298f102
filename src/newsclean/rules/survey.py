"""Survey: what one walk finds in a document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree

from newsclean.dom import Element
from newsclean.rules.shapes import VARIED

Look = tuple[object, ...]
"""What elements of one shape have alike: tag, attribute names, and the values that no two of them have different."""


class Survey:
    """All nodes, and the elements with the numbers of their looks; each look with an element; comments by their text; names.

    Everything is in document order. lxml makes a Python object for a node when it is touched and lets go of it when nobody holds
    it; holding `nodes` while the passes run saves making them again in each.
    """

    __slots__ = ("comments", "looks", "names", "nodes", "placed", "tags")

    def __init__(self, nodes: list[Element]) -> None:
        self.nodes = nodes
        self.placed: list[tuple[Element, int]] = []
        self.looks: list[tuple[Look, Element]] = []
        self.comments: dict[str, list[Element]] = {}
        self.tags: set[str] = set()
        self.names: set[str] = set()


def survey_of(root: Element) -> Survey:
    """Walk `root` once."""
    found = Survey(nodes=list(root.iter()))
    placed, numbers = found.placed, dict[Look, int]()
    for el in found.nodes:
        tag = el.tag
        if tag.__class__ is not str:
            found.comments.setdefault((el.text or "").strip(), []).append(el)
            continue
        look: Look = (tag, el.get("class"), el.get("id"), *el.keys()) if tag in VARIED else (tag, *el.items())
        number = numbers.get(look)
        if number is None:
            number = numbers[look] = len(numbers)
            found.looks.append((look, el))
        placed.append((el, number))
    for _, el in found.looks:
        found.tags.add(str(el.tag))
        found.names.update(map(str, el.keys()))
    return found


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
