"""Runs: neighbouring inline nodes and the text between them."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newsclean.dom.facts import BLOCKS, Element, is_blank, is_element, is_empty
from newsclean.dom.surgery import set_text


class Run(NamedTuple):
    """Neighbouring inline nodes of one parent: `first` and `last` are nodes or None where the run is only text.

    `after` is the node before the run (its tail opens the run), or None when the parent's text does.
    """

    parent: Element
    after: Element | None
    nodes: tuple[Element, ...]

    @property
    def opening(self) -> str:
        """The text with which the run opens, before its first node."""
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def is_blank(self) -> bool:
        """Whether the run shows nothing at all."""
        return is_blank(self.opening) and all(
            is_blank(node.tail) and (not is_element(node) or is_empty(node)) for node in self.nodes
        )


def inline_runs(parent: Element, breaks: frozenset[str] = BLOCKS) -> Iterator[Run]:
    """The runs of inline nodes and text among the children of `parent`, in order, split at children whose tag is in `breaks`.

    Empty runs (no node, no text) are left out. Do not change the tree before the iteration is over.
    """
    after: Element | None = None
    nodes: list[Element] = []
    for child in parent:
        if child.tag in breaks:
            run = Run(parent, after, tuple(nodes))
            if nodes or run.opening:
                yield run
            after, nodes = child, []
        else:
            nodes.append(child)
    run = Run(parent, after, tuple(nodes))
    if nodes or run.opening:
        yield run


def wrap_run(run: Run, tag: str) -> Element:
    """Put `run` into a new element `tag` at its place, and return that element."""
    box = etree.Element(tag)
    set_text(box, run.opening or None)
    if run.after is None:
        run.parent.text = None
        run.parent.insert(0, box)
    else:
        run.after.tail = None
        run.after.addnext(box)
    for node in run.nodes:
        box.append(node)
    return box
