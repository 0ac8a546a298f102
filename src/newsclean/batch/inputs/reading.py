"""What every reader is told, and how far it has come."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from newsclean.batch.extras import extra
from newsclean.batch.inputs.columns import ColumnNames

BLOCK: Final = 1000
"""Rows of a block."""


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
    """The columns that are wanted, how many rows make a block, and where to tell how far the reading has come."""

    names: ColumnNames
    size: int = BLOCK
    gauge: Gauge = field(default_factory=Gauge)

    def open_bytes(self, path: Path) -> BinaryIO | gzip.GzipFile:
        """The bytes of a file, those that its compression (`.gz`, `.zst`) holds. OSError."""
        raw = self.open_raw(path)
        if path.suffix.lower() == ".gz":
            return gzip.GzipFile(fileobj=raw)
        if path.suffix.lower() == ".zst":
            opened: BinaryIO = extra("zstandard").open(raw, "rb", closefd=True)
            return opened
        return raw

    def open_raw(self, path: Path) -> BinaryIO:
        """The bytes of a file as they are stored. OSError."""
        raw = path.open("rb")
        self.gauge.file = raw
        return raw
