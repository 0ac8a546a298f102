"""The main element: the innermost one that holds the sentences of the article."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.article.weights import Weights

_GENERAL: Final = ("article", "main")
_OUTWEIGHS: Final = 3
_MOST: Final = 0.8
"""The share of the sentences from which a child is taken for the element that holds them all."""

_BOXES: Final = frozenset("div section article main center table tbody tr td ul li form fieldset dl dd details".split())
"""What may hold a whole article."""


class Main(NamedTuple):
    """The main element, and how it was found: `named` by the site's pack, or `tagged` as an article is on many sites."""

    el: Element
    named: bool
    tagged: bool


def main_of(doc: Document, weights: Weights) -> Main:
    """The element that holds the article."""
    for el in (one for one in doc.article if doc.holds(one)):
        if not dom.is_empty(el) and _outweighs_the_rest(doc, weights, el):
            return Main(el, named=True, tagged=False)
    likely = [one for one in doc.likely if doc.holds(one) and not dom.is_empty(one)]
    worded = [one for one in likely if weights[one].prose]
    for el in likely:
        if _outweighs_the_rest(doc, weights, el) and not _has_equals(el, worded):
            return Main(_innermost(el, weights), named=False, tagged=True)
    start = _start(doc, weights)
    return Main(_innermost(start, weights), named=False, tagged=start is not doc.root)


def _start(doc: Document, weights: Weights) -> Element:
    """The largest `article` or `main` of a page, when it outweighs the rest; else the root."""
    found = max(doc.iter(*_GENERAL), key=lambda el: (weights[el].prose, weights[el].text), default=None) if doc.page else None
    return found if found is not None and weights[found].text and _outweighs_the_rest(doc, weights, found) else doc.root


def _outweighs_the_rest(doc: Document, weights: Weights, el: Element) -> bool:
    """Whether `el` can be the article: there is no far larger body of sentences outside it."""
    return weights[doc.root].prose <= _OUTWEIGHS * max(weights[el].prose, weights[el].text)


def _has_equals(el: Element, worded: Iterable[Element]) -> bool:
    """Whether one of `worded`, which are tagged as an article's and hold sentences, is beside `el`: the text may go on there."""
    around = {el, *el.iterancestors()}
    return any(one not in around and el not in one.iterancestors() for one in worded)


def _innermost(el: Element, weights: Weights) -> Element:
    """The innermost box around most of the sentences in `el`."""
    while True:
        inner = max(_boxes_in(el), key=lambda box: weights[box].prose, default=None)
        if inner is None or weights[inner].prose < _MOST * weights[el].prose or not weights[inner].prose:
            return el
        el = inner


def _boxes_in(el: Element) -> Iterable[Element]:
    """The boxes in `el` without a box between: inline elements that wrongly stand around blocks are looked through."""
    waiting = list(el)
    while waiting:
        child = waiting.pop()
        if child.tag in _BOXES:
            yield child
        elif child.tag not in dom.BLOCKS and dom.is_element(child):
            waiting.extend(child)
