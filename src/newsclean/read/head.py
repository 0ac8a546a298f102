"""What a page says about its article where readers do not look: JSON-LD, meta elements, the title element."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final, TypeAlias

from newsclean import dom
from newsclean.dom import Element
from newsclean.metadata import MetadataValue
from newsclean.read.jsonld import stories
from newsclean.read.titles import title_of
from newsclean.read.told import is_date, is_name, is_text, is_url, joined, source_in

Told: TypeAlias = Mapping[str, tuple[str, ...]]

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": (
        "ld:headline", "articletitle", "og:title", "headline", "hdl", "parsely-title", "sailthru.title", "dc.title",
        "dcterms.title", "twitter:title", "title",
    ),
    "author": (
        "ld:author", "author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
        "dcterms.creator", "creator", "article:author_name", "dc.contributor", "twitter:data1",
    ),
    "editor": ("ld:editor", "editor"),
    "source": (
        "contentsource", "mediaid", "source", "article:source", "dc.source", "ld:publisher", "dc.publisher", "dcterms.publisher",
        "publisher", "og:site_name", "sitename",
    ),
    "date": (
        "ld:published", "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "pubdate",
        "publishdate", "publish_date", "publish-date", "publishtime", "publish_time", "publishedtime", "firstpublishedtime",
        "og:release_date", "weibo:article:create_at", "bytedance:published_time", "og:time", "_pubtime", "ptime", "pdate",
        "parsely-pub-date", "sailthru.date", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.issued", "dc.date",
        "displaydate", "cxenseparse:recs:publishtime", "article.published", "date", "datecreated",
    ),
    "updated": (
        "ld:modified", "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "lastmodifiedtime",
        "weibo:article:update_at", "bytedance:updated_time", "dcterms.modified", "dc.date.modified", "article.updated", "lastmod",
        "last-modified",
    ),
    "description": (
        "description", "og:description", "ld:description", "twitter:description", "dc.description", "dcterms.description",
    ),
    "image": (
        "og:image", "og:image:url", "og:image:secure_url", "ld:image", "twitter:image", "twitter:image:src", "image",
        "parsely-image-url", "sailthru.image.full", "thumbnailurl",
    ),
    "keywords": (
        "keywords", "news_keywords", "ld:keywords", "article:tag", "og:article:tag", "parsely-tags", "sailthru.tags",
        "dc.subject",
    ),
    "section": (
        "ld:section", "article:section", "og:article:section", "columnname", "articlesection", "parsely-section", "og:category",
    ),
}  # fmt: skip
"""Our name of a fact to where a page tells it, best first: `ld:` is JSON-LD, the others are the `name`, `property` or `itemprop`
of a meta element, lower case (Open Graph, Twitter, Dublin Core, schema.org, Parse.ly, Sailthru, the site rules for Chinese
government sites, and what large news systems write). The first that has a value wins."""

_NAMES_OF_THE_SITE: Final = (
    "og:site_name", "ld:publisher", "application-name", "apple-mobile-web-app-title", "sitename", *FIELDS["section"],
)  # fmt: skip
_FITS: Final[Mapping[str, Callable[[str], bool]]] = {
    "author": is_name, "editor": is_name, "source": is_name, "date": is_date, "updated": is_date, "image": is_url,
}  # fmt: skip
_MANY: Final = frozenset({"author", "editor"})
_HEADINGS: Final = 20


def metadata_of(head: Element | None, body: Element | None = None) -> dict[str, MetadataValue]:
    """The metadata that a page's `head`, and the scripts and meta elements of its `body`, tell by newsclean's names.

    {} when they tell nothing. Several authors are one text, joined as they would be printed.
    """
    told = _told(head, body)
    found: dict[str, MetadataValue] = {"title": _title(told, body)}
    found |= {field: _value(field, told) for field in FIELDS if field != "title"}
    found["source"] = source_in(str(found["source"]))
    if found["author"] in {one for name in _NAMES_OF_THE_SITE for one in told.get(name, ())}:
        found["author"] = ""
    return {field: value for field, value in found.items() if value}


def _told(head: Element | None, body: Element | None) -> Told:
    """Every fact the page tells, by the names of `FIELDS`."""
    told: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for el in _metas(head, body):
        content = dom.collapse(el.get("content") or "")
        for name in (el.get("property"), el.get("name"), el.get("itemprop")):
            if name and is_text(content):
                told[name.strip().lower().replace("dc.terms.", "dcterms.")] += (content,)
    if told.pop("twitter:label1", ("",))[0].lower() not in {"written by", "by", "author"}:
        told.pop("twitter:data1", None)
    if head is not None and (title := next(head.iter("title"), None)) is not None:
        told["title"] += (dom.collapse(dom.text_of(title)),)
    _add_stories(told, stories((head, body)))
    return told


def _metas(head: Element | None, body: Element | None) -> Iterator[Element]:
    """The meta elements of the head, and those of the body that speak of the page: with `itemprop` they speak of a part of it."""
    if head is not None:
        yield from head.iter("meta")
    if body is not None:
        yield from (el for el in body.iter("meta") if el.get("itemprop") is None)


def _add_stories(told: defaultdict[str, tuple[str, ...]], found: list[dict[str, tuple[str, ...]]]) -> None:
    """Add what JSON-LD says of the article whose headline is also told elsewhere, else of the first."""
    titles = [dom.squash(title) for name in FIELDS["title"] for title in told.get(name, ())]
    known = (one for one in found if any(title.startswith(dom.squash(one["headline"][0])) for title in titles))
    for name, values in (next(known, None) or next(iter(found), {})).items():
        told[f"ld:{name}"] = values


def _title(told: Told, body: Element | None) -> str:
    titles = [title for name in FIELDS["title"] for title in told.get(name, ()) if title]
    headings = () if body is None else islice(body.iter("h1", "h2"), _HEADINGS)
    names = [name for one in _NAMES_OF_THE_SITE for name in told.get(one, ())]
    return title_of(titles, [dom.one_line(el) for el in headings], names)


def _value(field: str, told: Told) -> MetadataValue:
    fits = _FITS.get(field, bool)
    for name in FIELDS[field]:
        values = tuple(dict.fromkeys(value for value in told.get(name, ()) if fits(value)))
        if values and field in _MANY:
            return joined(values)
        if values:
            return values if field == "keywords" and len(values) > 1 else values[0]
    return ""
