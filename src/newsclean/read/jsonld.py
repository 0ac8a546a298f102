"""JSON-LD: what `<script type="application/ld+json">` says about the article (schema.org, and Baidu's own context)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from newsclean import dom
from newsclean.dom import Element

Node: TypeAlias = Mapping[str, object]

MAX_CHARS: Final = 1_000_000
"""Longer scripts are not read: some systems put the whole article into them, none puts more."""

_MAX_NODES: Final = 10_000
_MAX_VALUES: Final = 50
_STORIES: Final = frozenset(
    "article newsarticle analysisnewsarticle askpublicnewsarticle backgroundnewsarticle opinionnewsarticle reportagenewsarticle"
    " reviewnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle medicalscholarlyarticle techarticle report"
    " blogposting liveblogposting socialmediaposting discussionforumposting".split()
)
_DOORS: Final = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where a node keeps the one that the page is about; other properties lead to other articles."""

_BAIDU: Final = "cambrian.jsonld"

_PROPERTIES: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("headline", "name", "title"),
    "author": ("author", "creator"),
    "editor": ("editor",),
    "publisher": ("publisher", "sourceOrganization"),
    "published": ("datePublished", "pubDate", "dateCreated"),
    "modified": ("dateModified", "upDate"),
    "image": ("image", "images", "thumbnailUrl"),
    "description": ("description",),
    "keywords": ("keywords",),
    "section": ("articleSection",),
}
"""newsclean's name of a fact to the properties that tell it, best first."""

_OPENERS: Final = ("<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
_CLOSERS: Final = ("-->", "//]]>", "/*]]>*/", "]]>", ";")


def stories(roots: Iterable[Element | None]) -> list[dict[str, tuple[str, ...]]]:
    """What the scripts below `roots` say of articles, in order, by the names of `_PROPERTIES`. Malformed JSON says nothing."""
    found: list[dict[str, tuple[str, ...]]] = []
    for root in (one for one in roots if one is not None):
        for el in root.iter("script"):
            if "ld+json" in (el.get("type") or "").lower():
                found += _stories_in(_loaded(el.text or ""))
    return found


def _loaded(text: str) -> object:
    if len(text) > MAX_CHARS:
        return None
    text = text.strip()
    for opener in _OPENERS:
        text = text.removeprefix(opener).lstrip()
    for closer in _CLOSERS:
        text = text.removesuffix(closer).rstrip()
    try:
        value: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value


def _stories_in(data: object) -> Iterator[dict[str, tuple[str, ...]]]:
    nodes = _nodes(data)
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    for node in nodes:
        if _is_story(node):
            facts = {name: _values(node, properties, named) for name, properties in _PROPERTIES.items()}
            if facts["headline"]:
                yield facts


def _nodes(data: object) -> list[Node]:
    """The nodes that the page may be about, in order, without those that lead to other articles."""
    found: list[Node] = []
    stack = [data]
    while stack and len(found) < _MAX_NODES:
        value = stack.pop()
        if isinstance(value, list):
            stack += reversed(value)
        elif isinstance(value, dict):
            found.append(value)
            stack += [value[door] for door in reversed(_DOORS) if isinstance(value.get(door), dict | list)]
    return found


def _is_story(node: Node) -> bool:
    kinds = _listed(node.get("@type"))
    if not kinds:
        return _BAIDU in str(node.get("@context"))
    return any(isinstance(kind, str) and kind.replace(":", "/").rpartition("/")[2].lower() in _STORIES for kind in kinds)


def _values(node: Node, properties: Iterable[str], named: Mapping[object, Node]) -> tuple[str, ...]:
    """The texts of the first of `properties` that has one; things are told by their name or address."""
    for name in properties:
        texts = [_text(one, named) for one in _listed(node.get(name))]
        if any(texts):
            return tuple(dict.fromkeys(filter(None, texts)))
    return ()


def _text(value: object, named: Mapping[object, Node]) -> str:
    if isinstance(value, dict):
        here = value if "name" in value or "url" in value else named.get(value.get("@id"), value)
        value = next(iter(_listed(here.get("name") or here.get("url"))), "")
    from html import unescape  # noqa: PLC0415 - its table of names takes a millisecond to load

    return dom.collapse(unescape(value)) if isinstance(value, str) else ""


def _listed(value: object) -> list[object]:
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        value = value["@list"]
    if isinstance(value, list):
        return value[:_MAX_VALUES]
    return [] if value is None else [value]
