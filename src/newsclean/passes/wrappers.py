"""wrappers: elements that only held layout: div, section, span and their like."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.gate.baseline import DROPPED, NEVER
from newsclean.gate.model import CHILDREN, KNOWN, PHRASING_ONLY
from newsclean.passes.phrasing import open_phrasing

_BLOCK_WRAPPERS: Final = (
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "center",
    "form",
    "fieldset",
    "address",
    "hgroup",
    "search",
    "menu",
    "dir",
)
_INLINE_WRAPPERS: Final = (
    "span",
    "font",
    "bdi",
    "bdo",
    "label",
    "nobr",
    "data",
    "dfn",
    "acronym",
    "big",
    "tt",
    "object",
    "map",
    "picture",
)
_STANDS_IN: Final = {
    "li": frozenset({"ul", "ol"}),
    "dd": frozenset({"dl"}),
    "dt": frozenset({"dl"}),
    "tr": frozenset({"table", "tbody", "thead", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
}
_CELLS: Final = ("li", "td", "th", "dd", "dt", "blockquote", "figcaption", "caption", "summary", "details")
"""Elements that stay, and in which a block parts the text as it does anywhere."""

_OF_HTML: Final = (
    KNOWN | NEVER | DROPPED | dom.BLOCKS | dom.MEDIA | {*_BLOCK_WRAPPERS, *_INLINE_WRAPPERS, "body", "source", "track"}
)
_RUNS: Final = (PHRASING_ONLY | {"wbr"}) - {"a"}
_WHY: Final = "a wrapper that says nothing about the text in it"


def unwrap_wrappers(doc: Document) -> None:
    """Unwrap layout elements; text of their own becomes paragraphs, so no two texts run together."""
    _unwrap_inline(doc)
    open_phrasing(doc)
    for el in doc.iter(*_STANDS_IN):
        _rename_stray(doc, el)
    _enter_lone_wrappers(doc)
    for el in doc.iter(*_BLOCK_WRAPPERS):
        if not dom.is_empty(el):
            _unwrap_block(doc, el)
    _wrap_loose_text(doc, doc.root)
    _settle_items(doc)


def _settle_items(doc: Document) -> None:
    """Put what stands loose in lists, tables, items and cells where it belongs."""
    for tag in CHILDREN:
        for el in doc.iter(tag):
            _box_items(doc, el)
    for el in doc.iter(*_CELLS):
        if len(el) and _is_parted(el):
            _wrap_loose_text(doc, el)


def _is_parted(el: Element) -> bool:
    """Whether text in `el` is a line beside other blocks: in a cell beside any, elsewhere beside one that shows nothing."""
    blocks = [child for child in el if child.tag in dom.BLOCKS]
    return any(el.tag in {"td", "th"} or dom.is_empty(child) for child in blocks)


def _rename_stray(doc: Document, el: Element) -> None:
    """Make a list item or cell that stands outside of a list or table a wrapper."""
    parent = el.getparent()
    tag = str(el.tag)
    if parent is not None and parent.tag not in _STANDS_IN[tag]:
        doc.rename(el, "div", why=f"a {tag} outside {' and '.join(sorted(_STANDS_IN[tag]))} only held layout")


def _part_runs(doc: Document) -> None:
    """Make an element that cannot hold blocks, but does, a wrapper: its text is the text of paragraphs beside them."""
    for el in doc.iter(*dom.BLOCKS):
        above = el.getparent()
        while above is not None and (above.tag in _RUNS or above.tag == "a"):
            if above.tag != "a":
                doc.rename(above, "div", why=f"a {above.tag} holds no blocks")
            above = above.getparent()


def _box_items(doc: Document, el: Element) -> None:
    """Put what stands in a list or table outside its items, rows and cells into some."""
    items, box = CHILDREN[str(el.tag)]
    for run in list(dom.inline_runs(el, items)):
        if not run.is_blank():
            doc.wrap_run(run, box[0], why=f"a {el.tag} holds nothing but its own kind of parts")


def _unwrap_inline(doc: Document) -> None:
    inline = [*doc.iter(*_INLINE_WRAPPERS), *_unknown(doc)]
    holders = dom.block_holders(doc.root) if inline else ()
    for el in inline:
        if el in holders:
            doc.rename(el, "div", why="an inline element around blocks is a wrapper")
    doc.unwrap_all(_INLINE_WRAPPERS, why=_WHY)
    for el in _unknown(doc):
        doc.unwrap(el, why="HTML does not know it")
    _part_runs(doc)


def _unknown(doc: Document) -> list[Element]:
    """The elements that HTML does not know; browsers show them as inline wrappers. Their names may be no names for lxml."""
    if doc.tags is None or doc.tags <= _OF_HTML:
        return []
    return [el for el in doc.root.iter() if dom.is_element(el) and el.tag not in _OF_HTML]


def _enter_lone_wrappers(doc: Document) -> None:
    """Make a wrapper around the whole article its root: the same as unwrapping it, whatever the number of its children."""
    while (only := dom.only_child(doc.root)) is not None and only.tag in _BLOCK_WRAPPERS and dom.has_block(only):
        doc.enter(only, why=_WHY)


def _unwrap_block(doc: Document, el: Element) -> None:
    if dom.has_block(el):
        _wrap_loose_text(doc, el)
        doc.unwrap(el, why=_WHY)
    else:
        doc.rename(el, "p", why="a wrapper with text of its own is a paragraph")


def _wrap_loose_text(doc: Document, el: Element) -> None:
    """Put every run of inline content beside blocks into a paragraph. An empty block still parts the text around it."""
    if not dom.has_loose_text(el) and all(child.tag in dom.BLOCKS for child in el):
        return
    for run in list(dom.inline_runs(el)):
        if not run.is_blank():
            doc.wrap_run(run, "p", why="loose text is a paragraph")
