"""The open containers of a document, and the blocks that are finished in each."""

from collections.abc import Callable, Iterator
from typing import Final, final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.escape import Escaper

DEEPEST: Final = 18
"""Levels of containers (a quotation is one, a list is two) that Markdown is nested to; what is deeper is written as HTML.

markdown-it leaves out all content at level 20 (its `maxNesting`), and each level costs a copy of its content.
"""


@final
class Sink:
    """Collects the finished blocks of one container, whose content is `level` levels deep."""

    __slots__ = ("_list_at", "_list_sign", "blocks", "level")

    def __init__(self, level: int) -> None:
        self.level = level
        self.blocks: list[str] = []
        self._list_at = 0
        self._list_sign = ""

    def list_sign(self, sign: str, other: str) -> str:
        """The sign for the items of a list: `other` where a list with `sign` has just ended, since the two would be one."""
        return other if self._list_at == len(self.blocks) and self._list_sign == sign else sign

    def add_list(self, block: str, sign: str) -> None:
        """Add a finished list whose items have `sign`."""
        self.blocks.append(block)
        self._list_at = len(self.blocks)
        self._list_sign = sign


@final
class Frame:
    """An open container: the nodes still to be written, where their blocks go, and what ends it."""

    __slots__ = ("close", "nodes", "sink")

    def __init__(self, nodes: Iterator[SafeNode], sink: Sink, close: Callable[[], None] | None) -> None:
        self.nodes = nodes
        self.sink = sink
        self.close = close


@final
class Walk:
    """The walk over the blocks of one tree, without recursion."""

    __slots__ = ("escaper", "stack")

    def __init__(self, escaper: Escaper) -> None:
        self.escaper: Final = escaper
        self.stack: list[Frame] = []

    @property
    def sink(self) -> Sink:
        """Where the blocks of the innermost container go."""
        return self.stack[-1].sink

    def add(self, block: str) -> None:
        """Add a finished block to the innermost container, unless it is empty."""
        if block:
            self.stack[-1].sink.blocks.append(block)

    def enter(self, nodes: Iterator[SafeNode], sink: Sink, close: Callable[[], None] | None = None) -> None:
        """Open a container: `nodes` are written to `sink`, then `close` is called."""
        self.stack.append(Frame(nodes, sink, close))


BlockHandler = Callable[[Walk, SafeElement], None]
"""Writes a block element, or enters it."""
