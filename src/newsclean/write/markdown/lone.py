"""Signs that are alone in a run of inline content: with no partner to make a mark of, no engine takes them for one."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode

_WRITTEN: Final[Mapping[str, str]] = MappingProxyType({
    **dict.fromkeys(("strong", "b", "em", "i"), "**__"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
    "code": "``",
})  # fmt: skip
"""The signs that may be written for an element."""


def lone_signs(nodes: Iterable[SafeNode], signs: Iterable[str]) -> frozenset[str]:
    """Those of `signs` that the Markdown of `nodes` will have once, addresses and titles included."""
    found: list[str] = []
    stack: list[SafeNode] = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, SafeElement):
            found += (_WRITTEN.get(node.tag, ""), *node.attributes.values())
            stack.extend(node.children)
        else:
            found.append(node)
    text = "".join(found)
    return frozenset(sign for sign in signs if text.count(sign) == 1)
