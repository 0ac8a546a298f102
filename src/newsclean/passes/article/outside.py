"""What stands outside the main element: which of it belongs to the article all the same."""

import re
from collections.abc import Iterator
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.article.weights import PROSE_FROM, Weights

_CHROME: Final = frozenset(
    "nav aside footer header form fieldset button select menu dialog search address label input textarea iframe hgroup".split()
)
"""Elements that hold what is about the page."""

_TEXT: Final = frozenset("p h2 h3 h4 h5 h6 blockquote pre table ol dl hr br strong b em i u font details".split())
"""Elements in which an author writes."""

_LINKED_MOST: Final = 0.5
_LEVELS: Final = 2
"""How many boxes around the main element may still hold a part of the article."""

_LEAD_IMAGE: Final = re.compile(r"(?:^|[-_\s])(?:lead|lede|hero|featured?|main|top|cover|article|post|story|entry)(?=[-_\s]|$)")


class Outside:
    """Tells which siblings of the main element, and of the boxes around it, belong to the article."""

    def __init__(self, doc: Document, weights: Weights, main: Element) -> None:
        self._doc = doc
        self._weights = weights
        self._main = main
        self._strict = doc.page

    def levels(self) -> Iterator[tuple[int, Element, Element]]:
        """How far from the main element, the box, and the child of it that holds the main element; innermost first."""
        node, level = self._main, 1
        while node is not self._doc.root and (parent := node.getparent()) is not None:
            yield level, parent, node
            node, level = parent, level + 1

    def belongs(self, el: Element, path: Element, level: int) -> bool:
        """Whether `el`, a sibling of `path`, is part of the article."""
        if el.tag == "h1":
            return not self._strict
        if el.tag in _CHROME or self._is_links(el):
            return False
        if self._strict and level > _LEVELS and not _is_alike(el, path):
            return False
        if self._weights[el].prose:
            return True
        if dom.is_blank(dom.text_of(el)) or next(el.iter("img"), None) is not None:
            return self._is_lead_image(el)
        return el.tag in _TEXT and not self._strict

    def _is_links(self, el: Element) -> bool:
        """Whether most of the text in `el` is links."""
        weight = self._weights[el]
        if el.tag == "a":
            return True
        return weight.linked > _LINKED_MOST * weight.text

    def _is_lead_image(self, el: Element) -> bool:
        """Whether `el` holds the picture that opens the article."""
        if not dom.has_media(el) or next(el.iter("a"), None) is not None:
            return False
        if el.tag in {"figure", "p", "img", "center"} and not self._strict:
            return True
        names = f"{el.get('class') or ''} {el.get('id') or ''}".lower()
        return next(el.iter("figure"), None) is not None or _LEAD_IMAGE.search(names) is not None


def _is_alike(el: Element, path: Element) -> bool:
    """Whether both are parts of one text that the page cuts into several boxes."""
    classes = set((el.get("class") or "").split())
    return bool(classes) and el.tag == path.tag and not classes.isdisjoint((path.get("class") or "").split())


def is_sure(weights: Weights, main: Element) -> bool:
    """Whether there is so much text in `main` that it can be told from what stands around it."""
    return weights[main].prose >= 3 * PROSE_FROM
