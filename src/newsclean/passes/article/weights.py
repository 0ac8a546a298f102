"""Weights: how much of what a reader reads stands in each element.

Sizes are counted in bytes of UTF-8: a Chinese sentence of twenty characters and an English one of sixty say about as much, and
their bytes are about as many.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from newsclean import dom
from newsclean.dom import Element

PROSE_FROM: Final = 75
"""The size from which a line can be a sentence of an article: 25 Chinese characters, 75 English letters."""

_DISCOUNT_MOST: Final = 0.6
_SENTENCE: Final = re.compile(r"[，。！？；…,.!?;]")


@dataclass(slots=True)
class Weight:
    """What stands in one element: all text, the part of it in links, and the sentences outside links; in bytes of UTF-8."""

    text: int = 0
    linked: int = 0
    prose: int = 0

    def add(self, other: "Weight") -> None:
        """Count what stands in a child."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose


@dataclass(slots=True)
class _Line:
    """The text that stands in a block itself, and not in a block within it."""

    plain: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)

    def weight(self) -> Weight:
        plain, linked = _squashed(self.plain), _squashed(self.linked)
        size, in_links = len(plain.encode()), len(linked.encode())
        is_prose = size >= PROSE_FROM and size > in_links and _SENTENCE.search(plain) is not None
        return Weight(size + in_links, in_links, size if is_prose else 0)


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


def _lines_of(root: Element) -> tuple[dict[Element, _Line], dict[Element, Element | None]]:
    """The lines of all blocks, and of each block the block around it, in document order."""
    lines: dict[Element, _Line] = {root: _Line()}
    parents: dict[Element, Element | None] = {root: None}
    places: dict[Element, tuple[Element, bool]] = {root: (root, False)}
    for slot in dom.slots(root):
        el = slot.el
        if slot.inside:
            if el is not root:
                places[el] = _place_of(el, places, lines, parents)
            block, linked = places[el]
        else:
            block, linked = places[el.getparent()]  # type: ignore[index]  # what has a tail has a parent
        if text := slot.value:
            (lines[block].linked if linked else lines[block].plain).append(text)
    return lines, parents


def _place_of(
    el: Element,
    places: dict[Element, tuple[Element, bool]],
    lines: dict[Element, _Line],
    parents: dict[Element, Element | None],
) -> tuple[Element, bool]:
    """The block in whose line the text of `el` stands, and whether it stands in a link."""
    block, linked = places[el.getparent()]  # type: ignore[index]  # only the root has no parent
    if el.tag in dom.BLOCKS:
        lines[el] = _Line()
        parents[el] = block
        block = el
    return block, linked or el.tag == "a"
