"""What can be a name, a date or an address among the things a page says of itself."""

import re
from collections.abc import Sequence
from typing import Final

from newsclean.regex import regex

_NOTHING: Final = frozenset(
    {"", "null", "none", "undefined", "n/a", "na", "nan", "false", "-", "admin", "administrator", "root", "[]", "{}"}
)
_NO_NAME: Final = regex(r"https?:|//|www\.|[@{}<>]|\.(?:com|cn|net|org)\b", re.IGNORECASE)
_DATE: Final = regex(r"(?:19|20)\d\d|\d{10}")
_BY: Final = regex(r"(?:by|von|par|por)\s+(?=[^\W\d_])", re.IGNORECASE)
_SOURCE: Final = regex(r"(?:[\w\s]{0,4}来源|稿源|来自|source)\s*[：:]\s*", re.IGNORECASE)
_HAN: Final = regex(r"[\u3400-\u9fff]")
_NAME_CHARS: Final = 100


def is_text(value: str) -> bool:
    """Whether `value` says something: many templates print the word for nothing."""
    return value.lower() not in _NOTHING


def is_name(value: str) -> bool:
    """Whether `value` may name a person or a medium: no address, no account, no number."""
    return len(value) <= _NAME_CHARS and not value.isdigit() and not _NO_NAME.search(value)


def is_date(value: str) -> bool:
    """Whether a year, or a count of seconds, is in `value`."""
    return bool(_DATE.search(value))


def is_url(value: str) -> bool:
    """Whether `value` may be the address of a picture."""
    return " " not in value


def joined(names: Sequence[str]) -> str:
    """`names` as one text, as print joins them; "By" before the first goes."""
    text = ("、" if any(map(_HAN.search, names)) else ", ").join(names)
    return _BY.sub("", text, count=1) if _BY.match(text) else text


def source_in(text: str) -> str:
    """The name of the medium in `text`, without a label in front of it."""
    label = _SOURCE.match(text)
    return text[label.end() :] if label else text
