"""An open element of the tree that the gate builds."""

from typing import TYPE_CHECKING

from newsclean.dom import Element

if TYPE_CHECKING:
    from newsclean.gate.tree import SafeNode


class Frame:
    """An open element: what it was (`source`), what it will be (`tag`, or "" when it is unwrapped), and what it holds so far.

    `end_tag` is the text that stands behind it, where its tags became text. `spread` is how many elements within one another were
    put into the blocks that it holds.
    """

    __slots__ = ("attributes", "children", "el", "end_tag", "has_block", "source", "spliced", "spread", "tag")

    def __init__(self, el: Element, source: str, tag: str, attributes: dict[str, str]) -> None:
        self.el = el
        self.source = source
        self.tag = tag
        self.attributes = attributes
        self.children: list[SafeNode] = []
        self.has_block = False
        self.spliced = False
        self.end_tag = ""
        self.spread = 0
