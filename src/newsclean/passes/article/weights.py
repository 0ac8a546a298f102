"""Weights: how much of what a reader reads stands in each element.

Sizes are counted in bytes of UTF-8: a Chinese sentence of twenty characters and an English one of sixty say about as much, and
their bytes are about as many.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex

PROSE_FROM: Final = 75
"""The size from which a line can be a sentence of an article: 25 Chinese characters, 75 English letters."""

_DISCOUNT_MOST: Final = 0.6
_TURNS: Final = dom.BLOCKS | {"a"}
"""Elements whose text does not stand where that around them does."""

_SENTENCE: Final = regex(r"[，。！？；…,.!?;]")


class Weight:
    """What stands in one element: all text, the part of it in links, and the sentences outside links; in bytes of UTF-8."""

    __slots__ = ("linked", "prose", "text")

    def __init__(self, text: int = 0, linked: int = 0, prose: int = 0) -> None:
        self.text = text
        self.linked = linked
        self.prose = prose

    def add(self, other: "Weight") -> None:
        """Count what stands in a child."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose


class _Line:
    """The text that stands in a block itself, and not in a block within it."""

    __slots__ = ("linked", "plain")

    def __init__(self, *plain: str) -> None:
        self.plain = list(plain)
        self.linked: list[str] = []

    def weight(self) -> Weight:
        if not (self.plain or self.linked):
            return Weight()
        plain, linked = _squashed(self.plain), _squashed(self.linked)
        size, in_links = len(plain.encode()), len(linked.encode())
        return Weight(size + in_links, in_links, size if size > in_links and is_prose(plain) else 0)


def is_prose(text: str) -> bool:
    """Whether `text` is long enough for a sentence and marked as one."""
    return len(text.encode()) >= PROSE_FROM and _SENTENCE.search(text) is not None


def _squashed(texts: list[str]) -> str:
    return "".join("".join(texts).split()) if texts else ""


class Weights:
    """The weights of all elements below `root` that are blocks."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._of: dict[Element, Weight] = {}
        lines, parents = _lines_of(root)
        for block in reversed(parents):
            weight = self._of.setdefault(block, Weight())
            weight.add(lines[block].weight())
            parent = parents[block]
            if parent is not None:
                self._of.setdefault(parent, Weight()).add(weight)

    def __getitem__(self, el: Element) -> Weight:
        """The weight of a block; nothing for any other element."""
        return self._of.get(el) or Weight()

    def discount(self, boxes: Iterable[Element]) -> None:
        """Count the sentences in `boxes`, which a rule is going to take, for nothing; one that holds most of all still counts."""
        most = _DISCOUNT_MOST * self[self._root].prose
        for box in boxes:
            prose = self[box].prose
            if 0 < prose < most:
                for el in (one for one in box.iter() if one in self._of):
                    self._of[el].prose = 0
                for el in (one for one in box.iterancestors() if one in self._of):
                    self._of[el].prose -= prose


class _Place(NamedTuple):
    """Where text stands: in the line of a block, and of that in `texts`, its text in links or the rest."""

    block: Element
    line: _Line
    texts: list[str]


def _lines_of(root: Element) -> tuple[dict[Element, _Line], dict[Element, Element | None]]:
    """The lines of all blocks, and of each block the block around it, in document order.

    The pieces of a line come in another order than a reader reads them, which saves a walk that comes back to each element: what
    is asked of them (how much, whether some sentence) does not depend on it.
    """
    line = _Line(root.text or "")
    lines: dict[Element, _Line] = {root: line}
    parents: dict[Element, Element | None] = {root: None}
    places = {root: _Place(root, line, line.plain)}
    for el in root.iterdescendants():
        place = places[el.getparent()]  # type: ignore[index]  # what is below the root has a parent
        if text := dom.text_after(el):
            place.texts.append(text)
        if not isinstance(el.tag, str):
            continue
        if el.tag in _TURNS:
            place = _turned(el, place, lines, parents)
        places[el] = place
        if text := el.text or "":
            place.texts.append(text)
    return lines, parents


def _turned(el: Element, place: _Place, lines: dict[Element, _Line], parents: dict[Element, Element | None]) -> _Place:
    """Where the text of `el`, a link or a block at `place`, stands."""
    if el.tag == "a":
        return _Place(place.block, place.line, place.line.linked) if "href" in el.attrib else place
    lines[el] = line = _Line()
    parents[el] = place.block
    return _Place(el, line, line.linked if place.texts is place.line.linked else line.plain)
