"""links: addresses as a reader elsewhere needs them; links that lead nowhere become their text."""

from typing import Final
from urllib.parse import urljoin, urlsplit

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_ADDRESSES: Final = (("a", "href"), ("img", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"), ("source", "src"))
_NOWHERE: Final = ("javascript:", "void(", "#", "about:blank", "vbscript:", "data:")


def resolve_links(doc: Document) -> None:
    """Make addresses absolute where the page's own is known, and unwrap links without a target."""
    for tag, name in _ADDRESSES:
        for el in doc.iter(tag):
            value = el.get(name)
            if value is not None:
                _resolve(doc, el, name, value)
    for el in doc.iter("a"):
        if _leads_nowhere(el):
            doc.unwrap(el, why="a link that leads nowhere")


def _resolve(doc: Document, el: Element, name: str, value: str) -> None:
    address = value.strip(dom.BLANK)
    if address.startswith("//"):
        scheme = urlsplit(doc.url).scheme if doc.url and doc.url.lower().startswith("http://") else "https"
        address = f"{scheme}:{address}"
    elif doc.url and address and not address.startswith("#"):
        address = _joined(doc.url, address)
    doc.set(el, name, address, why="an address that holds elsewhere too")


def _joined(base: str, address: str) -> str:
    try:
        return address if urlsplit(address).scheme else urljoin(base, address)
    except ValueError:
        return address


def _leads_nowhere(el: Element) -> bool:
    href = (el.get("href") or "").strip().lower()
    return not href or href.startswith(_NOWHERE)
