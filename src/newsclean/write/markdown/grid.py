"""Any table as one that GFM knows: a header or none, rows of one length, and inline content in the cells."""

from typing import Final

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode

_GROUPS: Final = ("thead", "tbody", "tfoot")
_LONGEST_SPAN: Final = 1000
_MOST_FOR_EACH: Final = 10
_SPARE: Final = 100
"""A grid has at most ten places for each cell, and a hundred more: one long row would make all others as long."""

Cells = dict[int, SafeElement]


def _elements(el: SafeElement) -> list[SafeElement]:
    return [child for child in el.children if isinstance(child, SafeElement)]


def _rows(table: SafeElement) -> list[list[SafeElement]]:
    parts = [part for child in _elements(table) for part in (_elements(child) if child.tag in _GROUPS else [child])]
    rows = [_elements(part) for part in parts if part.tag == "tr"]
    return [row for row in rows if row]


def _span(cell: SafeElement, name: str) -> int:
    value = cell.attributes.get(name, "1")
    return max(1, min(int(value), _LONGEST_SPAN)) if value.isdecimal() else 1


def _placed(rows: list[list[SafeElement]]) -> list[Cells]:
    """The cells of each row by column; one that spans stands in the first of its places (HTML standard, section 4.9.12.1)."""
    grid: list[Cells] = [{} for _ in rows]
    taken: list[set[int]] = [set() for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in taken[number]:
                column += 1
            width = _span(cell, "colspan")
            for other in taken[number : number + _span(cell, "rowspan")]:
                other.update(range(column, column + width))
            grid[number][column] = cell
            column += width
    return grid


def _inline(cell: SafeElement) -> list[SafeNode]:
    """What `cell` holds, blocks as the inline content in them with a space between."""
    out: list[SafeNode] = []
    stack: list[SafeNode] = cell.children[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, SafeElement) and node.tag in BLOCKS:
            out.append(" ")
            stack.append(" ")
            stack.extend(reversed(node.children))
        else:
            out.append(node)
    return out


def gridded(table: SafeElement) -> list[SafeNode]:
    """`table` with rows of one length; the first row is the header when all its cells are headers.

    A table with far more places than cells becomes a paragraph for each row.
    """
    rows = _rows(table)
    captions: list[SafeNode] = [SafeElement("p", {}, child.children) for child in _elements(table) if child.tag == "caption"]
    cells = [cell for row in rows for cell in row]
    most = len(cells) * _MOST_FOR_EACH + _SPARE
    if sum(_span(cell, "colspan") * _span(cell, "rowspan") for cell in cells) > most:
        return [*captions, *map(_line, rows)]
    grid = _placed(rows)
    width = max((max(row) + 1 for row in grid if row), default=0)
    if not rows or width * len(rows) > most:
        return [*captions, *map(_line, rows)]
    has_head = all(cell.tag == "th" for cell in rows[0])
    made = [_whole(row, width, "th" if has_head and not number else "td") for number, row in enumerate(grid)]
    return [*captions, SafeElement("table", {}, list(made))]


def _whole(row: Cells, width: int, tag: str) -> SafeElement:
    return SafeElement("tr", {}, [SafeElement(tag, {}, _inline(row[place]) if place in row else []) for place in range(width)])


def _line(row: list[SafeElement]) -> SafeElement:
    return SafeElement("p", {}, [node for cell in row for node in (*_inline(cell), " ")])
