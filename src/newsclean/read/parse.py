"""From text to a tree of elements in which nothing visible is missing.

Facts of libxml2 that this file answers to (libxml2 2.14, HTML parser; WHATWG and html5lib are the reference):

- it obeys `</body>` and `</html>` where they stand: text after the first lands outside the body, text after the second is
  dropped;
- a comment, `<style>` or `<title>` before the first visible content is filed outside the body, unless the body is open;
- beyond 2,048 open elements it stops and keeps what it has;
- appending an attribute walks the ones before it: 100,000 attributes on one tag cost 12 seconds.
"""

import re
from typing import Final, NamedTuple

from lxml import etree

from newsclean.dom import Element
from newsclean.errors import RefusedError

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 2048
MAX_ATTRIBUTES: Final = 1000

_CROWDED_FROM: Final = 32 * 1024
_END_TAG: Final = re.compile(rb"</(?:body|html)", re.IGNORECASE)
_REST_IS_EMPTY: Final = re.compile(rb"(?:[ \t\n\r\f]++|</(?:body|html)[ \t\n\r\f]*+>|<!--(?!-?>)(?:[^-]|-(?!-!?>))*+-->)*+\Z", re.IGNORECASE)
_NOT_MARKUP: Final = re.compile(
    rb"<!--(?:-?>|(?:[^-]|-(?!-!?>))*+(?:--!?>|\Z))|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])"
    rb"|</(?:body|html)(?=[\s/>])[^>]*+>|<[a-zA-Z/](?:[^\"'>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+>",
    re.IGNORECASE,
)
_CROWDED: Final = re.compile(
    rb"<[a-z][^\s/>]*+(?>(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+){1001})",
    re.IGNORECASE,
)
_HEAD_ONLY: Final = frozenset({"title", "meta", "link", "style", "script", "base", "template", "noscript"})
_ROOT: Final = b"<html><body>"


class Tree(NamedTuple):
    """A parsed document: `body` holds all that is visible, `head` what a page says about itself (or None), `lang` its language."""

    body: Element
    head: Element | None
    lang: str | None


def parse(text: str, *, page: bool) -> Tree:
    """The tree of `text`. RefusedError when it is too large, too deep or too crowded to be read whole."""
    data = text.encode()
    if len(data) > MAX_BYTES:
        raise RefusedError("size", f"{len(data):,} bytes, at most {MAX_BYTES:,} are read", limit=MAX_BYTES, value=len(data))
    if len(data) > _CROWDED_FROM and _CROWDED.search(data):
        raise RefusedError("attributes", f"more than {MAX_ATTRIBUTES:,} attributes on one tag", limit=MAX_ATTRIBUTES, value=MAX_ATTRIBUTES + 1)
    if b"\x00" in data:
        data = data.replace(b"\x00", "\ufffd".encode())
    stray = _END_TAG.search(data)
    if stray is not None and not _REST_IS_EMPTY.match(data, stray.start()):
        data = _without_end_tags(data, stray.start())
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = _parsed(data if page else _ROOT + data, parser)
    if parser.error_log.filter_from_fatals() and any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RefusedError("depth", f"more than {MAX_DEPTH:,} elements are nested", limit=MAX_DEPTH)
    return _tree(root, page=page)


def _parsed(data: bytes, parser: etree.HTMLParser) -> Element:
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return etree.fromstring(_ROOT, etree.HTMLParser(encoding="utf-8")) if root is None else root


def _without_end_tags(data: bytes, start: int) -> bytes:
    """`data` without the end tags of body and html that stand in markup; those in comments, raw text and attributes stay."""
    kept: list[bytes] = []
    position = scan = 0
    while (match := _NOT_MARKUP.search(data, scan)) is not None:
        scan = match.end()
        if match.group(1):
            close = re.compile(rb"</" + match.group(1) + rb"(?=[\s/>])", re.IGNORECASE).search(data, scan)
            scan = len(data) if close is None else close.start()
        elif match.start() >= start and _END_TAG.match(match.group()):
            kept.append(data[position : match.start()])
            position = scan
    kept.append(data[position:])
    return b"".join(kept)


def _tree(root: Element, *, page: bool) -> Tree:
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    if len(root) > 1 or root.text or body.tail:
        _gather(root, body)
    head = root.find("head") if page else None
    return Tree(body, head, (root.get("lang") or None) if page else None)


def _gather(root: Element, body: Element) -> None:
    """Bring everything visible that the parser put beside the body into it."""
    before = True
    for child in list(root):
        if child is body:
            before = False
            _append_text(body, child.tail)
            child.tail = None
            continue
        if child.tag == "head":
            _rescue_from_head(child, body)
            continue
        _append_text(body, None)
        tail, child.tail = child.tail, None
        if before:
            child.tail, body.text = (tail or "") + (body.text or ""), None
            body.insert(0, child)
        else:
            body.append(child)
            child.tail = tail


def _append_text(body: Element, text: str | None) -> None:
    if not text:
        return
    if len(body):
        body[-1].tail = (body[-1].tail or "") + text
    else:
        body.text = (body.text or "") + text


def _rescue_from_head(head: Element, body: Element) -> None:
    """Move what does not belong into a head to the front of the body."""
    place = 0
    for child in list(head):
        if isinstance(child.tag, str) and child.tag not in _HEAD_ONLY:
            body.insert(place, child)
            place += 1
