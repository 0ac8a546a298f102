"""What stands beside an element: the lines before and after it, and the comment in front of it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from newsclean import dom
from newsclean.dom import Element

_NODES: Final = 20
"""How many nodes on each side are looked through for a line: a page may have thousands of pictures and no line between them."""


def lines_beside(el: Element) -> tuple[str, ...]:
    """The nearest line before `el` and the nearest after it, white space collapsed; boxes that hold nothing but `el` are left."""
    box = el
    while (parent := box.getparent()) is not None and dom.only_child(parent) is box and parent.getparent() is not None:
        box = parent
    before = "".join(reversed(_nearest(_texts_before(box))))
    after = "".join(_nearest(_texts_after(box)))
    return tuple(line for line in map(dom.collapse, (before, after)) if line)


def comment_before(el: Element) -> str | None:
    """The text of the comment right in front of `el`, trimmed; None when something else stands there."""
    before = el.getprevious()
    if before is None or dom.is_element(before) or not dom.is_blank_after(before):
        return None
    return (before.text or "").strip()


def _nearest(texts: Iterable[str | None]) -> list[str]:
    """The pieces of the first line among `texts`; None ends a line."""
    line: list[str] = []
    for text in texts:
        if text is not None:
            line.append(text)
        elif not dom.is_blank("".join(line)):
            break
        else:
            line.clear()
    return line


def _texts_after(el: Element) -> Iterator[str | None]:
    yield dom.text_after(el)
    for node in islice(el.itersiblings(), _NODES):
        yield from _pieces(node)
        yield dom.text_after(node)


def _texts_before(el: Element) -> Iterator[str | None]:
    """Like `_texts_after`, backwards."""
    for node in islice(el.itersiblings(preceding=True), _NODES):
        yield dom.text_after(node)
        yield from reversed(list(_pieces(node)))
    parent = el.getparent()
    if parent is not None:
        yield parent.text or ""


def _pieces(node: Element) -> Iterator[str | None]:
    """The texts within `node` in order, with None where a line begins or ends."""
    for slot in dom.slots(node) if dom.is_element(node) else ():
        if _breaks(slot.el):
            yield None
        yield slot.value
    if _breaks(node):
        yield None


def _breaks(node: Element) -> bool:
    return node.tag == "br" or node.tag in dom.BLOCKS
