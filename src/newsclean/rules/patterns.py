"""Patterns: the regular expressions of packs, compiled when they are first tried."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.rules.words import expanded


class Pattern:
    """A regular expression; `source` is written with the short forms of `words`, `pattern` has them written out.

    Most are never tried in a process, and to compile them all would take longer than to clean a hundred articles.
    """

    __slots__ = ("_compiled", "source")

    def __init__(self, source: str) -> None:
        self.source: Final = source
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        """The expression with its short forms written out. KeyError for one that is not known."""
        return expanded(self.source)

    def compiled(self) -> re.Pattern[str]:
        """The expression. re.error when it is none, KeyError for a short form that is not known."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        return self._compiled

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match with all of `text`."""
        return self.compiled().fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in `text`."""
        return self.compiled().search(text)

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The names of the groups with their numbers."""
        return self.compiled().groupindex

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.pattern == other.pattern

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __str__(self) -> str:
        return self.pattern

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"
