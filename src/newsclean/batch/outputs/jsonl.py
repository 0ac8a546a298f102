"""JSON Lines: each row as it was written, with the new members behind its own."""

import gzip
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from newsclean.batch.blocks import Block
from newsclean.batch.extras import extra
from newsclean.batch.outputs.place import put_in_place
from newsclean.batch.rows import Result
from newsclean.batch.schema import added_json
from newsclean.errors import InputError


class JsonLines:
    """A file of lines. Each block is compressed by itself, so that the file can end after any of them."""

    def __init__(self, folder: Path, names: Sequence[str], compression: str) -> None:
        self._path: Final = folder / f"rows{compression}"
        self._names: Final = names
        self._compression: Final = compression

    def reopen(self, mark: int) -> None:
        """Go on after byte `mark`."""
        self._path.touch()
        if self._path.stat().st_size < mark:
            raise InputError(f"{self._path} has lost rows that were written; remove the folder, and begin anew")
        os.truncate(self._path, mark)

    def add(self, block: Block, results: Sequence[Result]) -> int:
        """Write the rows, and return the size of the file."""
        lines = [_line(text, added_json(result, self._names)) for text, result in zip(block.kept.texts(), results, strict=True)]
        with self._path.open("ab") as file:
            # A lone surrogate that an escape in the input stands for becomes that escape again.
            file.write(self._packed("".join(lines).encode("utf-8", "backslashreplace")))
            file.flush()
            os.fsync(file.fileno())
            return file.tell()

    def finish(self, path: Path, mark: int) -> None:  # noqa: ARG002 - it is all of the file
        """Put the file in its place, where it may be already."""
        if self._path.exists():
            put_in_place(self._path, path)
        elif not path.exists():
            raise InputError(f"{self._path} is gone, and so are the rows that were written; remove the folder, and begin anew")

    def _packed(self, data: bytes) -> bytes:
        if self._compression == ".gz":
            return gzip.compress(data, mtime=0)
        if self._compression == ".zst":
            packed: bytes = extra("pyarrow").compress(data, codec="zstd", asbytes=True)
            return packed
        return data


def _line(text: str, added: str) -> str:
    """A JSON object with more members; `text` ends with its brace."""
    own = text[:-1].rstrip()
    return f"{own}{'' if own.endswith('{') else ', '}{added}}}\n"
