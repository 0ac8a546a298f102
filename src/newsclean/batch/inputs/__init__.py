"""Where rows come from: one module for each kind of file, and the table that says which."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final, TypeAlias

from newsclean.batch.blocks import Block
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.inputs.delimited import read_delimited
from newsclean.batch.inputs.files import files_of, kind_of_file, survey
from newsclean.batch.inputs.jsonl import read_jsonl
from newsclean.batch.inputs.pages import is_page, read_pages
from newsclean.batch.inputs.parquet import read_parquet
from newsclean.batch.inputs.reading import Gauge, Reading
from newsclean.batch.inputs.warc import read_warc
from newsclean.errors import InputError, OptionError
from newsclean.limits import Limits

Reader: TypeAlias = Callable[[Path, Reading], Iterator[Block]]
READERS: Final[dict[str, Reader]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".warc": read_warc,
}
"""Who reads a file, by its ending before `.gz` or `.zst`."""


@dataclass(frozen=True, slots=True)
class Input:
    """What rows are read from, in order: `paths` are files of rows, pages, and folders with any of them.

    A page of more than `most` bytes is refused unread.
    """

    paths: Sequence[Path]
    names: ColumnNames
    gauge: Gauge = field(default_factory=Gauge)
    most: int = Limits().bytes

    def blocks(self) -> Iterator[Block]:
        """All rows, some at a time. OSError, InputError for a file that is broken."""
        reading = Reading(self.names, self.gauge, most=self.most)
        for is_pages, files in groupby(files_of(self.paths, _is_known), is_page):
            if is_pages:
                yield from read_pages(files, reading)
                continue
            for file in files:
                yield from _rows_of(file, reading)
                self.gauge.done(file)

    def check(self, output: Path) -> str:
        """A digest of what there is to read, by the names, sizes and times of the files. Then the gauge knows how much it is.

        OptionError for a path that nobody reads and where one of the files is the `output`; OSError for a path that is not
        there; InputError when there is no file.
        """
        for path in self.paths:
            path.stat()
            if not path.is_dir() and not _is_known(path):
                raise OptionError(
                    "IN", str(path), "no kind of file that is known", known=(*READERS, "a folder", "a page of HTML or Markdown")
                )
        found = survey(files_of(self.paths, _is_known), self.paths, output)
        self.gauge.total = found.bytes
        return found.digest


def _is_known(path: Path) -> bool:
    return is_page(path) or kind_of_file(path) in READERS


def _rows_of(path: Path, reading: Reading) -> Iterator[Block]:
    try:
        yield from READERS[kind_of_file(path)](path, reading)
    except (EOFError, OSError, zlib.error) as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise
        raise InputError(f"{path}: {error}") from None
