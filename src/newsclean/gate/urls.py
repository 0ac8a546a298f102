"""The one check for every address that leaves.

An address is read by many parsers after us. Browsers follow the WHATWG URL standard, for which ada speaks here: they trim C0
controls and spaces, delete tabs and line ends, and take a backslash for a slash. Markdown engines trim Unicode spaces, decode
character references and undo percent-encoding. So the check takes the least favourable of these readings: a scheme that any of
them would see must be allowed.
"""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from newsclean.gate.baseline import WEB
from newsclean.regex import regex

if TYPE_CHECKING:
    from ada_url import URL

LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})
MEDIA_SCHEMES: Final = WEB

_SIMPLE: Final = regex(
    r"(https?)://(?:[a-z0-9][a-z0-9-]*+\.)+[a-z]{2,20}(?::\d{1,4})?(?:[/?#][\w\-.~!$()*+,;=:@/?#%&]*)?",
    re.ASCII | re.IGNORECASE,
)
"""An absolute web address in which no reader finds anything else."""

_LOCAL: Final = regex(r"/(?:[\w\-.~!$()*+,;=:@?#%&][\w\-.~!$()*+,;=:@/?#%&]*)?", re.ASCII)
"""A path from the root: whatever is decoded in it, it begins with one slash."""

_LINE_ENDS: Final = regex(r"[\t\n\r]")
_CONTROLS: Final = regex(r"[\x00-\x1f\x7f-\x9f]")
_INVISIBLE: Final = regex(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]")
_SPACES: Final = " \u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_EDGES: Final = (
    _SPACES
    + "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
    + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff"
)
_SCHEME: Final = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PATH_START: Final = regex(r"[/?#]")
_DECODE_ROUNDS: Final = 5
_RUNNING: Final = frozenset("javascript jscript livescript vbscript vbs data mocha blob filesystem view-source about".split())

ELSEWHERE: Final = "elsewhere.invalid"
"""The host of the page against which relative addresses are read; no real host has such a name (RFC 2606)."""

_BASE: Final = f"https://{ELSEWHERE}/directory/page"


def safe_url(value: str, schemes: Collection[str] = LINK_SCHEMES) -> str | None:
    """`value` ready for an attribute, or None when some reader may find a scheme outside `schemes` in it, or no sound host.

    White space around it, tabs and line ends are gone from what comes back, other control characters are percent-encoded, as
    browsers do it; nothing else is changed. Relative addresses and fragments pass.
    """
    simple = _SIMPLE.fullmatch(value)
    if (simple is not None and simple[1].lower() in schemes) or _LOCAL.fullmatch(value):
        return value
    url = _CONTROLS.sub(_encoded, _LINE_ENDS.sub("", value).strip(_EDGES))
    if not url or not _has_sound_host(url) or not _is_allowed_in_browsers(url, schemes):
        return None
    from html import unescape  # noqa: PLC0415 - its table of names takes a millisecond to load

    reading = url
    for _ in range(_DECODE_ROUNDS):
        reading = _INVISIBLE.sub("", reading).strip(_SPACES)
        if not _has_allowed_scheme(reading, schemes):
            return None
        again = unquote(unescape(reading))
        if again == reading or _SCHEME.match(reading):
            return url
        reading = again
    return None


def may_run(value: str) -> bool:
    """Whether some reader may find a scheme in `value` that runs something, or opens a page of its own."""
    from html import unescape  # noqa: PLC0415 - as above

    reading = value
    for _ in range(_DECODE_ROUNDS):
        reading = _INVISIBLE.sub("", reading).strip(_SPACES).replace("\\", "")
        scheme = _SCHEME.match(reading)
        if scheme is not None and scheme[1].lower() in _RUNNING:
            return True
        again = unquote(unescape(reading))
        if again == reading:
            return False
        reading = again
    return True


def _encoded(control: re.Match[str]) -> str:
    return quote(control[0])


def _has_sound_host(url: str) -> bool:
    """Whether host and port of `url` can be told, where it has any; signs that Unicode turns into `/`, `#` or `@` are none."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def read_url(url: str) -> "URL | None":
    """`url` as a browser reads it, relative ones from a page at ELSEWHERE; None when it cannot.

    What names a scheme is read by itself: `https:a b` would be a path on a page of that scheme, and is nothing on any other.
    """
    from ada_url import URL  # noqa: PLC0415 - most addresses need no second reading, and the import takes 13 ms

    try:
        return URL(url) if _SCHEME.match(url) else URL(url, _BASE)
    except ValueError:
        return None


def host_of(url: str) -> str:
    """The host of `url` as a browser reads it, "" when it cannot; ELSEWHERE for a relative one."""
    read = read_url(url)
    return "" if read is None else str(read.hostname)


def _is_allowed_in_browsers(url: str, schemes: Collection[str]) -> bool:
    """Whether a browser can read `url`, and finds one of `schemes` in it; a relative one has the scheme of its page."""
    read = read_url(url)
    if read is None:
        return False
    scheme = str(read.protocol).removesuffix(":")
    return scheme in schemes or (scheme == "https" and _SCHEME.match(url) is None)


def _has_allowed_scheme(url: str, schemes: Collection[str]) -> bool:
    """Whether `url` is relative, or absolute with one of `schemes`. A colon before the path that follows no scheme is refused.

    A backslash is a slash for a browser and nothing for Markdown: the address is read without it.
    """
    url = url.replace("\\", "")
    if match := _SCHEME.match(url):
        return match.group(1).lower() in schemes
    colon = url.find(":")
    if colon < 0:
        return True
    start = _PATH_START.search(url)
    return start is not None and start.start() < colon
