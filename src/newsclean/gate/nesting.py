"""Blocks within an element that may hold none: what stands in its place."""

from typing import Final

from newsclean import dom
from newsclean.gate.model import BLOCKS, CHILDREN, PARENTS, PLAYERS
from newsclean.gate.tree import SafeElement, SafeNode

MOST_SPREAD: Final = 8
"""Elements within one another that are put into the blocks they hold: each is written once a block, so the number has to end."""


def spread(children: list[SafeNode], tag: str, attributes: dict[str, str]) -> list[SafeNode]:
    """`children`, blocks and inline runs, with an element `tag` around every run within them that shows something."""
    top: list[SafeNode] = []
    work = [(children, top, True)]
    while work:
        nodes, out, loose = work.pop()
        run: list[SafeNode] = []
        for node in nodes:
            if isinstance(node, str) or node.tag not in BLOCKS:
                run.append(node)
                continue
            out.extend(_around(run, tag, attributes) if loose else run)
            run = []
            block = SafeElement(node.tag, node.attributes, [])
            out.append(block)
            work.append((node.children, block.children, node.tag not in CHILDREN))
        out.extend(_around(run, tag, attributes) if loose else run)
    return top


def _around(run: list[SafeNode], tag: str, attributes: dict[str, str]) -> list[SafeNode]:
    if all(isinstance(node, str) and not node.strip(dom.BLANK) for node in run):
        return run
    return [SafeElement(tag, dict(attributes), run)]


def freed(children: list[SafeNode], tag: str, attributes: dict[str, str]) -> list[SafeNode]:
    """What stands in the place of an element `tag` with `children`: inline elements that need it as their parent stay in it.

    A player keeps its sources and goes before the rest; what ruby says beside a text stays as text.
    """
    kept: list[SafeNode] = []
    rest: list[SafeNode] = []
    for child in children:
        if isinstance(child, str) or child.tag in BLOCKS or child.tag not in PARENTS:
            rest.append(child)
        elif tag in PLAYERS:
            kept.append(child)
        else:
            rest.extend(child.children)
    return [SafeElement(tag, attributes, kept), *rest] if tag in PLAYERS else rest
