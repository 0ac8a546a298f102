"""File names for the items of a feed: every file system takes them, and nothing in a title leads out of the folder."""

import re
import unicodedata
from typing import Final

_LONGEST: Final = 100
"""Bytes of UTF-8; many file systems take 255, and some tools less."""

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_KEPT: Final = frozenset("LNM")
"""Letters, digits and the signs that belong to letters, by the first letter of their category in Unicode."""


class FileNames:
    """Gives out names, each of them once; names that differ in case only are one."""

    __slots__ = ("_given", "_numbers", "_suffix")

    def __init__(self, suffix: str) -> None:
        self._given: Final[set[str]] = set()
        self._numbers: Final[dict[str, int]] = {}
        self._suffix: Final = suffix

    def name_of(self, title: str, date: str) -> str:
        """`DATE-TITLE.SUFFIX`; `date` is in ISO 8601 or empty. A name that was given gets `-2`, `-3` and so on."""
        stem = f"{date[:10]}-{_slug(title)}".strip("-") or "item"
        if _RESERVED.fullmatch(stem):
            stem = f"item-{stem}"
        stem = _cut(stem, _LONGEST - len(self._suffix))
        while True:
            number = self._numbers[stem] = self._numbers.get(stem, 0) + 1
            counted = f"-{number}" if number > 1 else ""
            name = f"{_cut(stem, _LONGEST - len(counted) - len(self._suffix))}{counted}{self._suffix}"
            if name.casefold() not in self._given:
                self._given.add(name.casefold())
                return name


def _slug(title: str) -> str:
    kept = (one if unicodedata.category(one)[0] in _KEPT else "-" for one in unicodedata.normalize("NFC", title).lower())
    return re.sub(r"-{2,}", "-", "".join(kept)).strip("-")


def _cut(stem: str, most: int) -> str:
    return stem.encode()[:most].decode(errors="ignore").rstrip("-")
