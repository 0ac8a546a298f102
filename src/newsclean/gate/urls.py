"""The one check for every URL that leaves.

A URL is read by many parsers after us: browsers trim C0 controls and spaces and delete tabs and line ends (WHATWG URL standard,
section 4.4), Markdown engines trim Unicode spaces, decode character references and undo percent-encoding. So the check takes the
least favourable of these readings: a scheme that any of them would see must be allowed.
"""

import html
import re
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote, urlsplit

LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})
MEDIA_SCHEMES: Final = frozenset({"http", "https"})

_SIMPLE: Final = re.compile(
    r"(https?)://[a-z0-9][a-z0-9.-]*(?::\d{1,4})?(?:[/?#][\w\-.~!$()*+,;=:@/?#%&]*)?", re.ASCII | re.IGNORECASE
)
"""An absolute web address in which no reader finds anything else."""

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]")
_SPACES: Final = " \u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_EDGES: Final = _SPACES + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff"
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PATH_START: Final = re.compile(r"[/?#]")
_DECODE_ROUNDS: Final = 5


def safe_url(value: str, schemes: Collection[str] = LINK_SCHEMES) -> str | None:
    """`value` ready for an attribute, or None when some reader may find a scheme outside `schemes` in it, or no sound host.

    White space around it and control characters are gone from what comes back; nothing else is changed. Relative URLs and
    fragments pass.
    """
    simple = _SIMPLE.fullmatch(value)
    if simple is not None and simple[1].lower() in schemes:
        return value
    url = _CONTROLS.sub("", value).strip(_EDGES)
    if not url or not _has_sound_host(url):
        return None
    reading = url
    for _ in range(_DECODE_ROUNDS):
        reading = _INVISIBLE.sub("", reading).strip(_SPACES)
        if not _has_allowed_scheme(reading, schemes):
            return None
        again = unquote(html.unescape(reading))
        if again == reading or _SCHEME.match(reading):
            return url
        reading = again
    return None


def _has_sound_host(url: str) -> bool:
    """Whether host and port of `url` can be told, where it has any."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _has_allowed_scheme(url: str, schemes: Collection[str]) -> bool:
    """Whether `url` is relative, or absolute with one of `schemes`. A colon before the path that follows no scheme is refused.

    A backslash is a slash for a browser and nothing for Markdown: the URL is read without it.
    """
    url = url.replace("\\", "")
    if match := _SCHEME.match(url):
        return match.group(1).lower() in schemes
    colon = url.find(":")
    if colon < 0:
        return True
    start = _PATH_START.search(url)
    return start is not None and start.start() < colon


def safe_srcset(value: str) -> str | None:
    """The candidates of a srcset whose URLs pass, joined again; None when there is none."""
    kept = []
    for candidate in re.split(r",\s+|,(?=https?://|//)", value):
        words = candidate.split()
        if not words or len(words) > 2 or (len(words) > 1 and not re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?[wxh]", words[1])):  # noqa: PLR2004 - URL, descriptor
            continue
        url = safe_url(words[0].strip(","), MEDIA_SCHEMES)
        if url and "," not in url:
            kept.append(" ".join([url, *words[1:]]))
    return ", ".join(kept) or None
