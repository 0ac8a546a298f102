"""Pages: files of HTML and Markdown."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from newsclean.batch.blocks import Block, Records
from newsclean.batch.inputs.reading import Reading
from newsclean.batch.rows import Row
from newsclean.errors import RefusedError

SUFFIXES: Final = {".html": "auto", ".htm": "auto", ".xhtml": "auto", ".md": "markdown", ".markdown": "markdown"}
"""The endings of pages, and how each is read."""


def is_page(path: Path) -> bool:
    """Whether the name of a file is that of a page."""
    return path.suffix.lower() in SUFFIXES


def read_pages(files: Iterable[Path], reading: Reading) -> Iterator[Block]:
    """A row for each page, a block at a time; `path` is its one column."""
    rows = (_row(file, reading) for file in files)
    for some in reading.blocks(rows, lambda row: len(row.html or b"")):
        yield Block(some, Records([{"path": row.ident} for row in some]))


def _row(path: Path, reading: Reading) -> Row:
    try:
        with path.open("rb") as file:
            html = reading.page(file)
        reading.gauge.before += len(html)
        return Row(html, read_as=SUFFIXES[path.suffix.lower()], ident=str(path))
    except OSError as error:
        return Row(None, problem=error.strerror or str(error), ident=str(path))
    except RefusedError as error:
        return Row(None, problem=error, ident=str(path))
