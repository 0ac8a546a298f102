"""Regular expressions of modules, compiled when they are first used: most of them never are for any one document."""

import re
from typing import AnyStr, cast

_NAMES = ("flags", "findall", "finditer", "fullmatch", "groupindex", "groups", "match", "search", "split", "sub", "subn")


class _Compiled:
    """An expression that has been used: it holds what `re.Pattern` offers as its own, so that using it costs no call more."""


class _Waiting(_Compiled):
    """An expression that nobody has used yet. Two threads may compile it at once; either result is right."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({one: getattr(compiled, one) for one in _NAMES})
        self.__class__ = _Compiled  # type: ignore[assignment]  # one without __getattr__, which would slow every look-up down
        return getattr(compiled, name)


def regex(pattern: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """What `re.compile` returns but for its type, so functions of `re` do not take it. A bad one is an error when it is used."""
    return cast("re.Pattern[AnyStr]", _Waiting(pattern, flags))
