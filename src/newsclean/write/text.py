"""SafeTree to plain text: blocks apart by a blank line, no markup, no images."""

import re
from typing import Final, TypeAlias

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode, SafeTree

_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_APART: Final = {"li": "\n", "tr": "\n", "td": "\t", "th": "\t", "dt": "\n", "dd": "\n"}


class _Break:
    """The edge of a block: what has to stand there at least."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


_Part: TypeAlias = "str | _Break"
_Waiting: TypeAlias = "tuple[SafeNode | _Break, bool]"
"""What is still to be written, and whether its white space stays."""


def write_text(tree: SafeTree) -> str:
    """The text of `tree`: a blank line between blocks, a line for each list item and table row, tabs between cells."""
    parts: list[_Part] = []
    stack: list[_Waiting] = [(node, False) for node in reversed(list(tree.children))]
    while stack:
        node, raw = stack.pop()
        if isinstance(node, _Break):
            parts.append(node)
        elif isinstance(node, str):
            parts.append(node if raw else _SPACE.sub(" ", node))
        elif node.tag == "br":
            parts.append("\n")
        else:
            _open(node, parts, stack, raw=raw)
    return _joined(parts)


def _open(el: SafeElement, parts: list[_Part], stack: list[_Waiting], *, raw: bool) -> None:
    children: list[_Waiting] = [(child, raw or el.tag == "pre") for child in reversed(el.children)]
    if el.tag in BLOCKS:
        edge = _Break(_APART.get(el.tag, "\n\n"))
        parts.append(edge)
        stack.append((edge, False))
    if el.tag == "li":
        children.append(("- ", True))
    stack.extend(children)


def _joined(parts: list[_Part]) -> str:
    out: list[str] = []
    edge = ""
    for part in parts:
        if isinstance(part, _Break):
            edge = _stronger(edge, part.text)
        elif part.strip(" ") or (part and out and not edge):
            if out and edge:
                out[-1] = out[-1].rstrip(" ")
                out.append(edge)
            out.append(part.lstrip(" ") if edge or not out else part)
            edge = ""
    return "".join(out).rstrip() + "\n" if out else ""


def _stronger(one: str, other: str) -> str:
    order = ("", "\t", "\n", "\n\n")
    return max(one, other, key=order.index)
