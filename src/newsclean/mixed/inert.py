"""Text and tags from HTML in a place where a Markdown engine reads: nothing in them means anything to it."""

import html
import re
from typing import Final

from newsclean.gate.model import VOID
from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.regex import regex
from newsclean.write.html import escape
from newsclean.write.markdown.raw import start_tag
from newsclean.write.templates import Templates

_SIGNS: Final = regex(r"[!-/:-@\[-`{-~]")
_FEW: Final = regex(r"[\\`*_\[\]~|!]")
_BARS: Final = {ord("|"): "&#124;"}


def inert(text: str) -> str:
    """`text` for a place where Markdown may begin anything: every sign of ASCII as a reference, line ends as spaces."""
    return _SIGNS.sub(_reference, text).replace("\n", " ")


def inert_inline(text: str) -> str:
    """`text` for the middle of a paragraph: signs that mean something there as references."""
    return _FEW.sub(_reference, escape(text)).replace("\n", " ")


def _reference(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def plain(text: str) -> str:
    """The text that HTML `text` without tags says, ready to be written again."""
    return escape(html.unescape(text))


def tag(element: SafeElement, templates: Templates | None) -> str:
    """The start tag of `element` for any place in Markdown, the cell of a table included."""
    return start_tag(element, templates).translate(_BARS)


def inline_html(nodes: list[SafeNode], templates: Templates | None) -> str:
    """Inline `nodes` for the middle of a paragraph."""
    parts: list[str] = []
    stack: list[SafeNode | tuple[str]] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(inert_inline(node) if templates is None else templates.loose(inert_inline(node)))
        elif isinstance(node, tuple):
            parts.append(node[0])
        else:
            parts.append(tag(node, templates))
            if node.tag not in VOID:
                stack.append((f"</{node.tag}>",))
                stack.extend(reversed(node.children))
    return "".join(parts)
