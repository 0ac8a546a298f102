"""paragraphs: one `p` for each paragraph.

Editors also end a paragraph with two line breaks, or with a line break and the typed indent of the next.
"""

from itertools import islice
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_SPLIT: Final = frozenset({"p", "div", "section", "article", "td", "body", "blockquote", "li", "dd", "center", "main"})
_AT_EDGE: Final = "a line break at the edge of a block shows nothing"
_FEW: Final = 10
"""How many empty elements between a line break and the edge of its block are looked over."""

_INDENTS: Final = ("\u3000", "\u00a0\u00a0", "\u2003")


def build_paragraphs(doc: Document) -> None:
    """Split blocks at paragraph breaks. Typed indents are white space at the edge of a block, which the gate trims."""
    for el in _with_breaks(doc):
        _split_at_breaks(doc, el)
    _drop_edge_breaks(doc)


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


def _text_behind(node: Element) -> str:
    """The text right behind `node` up to the first that shows; empty runs within it are looked through."""
    text = dom.text_after(node)
    for after in islice(node.itersiblings(), _FEW):
        if not dom.is_blank(text) or after.tag in dom.BLOCKS or after.tag == "br" or dom.has_media(after):
            break
        text += (dom.text_of(after) if dom.is_element(after) else "") + dom.text_after(after)
    return text


def _is_break(node: Element) -> bool:
    """Whether a `br` ends a paragraph: another `br` follows, or a typed indent does."""
    if node.tag != "br":
        return False
    if _starts_paragraph(_text_behind(node)):
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


def _drop_edge_breaks(doc: Document) -> None:
    """Drop a `br` at the edge of a block: browsers show nothing for the last, and the first is only space above."""
    breaks = [el for el in doc.iter("br") if _stands_in_block(el)]
    for el in reversed(breaks):
        if _is_at_end(el):
            doc.drop(el, why=_AT_EDGE)
    for el in breaks:
        if doc.holds(el) and _is_at_start(el):
            doc.drop(el, why=_AT_EDGE)


def _stands_in_block(el: Element) -> bool:
    parent = el.getparent()
    return parent is not None and parent.tag in dom.BLOCKS and parent.tag != "pre"


def _is_at_end(el: Element) -> bool:
    """Whether nothing that shows stands between `el` and the end of its block or the next block."""
    for _ in range(_FEW):
        after = el.getnext()
        if not dom.is_blank_after(el):
            return False
        if after is None or after.tag in dom.BLOCKS:
            return True
        if after.tag == "br" or not dom.is_empty(after):
            return False
        el = after
    return False


def _is_at_start(el: Element) -> bool:
    """Whether nothing that shows stands between the start of the block of `el`, or the block before, and `el`."""
    parent, before = el.getparent(), el.getprevious()
    for _ in range(_FEW):
        if before is None:
            return parent is not None and dom.is_blank(parent.text)
        if not dom.is_blank_after(before):
            return False
        if before.tag in dom.BLOCKS:
            return True
        if before.tag == "br" or not dom.is_empty(before):
            return False
        before = before.getprevious()
    return False
