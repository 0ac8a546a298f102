"""Lists and quotations: containers whose content is written with a prefix on every line."""

from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.regex import regex
from newsclean.write.markdown.frames import DEEPEST, Sink, Walk
from newsclean.write.markdown.links import text_within
from newsclean.write.markdown.raw import write_raw
from newsclean.write.numbering import first_number

_LINE: Final = regex(r"\n(?=[^\n])")
_BLANK_LINE: Final = regex(r"\n> (?=\n)")
_LISTS: Final = frozenset({"ul", "ol"})
_CONTAINERS: Final = frozenset({"ul", "ol", "blockquote"})
_CLOSED: Final = frozenset({"pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Blocks to which no line belongs that is before or after them."""


def _kind(node: SafeNode, blocks: frozenset[str]) -> str:
    """The tag of a block, "" for inline content."""
    return node.tag if isinstance(node, SafeElement) and node.tag in blocks else ""


def _is_written(node: SafeNode) -> bool:
    """Whether Markdown of `node` is a block that begins with a sign of its own; a blank one is not written at all."""
    if not isinstance(node, SafeElement):
        return False
    return node.tag in _CONTAINERS or node.tag == "hr" or (node.tag in _CLOSED and text_within(node.children).strip() != "")


def _joins(before: SafeNode, after: SafeNode, blocks: frozenset[str]) -> bool:
    """Whether `after` needs no blank line before it. The line after a quotation or a list would belong to its last paragraph."""
    first, second = _kind(before, blocks), _kind(after, blocks)
    if first in _CLOSED or second in _CLOSED or not (first or second):
        return True
    if isinstance(after, SafeElement) and second == "ol" and first_number(after) != 1:
        return False  # it cannot follow a line of text
    return second in _LISTS if first in _LISTS else not first and second != ""


def _is_tight(item: SafeElement, blocks: frozenset[str]) -> bool:
    """Whether the content of an item is one block or can do without blank lines, and has no paragraph, which has them in HTML."""
    shown = [child for child in item.children if not isinstance(child, str) or not child.isspace()]
    if any(_kind(child, blocks) and not _is_written(child) for child in shown):
        return False
    return all(_joins(before, after, blocks) for before, after in pairwise(shown))


def _write_deep(walk: Walk, element: SafeElement) -> None:
    """Write what is nested too deeply: as HTML, or without it as the blocks that it holds."""
    if walk.escaper.flavour.html:
        walk.add(write_raw(element, walk.escaper.templates))
    else:
        walk.enter(iter(element.children), walk.sink)


class _Style(NamedTuple):
    """How the items of a list are written: `start` is the first number, or None for a list without numbers."""

    start: int | None
    sign: str
    separator: str

    def marker(self, position: int) -> str:
        """What stands before the item at `position`, counted from 0."""
        return f"{self.sign} " if self.start is None else f"{self.start + position}{self.sign} "


def write_list(walk: Walk, element: SafeElement, blocks: frozenset[str]) -> None:
    """Enter a list. `blocks` are the tags that are no inline content."""
    sink = walk.sink
    level = sink.level + 2
    if level > DEEPEST:
        _write_deep(walk, element)
        return
    items = [child for child in element.children if isinstance(child, SafeElement)]
    separator = "\n" if all(_is_tight(item, blocks) for item in items) else "\n\n"
    if element.tag == "ol":
        style = _Style(first_number(element), sink.list_sign(".", ")"), separator)
    else:
        style = _Style(None, sink.list_sign("-", "*"), separator)
    sinks = [Sink(level) for _ in items]
    walk.enter(iter(()), sink, partial(_close_list, sink, sinks, style))
    for item, inner in zip(reversed(items), reversed(sinks), strict=True):
        walk.enter(iter(item.children), inner)


def _close_list(outer: Sink, items: list[Sink], style: _Style) -> None:
    """Add the finished list to `outer`. An item that holds nothing is left out."""
    lines: list[str] = []
    for item in items:
        if item.blocks:
            marker = style.marker(len(lines))
            body = style.separator.join(item.blocks)
            lines.append(marker + _LINE.sub("\n" + " " * len(marker), body))
    if lines:
        outer.add_list(style.separator.join(lines), style.sign)


def write_quotation(walk: Walk, element: SafeElement) -> None:
    """Enter a `blockquote`."""
    sink = walk.sink
    if sink.level + 1 > DEEPEST:
        _write_deep(walk, element)
        return
    inner = Sink(sink.level + 1)
    walk.enter(iter(element.children), inner, partial(_close_quotation, sink, inner))


def _close_quotation(outer: Sink, inner: Sink) -> None:
    if inner.blocks:
        body = "\n\n".join(inner.blocks).replace("\n", "\n> ")
        outer.blocks.append("> " + _BLANK_LINE.sub("\n>", body))
