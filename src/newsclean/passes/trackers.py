"""trackers: images that nobody can see, and the parameters of links that say where a reader came from."""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from newsclean.document import Document
from newsclean.dom import Element

_PARAMETER: Final = re.compile(
    r"(?:utm_[a-z_]+|fbclid|gclid|yclid|msclkid|mc_[ce]id|_hsenc|_hsmi|igshid|spm)=[^&]*(?:&|$)", re.IGNORECASE
)
_TINY: Final = re.compile(r"\s*[012](?:px|\.0*)?\s*")
_TINY_STYLE: Final = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[012](?:px)?\s*(?=;|!|$)", re.IGNORECASE)


def drop_trackers(doc: Document) -> None:
    """Drop images of one or two pixels, and tracking parameters of links."""
    for el in doc.iter("img"):
        if _is_pixel(el):
            doc.drop(el, why="an image of one pixel counts readers")
    for el in doc.iter("a"):
        href = el.get("href") or ""
        if "?" in href and (clean := without_tracking(href)) != href:
            doc.set(el, "href", clean, why="parameters that only count readers")
    for finding in doc.findings.get("trackers", ()):
        finding.apply(doc)


def _is_pixel(el: Element) -> bool:
    width, height = el.get("width"), el.get("height")
    if width and height and _TINY.fullmatch(width) and _TINY.fullmatch(height):
        return True
    return len(_TINY_STYLE.findall(el.get("style") or "")) > 1


def without_tracking(url: str) -> str:
    """`url` without parameters that only count readers; everything else to the letter."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = parts.query
    kept = "&".join(one for one in query.split("&") if not _PARAMETER.fullmatch(one))
    return url if kept == query else urlunsplit(parts._replace(query=kept))
