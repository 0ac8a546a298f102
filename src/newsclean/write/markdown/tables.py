"""Tables: as GFM tables where they fit, else as HTML."""

import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.frames import Walk
from newsclean.write.markdown.inline import write_inline
from newsclean.write.markdown.raw import write_raw
from newsclean.write.markdown.runs import Place

_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_WIDEST: Final = 200
_PARAGRAPHS: Final = frozenset({"p", "div"})


class _Row(NamedTuple):
    cells: list[SafeElement]
    head: bool


def _elements(nodes: list[SafeNode]) -> list[SafeElement]:
    return [node for node in nodes if isinstance(node, SafeElement)]


def _rows(table: SafeElement) -> Iterator[_Row]:
    """The rows in source order; `head` marks those that stand in `thead`."""
    for child in _elements(table.children):
        if child.tag == "tr":
            yield _Row(_elements(child.children), head=False)
        elif child.tag in _GROUPS:
            for row in _elements(child.children):
                yield _Row(_elements(row.children), head=child.tag == "thead")


def _is_single(cell: SafeElement) -> bool:
    return all(cell.attributes.get(name, "1") == "1" for name in ("colspan", "rowspan"))


def _paragraphs(cell: SafeElement, blocks: frozenset[str]) -> list[list[SafeNode]] | None:
    """The content of a cell as runs of inline nodes; None when it holds a block other than a paragraph."""
    runs: list[list[SafeNode]] = []
    for is_block, group in groupby(cell.children, lambda node: isinstance(node, SafeElement) and node.tag in blocks):
        nodes = list(group)
        if not is_block:
            runs.append(nodes)
            continue
        for block in _elements(nodes):
            if block.tag not in _PARAGRAPHS or any(child.tag in blocks for child in _elements(block.children)):
                return None
            runs.append(block.children)
    return runs


def _has_head(rows: list[_Row]) -> bool | None:
    """Whether the first row is the header and all others are not; None for any other layout, which GFM does not know."""
    heads = {cell.tag for cell in rows[0].cells}
    others = {cell.tag for row in rows[1:] for cell in row.cells}
    if "th" in others or len(heads) != 1 or any(row.head for row in rows[1:]):
        return None
    is_head = heads == {"th"}
    return None if rows[0].head and not is_head else is_head


def _is_rectangular(rows: list[_Row], widest: int) -> bool:
    width = len(rows[0].cells)
    return 0 < width <= widest and all(len(row.cells) == width and all(map(_is_single, row.cells)) for row in rows)


def _cell(runs: list[list[SafeNode]], escaper: Escaper) -> str:
    lines = [line for nodes in runs if (line := write_inline(nodes, escaper, Place.CELL))]
    return "<br>".join(lines).replace("|", "\\|")


def _pipes(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _gfm(rows: list[_Row], escaper: Escaper, blocks: frozenset[str]) -> str | None:
    """The rows as a GFM table, or None when one of them does not fit. Without a header in the source it has an empty one."""
    # Without HTML there is no other form, so the width has no end; pure.py has seen to the rest.
    widest = _WIDEST if escaper.flavour.html else sys.maxsize
    if not escaper.flavour.tables or not rows or not _is_rectangular(rows, widest) or (has_head := _has_head(rows)) is None:
        return None
    lines: list[str] = []
    for row in rows:
        contents = [_paragraphs(cell, blocks) for cell in row.cells]
        if any(runs is None for runs in contents):
            return None
        lines.append(_pipes([_cell(runs, escaper) for runs in contents if runs is not None]))
    width = len(rows[0].cells)
    if not has_head:
        lines.insert(0, _pipes([""] * width))
    lines.insert(1, _pipes(["---"] * width))
    return "\n".join(lines)


def write_table(walk: Walk, table: SafeElement, blocks: frozenset[str]) -> None:
    """Add a table: its caption as a paragraph before a GFM table, or all of it as HTML. `blocks` are the tags of blocks."""
    captions = [child for child in _elements(table.children) if child.tag == "caption"]
    plain = not any(child.tag in blocks for caption in captions for child in _elements(caption.children))
    markdown = _gfm(list(_rows(table)), walk.escaper, blocks) if plain else None
    if markdown is None:
        walk.add(write_raw(table, walk.escaper.templates))
        return
    for caption in captions:
        walk.add(write_inline(caption.children, walk.escaper, Place.PARAGRAPH))
    walk.add(markdown)
