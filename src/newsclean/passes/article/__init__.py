"""article: the element that holds the article; what stands around it is the page's."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.article.main import main_of
from newsclean.passes.article.outside import Outside, is_sure
from newsclean.passes.article.weights import Weights
from newsclean.rules.book import SECTIONS
from newsclean.rules.findings import ElementFinding
from newsclean.rules.masthead import note_credits_above, note_credits_of, note_title

_WHY: Final = "outside the article"


def keep_article(doc: Document) -> None:
    """Find the element that holds the article, and drop what stands around it and belongs to the page.

    Where a pack names the element, all around it goes. Where the sentences of the document show it, what reads like a part of
    the article stays: sentences, headings and pictures beside it.
    """
    for finding in doc.findings.get("article", ()):
        finding.apply(doc)
    note_title(doc)
    weights = Weights(doc.root)
    weights.discount(el for findings in doc.findings.values() for one in findings for el in one.takes(doc))
    main = main_of(doc, weights)
    is_found = main.named or main.tagged or is_sure(weights, main.el)
    doc.main = main.el if is_found or main.el not in _selected(doc) else None
    note_credits_above(doc, main.el)
    note_credits_above(doc, doc.root)
    for finding in doc.findings.get(SECTIONS, ()):
        finding.apply(doc)
    doc.step = "article"
    if is_found:
        _drop_around(doc, Outside(doc, weights, main.el), named=main.named)


def _selected(doc: Document) -> set[Element]:
    """The boxes that a rule names as the page's: where there is little text, all of it may stand in one."""
    selected = (one for findings in doc.findings.values() for one in findings if isinstance(one, ElementFinding))
    return {one.el for one in selected if one.rule.select and one.rule.drops_whole}


def _drop_around(doc: Document, outside: Outside, *, named: bool) -> None:
    for level, box, path in list(outside.levels()):
        for child in list(box):
            if child is path or not dom.is_element(child):
                continue
            if named or not outside.belongs(child, path, level):
                note_credits_of(doc, child)
                doc.drop(child, why=_WHY)
        if named or doc.page:
            _erase_loose_text(doc, box)


def _erase_loose_text(doc: Document, box: Element) -> None:
    doc.erase(dom.Slot(box, inside=True), why=_WHY)
    for child in list(box):
        doc.erase(dom.Slot(child, inside=False), why=_WHY)
