"""ad-iframes: frames and plug-ins. A video of a known host stays as a link; advertisements and other frames go."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.elements import FRAMES
from newsclean.passes.player_pages import video_page
from newsclean.passes.players import make_link

_ADDRESSES: Final = ("src", "data-src", "data-original", "data-lazy-src", "data")
_AD_SHELL: Final = frozenset({"div", "p", "section", "aside", "ins", "center", "span", "figure", "li"})


def replace_frames(doc: Document) -> None:
    """Drop ad slots and frames with the shells that held nothing else; an embedded video becomes a link to its page."""
    for finding in doc.findings.get("ad-iframes", ()):
        finding.apply(doc)
    for el in doc.iter(*FRAMES):
        if not doc.holds(el) or (el.tag == "iframe" and doc.keeps.frames and doc.keeps.frames(el.get("src") or "")):
            continue
        page = next((found for name in _ADDRESSES if (found := video_page(el.get(name) or ""))), "")
        if page:
            make_link(doc, el, page)
        else:
            _drop_with_shell(doc, el)


def _drop_with_shell(doc: Document, el: Element) -> None:
    """Drop a frame, and the elements around it that held nothing else."""
    shell = el
    parent = el.getparent()
    while parent is not None and parent is not doc.root and parent.tag in _AD_SHELL and _holds_only(parent, shell):
        shell, parent = parent, parent.getparent()
    doc.drop(shell, why="a frame of another site: an advertisement or a widget")


def _holds_only(parent: Element, el: Element) -> bool:
    return dom.only_child(parent) is el
