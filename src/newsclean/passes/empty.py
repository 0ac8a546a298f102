"""empty: elements that show nothing."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_TAGS: Final = tuple(
    "p div section article span font a b strong i em u s del ins mark small sub sup code q cite h1 h2 h3 h4 h5 h6 blockquote figure figcaption"
    " ul ol li dl dt dd center header footer aside nav main form label pre details summary abbr time".split(),
)
_WHY: Final = "shows nothing"


def drop_empty(doc: Document) -> None:
    """Drop elements without text and media, innermost first; inline ones leave their white space."""
    for el in reversed(list(doc.iter(*_TAGS))):
        if not len(el) and dom.is_blank(el.text):
            _drop(doc, el)
        elif dom.is_empty(el):
            _drop(doc, el)
    _drop_edge_breaks(doc)


def _drop(doc: Document, el: Element) -> None:
    if el.tag in dom.BLOCKS or not el.text:
        doc.drop(el, why=_WHY)
    else:
        doc.unwrap(el, why=_WHY)


def _drop_edge_breaks(doc: Document) -> None:
    """Drop a `br` at the end of a block: browsers show nothing for it."""
    for el in doc.iter("br"):
        parent = el.getparent()
        if parent is None or parent.tag not in dom.BLOCKS or not dom.is_blank(el.tail):
            continue
        after = el.getnext()
        if after is None or after.tag in dom.BLOCKS:
            doc.drop(el, why="a line break at the end of a block shows nothing")
