"""HTML blocks: what Markdown has no form for, as HTML without a blank line, which would end the block."""

import re
from collections.abc import Iterator
from typing import Final, final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.escape import collapsed
from newsclean.write.markdown.tags import safe_text, source_of, start_tag
from newsclean.write.templates import Templates

_LINE_ENDS: Final = re.compile(r"\r\n?")
_BEFORE_BLANK: Final = re.compile(r"\n(?=[ \t]*(?:\n|\Z))")
_VOID: Final = frozenset({"br", "hr", "img", "wbr"})
_UNWRITTEN: Final = frozenset({"source", "input"})
_THROUGH: Final = frozenset({"picture", "span", "div", "section", "article"})

_LINES_OF_THEIR_OWN: Final = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "li", "dt", "dd"})
_CLOSED_ON_A_LINE: Final = frozenset({"table", "thead", "tbody", "tfoot", "ul", "ol", "dl"})
_BLOCKS: Final = (
    _LINES_OF_THEIR_OWN
    | _CLOSED_ON_A_LINE
    | frozenset("p h1 h2 h3 h4 h5 h6 blockquote figure figcaption details summary pre hr td th div section article br".split())
)
"""Elements beside which white space is nothing."""


@final
class _Block:
    """Builds one HTML block from calls in document order."""

    __slots__ = ("edge", "out", "pre", "templates")

    def __init__(self, templates: Templates | None) -> None:
        self.templates = templates
        self.out: list[str] = []
        self.edge = True
        self.pre = 0

    def text(self, text: str) -> None:
        """Text, collapsed and with no space beside a block; kept as it is in `pre`."""
        if not self.pre:
            text = collapsed(text)
            text = text.lstrip(" ") if self.edge else text
        if text:
            self.out.append(safe_text(text, self.templates))
            self.edge = not self.pre and text.endswith(" ")

    def tag(self, tag: str, markup: str, own_line: frozenset[str]) -> None:
        """A start or an end tag, on a new line for the tags in `own_line`."""
        if tag in _BLOCKS and not self.pre:
            if self.out:
                self.out[-1] = self.out[-1].rstrip(" ")
            self.edge = True
        elif tag not in _BLOCKS:
            self.edge = self.edge and not self.pre and tag not in _VOID
        if tag in own_line and self.out and not self.pre:
            self.out.append("\n")
        self.out.append(markup)

    def enter(self, element: SafeElement) -> str | None:
        """Write the start of `element`. The end tag comes back, or None when nothing in the element is to be written."""
        tag = element.tag
        if tag in _UNWRITTEN:
            return None
        if tag in _THROUGH:
            return ""
        if tag in {"audio", "video"}:
            return self.recording(element)
        self.tag(tag, start_tag(element, self.templates, block=True), _LINES_OF_THEIR_OWN)
        if tag in _VOID:
            return None
        self.pre += tag == "pre"
        return f"</{tag}>"

    def recording(self, element: SafeElement) -> str | None:
        """A link to an audio or video, around what the page said in its stead."""
        url = source_of(element)
        if not url:
            return ""
        self.tag("a", start_tag(SafeElement("a", {"href": url}, []), self.templates, block=True), frozenset())
        if all(isinstance(child, SafeElement) or child.isspace() for child in element.children):
            self.text(url)
        return "</a>"

    def leave(self, element: SafeElement, end_tag: str) -> None:
        """Write the end of `element`."""
        if end_tag:
            self.pre -= element.tag == "pre"
            self.tag(element.tag, end_tag, _CLOSED_ON_A_LINE)


def _preformatted(element: SafeElement) -> list[SafeNode]:
    """The children of `pre` without the first line end, which no parser shows; every blank line becomes an entity later."""
    children = element.children
    if children and isinstance(children[0], str):
        return [_LINE_ENDS.sub("\n", children[0]).removeprefix("\n"), *children[1:]]
    return children


def write_raw(element: SafeElement, templates: Templates | None) -> str:
    """`element` and all it holds as HTML without a blank line."""
    block = _Block(templates)
    levels: list[tuple[SafeElement, str, Iterator[SafeNode]]] = []
    nodes: Iterator[SafeNode] = iter((element,))
    while True:
        entered = _write_level(block, nodes)
        if entered is not None:
            inner, end_tag = entered
            levels.append((inner, end_tag, nodes))
            nodes = iter(_preformatted(inner) if inner.tag == "pre" else inner.children)
            continue
        if not levels:
            return _BEFORE_BLANK.sub("&#10;", _LINE_ENDS.sub("\n", "".join(block.out)))
        inner, end_tag, nodes = levels.pop()
        block.leave(inner, end_tag)


def _write_level(block: _Block, nodes: Iterator[SafeNode]) -> tuple[SafeElement, str] | None:
    """Write `nodes` up to the first that holds more; it comes back with its end tag, or None at the end."""
    for node in nodes:
        if isinstance(node, str):
            block.text(node)
            continue
        end_tag = block.enter(node)
        if end_tag is not None:
            return node, end_tag
    return None
