"""Slots: the places of text in a tree."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newsclean.dom.facts import Element, collapse
from newsclean.dom.surgery import set_tail, set_text


class Slot(NamedTuple):
    """One place of text: `el.text` when `inside`, else `el.tail`."""

    el: Element
    inside: bool

    @property
    def value(self) -> str:
        """The text at this place, "" where there is none."""
        return (self.el.text if self.inside else self.el.tail) or ""

    def write(self, text: str) -> None:
        """Replace the text at this place."""
        if self.inside:
            set_text(self.el, text or None)
        else:
            set_tail(self.el, text or None)


def slots(el: Element) -> Iterator[Slot]:
    """Every place of text within `el` in order; those of comments left out, their tails not."""
    yield Slot(el, inside=True)
    for event, node in etree.iterwalk(el, events=("start", "end", "comment", "pi")):
        if node is el:
            continue
        if event == "start":
            yield Slot(node, inside=True)
        else:
            yield Slot(node, inside=False)


def one_line(el: Element) -> str:
    """The text within `el` on one line: a `br` is a space, white space is collapsed."""
    return collapse("".join((" " if slot.el.tag == "br" else "") + slot.value for slot in slots(el)))


def cut_text(el: Element, start: int, stop: int) -> str:
    """Remove the characters `start:stop` of the text within `el`, and return them. Elements stay, also empty ones."""
    taken: list[str] = []
    position = 0
    for slot in list(slots(el)):
        value = slot.value
        if not value:
            continue
        low, high = max(start - position, 0), min(stop - position, len(value))
        position += len(value)
        if low < high:
            taken.append(value[low:high])
            slot.write(value[:low] + value[high:])
    return "".join(taken)
