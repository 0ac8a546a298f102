"""What the head of a page says of where the page comes from: its address, and the program that made it."""

from typing import Final

from newsclean import dom
from newsclean.dom import Element

_ADDRESSES: Final = frozenset({"og:url", "twitter:url"})


def address_of(head: Element | None) -> str | None:
    """The address that a page gives itself: its canonical link, else `og:url`; None when there is none with a host."""
    if head is None:
        return None
    links = (el.get("href") for el in head.iter("link") if "canonical" in (el.get("rel") or "").lower().split())
    metas = (el.get("content") for el in head.iter("meta") if (el.get("property") or el.get("name") or "").lower() in _ADDRESSES)
    return next((url.strip() for url in (*links, *metas) if url and "//" in url), None)


def generators_of(head: Element | None) -> tuple[str, ...]:
    """The programs that say they made the page ("WordPress 6.5"); a theme or plug-in may name itself beside the CMS."""
    if head is None:
        return ()
    metas = (el for el in head.iter("meta") if (el.get("name") or "").strip().lower() == "generator")
    return tuple(name for el in metas if (name := dom.collapse(el.get("content") or "")))
