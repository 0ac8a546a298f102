"""The header of an article: what stands between its title and the element that holds its text."""

from collections.abc import Iterator
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.passes.article.opening import is_cover, is_named_standfirst, names_of
from newsclean.passes.article.weights import Weights
from newsclean.regex import regex

_OPENS: Final = frozenset("p figure img h2 h3 h4 div ul ol".split())
"""What may open an article outside the element that holds its text."""

_CLOSED: Final = ("nav", "aside", "footer", "form", "ul", "ol", "table", "dialog", "a")
"""Elements in which no part of an article is looked for."""

_OF_THE_BYLINE: Final = regex(
    r"(?:^|[-_\s])(?:authors?|byline|bio|meta|date|dateline|published|timestamp|breadcrumbs?|tags|notice|cookies?)(?=[-_\s\d]|$)"
)
_CLOSES: Final = regex(r"[.!?…。！？][”’\"'»）)]*$")
_FROM: Final = 20
_SENTENCE_FROM: Final = {"p": _FROM, "h2": _FROM, "h3": _FROM, "div": 45}
"""The size from which a line below the title that ends like a sentence is taken for one."""


class Header:
    """Knows the title above `main`, and what between the two opens the article that `article` is or holds."""

    def __init__(self, root: Element, weights: Weights, main: Element, article: Element | None) -> None:
        self._weights = weights
        self._title = _title_before(root, main, article)
        self._holders = frozenset() if self._title is None else frozenset((self._title, *self._title.iterancestors()))
        self._below = frozenset(_between(root, self._title, main))

    def holds_title(self, el: Element) -> bool:
        """Whether the title stands in `el`."""
        return el in self._holders

    def reaches(self, el: Element) -> bool:
        """Whether `el` holds the title, or stands between it and the main element."""
        return el in self._holders or el in self._below

    def opening_in(self, el: Element) -> list[Element]:
        """What in `el`, which stands before the main element, may open the article: figures, sentences, standfirsts."""
        likely = (one for one in el.iter() if one.tag in _OPENS and next(one.iterancestors(*_CLOSED), None) is None)
        return [one for one in likely if self._opens(one)]

    def _opens(self, el: Element) -> bool:
        if el.tag in {"figure", "img"}:
            return el.tag == "figure" or is_cover(el)
        if dom.has_block(el) and el.tag not in {"ul", "ol"}:
            return False
        return (el.tag == "p" and self._weights[el].prose > 0) or self._is_standfirst(el)

    def _is_standfirst(self, el: Element) -> bool:
        """Whether `el` is called one, or is a sentence below the title."""
        weight = self._weights[el]
        is_list = el.tag in {"ul", "ol"}
        if weight.text < _FROM or weight.linked > (weight.text / 2 if is_list else 0) or _OF_THE_BYLINE.search(names_of(el)):
            return False
        if is_named_standfirst(el) and (self._title is None or el in self._below):
            return True
        least = _SENTENCE_FROM.get(str(el.tag))
        is_long = least is not None and weight.text >= least
        return is_long and el in self._below and _CLOSES.search(dom.text_of(el).rstrip()) is not None


def _title_before(root: Element, main: Element, article: Element | None) -> Element | None:
    """The last h1 before `main`, or the first h2 of `article` there when there is no h1; None when `main` has an h1."""
    found: Element | None = None
    for el in root.iter("h1", main.tag):
        if el is main:
            break
        if el.tag == "h1" and not dom.is_empty(el):
            found = el
    if next(main.iter("h1"), None) is not None:
        return None
    return _first_h2(article, main) if found is None else found


def _first_h2(article: Element | None, main: Element) -> Element | None:
    if article is None or article is main:
        return None
    found = next((el for el in article.iter("h2", main.tag) if el is main or (el.tag == "h2" and not dom.is_empty(el))), main)
    return None if found is main else found


def _between(root: Element, first: Element | None, last: Element) -> Iterator[Element]:
    """The elements that begin after `first` and before `last`."""
    begun = False
    for el in root.iter() if first is not None else ():
        if el is last:
            return
        if begun:
            yield el
        begun = begun or el is first
