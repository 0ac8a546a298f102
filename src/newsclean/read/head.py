"""What the head of a page says about the article."""

from collections.abc import Mapping
from typing import Final

from newsclean import dom
from newsclean.dom import Element

_NAMES: Final[Mapping[str, str]] = {
    "og:title": "title",
    "twitter:title": "title",
    "articletitle": "title",
    "author": "author",
    "article:author": "author",
    "og:site_name": "source",
    "mediaid": "source",
    "contentsource": "source",
    "source": "source",
    "description": "description",
    "og:description": "description",
    "og:image": "image",
    "article:published_time": "date",
    "publishdate": "date",
    "pubdate": "date",
    "keywords": "keywords",
}
"""`name` or `property` of a meta element, lower case, to the metadata name; the first that has a value wins.

ArticleTitle, ContentSource and PubDate are the names that Chinese authorities' sites must use.
"""


def metadata_of(head: Element | None) -> dict[str, str]:
    """The metadata in a page's `head`, by newsclean's names; {} when there is no head."""
    found: dict[str, str] = {}
    if head is None:
        return found
    for el in head.iter("meta"):
        name = _NAMES.get((el.get("property") or el.get("name") or "").strip().lower())
        content = dom.collapse(el.get("content") or "")
        if name and content and name not in found:
            found[name] = content
    title = next(head.iter("title"), None)
    if title is not None and "title" not in found and (text := dom.collapse(dom.text_of(title))):
        found["title"] = text
    return found
