"""The site of a page: the domain its address belongs to, and an id for its pack."""

import re
from typing import Final

from newsclean.rules.detect import host_of

_SECOND_LEVELS: Final = frozenset("ac co com edu go gob gov gub ltd mil ne net nom or org plc sch".split())
"""What countries sell domains under: `com` in com.cn, `co` in co.uk."""

_SHARED: Final = frozenset(
    "github.io gitlab.io wordpress.com blogspot.com substack.com medium.com tumblr.com netlify.app vercel.app pages.dev"
    " weebly.com wixsite.com typepad.com livejournal.com hatenablog.com ghost.io notion.site".split()
)
"""Domains below which everybody has a site of their own."""

_COUNTRY: Final = 2
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")


def domain_of(url: str | None) -> str:
    """The domain of the site in `url`, as far as its form tells; "" when there is no address or no name in it."""
    host = host_of(url).strip(".")
    labels = host.split(".")
    if len(labels) < 2 or not re.fullmatch(r"[a-z]+|xn--[a-z0-9-]+", labels[-1]):  # noqa: PLR2004 - a name and its top level
        return ""
    depth = 3 if len(labels[-1]) == _COUNTRY and labels[-2] in _SECOND_LEVELS else 2
    if ".".join(labels[-2:]) in _SHARED:
        depth = 3
    return ".".join(labels[-depth:])


def ident_of(domain: str) -> str:
    """An id for the pack of the site at `domain`."""
    return _NO_WORD.sub("-", domain.partition(".")[0]).strip("-") or "new-site"
