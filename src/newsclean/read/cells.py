"""The cells of a row of a Markdown table, with the places of their characters.

GFM: a pipe with a backslash before it parts nothing, and the backslash is no part of the cell.
"""

from typing import Final

_BLANK: Final = " \t\n\r"


def cells_of(row: str) -> list[list[int]]:
    """For each cell of `row` the offsets of its characters, without white space at its edges."""
    trimmed = row.strip(_BLANK)
    shift = len(row) - len(row.lstrip(_BLANK))
    cells: list[list[int]] = [[]]
    is_escaped = False
    for place, sign in enumerate(trimmed):
        if sign == "|" and not is_escaped:
            cells.append([])
        else:
            if sign == "|":
                cells[-1].pop()
            cells[-1].append(place)
        is_escaped = sign == "\\"
    if not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return [[shift + place for place in _trimmed(cell, trimmed)] for cell in cells]


def _trimmed(cell: list[int], row: str) -> list[int]:
    start, stop = 0, len(cell)
    while start < stop and row[cell[start]] in _BLANK:
        start += 1
    while stop > start and row[cell[stop - 1]] in _BLANK:
        stop -= 1
    return cell[start:stop]
