"""tidy: what the other passes left behind: runs of emphasis that meet, and paragraphs alone in a list item or a cell."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.passes.emphasis import join_runs

_HOLDS_ONE_LINE: Final = ("li", "td", "th", "dd", "dt", "figcaption", "caption", "summary")


def tidy_up(doc: Document) -> None:
    """Join runs of emphasis that meet; unwrap a paragraph alone in a list item, cell or caption, or around a figure's picture."""
    join_runs(doc)
    for el in doc.iter(*_HOLDS_ONE_LINE):
        only = dom.only_child(el)
        if only is not None and only.tag == "p":
            doc.unwrap(only, why="the only paragraph of a list item, cell or caption")
    for el in doc.iter("figure"):
        for child in [one for one in el if one.tag == "p" and dom.has_media(one) and dom.is_blank(dom.text_of(one))]:
            doc.unwrap(child, why="holds nothing but the picture of its figure")
