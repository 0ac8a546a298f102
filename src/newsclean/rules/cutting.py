"""Where a `cut` pattern matches in the text of a block, which is read as a browser shows it: white space is one space."""

from bisect import bisect_right
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex
from newsclean.rules.patterns import Pattern

_LINE_ENDS: Final = str.maketrans("\t\n\f\r", "    ")
_RUN: Final = regex("  +")


class Cut(NamedTuple):
    """The range of the match in the text as it is, what was matched, and the named groups."""

    start: int
    stop: int
    text: str
    fields: dict[str, str]


def cut_in(pattern: Pattern, el: Element, raw: str) -> Cut | None:
    """The first match in `raw`, the text of `el`; None when there is none. Code keeps its lines and spaces."""
    text = dom.spaced(raw)
    ends: list[int] = []
    if el.tag != "pre":
        text = text.rstrip().translate(_LINE_ENDS)
    removed: list[int] = [0]
    if el.tag != "pre" and "  " in text:
        for run in _RUN.finditer(text):
            ends.append(run.start() + 1 - removed[-1])
            removed.append(removed[-1] + len(run.group()) - 1)
        text = _RUN.sub(" ", text)
    match = pattern.search(text)
    if match is None:
        return None
    start, stop = (at + removed[bisect_right(ends, at)] for at in match.span())
    return Cut(start, stop, match.group(), match.groupdict())
