"""lazy-images: the real address of an image that a script would have filled in."""

import re
from collections import Counter, defaultdict
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.gate.addresses import Srcset
from newsclean.gate.urls import MEDIA_SCHEMES, safe_url
from newsclean.passes.elements import FOREIGN, SHELL_ATTRIBUTES
from newsclean.passes.picture_addresses import (
    LAZY_SETS,
    is_address,
    is_placeholder,
    is_shortened,
    largest,
    lazy_addresses,
    width_of_set,
    width_told,
)
from newsclean.regex import regex

SHELLS: Final = ("div", "span", "figure", "i")

_SOURCES: Final = Srcset()
_SHELL_ADDRESS: Final = regex(r"(?:https?:)?//[^\s?#]+\.(?:jpe?g|png|gif|webp|avif)(?:[?#!@]\S*)?", re.IGNORECASE)
_DOUBLED_SCHEME: Final = regex(r"^\s*https?:(?=(?:https?:)?//\S+)(?=https?:)", re.IGNORECASE)
_OFTEN: Final = 3
_THUMBNAIL: Final = 100
"""Up to this width an image is a blurred preview of the picture that a script loads."""

_WHY: Final = "the page keeps the real address for its lazy loader"


def resolve_lazy_images(doc: Document) -> None:
    """Give every image its real address; one that has none, or that the policy keeps none of, is dropped."""
    _make_images(doc)
    if doc.keeps.images:
        _settle(doc)
    else:
        for el in doc.iter("img"):
            doc.drop(el, why="the policy keeps no images")
    for el in doc.iter("picture"):
        if next(el.iter("img"), None) is None:
            doc.unwrap(el, why="a picture without an image shows nothing")


def _settle(doc: Document) -> None:
    repeated = _repeated_sources(doc)
    for el in doc.iter("img"):
        _resolve(doc, el, repeated)
        _repair(doc, el)
        if not _is_loadable(el):
            doc.drop(el, why="an image without an address shows nothing")


def _is_loadable(el: Element) -> bool:
    """Whether `el` has an address that may leave, whatever the policy."""
    return bool(safe_url(el.get("src") or "", MEDIA_SCHEMES) or _SOURCES(el.get("srcset") or ""))


def _make_images(doc: Document) -> None:
    """Make images of the elements that stand for one."""
    for el in doc.iter(*FOREIGN):
        if not len(el) and dom.is_blank(el.text):
            doc.rename(el, "img", why="the image element of another kind of page")
    for el in doc.iter("picture"):
        _complete(doc, el)
    for el in doc.iter(*SHELLS) if doc.may_have(*SHELL_ATTRIBUTES) else ():
        if not len(el) and dom.is_blank(el.text) and _SHELL_ADDRESS.fullmatch(_shell_address(el)):
            doc.rename(el, "img", why="an empty element that a script fills with an image")
            doc.set(el, "alt", el.get("data-alt") or "", why="the words for the image are kept beside its address")


def _complete(doc: Document, picture: Element) -> None:
    last = [one for one in picture.iter("source") if not len(one)][-1:]
    if last and next(picture.iter("img"), None) is None:
        doc.rename(last[0], "img", why="a picture without an image has its sources alone")


def _shell_address(el: Element) -> str:
    return next((value.strip() for name in SHELL_ATTRIBUTES if (value := el.get(name))), "")


def _repeated_sources(doc: Document) -> frozenset[str]:
    """The addresses that stand in several images whose real ones differ: placeholders, whatever they are called."""
    counts: Counter[str] = Counter()
    real: defaultdict[str, set[str]] = defaultdict(set)
    for el in doc.iter("img"):
        src = el.get("src")
        if src and (addresses := lazy_addresses(el)) and addresses[0] != src:
            counts[src] += 1
            real[src].add(addresses[0])
    return frozenset(src for src, times in counts.items() if times >= _OFTEN and len(real[src]) >= _OFTEN)


def _resolve(doc: Document, el: Element, repeated: frozenset[str]) -> None:
    src = el.get("src")
    addresses = [one for one in lazy_addresses(el) if one not in repeated]
    if not is_placeholder(src) and src not in repeated:
        better = next((one for one in addresses if _is_better(one, src or "")), None)
        if better:
            doc.set(el, "src", better, why="the page keeps the address of the same or a larger picture")
        return
    if addresses:
        doc.set(el, "src", max(addresses, key=lambda one: width_told(one) or 0), why=_WHY)
    _take_from_set(doc, el, found=bool(addresses))


def _is_better(lazy: str, src: str) -> bool:
    """Whether the picture at `lazy` is that at `src` without a script's parameters, or a larger one. In doubt, no."""
    have, could = width_told(src), width_told(lazy)
    if have == could or have is None:
        return have == could and is_shortened(lazy, src)
    return have <= _THUMBNAIL if could is None else could > have


def _take_from_set(doc: Document, el: Element, *, found: bool) -> None:
    """Take the set of sizes that `el`, or the sources beside it, keep; without `found`, the address, too."""
    if all(is_placeholder(one) for one in (el.get("srcset") or "").split(",")[:1]):
        doc.unset(el, "srcset", why="a set of placeholders")
    own = [value for name in LAZY_SETS if (value := el.get(name)) and is_address(largest(value))]
    if own:
        doc.set(el, "srcset", own[0], why=_WHY)
    sets = [*own, *filter(None, [el.get("srcset")]), *_sets_of_sources(el)]
    if not found and sets:
        best = largest(max(sets, key=width_of_set))
        if is_address(best):
            doc.set(el, "src", best, why=_WHY)


def _sets_of_sources(el: Element) -> list[str]:
    """The sets of sizes of the sources in the `picture` of `el`; those that every reader can show first.

    libxml2 does not know that a source is void: the next one, and the image, stand within it.
    """
    picture = next(el.iterancestors("picture"), None)
    if picture is None:
        return []
    webp = ("image/webp", "image/avif")
    sources = sorted(picture.iter("source"), key=lambda one: (one.get("type") or "").startswith(webp))
    values = (one.get(name) for one in sources for name in (*LAZY_SETS, "srcset"))
    return [value for value in values if value and is_address(largest(value))]


def _repair(doc: Document, el: Element) -> None:
    src = el.get("src") or ""
    if doubled := _DOUBLED_SCHEME.match(src):
        doc.set(el, "src", src[doubled.end() :], why="the scheme was written twice")
