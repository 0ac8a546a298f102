"""From text to a tree of elements in which nothing visible is missing.

Facts of libxml2 that this file answers to (2.10 to 2.14, HTML parser; WHATWG's standard and html5lib are the reference):

- it obeys `</body>` and `</html>` where they stand: what follows lands beside the body or in a second root, out of the
  elements that were open. But for each *misplaced* `<html>` or `<body>` start tag it ignores one later `</html>`, `</body>`
  or `</head>`;
- a comment, `<style>` or `<title>` before the first visible content is filed outside the body, unless the body is open;
- it stops at 2,048 open elements and keeps what it has (2.13), and at a NUL (before 2.14);
- it knows no foreign content (`foreign.py`) and not all void elements (`voids.py`).
"""

import re
import threading
from typing import Final, NamedTuple

from lxml import etree

from newsclean import dom
from newsclean.dom import Element
from newsclean.limits import Deadline, Limits
from newsclean.read.decode import scrub
from newsclean.read.foreign import has_odd_foreign, settled
from newsclean.read.limits import is_cut_off, measure, needs_measure, refuse_oversize
from newsclean.read.regions import is_broken_up, regions
from newsclean.read.voids import empty_voids
from newsclean.regex import regex

_OPEN_BODY: Final = b"<html><body>"
_END_TAG: Final = regex(rb"</(?:body|html|head)", re.IGNORECASE)
_BOM: Final = "\ufeff".encode()
_INVISIBLE: Final = b"\x01"
_LIMITS: Final = Limits()
_CONTROLS: Final = bytes({*range(0x20)} - set(b"\t\n\r"))
_CONTROL_REFERENCE: Final = regex(rb"&#(?:0*(?:[1-9]|[12][0-9]|3[01])(?![0-9])|[xX]0*1?[0-9a-fA-F](?![0-9a-fA-F]))")
_NONCHARACTERS: Final = regex(rb"\xef\xbf[\xbe\xbf]")


class Tree(NamedTuple):
    """A parsed document: `body` holds all that is visible; `head` and `lang` are what a page says of itself, or None."""

    body: Element
    head: Element | None
    lang: str | None


class _Local(threading.local):
    """One parser a thread: lxml's parsers keep state during a parse, and threads that share one wait for each other."""

    def __init__(self) -> None:
        self.parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)


_LOCAL: Final = _Local()


def parse(text: str | bytes, *, page: bool, limits: Limits = _LIMITS, deadline: Deadline | None = None) -> Tree:
    """The tree of a fragment, or of a whole `page`. Empty text gives an empty body.

    `text` may be given as UTF-8 bytes where they are at hand, which saves encoding it. A lone surrogate becomes U+FFFD; a byte
    order mark is left out, and in text also NUL and other control characters. All that a browser without scripts would show is
    in the body. More is there where browsers show less: text beside a frameset, and what follows `<iframe/>` and its like, which
    are closed here as their authors meant it; only a comment that such an element hides from a browser hides text here.
    RefusedError for a document beyond `limits`: "size", "nodes", "depth", "attributes", "text", or "time" when `deadline` passes.
    """
    data = _clean_bytes(text if isinstance(text, bytes) else _encoded(text))
    refuse_oversize(len(data), limits)
    if has_odd_foreign(data):
        data = settled(data)
    root = _root_of(data if page else _OPEN_BODY + data, limits, deadline)
    lang = (root.get("lang") or root.get("xml:lang")) if page else None
    if is_broken_up(root) and (strays := len(_END_TAG.findall(data))):
        opened = b"<html>" * (strays + 1) + data if page else _OPEN_BODY + b"<body>" * strays + data
        root = _root_of(opened, limits, deadline)
    body, head = regions(root)
    empty_voids(body)
    if _may_have_controls(data):
        dom.take_controls(body)
    return Tree(body, head, lang or body.get("lang")) if page else Tree(body, None, None)


def _root_of(data: bytes, limits: Limits, deadline: Deadline | None) -> Element:
    if is_measured := needs_measure(len(data), limits):
        measure(data, limits, deadline)
    parser = _LOCAL.parser
    root = etree.fromstring(data, parser) if data else None
    if root is None:
        return etree.Element("html")
    if not is_measured and len(parser.error_log) and is_cut_off(root):
        measure(data, limits, deadline)
    return root


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return scrub(text).encode()


def _may_have_controls(data: bytes) -> bool:
    """Whether control characters may be in the text; no reader shows them, and a rule would stumble over them."""
    if len(data.translate(None, _CONTROLS)) < len(data) or _NONCHARACTERS.search(data) is not None:
        return True
    return b"&#" in data and _CONTROL_REFERENCE.search(data) is not None


def _clean_bytes(data: bytes) -> bytes:
    if b"\0" in data:  # it would join what stands around it to another tag, or end the document
        data = data.replace(b"\0", _INVISIBLE)
    return data.removeprefix(_BOM)
