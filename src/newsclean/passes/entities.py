"""entities: character references that were escaped twice and show as code: `&amp;#123;`, `&amp;nbsp;`."""

import re
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.regex import regex

_LAST_REFERENCE: Final = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});\Z")
_LONGEST: Final = 34
"""Characters of the longest reference, ampersand and semicolon included."""

_ESCAPED_AMPERSAND: Final = regex(r"&(?:amp|AMP|#0{0,5}38(?![0-9])|#[xX]0{0,5}26(?![0-9a-fA-F]))")
_KEPT: Final = frozenset("<>")
_CODE: Final = frozenset({"code", "pre", "kbd", "samp", "tt", "xmp", "textarea", "script", "style"})
_WHY: Final = "escaped twice: the reader would see the code of the character"


COMMON: Final = {
    "&nbsp;": "\xa0", "&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&apos;": "'", "&ldquo;": "“", "&rdquo;": "”",
    "&lsquo;": "‘", "&rsquo;": "’", "&mdash;": "—", "&ndash;": "–", "&hellip;": "…", "&middot;": "·",
}  # fmt: skip
"""Nearly all that editors write by name."""


def _decoded(match: re.Match[str]) -> str:
    text = COMMON.get(match.group()) or _rare(match.group())
    return match.group() if text in _KEPT or (not text.isprintable() and not text.isspace()) else text


def _rare(reference: str) -> str:
    from html import unescape as decoded  # noqa: PLC0415 - its table of names takes a millisecond to load

    return decoded(reference)


def unescape(text: str) -> str:
    """`text` with its visible character references decoded, until none is left. `&lt;` and `&gt;` may be the subject.

    What is decoded may complete a reference that began before it, so each semicolon is looked at once, with what is there.
    """
    if "&" not in text:
        return text
    done: list[str] = []
    end = ""
    *pieces, rest = text.split(";")
    for piece in pieces:
        end = _reduced(done, f"{end}{piece};")
        if len(end) > 2 * _LONGEST:
            done.append(end[:-_LONGEST])
            end = end[-_LONGEST:]
    return "".join((*done, end, rest))


def _reduced(done: list[str], end: str) -> str:
    """`end`, in front of which stands `done`, with the reference that closes it decoded, and what that makes in its turn."""
    while True:
        while done and len(end) < _LONGEST:
            end = done.pop() + end
        match = _LAST_REFERENCE.search(end, max(0, len(end) - _LONGEST))
        if match is None or (text := _decoded(match)) == match.group():
            return end
        end = end[: match.start()] + text
        if not end.endswith(";"):
            return end


def unescape_entities(doc: Document) -> None:
    """Decode character references that are visible in the text, outside code."""
    if not _may_have_references(doc):
        return
    for slot in list(dom.slots(doc.root)):
        value = slot.value
        if "&" in value and not _is_in_code(doc, slot):
            doc.replace(slot, unescape(value), why=_WHY)


def _may_have_references(doc: Document) -> bool:
    """Whether an ampersand can be visible: only one that the source escaped is followed by what reads as a reference."""
    if doc.source is not None:
        return _ESCAPED_AMPERSAND.search(doc.source) is not None
    return "&" in dom.text_of(doc.root)


def _is_in_code(doc: Document, slot: dom.Slot) -> bool:
    node = slot.el if slot.inside else slot.el.getparent()
    while node is not None and node is not doc.root:
        if node.tag in _CODE:
            return True
        node = node.getparent()
    return False
