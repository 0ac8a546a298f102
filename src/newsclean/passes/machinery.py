"""machinery: what a page is made of and no reader sees: scripts, style sheets, templates, link and meta elements."""

from typing import Final

from newsclean.document import Document
from newsclean.passes.elements import MACHINERY
from newsclean.passes.fallbacks import fallback_of, is_shown, placeholder_of

_WHY: Final = "machinery of the page, not text of the article"


def drop_machinery(doc: Document) -> None:
    """Drop scripts, style sheets, templates and other machinery with their text."""
    for el in doc.iter(*MACHINERY):
        image = fallback_of(el) if el.tag == "noscript" else None
        if image is None or is_shown(el, image):
            doc.drop(el, why=_WHY)
            continue
        placeholder = placeholder_of(el)
        if placeholder is not None:
            doc.drop(placeholder, why="a placeholder; the image in the noscript element beside it is the real one")
        doc.unwrap(el, why="holds the real image of a placeholder that a script would have replaced")
