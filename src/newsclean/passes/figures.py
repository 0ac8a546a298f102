"""figures: an image and its caption as figure and figcaption."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_WHY_NONE: Final = "a figure without a picture is no figure"


def build_figures(doc: Document) -> None:
    """Apply the rules that know figures and captions, then give every figure at most one caption, at its end."""
    for finding in doc.findings.get("figures", ()):
        finding.apply(doc)
    for el in doc.iter("figcaption"):
        _settle_caption(doc, el)
    for el in doc.iter("figure"):
        _settle_figure(doc, el)


def _settle_caption(doc: Document, el: Element) -> None:
    if dom.is_empty(el):
        doc.drop(el, why="an empty caption")
        return
    figure = next(el.iterancestors("figure"), None)
    if figure is None:
        doc.rename(el, "p", why="a caption without a figure is a paragraph")
    elif el.getparent() is not figure:
        doc.move_into(el, figure, why="the caption belongs to the figure as a whole")


def _settle_figure(doc: Document, el: Element) -> None:
    if next(el.iterancestors("figure"), None) is not None and next(el.iter("figcaption"), None) is None:
        doc.unwrap(el, why="a figure within a figure is one figure")
    elif not dom.has_media(el) and all(dom.is_empty(one) for one in el.iter("table", "pre", "blockquote")):
        doc.rename(el, "div", why=_WHY_NONE)
        for caption in list(el.iter("figcaption")):
            doc.rename(caption, "p", why=_WHY_NONE)
    else:
        _join_captions(doc, el)


def _join_captions(doc: Document, el: Element) -> None:
    captions = [child for child in el if child.tag == "figcaption"]
    for extra in captions[1:]:
        doc.rename(extra, "p", why="a figure has one caption")
        doc.move_into(extra, captions[0], why="a figure has one caption")
    for child in list(el.iter("p", "div", "span")):
        if next(child.iterancestors("figcaption"), None) is None and not dom.is_empty(child) and dom.is_blank(dom.text_of(child)):
            doc.unwrap(child, why="holds nothing but the picture of its figure")
