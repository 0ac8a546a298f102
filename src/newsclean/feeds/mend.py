"""What is not XML in a feed though everybody knows what it means: `&nbsp;`, a lone `&`, control characters."""

import re
import sys
from html.entities import html5
from typing import Final

_PREDEFINED: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""

_MENDED: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]*));|(?P<stray>&)",
    re.DOTALL,
)


def mended(text: str) -> str:
    """`text` with HTML's named references as numbers, every other `&` as `&amp;`, and without characters that XML does not have.

    CDATA sections, comments and processing instructions, in which `&` is nothing special, only lose such characters.
    """
    return _MENDED.sub(_mend, FORBIDDEN.sub("", text))


def _mend(match: re.Match[str]) -> str:
    if match["name"] is not None:
        return _named(match["name"], match[0])
    number = match["decimal"] or match["hex"]
    if number is not None:
        return match[0] if _is_character(int(number, 10 if match["decimal"] else 16)) else ""
    return "&amp;" if match["stray"] else match[0]


def _named(name: str, written: str) -> str:
    if name in _PREDEFINED:
        return written
    said = html5.get(f"{name};")
    return f"&amp;{written[1:]}" if said is None else "".join(f"&#{ord(character)};" for character in said)


def _is_character(number: int) -> bool:
    return 0 <= number <= sys.maxunicode and not FORBIDDEN.fullmatch(chr(number))
