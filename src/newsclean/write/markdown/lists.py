"""Lists and quotations: containers whose content is written with a prefix on every line."""

import re
from functools import partial
from typing import Final

from newsclean.gate.tree import SafeElement
from newsclean.write.markdown.frames import DEEPEST, Sink, Walk
from newsclean.write.markdown.raw import write_raw

_LINE: Final = re.compile(r"\n(?=[^\n])")
_BLANK_LINE: Final = re.compile(r"\n> (?=\n)")
_LISTS: Final = frozenset({"ul", "ol"})
_HIGHEST_START: Final = 999_999_999


def _start(element: SafeElement) -> int:
    """The number of the first item of an ordered list, as far as Markdown can say it (at most nine digits)."""
    start = element.attributes.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and int(start[:10]) <= _HIGHEST_START else 1


def _is_tight(items: list[SafeElement], blocks: frozenset[str]) -> bool:
    """Whether no item holds more than inline content followed by lists: only then it needs no blank line."""
    return all(_is_tight_item(item, blocks) for item in items)


def _is_tight_item(item: SafeElement, blocks: frozenset[str]) -> bool:
    text = lists = False
    for child in item.children:
        if isinstance(child, str):
            if child.isspace():
                continue
        elif child.tag in _LISTS:
            if (text or lists) and child.tag == "ol" and _start(child) != 1:
                return False  # only a list that starts with 1 can follow a line of text
            lists = True
            continue
        elif child.tag in blocks:
            return False
        if lists:
            return False
        text = True
    return True


def write_list(walk: Walk, element: SafeElement, blocks: frozenset[str]) -> None:
    """Enter a list; its items are written with `-` or with their numbers."""
    sink = walk.sink
    level = sink.level + 2
    if level > DEEPEST:
        walk.add(write_raw(element, walk.escaper.templates))
        return
    items = [child for child in element.children if isinstance(child, SafeElement)]
    inner = Sink(level)
    sign = sink.list_sign(".", ")") if element.tag == "ol" else sink.list_sign("-", "*")
    start = _start(element) if element.tag == "ol" else None
    separator = "\n" if _is_tight(items, blocks) else "\n\n"
    written: list[list[str]] = []
    walk.enter(iter(items), inner, partial(_close_list, written, separator, (sink, sign, start)))
"""
"""
