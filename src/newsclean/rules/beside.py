"""What stands beside an element: the lines before and after it, and the comment in front of it."""

from collections.abc import Iterator

from newsclean import dom
from newsclean.dom import Element


def lines_beside(el: Element) -> tuple[str, ...]:
    """The nearest line before `el` and the nearest after it, white space collapsed; boxes that hold nothing but `el` are left."""
    box = el
    while (parent := box.getparent()) is not None and dom.only_child(parent) is box and parent.getparent() is not None:
        box = parent
    found = (_nearest(_texts_before(box)), _nearest(_texts_after(box)))
    return tuple(line for line in found if line)


def comment_before(el: Element) -> str | None:
    """The text of the comment right in front of `el`, trimmed; None when something else stands there."""
    before = el.getprevious()
    if before is None or dom.is_element(before) or not dom.is_blank_after(before):
        return None
    return (before.text or "").strip()


def _nearest(texts: Iterator[str | None]) -> str:
    """The first line among the pieces of `texts`; None ends a line."""
    line: list[str] = []
    for text in texts:
        if text is not None:
            line.append(text)
        elif not dom.is_blank("".join(line)):
            break
        else:
            line.clear()
    return dom.collapse("".join(line))


def _texts_after(el: Element) -> Iterator[str | None]:
    yield dom.text_after(el)
    for node in el.itersiblings():
        yield from _pieces(node)
        yield dom.text_after(node)


def _texts_before(el: Element) -> Iterator[str | None]:
    """Like `_texts_after`, backwards: only the innermost piece of a line before `el` is given."""
    for node in el.itersiblings(preceding=True):
        yield dom.text_after(node)
        yield from _pieces(node)
    parent = el.getparent()
    if parent is not None:
        yield parent.text or ""


def _pieces(node: Element) -> Iterator[str | None]:
    if not dom.is_element(node):
        return
    if node.tag == "br" or node.tag in dom.BLOCKS:
        yield None
    if node.tag != "br":
        yield dom.text_of(node)
    if node.tag in dom.BLOCKS:
        yield None
