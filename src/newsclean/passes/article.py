"""article: the element that holds the article; what stands around it is the page's."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_WHY: Final = "outside the article"
_GENERAL: Final = ("article", "main")
_PROSE_FROM: Final = 40
_OUTWEIGHS: Final = 2


def keep_article(doc: Document) -> None:
    """Drop what stands outside the element that a pack names as the article; in a page also outside `article` or `main`."""
    for finding in doc.findings.get("article", ()):
        finding.apply(doc)
    el = _container(doc)
    if el is None or el is doc.root:
        return
    node = el
    while node is not doc.root:
        parent = node.getparent()
        if parent is None:
            return
        _drop_siblings(doc, parent, node)
        node = parent


def _container(doc: Document) -> Element | None:
    named = [el for el in doc.article if doc.holds(el) and not dom.is_empty(el)]
    if not named and doc.page:
        named = sorted((el for el in doc.iter(*_GENERAL) if not dom.is_empty(el)), key=_prose, reverse=True)[:1]
    return next((el for el in named if _outweighs_the_rest(doc, el)), None)


def _prose(el: Element) -> int:
    """Characters in paragraphs that read like sentences."""
    return sum(len(text) for line in el.iter("p") if len(text := dom.squash(dom.text_of(line))) >= _PROSE_FROM)


def _outweighs_the_rest(doc: Document, el: Element) -> bool:
    """Whether `el` can be the article: there is no far larger body of sentences outside it."""
    return _prose(doc.root) <= (_OUTWEIGHS + 1) * max(_prose(el), len(dom.squash(dom.text_of(el))))


def _drop_siblings(doc: Document, parent: Element, kept: Element) -> None:
    doc.erase(dom.Slot(parent, inside=True), why=_WHY)
    for child in list(parent):
        doc.erase(dom.Slot(child, inside=False), why=_WHY)
        if child is not kept and dom.is_element(child):
            doc.drop(child, why=_WHY)
