"""What the elements of feeds mean: which hold an article, which an address, which a fact about the item.

Facts: RSS 2.0 (and 0.9x), RSS 1.0, Atom 1.0 (RFC 4287), Media RSS, and what WordPress and podcasts add.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final


class Role(Enum):
    """What is done with a value: cleaned as an article; judged by the gate alone, as HTML or as a title; nothing."""

    ARTICLE = "article"
    MARKUP = "markup"
    TITLE = "title"
    TEXT = "text"


ATOM: Final = "http://www.w3.org/2005/Atom"
XHTML: Final = "http://www.w3.org/1999/xhtml"
MARKUP: Final = frozenset(
    {XHTML, "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/XSL/Transform"}
)
"""Namespaces whose elements a browser obeys wherever they stand in an XML document."""

BETWEEN: Final = "}"
"""What stands between a namespace and a name where a parser tells both; addresses do not have it."""

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_RSS: Final = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
    }
)
_ENCODED: Final = frozenset(
    {
        "http://purl.org/rss/1.0/modules/content/",
        "http://wordpress.org/export/1.2/excerpt/",
        "http://wordpress.org/export/1.1/excerpt/",
    }
)
_MEDIA: Final = frozenset({"http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"})
_CONSTRUCTS: Final = frozenset({"title", "subtitle", "summary", "rights", "content"})
"""The elements of Atom whose attribute `type` says what their text is (RFC 4287, sections 3.1 and 4.1.3)."""

_PLAIN: Final = frozenset({"", "text", "text/plain"})
_HTML: Final = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})
_LONG: Final = frozenset(
    {"description", "summary", "subtitle", "encoded", "text", "excerpt", "body", "content", "about", "tagline", "rights"}
)
"""Elements that readers show as HTML; the text of any other is short, and its signs are meant as signs."""

TAG_OPENS: Final = re.compile(r"<(?=[a-zA-Z/!?])")
"""Where a reader of HTML sees a tag, a comment or the like; without one of these nothing in a text is markup."""

ADDRESSED: Final = frozenset(
    "link guid id comments docs url uri logo icon image permalink canonical source origlink origenclosurelink commentrss"
    " player thumbnail domain".split()
)
"""Elements whose text is an address, by their name in lower case."""

ADDRESSES: Final = frozenset("url href src resource about uri base link domain image thumbnail".split())
"""Attributes that hold an address."""

_FACTS: Final[Mapping[str, str]] = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "id": "guid",
    "pubDate": "date",
    "published": "date",
    "issued": "date",
    "updated": "updated",
    "lastBuildDate": "updated",
    "author": "author",
    "managingEditor": "author",
    "category": "tags",
    "description": "description",
    "subtitle": "description",
    "language": "lang",
}
_DC_FACTS: Final[Mapping[str, str]] = {"date": "date", "creator": "author", "subject": "tags", "language": "lang"}

ROOTS: Final[Mapping[tuple[str, str], str]] = {
    (ATOM, "feed"): "entry",
    (ATOM, "entry"): "entry",
    (RDF, "RDF"): "item",
    **{(space, "rss"): "item" for space in _RSS},
}
"""The root elements of feeds, and what their items are called."""


def is_own(space: str, root: str) -> bool:
    """Whether elements of the namespace `space` are those of the feed itself, whose root has the namespace `root`."""
    return space == root or (root != ATOM and space in _RSS)


def role_of(space: str, name: str, kind: str, *, own: bool, in_item: bool) -> Role:
    """What is done with the text of an element, whose attribute `type` is `kind`."""
    if space == ATOM and name in _CONSTRUCTS:
        return _role_in_atom(name, kind.partition(";")[0].strip().lower(), in_item=in_item)
    holds_article = (own and name == "description") or (space in _ENCODED and name == "encoded")
    if in_item and (holds_article or (space in _MEDIA and name == "description" and kind.strip().lower() == "html")):
        return Role.ARTICLE
    return Role.MARKUP if name in _LONG else Role.TITLE


def _role_in_atom(name: str, kind: str, *, in_item: bool) -> Role:
    if kind in _PLAIN:
        return Role.TEXT
    if in_item and name in {"content", "summary"} and (kind in _HTML or "/" not in kind):
        return Role.ARTICLE
    return Role.TITLE if name == "title" else Role.MARKUP


def fact_of(space: str, name: str, *, own: bool) -> str | None:
    """The fact about its item, or about the feed, that an element tells; None when it tells none."""
    return _FACTS.get(name) if own else _DC_FACTS.get(name) if space == _DC else None
