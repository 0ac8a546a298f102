"""phrasing: inline elements around blocks, which HTML does not allow, move into each of the blocks."""

from typing import Final

from lxml import etree

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_INLINE: Final = tuple("a strong em b i u s del ins mark small sub sup abbr cite code kbd q samp time var".split())
_FORMS: Final = tuple("select option optgroup button output math slot".split())
_BLOCKS: Final = ("p", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_MOST_AROUND: Final = 8
"""Inline elements around one another that are moved into blocks: each is written once a block, so the number has to end."""

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def open_phrasing(doc: Document) -> None:
    """Make every phrasing element that holds blocks a wrapper, so that only phrasing content stands in phrasing elements."""
    _open_forms(doc)
    for el in doc.iter(*_HEADINGS):
        _open_heading(doc, el)
    for el, around in reversed(_around_blocks(doc)):
        if around < _MOST_AROUND:
            _move_in(doc, el)
        else:
            doc.rename(el, "div", why="enough inline elements stand around it")
    for el in doc.iter(*_BLOCKS):
        if len(el) and dom.has_block(el):
            doc.rename(el, "div", why="blocks cannot stand in it")


def _around_blocks(doc: Document) -> list[tuple[Element, int]]:
    """The inline elements that hold blocks, in order, each with the number of those around it."""
    if doc.tags is not None and doc.tags.isdisjoint(_INLINE):
        return []
    holders = dom.block_holders(doc.root)
    found: list[tuple[Element, int]] = []
    around = 0
    for event, el in etree.iterwalk(doc.root, events=("start", "end"), tag=_INLINE):
        if el not in holders:
            continue
        if event == "start":
            found.append((el, around))
        around += 1 if event == "start" else -1
    return found


def _open_forms(doc: Document) -> None:
    """Unwrap what is left of forms and formulas: their text is text like any other."""
    for el in doc.iter(*_FORMS):
        if dom.has_block(el):
            doc.rename(el, "div", why="a wrapper around blocks")
    doc.unwrap_all(_FORMS, why="the text in it is all that stays of it")


def _open_heading(doc: Document, el: Element) -> None:
    """Unwrap a block that is all a heading holds."""
    while (only := dom.only_child(el)) is not None and only.tag in {"div", "p", "section"}:
        doc.unwrap(only, why="a heading is a block by itself")


def _move_in(doc: Document, el: Element) -> None:
    """Put the content of every innermost block in `el` into an element like it, and make `el` a wrapper."""
    tag, why = str(el.tag), "an inline element around blocks belongs into each of them"
    blocks = [block for block in el.iterdescendants() if block.tag in dom.BLOCKS and not dom.has_block(block)]
    for block in blocks:
        if not dom.is_blank(dom.text_of(block)) and not _is_code(block):
            _copy_attributes(el, doc.wrap(block, tag, why=why))
    for run in list(dom.inline_runs(el)):
        if not run.is_blank() and not any(dom.has_block(node) for node in run.nodes):
            _copy_attributes(el, doc.wrap_run(run, tag, why=why))
    doc.rename(el, "div", why=why)


def _is_code(block: Element) -> bool:
    """Whether `block` is code as a whole, which no emphasis around it can mean."""
    only = dom.only_child(block)
    return block.tag == "pre" and only is not None and only.tag == "code"


def _copy_attributes(source: Element, target: Element) -> None:
    for name, value in dom.movable_attributes(source):
        if name not in {"class", "id", "style"}:
            dom.set_attribute(target, name, value)
