"""Sizes: how much text, link text, sentences, links and images each element holds, counted in one walk."""

from dataclasses import dataclass
from typing import Final

from newsclean import dom
from newsclean.dom import Element

SENTENCE_FROM: Final = 40
"""Characters of text without links from which a block reads like a sentence and not like a label."""

_BEGINNING: Final = 200
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "iframe", "select", "svg", "textarea"})


@dataclass(slots=True)
class Size:
    """What one element holds. Characters are counted without white space.

    `chars` all text, `linked` that within links, `loose` unlinked text of this block that no inner block holds, `sentences` the
    loose text of all blocks that read like sentences; `links` and `images` how many.
    """

    chars: int = 0
    linked: int = 0
    loose: int = 0
    sentences: int = 0
    links: int = 0
    images: int = 0

    def add(self, inner: "Size", *, loose: int) -> None:
        """Count what a child holds, of which `loose` is text of the same block."""
        self.chars += inner.chars
        self.linked += inner.linked
        self.loose += loose
        self.sentences += inner.sentences
        self.links += inner.links
        self.images += inner.images


def shown(el: Element) -> str:
    """How the text in `el` begins, on one line and with a space between the texts of different elements."""
    texts: list[str] = []
    room = _BEGINNING
    for slot in dom.slots(el):
        if not dom.is_blank(slot.value) and not _is_unseen(slot):
            texts.append(dom.collapse(slot.value))
            room -= len(texts[-1])
        if room <= 0:
            break
    return " ".join(texts)


def _is_unseen(slot: dom.Slot) -> bool:
    place = slot.el if slot.inside else slot.el.getparent()
    return place is not None and place.tag in _UNSEEN


def sizes_of(root: Element) -> dict[Element, Size]:
    """The size of every element in `root`."""
    nodes = list(root.iter())
    sizes = {el: Size() for el in nodes if dom.is_element(el)}
    for node in reversed(nodes):  # children before their parents
        parent = None if node is root else node.getparent()
        if dom.is_element(node):
            _finish(node, sizes)
        if parent is None:
            continue
        if dom.is_element(node):
            sizes[parent].add(sizes[node], loose=0 if node.tag in dom.BLOCKS else sizes[node].loose)
        behind = len(dom.squash(dom.text_after(node)))
        sizes[parent].chars += behind
        sizes[parent].loose += behind
    return sizes


def _finish(el: Element, sizes: dict[Element, Size]) -> None:
    """Count the text with which `el` opens, and what its tag makes of all it holds."""
    if el.tag in _UNSEEN:
        sizes[el] = Size()
        return
    size = sizes[el]
    opening = len(dom.squash(dom.Slot(el, inside=True).value))
    size.chars += opening
    size.loose += opening
    if el.tag == "a":
        size.linked, size.loose, size.links = size.chars, 0, 1
    elif el.tag == "img":
        size.images += 1
    elif el.tag in dom.BLOCKS and size.loose >= SENTENCE_FROM:
        size.sentences += size.loose
