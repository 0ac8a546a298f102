"""Where rows come from: one module for each kind of file, and the table that says which."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from newsclean.batch.blocks import Block
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.inputs.delimited import read_delimited
from newsclean.batch.inputs.jsonl import read_jsonl
from newsclean.batch.inputs.pages import is_page, read_pages
from newsclean.batch.inputs.parquet import read_parquet
from newsclean.batch.inputs.warc import read_warc
from newsclean.errors import OptionError

BLOCK: Final = 1000
"""Rows of a block."""
Reader: TypeAlias = Callable[[Path, ColumnNames, int], Iterator[Block]]
READERS: Final[dict[str, Reader]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".warc": read_warc,
}
"""Who reads a file, by its ending before `.gz` or `.zst`."""
COMPRESSED: Final = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Input:
    """What rows are read from, in order: `paths` are files of rows, folders of pages, and pages."""

    paths: Sequence[Path]
    names: ColumnNames

    def blocks(self) -> Iterator[Block]:
        """All rows, some at a time. OSError, InputError for a file that is broken."""
        return chain.from_iterable(self._parts())

    def check(self) -> None:
        """OptionError for a path that nobody reads, OSError for one that is not there."""
        for path in self.paths:
            path.stat()
            if not _is_pages(path) and kind_of_file(path) not in READERS:
                raise OptionError(
                    "IN", str(path), "no kind of file that is known", known=(*READERS, "a folder", "a page of HTML or Markdown")
                )

    def _parts(self) -> Iterator[Iterator[Block]]:
        pages: list[Path] = []
        for path in self.paths:
            if _is_pages(path):
                pages.append(path)
                continue
            if pages:
                yield read_pages(pages, BLOCK)
                pages = []
            yield READERS[kind_of_file(path)](path, self.names, BLOCK)
        if pages:
            yield read_pages(pages, BLOCK)


def kind_of_file(path: Path) -> str:
    """The ending of a file's name that says what it is, in lower case, whether it is compressed or not."""
    name = path.with_suffix("") if path.suffix.lower() in COMPRESSED else path
    return name.suffix.lower()


def _is_pages(path: Path) -> bool:
    return path.is_dir() or is_page(path)
