"""What the passes make of an element within a paragraph, whatever Markdown stands in it."""

from collections.abc import Sequence
from typing import Final

from newsclean.gate.model import BLOCKS, LAYOUT
from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.mixed.workshop import Workshop
from newsclean.read.islands import Piece

EDGE: Final = "\ue0a1"
"""Text beside a fragment, so that nobody takes it for a whole paragraph: a private character, which nobody writes."""

_CONTENT: Final = "\ue0a2"


def elements_around(piece: Piece, workshop: Workshop, line: int) -> Sequence[SafeElement] | None:
    """The elements that stand for the one that the start tag `piece` opens, the outermost first; None when that is not all.

    It is not where the passes would take what the element holds, and where the element is no inline one.
    """
    if piece.name in BLOCKS or piece.name in LAYOUT:
        return None
    tree, doc = workshop.fragment(f"{EDGE}{piece.text}{_CONTENT}</{piece.name}>{EDGE}")
    nodes = list(tree.children)
    if len(nodes) == 1 and isinstance(nodes[0], SafeElement) and nodes[0].tag == "p":
        nodes = nodes[0].children
    found = [] if nodes == [f"{EDGE}{_CONTENT}{EDGE}"] else _chain(nodes)
    if found is not None:
        workshop.use(doc, line, is_inline=True)
    return found


def _chain(nodes: list[SafeNode]) -> list[SafeElement] | None:
    chain: list[SafeElement] = []
    if len(nodes) != 3 or nodes[0] != EDGE or nodes[2] != EDGE:  # noqa: PLR2004 - the element between its edges
        return None
    inner = nodes[1:2]
    while len(inner) == 1 and isinstance(inner[0], SafeElement):
        chain.append(inner[0])
        inner = inner[0].children
    return chain if inner == [_CONTENT] else None
