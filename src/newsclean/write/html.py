"""SafeTree to HTML: one block on each line, nothing but the markup that says something.

Every character that could open markup is escaped, in text and in attributes, whatever the tree holds.
"""

import re
from typing import Final, Protocol

from newsclean.gate.model import BLOCKS, VOID
from newsclean.gate.tree import SafeElement, SafeNode, SafeTree

_OPENS: Final = frozenset({"ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "blockquote", "figure", "details"})
"""Blocks whose children stand on lines of their own."""

_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_EDGE: Final = " \t\n\f\r"
_NBSP: Final = "\u00a0"
_EMPTY_VALUE: Final = frozenset({"controls", "open", "reversed"})


class Neutraliser(Protocol):
    """Takes the life out of template delimiters in escaped text."""

    def text(self, escaped: str, /) -> str:
        """`escaped` with no delimiter left."""


def escape(text: str) -> str:
    """`text` for the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(_NBSP, "&nbsp;")


def escape_value(text: str) -> str:
    """`text` for an attribute value in double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


class _Writer:
    """Writes one tree. `plain` says that no text of the tree needs escaping, `flat` that none has white space to collapse."""

    def __init__(self, text: str | None, templates: Neutraliser | None) -> None:
        self.templates = templates
        text = "&\n" if text is None else text
        self.plain = templates is None and not ("&" in text or "<" in text or ">" in text or _NBSP in text)
        self.flat = not ("\n" in text or "\t" in text or "  " in text or "\r" in text or "\f" in text)
        self.out: list[str] = []

    def text(self, text: str) -> str:
        """One run of text, collapsed and escaped."""
        if not self.flat:
            text = _SPACE.sub(" ", text)
        return text if self.plain else self.escaped(text)

    def escaped(self, text: str) -> str:
        text = escape(text)
        return text if self.templates is None else self.templates.text(text)

    def open_tag(self, el: SafeElement) -> str:
        attributes = el.attributes
        if not attributes:
            return f"<{el.tag}>"
        parts = [el.tag]
        for name, value in attributes.items():
            if not value and name in _EMPTY_VALUE:
                parts.append(name)
                continue
            escaped = escape_value(value)
            parts.append(f'{name}="{escaped if self.templates is None else self.templates.text(escaped)}"')
        return f"<{' '.join(parts)}>"

    def inline(self, nodes: list[SafeNode], *, raw: bool = False) -> str:
        """Inline nodes as one string; white space stays when `raw`."""
        if len(nodes) == 1 and isinstance(nodes[0], str):
            return self.escaped(nodes[0]) if raw else self.text(nodes[0])
        parts: list[str] = []
        stack: list[SafeNode | _Close] = list(reversed(nodes))
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(self.escaped(node) if raw else self.text(node))
            elif isinstance(node, _Close):
                parts.append(node.tag)
            else:
                parts.append(self.open_tag(node))
                if node.tag not in VOID:
                    stack.append(_Close(f"</{node.tag}>"))
                    stack.extend(reversed(node.children))
        return "".join(parts)

    def blocks(self, nodes: list[SafeNode]) -> None:
        """Blocks and the inline runs between them, a line each."""
        out = self.out
        stack: list[list[SafeNode] | SafeElement | str] = [nodes]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                out.append(item)
            elif isinstance(item, list):
                stack.extend(reversed(_lines(item)))
            else:
                self.block(item, stack)

    def block(self, el: SafeElement, stack: "list[list[SafeNode] | SafeElement | str]") -> None:
        """One line for a block, or its opening line with the rest on `stack`."""
        tag, children = el.tag, el.children
        if tag == _RUN:
            if line := self.inline(children).strip(_EDGE):
                self.out.append(line)
        elif len(children) == 1 and isinstance(children[0], str) and tag != "pre":
            self.out.append(f"{self.open_tag(el)}{self.text(children[0]).strip(_EDGE)}</{tag}>")
        elif tag in VOID:
            self.out.append(self.open_tag(el))
        elif tag == "pre":
            self.out.append(f"{self.open_tag(el)}{self.preformatted(children)}</pre>")
        elif any(isinstance(child, SafeElement) and child.tag in BLOCKS for child in children) or tag in _OPENS:
            self.out.append(self.open_tag(el))
            stack.append(f"</{tag}>")
            stack.append(children)
        else:
            self.out.append(f"{self.open_tag(el)}{self.inline(children).strip(_EDGE)}</{tag}>")

    def preformatted(self, children: list[SafeNode]) -> str:
        """The content of `pre`; a first line end is written twice, since parsers drop one."""
        content = self.inline(children, raw=True)
        return f"\n{content}" if content.startswith("\n") else content


_RUN: Final = ""


class _Close:
    """An end tag that waits on the stack."""

    __slots__ = ("tag",)

    def __init__(self, tag: str) -> None:
        self.tag = tag


def _lines(nodes: list[SafeNode]) -> list[list[SafeNode] | SafeElement | str]:
    """`nodes` as blocks; a run of inline nodes is an element of its own without a name."""
    lines: list[list[SafeNode] | SafeElement | str] = []
    run: list[SafeNode] = []
    for node in nodes:
        if isinstance(node, SafeElement) and node.tag in BLOCKS:
            if run:
                lines.append(SafeElement(_RUN, {}, run))
                run = []
            lines.append(node)
        else:
            run.append(node)
    if run:
        lines.append(SafeElement(_RUN, {}, run))
    return lines


def element_html(el: SafeElement, templates: Neutraliser | None = None) -> str:
    """The HTML of one element and what it holds, for a writer of another format; no line end after it."""
    writer = _Writer(None, templates)
    if el.tag in BLOCKS:
        writer.blocks([el])
        return "\n".join(writer.out)
    return writer.inline([el])


def opening_tag(el: SafeElement, templates: Neutraliser | None = None) -> str:
    """The start tag of `el`."""
    return _Writer(None, templates).open_tag(el)


def write_html(tree: SafeTree, templates: Neutraliser | None = None) -> str:
    """The HTML of `tree`, one block on each line, with a line end after the last; "" for an empty tree."""
    writer = _Writer(tree.text, templates)
    writer.blocks(list(tree.children))
    return "\n".join([*writer.out, ""])
