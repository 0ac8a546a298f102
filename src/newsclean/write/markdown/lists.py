"""Lists and quotations: containers whose content is written with a prefix on every line."""

import re
from functools import partial
from typing import Final, NamedTuple

from newsclean.gate.tree import SafeElement
from newsclean.write.markdown.frames import DEEPEST, Sink, Walk
from newsclean.write.markdown.raw import write_raw
from newsclean.write.numbering import first_number

_LINE: Final = re.compile(r"\n(?=[^\n])")
_BLANK_LINE: Final = re.compile(r"\n> (?=\n)")
_LISTS: Final = frozenset({"ul", "ol"})


def _is_tight(item: SafeElement, blocks: frozenset[str]) -> bool:
    """Whether an item holds inline content followed by lists, and no more: only then it needs no blank line.

    A list that does not start with 1 cannot follow a line of text.
    """
    shown = [child for child in item.children if not isinstance(child, str) or not child.isspace()]
    kinds = [child.tag if isinstance(child, SafeElement) else "" for child in shown]
    first = next((place for place, kind in enumerate(kinds) if kind in _LISTS), len(kinds))
    lists = [child for child in shown[first:] if isinstance(child, SafeElement) and child.tag in _LISTS]
    if any(kind in blocks and kind not in _LISTS for kind in kinds) or len(lists) != len(shown) - first:
        return False
    later = lists if first else lists[1:]
    return all(child.tag != "ol" or first_number(child) == 1 for child in later)


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
