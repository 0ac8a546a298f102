"""Tables: as GFM where every row has the same cells and every cell is one line, else as HTML."""

from typing import Final

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.inline import write_inline
from newsclean.write.markdown.runs import Place

_BAR: Final = "\\|"


def _elements(nodes: list[SafeNode]) -> list[SafeElement]:
    return [node for node in nodes if isinstance(node, SafeElement)]


def _rows(table: SafeElement) -> tuple[list[SafeElement], bool] | None:
    """The rows, and whether the first is a header; None when the table has parts that GFM has not."""
    rows: list[SafeElement] = []
    in_head = 0
    for part in _elements(table.children):
        if part.tag == "caption":
            return None
        if part.tag == "tr":
            rows.append(part)
            continue
        inner = _elements(part.children)
        in_head += len(inner) if part.tag == "thead" else 0
        rows += inner
    if not rows or in_head > 1:
        return None
    return rows, all(cell.tag == "th" for cell in _elements(rows[0].children))


def _is_simple(cell: SafeElement, tag: str) -> bool:
    if cell.tag != tag or "colspan" in cell.attributes or "rowspan" in cell.attributes:
        return False
    stack = _elements(cell.children)
    while stack:
        el = stack.pop()
        if el.tag in BLOCKS:
            return False
        stack += _elements(el.children)
    return True


def _grid(table: SafeElement) -> tuple[list[list[SafeElement]], bool] | None:
    found = _rows(table)
    if found is None:
        return None
    rows, has_header = found
    grid = [_elements(row.children) for row in rows]
    if len({len(cells) for cells in grid}) != 1 or not grid[0]:
        return None
    for number, cells in enumerate(grid):
        tag = "th" if has_header and number == 0 else "td"
        if not all(_is_simple(cell, tag) for cell in cells):
            return None
    return grid, has_header


def gfm_table(table: SafeElement, escaper: Escaper) -> str | None:
    """`table` as a GFM table; None when it is none that GFM can hold. A table without a header gets an empty one."""
    found = _grid(table)
    if found is None:
        return None
    grid, has_header = found
    lines = [_line(cells, escaper) for cells in grid]
    if not has_header:
        lines.insert(0, "|" + "  |" * len(grid[0]))
    lines.insert(1, "|" + " --- |" * len(grid[0]))
    return "\n".join(lines)


def _line(cells: list[SafeElement], escaper: Escaper) -> str:
    return "".join(["|", *(f" {write_inline(cell.children, escaper, Place.CELL).replace('|', _BAR)} |" for cell in cells)])
