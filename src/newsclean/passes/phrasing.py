"""Phrasing elements around blocks, which HTML does not allow: emphasis moves into the blocks, anything else is a wrapper."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_EMPHASIS: Final = ("strong", "em", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup")
_OTHER: Final = ("a", "abbr", "cite", "code", "kbd", "q", "samp", "time", "var", "p", "pre")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHY: Final = "blocks cannot stand in it"


def open_phrasing(doc: Document) -> None:
    """Make every phrasing element that holds blocks a wrapper, so that only phrasing content stands in phrasing elements."""
    for el in doc.iter(*_HEADINGS):
        _open_heading(doc, el)
    for el in doc.iter(*_EMPHASIS):
        if len(el) and dom.has_block(el):
            _move_in(doc, el)
    for el in doc.iter(*_OTHER, *_HEADINGS):
        if len(el) and dom.has_block(el):
            doc.rename(el, "div", why=_WHY)


def _open_heading(doc: Document, el: Element) -> None:
    """Unwrap a block that is all a heading holds."""
    while (only := dom.only_child(el)) is not None and only.tag in {"div", "p", "section"}:
        doc.unwrap(only, why="a heading is a block by itself")


def _move_in(doc: Document, el: Element) -> None:
    """Wrap the content of every innermost block in `el` into an element of its kind, and make `el` a wrapper."""
    tag = str(el.tag)
    for block in list(el.iterdescendants()):
        if block.tag in dom.BLOCKS and not dom.has_block(block) and not dom.is_blank(dom.text_of(block)):
            doc.wrap(block, tag, why="emphasis around blocks is emphasis in each")
    for run in list(dom.inline_runs(el)):
        if not run.is_blank():
            doc.wrap_run(run, tag, why="emphasis around blocks is emphasis in each")
    doc.rename(el, "div", why=_WHY)
