"""SafeTree to plain text: blocks separated by blank lines, nothing but what a reader sees."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, final

from newsclean.gate.tree import SafeElement, SafeNode, SafeTree
from newsclean.regex import regex
from newsclean.write.numbering import first_number

_SPACE: Final = regex(r"[ \t\n\f\r]+")
_LINE_ENDS: Final = regex(r"\r\n?")
_INDENTED: Final = regex(r"\n(?=[^\n])")
_EDGE: Final = " \t\n\f\r"
_BREAK: Final = "\0"  # no SafeTree holds one
_DEEPEST: Final = 20

_PLAIN_BLOCKS: Final = frozenset(
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hgroup hr main nav p search section summary".split()
)
_SEPARATORS: Final[Mapping[str, str]] = MappingProxyType({
    **dict.fromkeys(("ul", "ol", "li", "table", "thead", "tbody", "tfoot"), "\n"),
    **dict.fromkeys(("td", "th"), " "),
    "tr": "\t",
    "pre": "",
})  # fmt: skip
"""Blocks with a form of their own, and what stands between the blocks in them; elsewhere it is a blank line."""


@final
class _Block:
    """An open block with a form of its own: what is finished in it, and the number of its next item."""

    __slots__ = ("number", "parts", "tag")

    def __init__(self, tag: str, number: int | None = None) -> None:
        self.tag = tag
        self.parts: list[str] = []
        self.number = number


def _listed(item: str, around: _Block) -> str:
    """An item of a list, with its marker."""
    marker = "- "
    if around.number is not None:
        marker = f"{around.number}. "
        around.number += 1
    return marker + _INDENTED.sub("\n" + " " * len(marker), item)


@final
class _Writer:
    """Gathers runs of text, and the blocks that they end in."""

    __slots__ = ("open", "run")

    def __init__(self) -> None:
        self.open = [_Block("")]
        self.run: list[str] = []

    def end_run(self) -> None:
        """Make a part of the text so far, unless it is blank."""
        if not self.run:
            return
        block = self.open[-1]
        text = "".join(self.run)
        self.run.clear()
        if block.tag == "pre":
            text = _LINE_ENDS.sub("\n", text.replace(_BREAK, "\n")).removeprefix("\n").rstrip("\n")
        else:
            lines = (line.strip(_EDGE) for line in _SPACE.sub(" ", text).split(_BREAK))
            text = "\n".join(lines).strip(_EDGE)
        if text and not text.isspace():
            block.parts.append(text)

    def enter(self, element: SafeElement) -> bool:
        """Start an element. Whether it is a block with a form of its own."""
        tag = element.tag
        if tag == "br":
            self.run.append(_BREAK)
        own = tag in _SEPARATORS and len(self.open) < _DEEPEST
        if own or tag in _PLAIN_BLOCKS or tag in _SEPARATORS:
            self.end_run()
        if own:
            self.open.append(_Block(tag, first_number(element) if tag == "ol" else None))
        return own

    def leave(self, element: SafeElement, *, own: bool) -> None:
        """End an element."""
        if not own:
            if element.tag in _PLAIN_BLOCKS or element.tag in _SEPARATORS:
                self.end_run()
            return
        self.end_run()
        block = self.open.pop()
        around = self.open[-1]
        text = _SEPARATORS[block.tag].join(block.parts)
        if around.tag == "tr":
            around.parts.append(text.replace("\n", " "))
        elif text.strip(_EDGE):
            around.parts.append(_listed(text, around) if block.tag == "li" else text)


def write_text(tree: SafeTree) -> str:
    """The text of `tree`: a blank line between blocks, `- ` or `1. ` before list items, tabs between cells.

    Links are their text, images and rules are left out. It ends with one line end; "" for an empty tree.
    """
    writer = _Writer()
    nodes: Iterator[SafeNode] = iter(tree.children)
    levels: list[tuple[SafeElement, bool, Iterator[SafeNode]]] = []
    while True:
        for node in nodes:
            if isinstance(node, str):
                writer.run.append(node)
                continue
            levels.append((node, writer.enter(node), nodes))
            nodes = iter(node.children)
            break
        else:
            if not levels:
                break
            element, own, nodes = levels.pop()
            writer.leave(element, own=own)
    writer.end_run()
    parts = writer.open[0].parts
    return "\n\n".join(parts) + "\n" if parts else ""
