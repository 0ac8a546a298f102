"""players: video and audio. A player keeps its address and loses what only a browser without players would show."""

import re
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.elements import COMPONENTS, PLAYERS
from newsclean.regex import regex

_LAZY: Final = ("data-src", "data-original", "data-video-src", "data-video", "data-url", "data-lazy-src")
_POSTERS: Final = ("data-poster",)
_MEDIA_FILE: Final = regex(
    r"(?:https?:)?//[^\s?#]+\.(?:mp4|m4v|webm|mov|ogv|m3u8|mp3|m4a|aac|ogg|oga|wav|flac)(?:[?#]\S*)?", re.IGNORECASE
)
_NO_ADDRESS: Final = ("data:", "blob:", "about:", "javascript:", "#")
_FALLBACK: Final = "a browser that plays it does not show it"
_TITLES: Final = ("title", "data-title", "aria-label", "alt")
_SAYS_NOTHING: Final = regex(
    r"(?:youtube|embedded|vimeo)?\s*+(?:video|audio|voice|media)?\s*+(?:player|frame)?|\d+", re.IGNORECASE
)


def settle_players(doc: Document) -> None:
    """Give players their address, drop those that have none, and what they hold for browsers that do not know them."""
    for el in doc.iter(*COMPONENTS):
        _link(doc, el)
    for el in doc.iter(*PLAYERS):
        if doc.holds(el):
            _settle(doc, el)


def title_of(el: Element) -> str:
    """What `el` says it plays, "" when it says nothing of use."""
    titles = (dom.collapse(el.get(name) or "") for name in _TITLES)
    return next((one for one in titles if one and not _SAYS_NOTHING.fullmatch(one)), "")


def make_link(doc: Document, el: Element, page: str) -> None:
    """Make `el` a link to `page` that reads as its title; in a paragraph of its own where it stands among blocks."""
    shown, inner = title_of(el) or page, dom.text_of(el)
    doc.record("replace", dom.label(el), why="a player stays as a link", text=inner, became=shown, at=el)
    for child in list(el):
        el.remove(child)
    el.attrib.clear()
    dom.set_text(el, shown)
    doc.retag(el, "a")
    el.set("href", page)
    parent = el.getparent()
    if parent is doc.root or (
        parent is not None and parent.tag in {"div", "section", "article", "figure"} and dom.is_blank(parent.text)
    ):
        box = doc.new("p")
        el.addprevious(box)
        dom.move_into(el, box)


def _link(doc: Document, el: Element) -> None:
    name, form, page = COMPONENTS[str(el.tag)]
    value = (el.get(name) or "").strip()
    if re.fullmatch(form, value):
        make_link(doc, el, page.format(value))


def _settle(doc: Document, el: Element) -> None:
    tag = str(el.tag).rpartition("-")[2]
    doc.rename(el, tag, why="the player of another kind of page")
    _take_address(doc, el)
    _drop_fallback(doc, el)
    if not _has_address(el.get("src")) and next(el.iter("source"), None) is None:
        doc.drop(el, why="a player without an address plays nothing")
        return
    doc.set(el, "controls", "", why="without a script a player needs its own buttons")


def _has_address(value: str | None) -> bool:
    return bool(value and value.strip()) and not (value or "").strip().lower().startswith(_NO_ADDRESS)


def _take_address(doc: Document, el: Element) -> None:
    """Give `el` and its sources the addresses that a script would have filled in."""
    for one in (el, *el.iter("source")):
        _take_lazy(doc, el, one)
    _take_poster(doc, el)
    if not _has_address(el.get("src")) and next((one for one in el.iter("source") if one.get("src")), None) is None:
        link = next((one.get("href") or "" for one in el.iter("a") if _MEDIA_FILE.fullmatch(one.get("href") or "")), "")
        if link:
            doc.set(el, "src", link, why="the address in the link for browsers without players")


def _take_poster(doc: Document, el: Element) -> None:
    poster = next((value for name in _POSTERS if _has_address(value := el.get(name) or "")), "")
    if poster and not _has_address(el.get("poster")):
        doc.set(el, "poster", poster, why="the page keeps the poster for its player")


def _take_lazy(doc: Document, el: Element, one: Element) -> None:
    """Give the player `el`, or a source `one` in it, the address that a script would have filled in."""
    if _has_address(one.get("src")):
        return
    lazy = next((value.strip() for name in _LAZY if _has_address(value := one.get(name) or "")), "")
    if lazy and (one is not el or _MEDIA_FILE.fullmatch(lazy)):
        doc.set(one, "src", lazy, why="the page keeps the address for its player")
    else:
        doc.unset(one, "src", why="no address of a film or sound")


def _drop_fallback(doc: Document, el: Element) -> None:
    """Drop all that `el` holds but its sources. libxml2 does not know that a source is void: what follows it is in it."""
    for source in [one for one in el.iter("source") if one.getparent() is not el]:
        doc.move_into(source, el, why="a source stands in its player")
    for child in [one for one in el.iterdescendants() if dom.is_element(one) and (one.tag != "source" or not one.get("src"))]:
        if child.tag == "source":
            doc.unwrap(child, why="a source without an address")
        else:
            doc.drop(child, why=_FALLBACK)
    for slot in list(dom.slots(el)):
        doc.erase(slot, why=_FALLBACK)
