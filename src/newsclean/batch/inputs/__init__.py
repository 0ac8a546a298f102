"""Where rows come from: one module for each kind of file, and the table that says which."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import Final, TypeAlias

from newsclean.batch.blocks import Block
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.inputs.delimited import read_delimited
from newsclean.batch.inputs.jsonl import read_jsonl
from newsclean.batch.inputs.pages import is_page, read_pages
from newsclean.batch.inputs.parquet import read_parquet
from newsclean.batch.inputs.reading import Gauge, Reading
from newsclean.batch.inputs.warc import read_warc
from newsclean.errors import OptionError
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
COMPRESSED: Final = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Input:
    """What rows are read from, in order: `paths` are files of rows, folders of pages, and pages.

    A page of more than `most` bytes is refused unread.
    """

    paths: Sequence[Path]
    names: ColumnNames
    gauge: Gauge = field(default_factory=Gauge)
    most: int = Limits().bytes

    def blocks(self) -> Iterator[Block]:
        """All rows, some at a time. OSError, InputError for a file that is broken."""
        return chain.from_iterable(self._parts())

    def check(self) -> None:
        """OptionError for a path that nobody reads, OSError for one that is not there. Then the gauge knows how much there is."""
        sizes = [path.stat().st_size for path in self.paths]
        if not any(map(_is_pages, self.paths)):
            self.gauge.total = sum(sizes)
        for path in self.paths:
            if not _is_pages(path) and kind_of_file(path) not in READERS:
                raise OptionError(
                    "IN", str(path), "no kind of file that is known", known=(*READERS, "a folder", "a page of HTML or Markdown")
                )

    def _parts(self) -> Iterator[Iterator[Block]]:
        reading = Reading(self.names, self.gauge, most=self.most)
        for is_pages, paths in groupby(self.paths, _is_pages):
            if is_pages:
                yield read_pages(paths, reading)
                continue
            for path in paths:
                yield READERS[kind_of_file(path)](path, reading)
                self.gauge.done(path)


def kind_of_file(path: Path) -> str:
    """The ending of a file's name that says what it is, in lower case, whether it is compressed or not."""
    name = path.with_suffix("") if path.suffix.lower() in COMPRESSED else path
    return name.suffix.lower()


def _is_pages(path: Path) -> bool:
    return path.is_dir() or is_page(path)
