"""lazy-images: the real address of an image that a script would have filled in."""

import re
from typing import Final

from newsclean.document import Document
from newsclean.dom import Element

LAZY_ATTRIBUTES: Final = tuple(
    "data-src data-original data-actualsrc data-lazy-src data-lazyload data-lazy data-original-src data-echo data-url"
    " data-real-src data-full-src data-hi-res-src data-image data-img data-imgurl data-croporisrc data-backsrc data-mcesrc"
    " original original-src _src lazy-src lazysrc real_src src2 srcurl zoomfile file".split()
)
"""Attributes in which sites keep the address, the commonest first."""

_SET_ATTRIBUTES: Final = ("data-srcset", "data-lazy-srcset")
_PLACEHOLDER: Final = re.compile(
    r"^\s*(?:data:|about:|javascript:|#|$)"
    r"|(?:^|[/_.-])(?:blank|placeholder|loading|lazy(?:load)?|empty|spacer|transparent|grey|gray|pixel|1x1|dot|none|default_?img|img_?default|holder)"
    r"(?:[_.-][^/?]*)?\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#])",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S|/[^\s/]|\.{0,2}/\S|[^\s:]+\.(?:jpe?g|png|gif|webp|avif|bmp|svg)", re.IGNORECASE)
_DOUBLED_SCHEME: Final = re.compile(r"^\s*https?:(?=(?:https?:)?//\S+)(?=https?:)", re.IGNORECASE)
_WHY: Final = "the page keeps the real address for its lazy loader"


def is_placeholder(src: str | None) -> bool:
    """Whether `src` names no picture: missing, a data: URL, or a file with the name of a placeholder."""
    return src is None or _PLACEHOLDER.search(src) is not None


def resolve_lazy_images(doc: Document) -> None:
    """Give every image its real address; an image that has none is dropped."""
    for el in doc.iter("img"):
        _resolve(doc, el)
        if is_empty_source(el):
            doc.drop(el, why="an image without an address shows nothing")


def is_empty_source(el: Element) -> bool:
    """Whether `el` has neither src nor srcset."""
    return not (el.get("src") or "").strip() and not (el.get("srcset") or "").strip()


def _resolve(doc: Document, el: Element) -> None:
    if is_placeholder(el.get("src")) or _is_lazy(el):
        for name in LAZY_ATTRIBUTES:
            value = (el.get(name) or "").strip()
            if value and _ADDRESS.match(value) and not is_placeholder(value):
                doc.set(el, "src", value, why=_WHY)
                break
        else:
            _take_from_set(doc, el)
    src = el.get("src") or ""
    if doubled := _DOUBLED_SCHEME.match(src):
        doc.set(el, "src", src[doubled.end() :], why="the scheme was written twice")


def _is_lazy(el: Element) -> bool:
    """Whether a class says that a script fills in the address: what stands in src may be any small picture."""
    return any(name.startswith("lazy") for name in (el.get("class") or "").lower().split())


def _take_from_set(doc: Document, el: Element) -> None:
    for name in _SET_ATTRIBUTES:
        value = el.get(name)
        if value:
            doc.set(el, "srcset", value, why=_WHY)
            if is_placeholder(el.get("src")):
                doc.set(el, "src", largest(value), why=_WHY)
            return


def largest(srcset: str) -> str:
    """The address of the largest candidate of a srcset, "" when there is none."""
    best, size = "", -1.0
    for candidate in srcset.split(","):
        words = candidate.split()
        if not words:
            continue
        number = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)[wx]", words[-1]) if len(words) > 1 else None
        this = float(number.group(1)) if number else 0.0
        if this > size:
            best, size = words[0], this
    return best
