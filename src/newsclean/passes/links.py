"""links: addresses as a reader elsewhere needs them; links that lead nowhere become their text."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.elements import ADDRESSED
from newsclean.regex import regex

_CANDIDATE: Final = regex(
    r"(?P<before>^|(?<=\d[wx]),|,(?=\s|//|https?://))(?P<space>\s*)(?P<address>[^\s,][^\s]*)", re.IGNORECASE
)
_NOWHERE: Final = ("javascript:", "void(", "#", "about:blank", "vbscript:", "data:")
_IGNORED: Final = dict.fromkeys(map(ord, "\t\n\r"))
"""Characters of an address that browsers drop wherever they stand (URL standard, section 4.4)."""
_WHY: Final = "an address that holds elsewhere too"


def resolve_links(doc: Document) -> None:
    """Make addresses absolute where the page's own is known, and unwrap links without a target."""
    for tag, name in ADDRESSED:
        for el in doc.iter(tag):
            _set_resolved(doc, el, name)
    for el in doc.iter("a"):
        if _leads_nowhere(el) and not (doc.keeps.anchors and _is_anchor(el)):
            doc.unwrap(el, why="a link that leads nowhere")


def _set_resolved(doc: Document, el: Element, name: str) -> None:
    value = el.get(name)
    if value is not None:
        resolved = _resolved_set(doc, value) if name == "srcset" else _resolved(doc, value)
        doc.set(el, name, resolved, why=_WHY)


def _resolved(doc: Document, value: str) -> str:
    address = value.strip(dom.BLANK).translate(_IGNORED)
    if address.startswith("//"):
        return f"{_scheme(doc)}:{address}"
    if doc.origin.base and address and not address.startswith("#"):
        return _joined(doc.origin.base, address)
    return address


def _scheme(doc: Document) -> str:
    return "http" if (doc.origin.base or "").lower().startswith("http://") else "https"


def _joined(base: str, address: str) -> str:
    try:
        return address if urlsplit(address).scheme else urljoin(base, address)
    except ValueError:
        return address


def _resolved_set(doc: Document, srcset: str) -> str:
    """`srcset` with the address of each candidate made absolute."""

    def resolve(found: re.Match[str]) -> str:
        address = found["address"]
        end = "," if address.endswith(",") else ""
        return found["before"] + found["space"] + _resolved(doc, address.removesuffix(",")) + end

    return _CANDIDATE.sub(resolve, srcset.strip())


def _is_anchor(el: Element) -> bool:
    """Whether `el` leads to an element with an id, or is what such a link leads to."""
    return len((el.get("href") or "").strip()) > 1 if el.get("href") else bool(el.get("id") or el.get("name"))


def _leads_nowhere(el: Element) -> bool:
    href = (el.get("href") or "").strip().lower()
    return not href or href.startswith(_NOWHERE)
