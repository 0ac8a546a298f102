"""Files that may be compressed."""

import gzip
from pathlib import Path
from typing import IO


def open_bytes(path: Path) -> IO[bytes] | gzip.GzipFile:
    """The bytes of a file, those that its compression (`.gz`, `.zst`) holds. OSError."""
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")
    if path.suffix.lower() == ".zst":
        import zstandard  # noqa: PLC0415 - an extra

        opened: IO[bytes] = zstandard.open(path, "rb")
        return opened
    return path.open("rb")
