"""What the head of a page says of where it comes from: its address, its base, and the program that made it."""

from typing import Final
from urllib.parse import urljoin, urlsplit

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


def base_of(head: Element | None, url: str | None) -> str | None:
    """What relative addresses are relative to: the `base` in `head` (HTML standard, section 4.2.3), else `url`."""
    bases = [el.get("href") for el in head.iter("base")] if head is not None else []
    href = next((one.strip() for one in bases if one), "")
    try:
        joined = urljoin(url or "", href)
        return joined if urlsplit(joined).scheme in {"http", "https"} and urlsplit(joined).hostname else url
    except ValueError:
        return url


def generators_of(head: Element | None) -> tuple[str, ...]:
    """The programs that say they made the page ("WordPress 6.5"); a theme or plug-in may name itself beside the CMS."""
    if head is None:
        return ()
    metas = (el for el in head.iter("meta") if (el.get("name") or "").strip().lower() == "generator")
    return tuple(name for el in metas if (name := dom.collapse(el.get("content") or "")))
