"""What stands outside the main element: which of it belongs to the article all the same."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.article.header import Header
from newsclean.passes.article.opening import (
    is_caption,
    is_chinese_sentence,
    is_named_standfirst,
    is_picture_box,
    is_sentence,
    leads_away,
    names_of,
    says_what_it_shows,
)
from newsclean.passes.article.weights import PROSE_FROM, Weights
from newsclean.regex import regex

_CHROME: Final = frozenset(
    "nav aside footer header form fieldset button select menu dialog search address label input textarea iframe hgroup".split()
)
"""Elements that hold what is about the page."""

_TEXT: Final = frozenset("p h2 h3 h4 h5 h6 blockquote pre table ol dl hr br strong b em i u font details".split())
"""Elements in which an author writes."""

_ROWS: Final = frozenset({"tr", "tbody", "table"})

_LINKED_MOST: Final = 0.5
_WEIGHTY: Final = 0.2
_TEASER: Final = 0.25
_LEVELS: Final = 2
"""How many boxes around the main element may still hold a part of the article."""

_LAYOUT: Final = frozenset("col row container clearfix section block widget box card wrapper inner left right item".split())
"""Classes that say nothing of what stands in an element."""

_OF_THE_PAGE: Final = regex(
    r"(?:^|[-_\s])(?:author|bio|user|profile|copyright|statement|disclaimer|declare|legal|license|footer|foot|notice|toolbar|tools?|recommend|recom|related?|hot|rank"
    r"|next|prev|nav|app|download|qrcode|ewm|follow|subscribe|comments?|cmt|reply|feedback|about|sidebar|side|widget|reprint|reward)(?=[-_\s\d]|$)"
)
"""Words in class and id of a small box below the text that is about the page."""

_LEAD_IMAGE: Final = regex(r"(?:^|[-_\s])(?:lead|lede|hero|featured?|main|top|cover|article|post|story|entry)(?=[-_\s]|$)")


class Place(NamedTuple):
    """An element in `box` beside `path`, which holds the main element, `level` boxes out from it; `before` or after it."""

    el: Element
    box: Element
    path: Element
    level: int
    before: bool


class Outside:
    """Tells what beside the main element, and beside the boxes around it, belongs to the article."""

    def __init__(self, doc: Document, weights: Weights, main: Element) -> None:
        self._doc = doc
        self._weights = weights
        self._main = main
        self._strict = doc.page
        self._picture: Element | None = None
        self._tagged = next((el for el in (main, *main.iterancestors()) if el.tag in {"article", "main"}), None)
        self._header = Header(doc.root, weights, main, self._tagged)

    def boxes(self) -> list[Element]:
        """The boxes around the main element, innermost first."""
        root, around = self._doc.root, list(self._main.iterancestors())
        return around[: around.index(root) + 1] if root in around else []

    def places(self) -> Iterator[Place]:
        """Every element beside the main element and beside the boxes around it, innermost first."""
        path, level = self._main, 1
        for box in self.boxes():
            before = True
            for child in list(box):
                before = before and child is not path
                if child is not path and dom.is_element(child):
                    yield Place(child, box, path, level, before=before)
            path, level = box, level + (box.tag not in _ROWS)

    def belongs(self, place: Place) -> bool:
        """Whether the element there is part of the article."""
        el = place.el
        if el.tag == "h1":
            return not self._strict
        if el.tag in _CHROME or self._is_links(el):
            return False
        if not self._is_near(place):
            return self._is_brief(place)
        if self._weights[el].prose:
            return el.tag in _TEXT or _is_same(el, place.path) or (not self._is_listing(el) and self._is_weighty(place))
        return self._is_piece_of_text(place) or self._is_short_part(place)

    def _is_piece_of_text(self, place: Place) -> bool:
        """Whether the page cut the element there, which is short, out of the text as it did with the element beside it."""
        el = place.el
        return _shows(el) and _is_piece(el, place.path) and not self._header.holds_title(el)

    def _is_short_part(self, place: Place) -> bool:
        el = place.el
        if dom.is_blank(dom.text_of(el)) or next(el.iter("img"), None) is not None:
            return self._is_picture(place)
        return (el.tag in _TEXT and not self._strict) or self._is_brief(place)

    def _is_picture(self, place: Place) -> bool:
        """Whether the element there is a picture of the article: the one that opens it, or one below it with a caption."""
        el = place.el
        if not place.before:
            return place.level == 1 and is_picture_box(el) and says_what_it_shows(dom.collapse(dom.text_of(el)))
        if self._is_lead_image(el) or (place.level <= _LEVELS and is_picture_box(el)):
            self._picture = el
            return True
        return False

    def _is_brief(self, place: Place) -> bool:
        """Whether the element there, which is short, is the standfirst, the caption of the picture before it, or a last note."""
        el = place.el
        if place.level == 1 and self._is_sentence_beside(place):
            return True
        if not place.before or place.level > _LEVELS + 1:
            return False
        is_below_picture = self._picture is not None and el.getprevious() is self._picture
        return (is_below_picture and is_caption(el)) or (is_sentence(el) and (not self._strict or is_named_standfirst(el)))

    def _is_sentence_beside(self, place: Place) -> bool:
        """Whether the element right beside the text is a whole sentence; on a page above it, and a Chinese one."""
        if _OF_THE_PAGE.search(names_of(place.el)):
            return False
        return (place.before and is_chinese_sentence(place.el)) if self._strict else is_sentence(place.el)

    def parts(self, place: Place) -> list[Element]:
        """What opens the article within an element that does not belong itself, but stands before it."""
        found = self._header.opening_in(place.el) if place.before and self._is_near(place) else []
        return [el for el in found if el.tag != "figure" or self._is_lead_image(el)]

    def _is_near(self, place: Place) -> bool:
        if not self._strict or place.level <= _LEVELS or _is_alike(place.el, place.path):
            return True
        is_in_article = self._tagged is not None and self._tagged in place.el.iterancestors()
        return place.before and (is_in_article or self._header.reaches(place.el))

    def _is_weighty(self, place: Place) -> bool:
        """Whether what follows the main element goes on with it: it is as its like, or there is much of it.

        In a fragment little is enough, unless its class says what it is.
        """
        if place.before or _is_alike(place.el, place.path):
            return True
        if not self._strict and _OF_THE_PAGE.search(names_of(place.el)) is None:
            return True
        return self._weights[place.el].prose >= _WEIGHTY * self._weights[self._main].prose

    def _is_listing(self, el: Element) -> bool:
        """Whether `el` holds a link for each of its sentences: teasers of other articles."""
        links = sum(1 for _ in el.iter("a"))
        return links > 1 and links * PROSE_FROM >= _TEASER * self._weights[el].prose

    def _is_links(self, el: Element) -> bool:
        """Whether most of the text in `el` is links."""
        weight = self._weights[el]
        return weight.linked > _LINKED_MOST * weight.text

    def _is_lead_image(self, el: Element) -> bool:
        """Whether `el` holds the picture that opens the article."""
        if el.tag == "figure" and (el.get("class") or "").strip().lower() not in {"", "icon"}:
            return not any(leads_away(link, el) for link in el.iter("a"))
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


def _shows(el: Element) -> bool:
    """Whether there is text in `el`, or a picture that leads nowhere."""
    return not dom.is_blank(dom.text_of(el)) or (next(el.iter("img"), None) is not None and next(el.iter("a"), None) is None)


def _is_same(el: Element, path: Element) -> bool:
    """Whether the page calls both by all the same names."""
    return el.tag == path.tag and bool(el.get("class")) and el.get("class") == path.get("class")


def _is_piece(el: Element, path: Element) -> bool:
    """Whether both are of a kind: what the page calls by the same name, layout apart."""
    shared = set((el.get("class") or "").split()).intersection((path.get("class") or "").split())
    return el.tag == path.tag and any(name not in _LAYOUT and not name.startswith("elementor") for name in shared)


def is_sure(weights: Weights, main: Element) -> bool:
    """Whether there is so much text in `main` that it can be told from what stands around it."""
    return weights[main].prose >= 3 * PROSE_FROM
