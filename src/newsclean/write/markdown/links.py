"""Destinations, titles, code spans: the parts of inline Markdown with a grammar of their own."""

import re
from typing import Final

from newsclean.write.markdown.escape import collapsed

_NEEDS_BRACKETS: Final = re.compile(r"[\s()<>\x00-\x1f\x7f]")
_SLASH: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_TICKS: Final = re.compile(r"`+")
_AUTOLINK: Final = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:[/?#][\w\-.~!$()*+,;=:@/?#%]*)?", re.ASCII)


def destination(url: str) -> str:
    """`url` as the destination of a link or an image."""
    safe = _ENTITY.sub("&amp;", _SLASH.sub(r"\\\\", url))
    if not safe:
        return "<>"
    if _NEEDS_BRACKETS.search(safe) is None:
        return safe
    return f"<{collapsed(safe).replace('<', '%3C').replace('>', '%3E')}>"


def target(url: str, title: str) -> str:
    """What stands in the round brackets: destination, and title if there is one."""
    shown = collapsed(title).strip()
    if not shown:
        return destination(url)
    escaped = _ENTITY.sub("&amp;", _SLASH.sub(r"\\\\", shown)).replace('"', '\\"').replace("<", "&lt;")
    return f'{destination(url)} "{escaped}"'


def is_autolink(text: str, url: str) -> bool:
    """Whether a link whose text is its address can stand as `<address>`."""
    return text == url and _AUTOLINK.fullmatch(url) is not None


def longest_ticks(text: str) -> int:
    """The length of the longest run of backticks in `text`."""
    return max((len(run) for run in _TICKS.findall(text)), default=0)


def code_span(text: str) -> str:
    """`text` as a code span, with a fence longer than any run of backticks in it."""
    shown = text.replace("\r", " ").replace("\n", " ")
    runs = {len(run) for run in _TICKS.findall(shown)}
    length = next(size for size in range(1, len(runs) + 2) if size not in runs)
    pad = " " if shown.startswith("`") or shown.endswith("`") or (shown.startswith(" ") and shown.endswith(" ") and shown.strip()) else ""
    return f"{'`' * length}{pad}{shown}{pad}{'`' * length}"
