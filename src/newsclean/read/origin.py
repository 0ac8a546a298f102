"""What the head of a page says of where the page comes from: its addresses, and the program that made it."""

from typing import Final
from urllib.parse import urljoin, urlsplit

from newsclean import dom
from newsclean.dom import Element
from newsclean.origin import Origin

_ADDRESSES: Final = frozenset({"og:url", "twitter:url"})


def origin_of(head: Element | None, url: str | None) -> Origin:
    """The origin of a page with this `head`, None for a fragment, that the caller got at `url`.

    Its base is the `base` element (HTML standard, section 4.2.3), else `url`. The address that it gives itself is its canonical
    link, else `og:url`, with a host.
    """
    if head is None:
        return Origin.at(url)
    named = _named_addresses(head)
    return Origin(
        url,
        _base_of(head, url),
        canonical=next((one for one in named if "//" in one), None),
        own=tuple(dict.fromkeys(one for one in (url, *(_web_address(one, url) for one in named)) if one)),
        generators=_generators_of(head),
    )


def _base_of(head: Element, url: str | None) -> str | None:
    href = next((value.strip() for el in head.iter("base") if (value := el.get("href"))), "")
    return _web_address(href, url) or url


def _named_addresses(head: Element) -> list[str]:
    links = (el.get("href") for el in head.iter("link") if "canonical" in (el.get("rel") or "").lower().split())
    metas = (el.get("content") for el in head.iter("meta") if (el.get("property") or el.get("name") or "").lower() in _ADDRESSES)
    return [address.strip() for address in (*links, *metas) if address and address.strip()]


def _web_address(href: str, url: str | None) -> str | None:
    """`href` as an absolute address of the web, None when it is none."""
    try:
        joined = urljoin(url or "", href)
        return joined if urlsplit(joined).scheme in {"http", "https"} and urlsplit(joined).hostname else None
    except ValueError:
        return None


def _generators_of(head: Element) -> tuple[str, ...]:
    """The programs that say they made the page; a theme or plug-in may name itself beside the CMS."""
    metas = (el for el in head.iter("meta") if (el.get("name") or "").strip().lower() == "generator")
    return tuple(name for el in metas if (name := dom.collapse(el.get("content") or "")))
