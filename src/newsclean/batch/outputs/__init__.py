"""Where rows go: one module for each kind of file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from newsclean.batch.blocks import Block
from newsclean.batch.inputs.files import COMPRESSED, kind_of_file
from newsclean.batch.outputs.jsonl import JsonLines
from newsclean.batch.outputs.parquet import Parquet
from newsclean.batch.rows import Result
from newsclean.errors import OptionError

KINDS: Final = (".jsonl", ".ndjson", ".parquet")


class Output(Protocol):
    """A file that grows by blocks in a folder of its own, and can be taken up again after any of them."""

    def reopen(self, mark: int) -> None:
        """Begin, or go on after the block for which `add` returned `mark`; 0 for the beginning. What came later is dropped."""
        ...

    def add(self, block: Block, results: Sequence[Result]) -> int:
        """Write a block durably and return the mark of the place behind it. OSError; InputError for columns that do not fit."""
        ...

    def finish(self, path: Path, mark: int) -> None:
        """Make what was written up to `mark`, which is all, the file `path`, durably; also where that was begun before.

        InputError when it is gone, and `path` is not there.
        """
        ...


def output_for(path: Path, folder: Path, names: Sequence[str]) -> Output:
    """What writes a file of the kind of `path`, with its parts in `folder`. OptionError for what cannot be written."""
    if path.exists() and not path.is_file():
        raise OptionError("output", str(path), "is no file, and nothing can take its place")
    if path.exists() and not os.access(path, os.W_OK):
        raise OptionError("output", str(path), "may not be written")
    kind = kind_of_file(path)
    compression = path.suffix.lower() if path.suffix.lower() in COMPRESSED else ""
    if kind == ".parquet" and not compression:
        return Parquet(folder, names)
    if kind in {".jsonl", ".ndjson"}:
        return JsonLines(folder, names, compression)
    raise OptionError(
        "output", str(path), "no kind of file that is written", known=(".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
    )
