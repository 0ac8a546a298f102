"""empty: elements that show nothing."""

from typing import Final, cast

from lxml import etree

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_TAGS: Final = frozenset(
    "p div section article span font a b strong i em u s del ins mark small sub sup code q cite"
    " h1 h2 h3 h4 h5 h6 blockquote figure figcaption"
    " ul ol li dl dt dd center header footer aside nav main form label pre details summary abbr time".split(),
)
_WHY: Final = "shows nothing"
_SHORT: Final = etree.XPath("descendant::*[not(*) and string-length(normalize-space()) < 64]", smart_strings=False)
"""Elements without children and with little text; long text is never blank, and is not worth the reading."""


def drop_empty(doc: Document) -> None:
    """Drop elements without text and media, innermost first; inline ones leave their white space."""
    for el in cast("list[Element]", _SHORT(doc.root)):
        if el.tag in _TAGS and dom.is_blank(el.text):
            _drop_outward(doc, el)


def _is_empty(doc: Document, el: Element) -> bool:
    """Whether `el` holds nothing, and is not what a link may lead to."""
    if el.tag == "a" and doc.keeps.anchors and (el.get("id") or el.get("name")):
        return False
    return el.tag in _TAGS and dom.first_child(el) is None and dom.is_blank(el.text)


def _drop_outward(doc: Document, el: Element) -> None:
    """Drop `el`, and every element around it that held nothing else."""
    node: Element | None = el
    while node is not None and node is not doc.root and _is_empty(doc, node):
        parent = node.getparent()
        if node.tag in dom.BLOCKS or not node.text:
            doc.drop(node, why=_WHY)
        else:
            doc.unwrap(node, why=_WHY)
        node = parent
