"""machinery: what a page is made of and no reader sees: scripts, style sheets, templates, link and meta elements."""

from typing import Final

from newsclean import dom
from newsclean.document import Document

MACHINERY: Final = (
    "script",
    "style",
    "template",
    "link",
    "meta",
    "base",
    "title",
    "noscript",
    "noframes",
    "noembed",
    "param",
    "datalist",
    "head",
    "svg",
    "canvas",
    "bgsound",
)
_WHY: Final = "machinery of the page, not text of the article"


def drop_machinery(doc: Document) -> None:
    """Drop scripts, style sheets, templates and other machinery with their text."""
    for el in doc.iter(*MACHINERY):
        if el.tag == "noscript" and _is_lazy_fallback(el):
            doc.unwrap(el, why="holds the real image of a placeholder that a script would have replaced")
        else:
            doc.drop(el, why=_WHY)


def _is_lazy_fallback(el: dom.Element) -> bool:
    """Whether a noscript element holds an image that stands nowhere else in the article."""
    image = next(el.iter("img"), None)
    if image is None or not dom.is_blank(dom.text_of(el)):
        return False
    before = next(filter(dom.is_element, el.itersiblings(preceding=True)), None)
    after = next(filter(dom.is_element, el.itersiblings()), None)
    return (before is None or next(before.iter("img"), None) is None) and (after is None or not _shows(after, image))


def _shows(el: dom.Element, image: dom.Element) -> bool:
    """Whether `el` starts with an image that names an address of `image`, be it in an attribute for its lazy loader."""
    lazy = next(el.iter("img"), None)
    addresses = {value for _, value in dom.attributes_of(image) if "//" in value}
    return lazy is not None and any(value in addresses for _, value in dom.attributes_of(lazy))
