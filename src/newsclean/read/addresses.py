"""The addresses of a page: what its relative addresses are relative to, and which addresses are its own."""

from urllib.parse import urljoin, urlsplit

from newsclean.dom import Element


def base_of(head: Element | None, url: str | None) -> str | None:
    """What relative addresses are relative to: the `base` in `head` (HTML standard, section 4.2.3), else `url`."""
    href = next((value.strip() for el in _all(head, "base") if (value := el.get("href"))), "")
    return _web_address(href, url) or url


def own_addresses(head: Element | None, url: str | None) -> tuple[str, ...]:
    """`url`, and the addresses that `head` names as those of the page: its canonical link and `og:url`."""
    links = [el.get("href") for el in _all(head, "link") if (el.get("rel") or "").strip().lower() == "canonical"]
    links += [el.get("content") for el in _all(head, "meta") if (el.get("property") or "").strip().lower() == "og:url"]
    named = [url, *(_web_address(one.strip(), url) for one in links if one)]
    return tuple(dict.fromkeys(one for one in named if one))


def _all(head: Element | None, tag: str) -> list[Element]:
    return [] if head is None else list(head.iter(tag))


def _web_address(href: str, url: str | None) -> str | None:
    """`href` as an absolute address of the web, None when it is none."""
    try:
        joined = urljoin(url or "", href)
        return joined if urlsplit(joined).scheme in {"http", "https"} and urlsplit(joined).hostname else None
    except ValueError:
        return None
