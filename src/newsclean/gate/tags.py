"""Single tags through the gate: for HTML that opens in one place and closes in another, with something else between."""

from collections.abc import Sequence
from typing import Final

from newsclean.document import Document
from newsclean.gate.gate import seal
from newsclean.gate.model import PARENTS
from newsclean.gate.policy import Policy
from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.journal import Change
from newsclean.read.parse import parse

_AROUND: Final = {"tr": "table", "li": "ul", "td": "tr", "th": "tr", "rt": "ruby", "rp": "ruby", "source": "video"}
"""Of the parents that an element may have, one."""

_CONTENT: Final = "x"


def checked_tag(source: str, name: str, policy: Policy) -> tuple[SafeElement | None, tuple[Change, ...]]:
    """The element that the start tag `source` of an element `name` opens, as it may leave, and what the gate took from it.

    None when the policy keeps no such element, or not without what the tag lacks. What the element holds is of no account.
    """
    doc = Document(parse(_within_parents(source, name), page=False).body)
    tree = seal(doc, policy)
    return _first(tree.children, name), doc.journal()


def _within_parents(source: str, name: str) -> str:
    html, child = source + _CONTENT, name
    while child in PARENTS:
        child = _AROUND.get(child) or min(PARENTS[child])
        html = f"<{child}>{html}"
    return html


def _first(nodes: Sequence[SafeNode], name: str) -> SafeElement | None:
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, SafeElement):
            if node.tag == name:
                return node
            stack.extend(reversed(node.children))
    return None
