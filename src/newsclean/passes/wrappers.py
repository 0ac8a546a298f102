"""wrappers: elements that only held layout: div, section, span and their like, and quotes and list items around a lone block."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_BLOCK_WRAPPERS: Final = ("div", "section", "article", "main", "header", "footer", "aside", "nav", "center", "form", "fieldset", "address", "hgroup", "search", "menu", "dir")
_INLINE_WRAPPERS: Final = ("span", "font", "bdi", "bdo", "label", "nobr", "data", "dfn", "acronym", "big", "tt", "object", "map", "picture")
_HOLDS_ONE_LINE: Final = ("li", "td", "th", "dd", "dt", "figcaption", "caption", "summary")
_WHY: Final = "a wrapper that says nothing about the text in it"


def unwrap_wrappers(doc: Document) -> None:
    """Unwrap layout elements; a wrapper with text of its own becomes a paragraph, so no two texts run together."""
    for el in doc.iter(*_INLINE_WRAPPERS):
        doc.unwrap(el, why=_WHY)
    _enter_lone_wrappers(doc)
    for el in reversed(list(doc.iter(*_BLOCK_WRAPPERS))):
        _unwrap_block(doc, el)
    for el in doc.iter(*_HOLDS_ONE_LINE):
        _unwrap_lone_paragraph(doc, el)


def _enter_lone_wrappers(doc: Document) -> None:
    """Make a wrapper around the whole article its root: the same as unwrapping it, whatever the number of its children."""
    while len(doc.root) == 1 and dom.is_blank(doc.root.text):
        only = doc.root[0]
        if only.tag not in _BLOCK_WRAPPERS or not dom.is_blank(only.tail) or not dom.has_block(only):
            return
        doc.enter(only, why=_WHY)


def _unwrap_block(doc: Document, el: Element) -> None:
    if dom.has_block(el) or dom.is_empty(el):
        for run in list(dom.inline_runs(el)):
            if not run.is_blank():
                doc.wrap_run(run, "p", why="loose text beside blocks is a paragraph")
        doc.unwrap(el, why=_WHY)
    else:
        doc.rename(el, "p", why="a wrapper with text of its own is a paragraph")


def _unwrap_lone_paragraph(doc: Document, el: Element) -> None:
    if len(el) == 1 and el[0].tag == "p" and dom.is_blank(el.text) and dom.is_blank(el[0].tail):
        doc.unwrap(el[0], why="the only paragraph of a list item, cell or caption")
