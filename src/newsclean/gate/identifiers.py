"""Ids and what refers to them: all get the prefix of the policy, so that no script of the page finds them by its own names.

What begins with the prefix already is left as it is. So cleaning twice is cleaning once, and a link still finds its target.
"""

from typing import Final

from newsclean.gate.values import Check
from newsclean.regex import regex
from newsclean.value import Value

PREFIX: Final = regex(r"[a-z][a-z0-9-]*[-_]")
"""A prefix that no script's own name for a thing begins with by chance: it ends in a dash or an underscore."""

_NAME: Final = regex(r"[\w.:%-]{1,200}")


def _prefixed(prefix: str, name: str) -> str | None:
    if not _NAME.fullmatch(name):
        return None
    return name if name.startswith(prefix) else prefix + name


class Identifier(Value):
    """An id with the prefix; None for one with spaces or signs."""

    prefix: str

    def __call__(self, value: str) -> str | None:
        """The id as it may leave, or None."""
        return _prefixed(self.prefix, value.strip())


class References(Value):
    """The ids of other elements, between spaces, with the prefix; None when none is sound."""

    prefix: str

    def __call__(self, value: str) -> str | None:
        """The ids as they may leave, or None."""
        found = (_prefixed(self.prefix, word) for word in value.split())
        return " ".join(filter(None, found)) or None


class Anchored(Value):
    """An address that passes `check`; a fragment of the document itself gets the prefix."""

    prefix: str
    check: Check

    def __call__(self, value: str) -> str | None:
        """The address as it may leave, or None."""
        url = self.check(value)
        if url is None or not url.startswith("#") or url == "#":
            return url
        name = _prefixed(self.prefix, url[1:])
        return None if name is None else f"#{name}"
