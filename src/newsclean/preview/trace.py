"""A copy of the source tree, and which of its nodes the entries of the journal are about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.state import State

_REMOVING: Final = frozenset({"drop", "lift"})


@dataclass(slots=True)
class Node:
    """A node of the source as it was: `tag` is "" for a comment, `text` and `after` as lxml has text and tail.

    `gone` is the entry of the journal that removed it, `about` all entries that concern it, `kept` whether it is part of what
    came out.
    """

    tag: str
    label: str
    attributes: dict[str, str]
    text: str
    after: str
    children: list["Node"] = field(default_factory=list)
    gone: int | None = None
    about: list[int] = field(default_factory=list)
    kept: bool = False

    def walk(self) -> Iterator["Node"]:
        """The node and all below it, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class SourceTrace:
    """Watches one document. `root` is the copy of its tree; None until it begins, and for good where there is no tree."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.near: dict[int, Node] = {}
        """The node where an entry about an element that a pass made belongs."""
        self._state: State | None = None
        # The elements are held: lxml would make others for the same nodes, which nobody knows.
        self._nodes: dict[Element, Node] = {}

    def begin(self, state: State) -> None:
        """Copy the tree and listen to what is done to it."""
        state.trace, self._state = self, state
        self._nodes = copied(state.root)
        self.root = self._nodes[state.root]

    def see(self, number: int, did: str, el: Element) -> None:
        """Note which nodes the entry `number` is about."""
        node = self._nodes.get(el)
        if node is None:
            node = self._nearest(el)
            self.near[number] = node
        else:
            node.about.append(number)
        if did in _REMOVING or (did == "replace" and len(el)):
            self._take(number, el, whole=did in _REMOVING)

    def end(self) -> None:
        """Mark what is part of the result. To be called when the document is finished."""
        if self._state is not None:
            for el in self._state.root.iter():
                if (node := self._nodes.get(el)) is not None:
                    node.kept = node.gone is None
            self._state = None
            self._nodes.clear()

    def _take(self, number: int, el: Element, *, whole: bool) -> None:
        for one in el.iter():
            node = self._nodes.get(one)
            if node is not None and (whole or one is not el):
                node.gone = number

    def _nearest(self, el: Element) -> Node:
        """The node that stands where `el` does, which a pass made: the first in it, before it or around it that is known."""
        around: Sequence[Iterator[Element]] = (el.iterdescendants(), el.itersiblings(preceding=True), el.iterancestors())
        return next((self._nodes[one] for one in chain(*around) if one in self._nodes), self._top())

    def _top(self) -> Node:
        assert self.root is not None, "nothing is seen before it began"  # noqa: S101 - for the type checker
        return self.root


def copied(root: Element) -> dict[Element, Node]:
    """A node for every element and comment from `root` down."""
    nodes: dict[Element, Node] = {}
    for el in root.iter():
        nodes[el] = _copy_of(el)
        parent = el.getparent()
        if el is root:
            nodes[el].after = ""
        elif parent is not None:
            nodes[parent].children.append(nodes[el])
    return nodes


def _copy_of(el: Element) -> Node:
    attributes = dict(dom.attributes_of(el)) if dom.is_element(el) else {}
    tag = str(el.tag) if dom.is_element(el) else ""
    return Node(tag, dom.label(el), attributes, el.text or "", dom.text_after(el))
