"""tables: a table that only places text and pictures on the page is no table; one that holds data stays."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.elements import GROUPS, PARTS

_WHY: Final = "a table that only places text and pictures on the page"
_DATA_ROLES: Final = frozenset({"table", "grid", "treegrid"})
_LAYOUT_ROLES: Final = frozenset({"presentation", "none"})
_SAYS_DATA: Final = ("th", "caption")
_STRUCTURE: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "hr")
_LONG: Final = 100
"""Characters from which a cell of a single row holds a text, not a value."""

_WHOLE_ARTICLE: Final = 500
_FEW: Final = 6
_NARROW: Final = 2


class _Grid(NamedTuple):
    """The cells of a table that hold something, those of tables within it left out, and its numbers of rows and columns."""

    cells: Sequence[Element]
    rows: int
    columns: int


def unwrap_layout_tables(doc: Document) -> None:
    """Unwrap tables that only do layout. In doubt a table stays. Parts of a table without one are wrappers."""
    for el in doc.iter(*PARTS):
        if next(el.iterancestors("table"), None) is None:
            doc.rename(el, "div", why="no part of a table stands without one")
    for el in reversed(list(doc.iter("table"))):
        if _is_layout(el):
            _unwrap(doc, el)


def unwrap_emptied_tables(doc: Document) -> None:
    """Unwrap tables in which so much was boilerplate that what is left needs no table; their cells become paragraphs."""
    for el in reversed(list(doc.iter("table"))):
        if _is_layout(el):
            cells = _own(el, "td", "th", "caption")
            _unwrap(doc, el)
            for cell in (*cells, el):
                _settle(doc, cell)


def _settle(doc: Document, box: Element) -> None:
    """Make `box`, a cell or a table that became a wrapper, paragraphs."""
    if dom.is_empty(box):
        doc.drop(box, why="an empty cell")
    elif not dom.has_block(box):
        doc.rename(box, "p", why=_WHY)
    else:
        for run in list(dom.inline_runs(box)):
            if not run.is_blank():
                doc.wrap_run(run, "p", why="loose text is a paragraph")
        doc.unwrap(box, why=_WHY)


def _own(table: Element, *tags: str) -> list[Element]:
    """The parts of `table` with one of `tags`, those of tables within it left out."""
    return [el for el in table.iter(*tags) if next(el.iterancestors("table"), None) is table]


def _grid_of(table: Element) -> _Grid:
    rows = [[el for el in row if el.tag in {"td", "th"} and not dom.is_empty(el)] for row in _own(table, "tr")]
    rows = [row for row in rows if row]
    return _Grid([el for row in rows for el in row], len(rows), max(map(len, rows), default=0))


def _is_layout(table: Element) -> bool:
    role = (table.get("role") or "").strip().lower()
    if role in _DATA_ROLES | _LAYOUT_ROLES:
        return role in _LAYOUT_ROLES
    if any(not dom.is_empty(el) for el in _own(table, *_SAYS_DATA)):
        return False
    grid = _grid_of(table)
    if grid.columns <= 1 or next(table.iterdescendants("table"), None) is not None:
        return True
    return _is_gallery(grid) or _holds_text(grid) or _holds_the_article(grid)


def _is_gallery(grid: _Grid) -> bool:
    """Whether pictures are set side by side, or each beside its text. A picture in a wide table of data is a flag or a logo."""
    if grid.rows > _NARROW and grid.columns > _NARROW:
        return False
    pictures = sum(1 for el in grid.cells if dom.has_media(el) and dom.is_blank(dom.text_of(el)))
    return pictures * 2 >= len(grid.cells)


def _holds_text(grid: _Grid) -> bool:
    """Whether a single row holds texts beside each other, or a text beside a picture."""
    return grid.rows == 1 and any(dom.has_media(el) or dom.size_of(el) >= _LONG for el in grid.cells)


def _holds_the_article(grid: _Grid) -> bool:
    """Whether one of a few cells holds a text with a structure of its own, and most of all there is."""
    if len(grid.cells) > _FEW:
        return False
    sizes = [dom.size_of(el) for el in grid.cells]
    largest = max(sizes, default=0)
    if largest < _WHOLE_ARTICLE or largest * 2 < sum(sizes):
        return False
    cell = grid.cells[sizes.index(largest)]
    return next(cell.iter(*_STRUCTURE), None) is not None or sum(1 for _ in cell.iter("p", "br", "div")) > 1


def _unwrap(doc: Document, table: Element) -> None:
    for el in _own(table, *GROUPS):
        doc.unwrap(el, why=_WHY)
    for el in _own(table, "td", "th", "caption"):
        doc.rename(el, "div", why=_WHY)
    doc.rename(table, "div", why=_WHY)
