"""What is refused rather than read in part or for hours."""

import re
from typing import Final

from newsclean.dom import Element
from newsclean.errors import RefusedError

MAX_BYTES: Final = 64 * 1024 * 1024
"""Size of a document in UTF-8."""

MAX_DEPTH: Final = 2048
"""Elements nested in one another, html and body included: where libxml2 stops."""

MAX_ATTRIBUTES: Final = 10_000
"""Attributes on one tag. libxml2 walks them all to add one: 10,000 take 0.2 seconds, 100,000 take 12."""

_STRETCH: Final = 16 * 1024
_TAG: Final = re.compile(rb"<[a-zA-Z][^\s/>]*+")
_RAW_TEXT: Final = re.compile(rb"<(?:script|style)", re.IGNORECASE)
_ATTRIBUTE: Final = rb"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_CROWD: Final = re.compile(rb"(?:%b){%d}+" % (_ATTRIBUTE, MAX_ATTRIBUTES + 1))


def refuse_oversize(data: bytes, max_bytes: int) -> None:
    """RefusedError "size" for more than `max_bytes`, "attributes" for a tag with more than MAX_ATTRIBUTES of them.

    Only tags that run for 32 KiB and more without a `>` are counted, which costs next to nothing; one whose attribute values
    quote a `>` now and then passes, and is slow.
    """
    if len(data) > max_bytes:
        raise RefusedError("size", f"{len(data):,} bytes, and at most {max_bytes:,} are read", limit=max_bytes, value=len(data))
    start = 0
    while len(data) - start > _STRETCH:
        end = data.find(b">", start, start + _STRETCH)
        if end < 0:
            end = _end_of_tag(data, start)
        start = max(end + 1, start + _STRETCH)


def _end_of_tag(data: bytes, inside: int) -> int:
    """The next `>` after `inside`, unless what stands before it is a crowded tag."""
    before = data.rfind(b">", 0, inside)
    end = data.find(b">", inside)
    if end < 0:
        end = len(data)
    tag = None if _RAW_TEXT.match(data, data.rfind(b"<", 0, max(before, 0))) else _TAG.search(data, before + 1, end)
    if tag is not None and _CROWD.match(data, tag.end(), end):
        raise RefusedError("attributes", f"more than {MAX_ATTRIBUTES:,} attributes on one tag", limit=MAX_ATTRIBUTES)
    return end


def refuse_cut_off(root: Element) -> None:
    """RefusedError "depth" when the tree ends at the depth where libxml2 stops reading.

    What it was in the middle of when it stopped is the last branch of the tree. Asking the tree and not the log is right also
    when the log was full before.
    """
    depth = 1
    while len(root):
        root = root[-1]
        depth += 1
    if depth >= MAX_DEPTH:
        raise RefusedError("depth", f"elements are nested {MAX_DEPTH:,} deep or deeper", limit=MAX_DEPTH)
