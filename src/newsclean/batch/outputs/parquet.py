"""Parquet: the columns that came, then the new ones; a row group for each block."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from newsclean.batch.blocks import Block
from newsclean.batch.extras import extra
from newsclean.batch.outputs.place import put_in_place
from newsclean.batch.rows import Result
from newsclean.batch.schema import added_columns, added_fields
from newsclean.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

_SUFFIX: Final = ".part"
_LINE: Final = "line"
"""The column of a line of JSON Lines that is no JSON."""


class Parquet:
    """A Parquet file, whose end names all its parts: so each block is a file until the last is there."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._folder: Final = folder
        self._names: Final = names
        self._schema: pa.Schema | None = None
        self._count = 0

    def reopen(self, mark: int) -> None:
        """Go on after `mark` blocks."""
        pq = extra("pyarrow.parquet")
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if int(path.stem) >= mark:
                path.unlink()
        self._count = mark
        self._schema = pq.read_schema(self._part(0)) if mark else None

    def add(self, block: Block, results: Sequence[Result]) -> int:
        """Write the rows, and return the number of blocks."""
        table = self._fitted(self._without_lines(block.kept.table(), results))
        for field, column in zip(added_fields(self._names), added_columns(results, self._names), strict=True):
            table = table.append_column(field, column)
        self._schema = table.schema
        path = self._part(self._count)
        with path.open("wb") as file:
            _write(table, file)
            file.flush()
            os.fsync(file.fileno())
        self._count += 1
        return self._count

    def finish(self, path: Path, mark: int) -> None:
        """Join the parts, and put the file in its place."""
        pq = extra("pyarrow.parquet")
        whole = self._folder / "rows.parquet"
        with pq.ParquetWriter(whole, pq.read_schema(self._part(0)) if mark else self._empty(), compression="zstd") as writer:
            for number in range(mark):
                writer.write_table(pq.read_table(self._part(number)), row_group_size=2**31 - 1)
        with whole.open("rb") as file:
            os.fsync(file.fileno())
        put_in_place(whole, path)

    def _part(self, number: int) -> Path:
        return self._folder / f"{number:08}{_SUFFIX}"

    def _empty(self) -> "pa.Schema":
        import pyarrow as pa  # noqa: PLC0415 - an extra

        return pa.schema(added_fields(self._names))

    def _without_lines(self, table: "pa.Table", results: Sequence[Result]) -> "pa.Table":
        """`table` without the lines that are no JSON, where the first rows had none: `error` tells of them."""
        if self._schema is None or _LINE in self._schema.names or _LINE not in table.schema.names:
            return table
        lines = zip(table[_LINE].to_pylist(), results, strict=True)
        is_of_use = any(line is not None and result.status != "failed" for line, result in lines)
        return table if is_of_use else table.drop_columns([_LINE])

    def _fitted(self, table: "pa.Table") -> "pa.Table":
        """`table` with the columns and types of the first block. InputError where it has others."""
        import pyarrow as pa  # noqa: PLC0415 - an extra

        from newsclean.batch.outputs.fitting import fitted, settled  # noqa: PLC0415 - as above

        if self._schema is None:
            return table.cast(pa.schema([settled(field) for field in table.schema], table.schema.metadata))
        own = [field for field in self._schema if field.name not in self._names]
        return fitted(table, pa.schema(own, self._schema.metadata))


def _write(table: "pa.Table", file: BinaryIO) -> None:
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        pq.write_table(table, file, compression="zstd")
    except pa.ArrowException as error:
        raise InputError(f"Parquet cannot hold the columns: {error}; JSON Lines can") from None
