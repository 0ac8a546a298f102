"""trackers: images that nobody can see, and the parameters of links that say where a reader came from."""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.counters import counts_readers, is_counter
from newsclean.regex import regex

_TINY: Final = regex(r"\s*[012](?:px|\.0*)?\s*")
_TINY_STYLE: Final = regex(r"(?:^|;)\s*(?:width|height)\s*:\s*[012](?:px)?\s*(?=;|!|$)", re.IGNORECASE)


def drop_trackers(doc: Document) -> None:
    """Drop images of one or two pixels and of hosts that count readers, and tracking parameters of links."""
    for el in doc.iter("img"):
        _drop_counter(doc, el)
    for el in doc.iter("a"):
        href = el.get("href") or ""
        if "?" in href and (clean := without_tracking(href)) != href:
            doc.set(el, "href", clean, why="parameters that only count readers")
    for finding in doc.findings.get("trackers", ()):
        finding.apply(doc)


def _drop_counter(doc: Document, el: Element) -> None:
    if _is_pixel(el):
        doc.drop(el, why="an image of one pixel counts readers")
    elif _is_counted(el.get("src") or ""):
        doc.drop(el, why="an image of a host that counts readers or advertises")


def _is_pixel(el: Element) -> bool:
    width, height = el.get("width"), el.get("height")
    if width and height and _TINY.fullmatch(width) and _TINY.fullmatch(height):
        return True
    return len(_TINY_STYLE.findall(el.get("style") or "")) > 1


def _is_counted(src: str) -> bool:
    start, _, rest = src.strip().partition("//")
    if start.lower() not in {"", "http:", "https:"}:
        return False
    host, slash, path = rest.partition("/")
    return is_counter(host.rpartition("@")[2].partition(":")[0].lower(), slash + path)


def without_tracking(url: str) -> str:
    """`url` without parameters that only count readers; everything else to the letter."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return url
    query = parts.query
    kept = "&".join(one for one in query.split("&") if not _counts(host, one))
    return url if kept == query else urlunsplit(parts._replace(query=kept))


def _counts(host: str, parameter: str) -> bool:
    name, equals, _ = parameter.partition("=")
    return bool(equals) and counts_readers(host, name)
