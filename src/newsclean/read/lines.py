"""The lines of a text as Markdown engines see them, and where each stands in the text as it came."""

import re
from bisect import bisect_right
from typing import Final

from newsclean.regex import regex

_LINE_END: Final = regex(r"\r\n?|\n")
_NUL: Final = "\0"


class Lines:
    """`text` has one sign for every line end, and U+FFFD for NUL, as CommonMark has it.

    `starts` are the offsets of its lines, `sources` those of the same lines in what was given. `end` is the line end that was
    used first.
    """

    __slots__ = ("end", "sources", "starts", "text")

    def __init__(self, source: str) -> None:
        self.text: Final = _LINE_END.sub("\n", source).replace(_NUL, "\ufffd")
        self.starts: Final = [0, *(found.end() for found in re.finditer("\n", self.text))]
        self.sources: Final = [0, *(found.end() for found in _LINE_END.finditer(source))]
        found = _LINE_END.search(source)
        self.end: Final = found[0] if found else "\n"

    def line(self, number: int) -> str:
        """The line `number`, counted from 0, without its end."""
        stop = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : stop]

    def source_of(self, offset: int) -> int:
        """Where the character at `offset` of the text stands in what was given."""
        number = self.number_of(offset)
        return self.sources[number] + offset - self.starts[number]

    def number_of(self, offset: int) -> int:
        """The line in which `offset` of the text lies, counted from 0."""
        return bisect_right(self.starts, offset) - 1

    def source_line(self, offset: int) -> int:
        """The line in which `offset` of what was given lies, counted from 1."""
        return bisect_right(self.sources, offset)
