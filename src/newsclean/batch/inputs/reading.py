"""What every reader is told, and how far it has come."""

import gzip
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from newsclean.batch.extras import extra
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.inputs.files import compression_of
from newsclean.batch.rows import Row
from newsclean.errors import RefusedError
from newsclean.limits import Limits
from newsclean.read.limits import endless, refuse_oversize

if TYPE_CHECKING:
    from _typeshed import SupportsRead

_Item = TypeVar("_Item")
_ROWS: Final = 1000
_BYTES: Final = 16 * 1024 * 1024
_MOST: Final = Limits().bytes
_PART: Final = 1024 * 1024


@dataclass(slots=True)
class Gauge:
    """How much of the input is read: `total` bytes (0: nobody knows), `before` in files that are done, `file` at hand."""

    total: int = 0
    before: int = 0
    file: BinaryIO | None = None

    @property
    def share(self) -> float | None:
        """The share that is read, None when nobody knows."""
        if not self.total:
            return None
        now = self.file.tell() if self.file is not None and not self.file.closed else 0
        return min((self.before + now) / self.total, 1.0)

    def done(self, path: Path) -> None:
        """A file is read to its end."""
        self.before += path.stat().st_size
        self.file = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns that are wanted, and where to tell how far the reading has come.

    A block has `rows`, or fewer that come to `size` bytes, so that large documents do not fill the memory. HTML of more
    than `most` bytes is refused, and a page unread.
    """

    names: ColumnNames
    gauge: Gauge = field(default_factory=Gauge)
    rows: int = _ROWS
    size: int = _BYTES
    most: int = _MOST

    def blocks(self, items: Iterable[_Item], size_of: Callable[[_Item], int]) -> Iterator[list[_Item]]:
        """The items, those of a block at a time. The same items make the same blocks, which a run that is taken up relies on."""
        block: list[_Item] = []
        room = self.size
        for item in items:
            block.append(item)
            room -= size_of(item)
            if len(block) == self.rows or room <= 0:
                yield block
                block, room = [], self.size
        if block:
            yield block

    def row(self, record: Mapping[str, object]) -> Row:
        """The document in a record; one of more than `most` bytes is refused, and its HTML goes no further."""
        row = self.names.row(record)
        if row.html is None or len(row.html) <= self.most:
            return row
        try:
            refuse_oversize(len(row.html), Limits(bytes=self.most))
        except RefusedError as error:
            return row._replace(html=None, problem=error)
        return row

    def page(self, file: "SupportsRead[bytes]") -> bytes:
        """All that a file of one page holds. OSError, RefusedError "size"."""
        parts: list[bytes] = []
        room = self.most + 1
        while room and (part := file.read(min(room, _PART))):
            parts.append(part)
            room -= len(part)
        if not room:
            raise endless(self.most)
        return b"".join(parts)

    def open_bytes(self, path: Path) -> BinaryIO | gzip.GzipFile | io.BufferedReader:
        """The bytes of a file, those that its compression (`.gz`, `.zst`) holds. OSError."""
        raw = self.open_raw(path)
        compression = compression_of(path)
        if compression == ".gz":
            return gunzipped(raw)
        if compression == ".zst":
            # Of zstandard and Arrow, only this one says when a file ends in the middle.
            return io.BufferedReader(extra("pyarrow").CompressedInputStream(raw, "zstd"))
        return raw

    def open_raw(self, path: Path) -> BinaryIO:
        """The bytes of a file as they are stored. OSError."""
        raw = path.open("rb")
        self.gauge.file = raw
        return raw


def gunzipped(raw: BinaryIO) -> gzip.GzipFile:
    """What gzip made `raw` of, which is closed with it."""
    file = gzip.GzipFile(fileobj=raw)
    file.myfileobj = raw  # type: ignore[assignment]  # what a GzipFile closes; it sets that itself for a file that it opened
    return file
