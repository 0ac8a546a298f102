"""paragraphs: one `p` for each paragraph.

Editors also end a paragraph with two line breaks, or with a line break and the typed indent of the next.
"""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_SPLIT: Final = frozenset({"p", "div", "section", "article", "td", "body", "blockquote", "li", "dd", "center", "main"})
_INDENTS: Final = ("\u3000", "\u00a0\u00a0", "\u2003")


def build_paragraphs(doc: Document) -> None:
    """Split blocks at paragraph breaks. Typed indents are white space at the edge of a block, which the gate trims."""
    for el in _with_breaks(doc):
        _split_at_breaks(doc, el)
    for el in reversed(list(doc.iter("br"))):
        _drop_edge_break(doc, el)


def _with_breaks(doc: Document) -> list[Element]:
    """The blocks that hold a `br` directly, in document order."""
    found: dict[Element, None] = {}
    for el in doc.iter("br"):
        parent = el.getparent()
        if parent is not None and parent.tag in _SPLIT:
            found[parent] = None
    return list(found)


def _starts_paragraph(text: str | None) -> bool:
    return bool(text) and (text or "").lstrip("\r\n\t ").startswith(_INDENTS)


def _is_break(node: Element) -> bool:
    """Whether a `br` ends a paragraph: another `br` follows, or a typed indent does."""
    if node.tag != "br":
        return False
    if _starts_paragraph(dom.text_after(node)):
        return True
    return dom.is_blank_after(node) and (after := node.getnext()) is not None and after.tag == "br"


def _split_at_breaks(doc: Document, el: Element) -> None:
    breaks = [child for child in el if _is_break(child)]
    if not breaks:
        return
    box = _as_box(doc, el)
    runs = _runs_between(el, breaks)
    for run in runs:
        if not run.is_blank():
            doc.wrap_run(run, "p", why="two line breaks, or one and an indent, end a paragraph")
    for child in [one for one in el if one.tag == "br"]:
        doc.drop(child, why="the break between two paragraphs")
    if box:
        doc.unwrap(el, why="its lines are paragraphs of their own")


def _as_box(doc: Document, el: Element) -> bool:
    """Whether `el`, a `p`, has to go once its lines are paragraphs."""
    parent = el.getparent()
    return el.tag == "p" and parent is not None and el is not doc.root


def _runs_between(el: Element, breaks: list[Element]) -> list[dom.Run]:
    """The inline runs among the children of `el`, split at blocks and at paragraph breaks; breaks at their edges left out."""
    ends = set(breaks)
    runs: list[dom.Run] = []
    after: Element | None = None
    nodes: list[Element] = []
    for child in el:
        if child.tag in dom.BLOCKS or child in ends or (child.tag == "br" and not nodes and dom.is_blank(_opening(el, after))):
            runs.append(dom.Run(el, after, tuple(nodes)))
            after, nodes = child, []
        else:
            nodes.append(child)
    runs.append(dom.Run(el, after, tuple(nodes)))
    return runs


def _opening(el: Element, after: Element | None) -> str | None:
    return el.text if after is None else dom.text_after(after)


def _drop_edge_break(doc: Document, el: Element) -> None:
    """Drop a `br` at the edge of a block: browsers show nothing for the last, and the first is only space above."""
    parent = el.getparent()
    if parent is None or parent.tag not in dom.BLOCKS or parent.tag == "pre":
        return
    after, before = el.getnext(), el.getprevious()
    at_end = dom.is_blank_after(el) and (after is None or after.tag in dom.BLOCKS)
    at_start = dom.is_blank_after(before) and before.tag in dom.BLOCKS if before is not None else dom.is_blank(parent.text)
    if at_end or at_start:
        doc.drop(el, why="a line break at the edge of a block shows nothing")
