"""Emphasis that a style or a token means, as an element."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_BOLD_ALREADY: Final = frozenset({"strong", "b", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_CARRIERS: Final = frozenset({"font", "span", "b", "i", "tt", "big", "small"})


def emphasise(doc: Document, el: Element, means: str, *, why: str) -> None:
    """Make what `el` holds a run of `means` ("strong", "em" …): a bare carrier is renamed, any other gets it inside.

    Nothing is done where there is no text, where the text is bold already, and around blocks.
    """
    if el.tag == means or (means == "strong" and el.tag in _BOLD_ALREADY) or dom.is_blank(dom.text_of(el)) or dom.has_block(el):
        return
    if el.tag in _CARRIERS:
        doc.rename(el, means, why=why)
    else:
        doc.wrap(el, means, why=why)
