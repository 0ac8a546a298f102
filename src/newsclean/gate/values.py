"""What an attribute may say: checks as data. Each takes the value as it comes and returns it as it may leave, or None.

The checks here compare equal when they mean the same, and can be pickled. A policy takes any other function of this form, too.
"""

import re
from collections.abc import Callable
from typing import Final

from newsclean import dom
from newsclean.value import Value

Check = Callable[[str], str | None]
"""The value as it may leave, or None when the attribute has to go."""


class OneOf(Value):
    """One of `words`, whatever its case; lower case comes back."""

    words: frozenset[str]

    def __call__(self, value: str) -> str | None:
        """The word, or None for any other."""
        word = value.strip().lower()
        return word if word in self.words else None


class Matching(Value):
    """A value that, trimmed, matches `pattern` as a whole."""

    pattern: re.Pattern[str]

    def __call__(self, value: str) -> str | None:
        """The trimmed value, or None when the pattern does not match all of it."""
        trimmed = value.strip()
        return trimmed if self.pattern.fullmatch(trimmed) else None


class Tokens(Value):
    """A list of words between spaces, of which those stay that match `pattern` as a whole; None when none does."""

    pattern: re.Pattern[str]

    def __call__(self, value: str) -> str | None:
        """The words that stay, each once, with one space between them."""
        kept = dict.fromkeys(word for word in value.split() if self.pattern.fullmatch(word))
        return " ".join(kept) or None


def one_of(*words: str) -> OneOf:
    """A check for one of `words`."""
    return OneOf(frozenset(word.lower() for word in words))


def matching(pattern: str) -> Matching:
    """A check that the whole value, trimmed, matches `pattern`."""
    return Matching(re.compile(pattern))


def tokens(pattern: str = r"[\w:.@/-]{1,100}") -> Tokens:
    """A check for words between spaces, each of which matches `pattern` as a whole; for classes, as it stands."""
    return Tokens(re.compile(pattern))


def any_text(value: str) -> str | None:
    """The value without control characters."""
    return value if value.isprintable() else dom.writable(value)


def present(_value: str) -> str | None:
    """A boolean attribute: there, without a value."""
    return ""


NUMBER: Final = matching(r"[0-9]{1,5}")
"""A number of at most five digits."""

_LANGUAGE_CLASS: Final = re.compile(r"(?:lang|language|highlight|brush)[-:]\s*([A-Za-z0-9_+#.-]{1,40})")


def language_class(value: str) -> str | None:
    """The language in a class of a code block, as `language-…`."""
    found = _LANGUAGE_CLASS.search(value)
    return f"language-{found.group(1)}" if found else None
