"""SafeTree to plain text: blocks separated by blank lines, nothing but what a reader sees."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, final

from newsclean.gate.tree import SafeElement, SafeNode, SafeTree

_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_INDENTED: Final = re.compile(r"\n(?=[^\n])")
_EDGE: Final = " \t\n\f\r"
_UNSEEN: Final = frozenset({"img", "source", "track", "wbr", "hr", "input"})
_BLOCKS: Final = frozenset(
    "address article aside blockquote caption center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
_BETWEEN: Final[Mapping[str, str]] = MappingProxyType({"ul": "\n", "ol": "\n", "li": "\n", "tr": "\t", **dict.fromkeys(("table", "thead", "tbody", "tfoot", "dl"), "\n"), **dict.fromkeys(("td", "th"), " ")})
"""What stands between the blocks in an element; elsewhere it is a blank line."""


@final
class _Open:
    """An open block: its parts that are finished, and the run of text that is not."""

    __slots__ = ("element", "parts", "run")

    def __init__(self, element: SafeElement) -> None:
        self.element = element
        self.parts: list[str] = []
        self.run: list[str] = []
