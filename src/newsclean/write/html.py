"""SafeTree to HTML: one block on each line, nothing but the markup that says something.

Every character that could open markup is escaped, in text and in attributes, whatever the tree holds.
"""

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from newsclean.gate.model import BLOCKS, VOID
from newsclean.gate.tree import SafeElement, SafeNode, SafeTree
from newsclean.regex import regex

_ONE_LINE: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary"}
)
_OPENS: Final = frozenset({"ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "blockquote", "figure", "details"})
"""Blocks whose children stand on lines of their own."""

_SPACE: Final = regex(r"[ \t\n\f\r]+")
_BEFORE_BLANK: Final = regex(r"\n(?=[ \t]*\n)")
_EDGE: Final = " \t\n\f\r"
_NBSP: Final = "\u00a0"
_EMPTY_VALUE: Final = frozenset({"allowfullscreen", "controls", "open", "reversed"})


class Neutraliser(Protocol):
    """Takes the life out of template delimiters in escaped text."""

    def text(self, escaped: str, /) -> str:
        """`escaped` with no delimiter left."""

    def loose(self, escaped: str, /) -> str:
        """The same for text that a Markdown engine may read, since no block is around it."""


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

    def loose(self, text: str) -> str:
        """One run of text that stands beside blocks."""
        return self.text(text) if self.templates is None else self.templates.loose(escape(_SPACE.sub(" ", text)))

    def inline(self, nodes: list[SafeNode], written: Callable[[str], str]) -> str:
        """Inline nodes as one string; `written` writes a run of text."""
        if len(nodes) == 1 and isinstance(nodes[0], str):
            return written(nodes[0])
        parts: list[str] = []
        stack: list[SafeNode | _Close] = list(reversed(nodes))
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(written(node))
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
        stack = [(iter(_lines(nodes)), "")]
        while stack:
            lines, end_tag = stack[-1]
            opened = self.lines(lines)
            if opened is not None:
                stack.append((iter(_lines(opened.children)), f"</{opened.tag}>"))
                continue
            stack.pop()
            if end_tag:
                self.out.append(end_tag)

    def lines(self, blocks: Iterator[SafeElement]) -> SafeElement | None:
        """Write `blocks` up to the first whose children need lines of their own; that one, its start tag written, or None."""
        write, bare = self.out.append, self.plain and self.flat
        for el in blocks:
            tag, children = el.tag, el.children
            if bare and len(children) == 1 and not el.attributes and isinstance(children[0], str) and tag in _ONE_LINE:
                write(f"<{tag}>{children[0].strip(_EDGE)}</{tag}>")
            elif tag == _RUN:
                if line := self.inline(children, self.loose).strip(_EDGE):
                    write(line)
            elif tag in _OPENS or any(isinstance(child, SafeElement) and child.tag in BLOCKS for child in children):
                write(self.open_tag(el))
                return el
            else:
                write(self.line(el))
        return None

    def line(self, el: SafeElement) -> str:
        """A block that holds no further block, on one line."""
        start = self.open_tag(el)
        if el.tag in VOID:
            return start
        content = self.preformatted(el.children) if el.tag == "pre" else self.inline(el.children, self.text).strip(_EDGE)
        return f"{start}{content}</{el.tag}>"

    def preformatted(self, children: list[SafeNode]) -> str:
        """The content of `pre`; a first line end is written twice, since parsers drop one.

        In Markdown a blank line would end the HTML, and what follows would lose its entities.
        """
        content = self.inline(children, self.escaped)
        if self.templates is not None:
            content = _BEFORE_BLANK.sub("&#10;", content)
        return f"\n{content}" if content.startswith("\n") else content


_RUN: Final = ""


class _Close:
    """An end tag that waits on the stack."""

    __slots__ = ("tag",)

    def __init__(self, tag: str) -> None:
        self.tag = tag


def _lines(nodes: list[SafeNode]) -> list[SafeElement]:
    """`nodes` as blocks; a run of inline nodes is an element without a name."""
    lines: list[SafeElement] = []
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
    return writer.inline([el], writer.text)


def opening_tag(el: SafeElement, templates: Neutraliser | None = None) -> str:
    """The start tag of `el`."""
    return _Writer(None, templates).open_tag(el)


def write_html(tree: SafeTree, templates: Neutraliser | None = None) -> str:
    """The HTML of `tree`, one block on each line, with a line end after the last; "" for an empty tree."""
    writer = _Writer(tree.text, templates)
    writer.blocks(list(tree.children))
    return "\n".join([*writer.out, ""])
