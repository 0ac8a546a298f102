"""article: the element that holds the article; what stands around it is the page's."""

from collections.abc import Callable
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.article.main import Main, main_of
from newsclean.passes.article.outside import Outside, is_sure
from newsclean.passes.article.weights import Weights, is_prose
from newsclean.pipeline import Steps
from newsclean.rules.book import SECTIONS
from newsclean.rules.findings import ElementFinding
from newsclean.rules.masthead import note_credits_above, note_credits_of, note_title
from newsclean.value import Value

_WHY: Final = "outside the article"
_LISTS: Final = ("ul", "ol")
_ITEMS: Final = frozenset({"li"})


class KeepArticle(Value):
    """The pass `article`. `fallback` is asked where the article of a page stands when nothing else tells; None: nobody."""

    fallback: Callable[[Element], Element | None] | None = None

    def __call__(self, doc: Document) -> None:
        """Find the element that holds the article, and drop what stands around it and belongs to the page.

        Where a pack names the element, all around it goes. Where the sentences of the document show it, what reads like a part of
        the article stays: sentences, headings and pictures beside it.
        """
        for finding in doc.findings.get("article", ()):
            finding.apply(doc)
        note_title(doc)
        _close_lists(doc)
        weights = Weights(doc.root)
        weights.discount(el for findings in doc.findings.values() for one in findings for el in one.takes(doc))
        main = self._main_of(doc, weights)
        is_found = main.named or main.tagged or is_sure(weights, main.el)
        doc.main = main.el if is_found or main.el not in _selected(doc) else None
        note_credits_above(doc, main.el)
        note_credits_above(doc, doc.root)
        for finding in doc.findings.get(SECTIONS, ()):
            finding.apply(doc)
        doc.step = "article"
        if is_found:
            _drop_around(doc, Outside(doc, weights, main.el), named=main.named)

    def _main_of(self, doc: Document, weights: Weights) -> Main:
        main = main_of(doc, weights)
        if self.fallback is None or not doc.page or main.named or main.tagged or is_sure(weights, main.el):
            return main
        found = self.fallback(doc.root)
        return main if found is None else Main(found, named=False, tagged=True)


keep_article: Final = KeepArticle()


def with_fallback(steps: Steps, name: str) -> Steps:
    """`steps` with an `article` that asks the fallback of this name."""
    from newsclean.passes.article.readability import FALLBACKS  # noqa: PLC0415 - for one option

    run = KeepArticle(FALLBACKS[name])
    return Steps(step.but(run=run) if step.run is keep_article else step for step in steps)


def _close_lists(doc: Document) -> None:
    """Make items of the text that stands loose in lists, so that it is weighed like the other items."""
    for el in doc.iter(*_LISTS):
        if dom.has_loose_text(el):
            for run in list(dom.inline_runs(el, _ITEMS)):
                if not run.is_blank():
                    doc.wrap_run(run, "li", why="a list holds nothing but items")


def _selected(doc: Document) -> set[Element]:
    """The boxes that a rule names as the page's: where there is little text, all of it may stand in one."""
    selected = (one for findings in doc.findings.values() for one in findings if isinstance(one, ElementFinding))
    return {one.el for one in selected if one.rule.select and one.rule.drops_whole}


def _drop_around(doc: Document, outside: Outside, *, named: bool) -> None:
    boxes: dict[Element, None] = dict.fromkeys(outside.boxes() if named else ())
    for place in list(outside.places()):
        if doc.page:
            boxes[place.box] = None
        if named or not outside.belongs(place):
            _leave(doc, place.el, [] if named else outside.parts(place))
    nearest = outside.boxes()[:1] if not named else []
    for box in boxes:
        _erase_loose_text(doc, box, but_sentences=box in nearest)


def _leave(doc: Document, el: Element, parts: list[Element]) -> None:
    """Leave of `el` no more than `parts`, and note what goes says of the article."""
    if el in parts:
        return
    note_credits_of(doc, el)
    if parts:
        _reduce(doc, el, parts)
    else:
        doc.drop(el, why=_WHY)


def _reduce(doc: Document, el: Element, parts: list[Element]) -> None:
    """Drop all of `el` but `parts`."""
    kept, holders = set(parts), {above for part in parts for above in part.iterancestors()}
    waiting = [el]
    while waiting:
        box = waiting.pop()
        _erase_loose_text(doc, box)
        for child in [one for one in box if dom.is_element(one) and one not in kept]:
            if child in holders:
                waiting.append(child)
            else:
                doc.drop(child, why=_WHY)


def _erase_loose_text(doc: Document, box: Element, *, but_sentences: bool = False) -> None:
    """Erase the text that stands loose in `box`; sentences right beside the main element may be the article's."""
    for slot in (dom.Slot(box, inside=True), *(dom.Slot(child, inside=False) for child in box)):
        if not (but_sentences and is_prose(dom.squash(slot.value))):
            doc.erase(slot, why=_WHY)
