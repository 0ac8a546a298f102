"""Blocks: the table of handlers for block elements, and the walk that joins what they write.

A line is written once, with the marks of all quotations and list items around it before it, so the cost is that of the output.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode, SafeTree
from newsclean.write.html import element_html
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.inline import plain_text, write_inline
from newsclean.write.markdown.links import longest_ticks
from newsclean.write.markdown.runs import Place
from newsclean.write.markdown.tables import gfm_table
from newsclean.write.templates import Templates

_DEEPEST: Final = 60
"""Quotations and lists within one another; deeper ones are written without their marks, as engines stop following too."""

_CLOSING_HASHES: Final = re.compile(r"(?:(?<=\s)|^)(#+)$")
_BLANK_LINE: Final = re.compile(r"\n(?=[ \t]*\n)")
_FENCE_AT_LEAST: Final = 3
_LANGUAGE: Final = re.compile(r"language-([A-Za-z0-9_+#.-]+)")
_PLAIN_IN_PRE: Final = frozenset({"code", "br", "samp", "kbd", "var"})


class _Around:
    """What stands before each line in one quotation or list item."""

    __slots__ = ("depth", "prefix")

    def __init__(self, prefix: str, depth: int) -> None:
        self.prefix = prefix
        self.depth = depth


class BlockWriter:
    """Writes the blocks of one tree, line by line."""

    def __init__(self, tree: SafeTree, templates: Templates | None) -> None:
        self.escaper: Final = Escaper(tree.text, templates)
        self.templates: Final = templates
        self.lines: list[str] = []
        self.prefix = ""
        self.first: str | None = None
        self.gap = False
        self.depth = 0
        self.last_list = ""
        self.mark = ""
        self.todo: list[Callable[[], None]] = []

    def run(self, nodes: list[SafeNode]) -> str:
        """The Markdown of `nodes`, with a line end after the last line."""
        self.children(self.plain_start(nodes))
        while self.todo:
            self.todo.pop()()
        return "\n".join([*self.lines, ""]) if self.lines else ""

    def plain_start(self, nodes: list[SafeNode]) -> list[SafeNode]:
        """Write the plain paragraphs with which `nodes` begins, and return the rest."""
        plain, lines = self.escaper.plain, self.lines
        for number, node in enumerate(nodes):
            if isinstance(node, str) or node.tag != "p" or len(node.children) != 1 or not isinstance(node.children[0], str):
                return nodes[number:]
            text = plain(node.children[0])
            if text is None:
                return nodes[number:]
            if self.gap:
                lines.append("")
            lines.append(text)
            self.gap = True
        return []

    def emit(self, text: str) -> None:
        """One block of Markdown, with a blank line before it where one is due."""
        prefix = self.prefix
        if self.gap:
            self.lines.append(prefix.rstrip())
        first = prefix if self.first is None else self.first
        if "\n" in text:
            line, *rest = text.split("\n")
            self.lines.append(first + line)
            self.lines += [prefix + one if one else prefix.rstrip() for one in rest]
        else:
            self.lines.append(first + text)
        self.first, self.gap, self.last_list = None, True, ""

    def children(self, nodes: list[SafeNode]) -> None:
        """Blocks in order; a run of inline nodes between them is a paragraph."""
        run: list[SafeNode] = []
        work: list[Callable[[], None]] = []
        for node in nodes:
            if isinstance(node, SafeElement) and node.tag in BLOCKS:
                if run:
                    work.append(_call(self.paragraph, run))
                    run = []
                work.append(_call(self.block, node))
            else:
                run.append(node)
        if run:
            work.append(_call(self.paragraph, run))
        self.todo.extend(reversed(work))

    def block(self, el: SafeElement) -> None:
        BLOCK_HANDLERS.get(el.tag, _transparent)(self, el)

    def paragraph(self, nodes: list[SafeNode]) -> None:
        """A paragraph of inline nodes, unless nothing in it shows."""
        if len(nodes) == 1 and isinstance(nodes[0], str) and (text := self.escaper.plain(nodes[0])) is not None:
            self.emit(text)
        elif text := write_inline(nodes, self.escaper, Place.PARAGRAPH):
            self.emit(text)

    def within(self, nodes: list[SafeNode], prefix: str, first: str) -> None:
        """Write `nodes` with `prefix` before each line, `first` before the first one, both after what is there already."""
        around = _Around(self.prefix, self.depth)
        start = self.prefix if self.first is None else self.first
        if self.gap:
            self.lines.append(self.prefix.rstrip())
        self.first, self.prefix, self.gap = start + first, self.prefix + prefix, False
        self.depth += 1
        self.last_list = ""

        def leave() -> None:
            if self.first is not None:
                self.lines.append(self.first.rstrip())
            self.first, self.prefix, self.depth, self.gap = None, around.prefix, around.depth, True

        self.todo.append(leave)
        self.children(nodes)

    def html(self, el: SafeElement) -> None:
        """An element as a block of HTML: no blank line in it, since that would end the block."""
        self.emit(_BLANK_LINE.sub("&#10;", element_html(el, self.templates)))


def _call(method: "Callable[..., None]", *arguments: object) -> Callable[[], None]:
    return lambda: method(*arguments)


def _paragraph(writer: BlockWriter, el: SafeElement) -> None:
    writer.paragraph(el.children)


def _heading(writer: BlockWriter, el: SafeElement) -> None:
    text = write_inline(el.children, writer.escaper, Place.HEADING)
    if text:
        writer.emit(f"{'#' * int(el.tag[1])} {_CLOSING_HASHES.sub(_escaped_hashes, text)}")


def _escaped_hashes(match: re.Match[str]) -> str:
    return "\\" + match.group(1)


def _rule(writer: BlockWriter, _el: SafeElement) -> None:
    writer.emit("---" if writer.lines and writer.first is None else "***")


def _transparent(writer: BlockWriter, el: SafeElement) -> None:
    writer.children(el.children)


def _quotation(writer: BlockWriter, el: SafeElement) -> None:
    if writer.depth >= _DEEPEST:
        _transparent(writer, el)
    else:
        writer.within(el.children, "> ", "> ")


def _preformatted(writer: BlockWriter, el: SafeElement) -> None:
    text = plain_text(el.children)
    alive = writer.templates is not None and writer.templates.alive(text)
    if alive or "\r" in text or not _is_plain(el):
        writer.html(el)
        return
    fence = "`" * max(_FENCE_AT_LEAST, longest_ticks(text) + 1)
    body = text.removesuffix("\n")
    writer.emit(f"{fence}{_language(el)}\n{body}\n{fence}" if body else f"{fence}\n{fence}")


def _is_plain(el: SafeElement) -> bool:
    stack: list[SafeNode] = list(el.children)
    while stack:
        node = stack.pop()
        if isinstance(node, SafeElement):
            if node.tag not in _PLAIN_IN_PRE:
                return False
            stack += node.children
    return True


def _language(el: SafeElement) -> str:
    inner = [child for child in el.children if isinstance(child, SafeElement)]
    for one in (*inner[:1], el):
        match = _LANGUAGE.fullmatch(one.attributes.get("class", ""))
        if match:
            return match.group(1)
    return ""


def _list(writer: BlockWriter, el: SafeElement) -> None:
    if writer.depth >= _DEEPEST:
        writer.children([node for item in el.children if isinstance(item, SafeElement) for node in item.children])
        return
    items = [item for item in el.children if isinstance(item, SafeElement)]
    other = writer.last_list == el.tag
    number = int(el.attributes["start"]) if el.tag == "ol" and el.attributes.get("start", "").isdigit() else 1
    loose = any(isinstance(child, SafeElement) and child.tag == "p" for item in items for child in item.children)
    work: list[Callable[[], None]] = []
    for place, item in enumerate(items):
        mark = f"{number + place}{')' if other else '.'} " if el.tag == "ol" else ("* " if other else "- ")
        work.append(_call(_item, writer, item, mark, place > 0 and not loose))
    work.append(_call(_end_list, writer, "" if other else el.tag))
    writer.todo.extend(reversed(work))


def _item(writer: BlockWriter, item: SafeElement, mark: str, tight: bool) -> None:  # noqa: FBT001 - called from the stack only
    if tight:
        writer.gap = False
    writer.within(item.children, " " * len(mark), mark)


def _end_list(writer: BlockWriter, tag: str) -> None:
    writer.last_list = tag


def _table(writer: BlockWriter, el: SafeElement) -> None:
    text = gfm_table(el, writer.escaper)
    if text is None:
        writer.html(el)
    else:
        writer.emit(text)


def _html(writer: BlockWriter, el: SafeElement) -> None:
    writer.html(el)


BLOCK_HANDLERS: Final[Mapping[str, Callable[[BlockWriter, SafeElement], None]]] = MappingProxyType({
    "blockquote": _quotation,
    "details": _html,
    "dl": _html,
    "figcaption": _transparent,
    "figure": _transparent,
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "h5": _heading,
    "h6": _heading,
    "hr": _rule,
    "ol": _list,
    "p": _paragraph,
    "pre": _preformatted,
    "table": _table,
    "ul": _list,
})  # fmt: skip
"""What writes each kind of block."""
