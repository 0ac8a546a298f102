"""page-links: links to the page itself, and links around images that only turn to the next page of the same article."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.regex import regex

_PAGE_NUMBER: Final = regex(r"(?:[-_](?:p|page)?\d{1,2}(?=\.[a-z]{3,5}$)|/(?:page/)?\d{1,2}/?$)", re.IGNORECASE)
_ENDING: Final = regex(r"(?:/index)?(?:\.(?:s?html?|php|aspx?|jhtml)|/)$", re.IGNORECASE)
_PAGE_PARAMETERS: Final = frozenset(("page", "p", "pn", "pg", "pageno", "page_no", "pagenum"))
_PAGER: Final = regex(r"\[?\s*(?:\d{1,2}|(?:下|上|后|前)一?(?:页|頁)|next(?: page)?|previous|[<>»«‹›]+)\s*[\]>»]*", re.IGNORECASE)
_MAX_PARAMETERS: Final = 50


def unwrap_page_links(doc: Document) -> None:
    """Unwrap links to the page itself, and links around an image alone that lead to another page of the article."""
    links = [el for el in doc.iter("a") if el.get("href")]
    if not links:
        return
    own = {_without_fragment(one) for one in doc.origin.own}
    pages = {stem for one in doc.origin.own if (stem := stem_of(one))}
    turned = _pager_targets(links)
    for el in links:
        href = _without_fragment(el.get("href") or "")
        if href in own:
            _settle_own(doc, el)
        elif _holds_an_image_alone(el) and (href in turned or _is_page_of(pages, href)):
            doc.unwrap(el, why="a link around an image that turns to another page of the article")


def _settle_own(doc: Document, el: Element) -> None:
    """Unwrap a link to the page itself; where ids stay, one to an element of the page leads there from anywhere."""
    fragment = (el.get("href") or "").strip().partition("#")[2]
    if doc.keeps.anchors and fragment:
        doc.set(el, "href", f"#{fragment}", why="it leads to an element of the article")
    else:
        doc.unwrap(el, why="a link to the page itself")


def _without_fragment(address: str) -> str:
    address = address.partition("#")[0].strip()
    scheme, _, rest = address.partition("://")
    return rest if scheme.lower() in {"http", "https"} else address


def stem_of(address: str) -> str:
    """What the addresses of all pages of one article have in common: host, path and query without number of page and ending."""
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MAX_PARAMETERS)
    except ValueError:
        return ""
    query = urlencode([(name, value) for name, value in pairs if name.lower() not in _PAGE_PARAMETERS])
    return f"{parts.netloc.lower()}{_ENDING.sub('', _PAGE_NUMBER.sub(_ending_of, parts.path))}?{query}"


def _ending_of(found: re.Match[str]) -> str:
    return "/" if found.group().startswith("/") else ""


def _is_page_of(pages: set[str], href: str) -> bool:
    """Whether `href` is an address of the article with the number of a page in it."""
    return bool(pages) and "/" in href and _has_number(href) and stem_of(f"http://{href}") in pages


def _has_number(href: str) -> bool:
    path, _, query = href.partition("?")
    return _PAGE_NUMBER.search(path) is not None or any(
        one.partition("=")[0].lower() in _PAGE_PARAMETERS for one in query.split("&")
    )


def _pager_targets(links: Sequence[Element]) -> set[str]:
    """The addresses to which a pager in the document leads: at least two links whose text is a number or turns a page."""
    found = Counter(
        _without_fragment(el.get("href") or "")
        for el in links
        if not len(el) and (text := (el.text or "").strip()) and len(text) < 12 and _PAGER.fullmatch(text)  # noqa: PLR2004 - longer than any pager's text
    )
    return set(found) if len(found) > 1 or sum(found.values()) > 1 else set()


def _holds_an_image_alone(el: Element) -> bool:
    return next(el.iter("img"), None) is not None and dom.is_blank(dom.text_of(el))
