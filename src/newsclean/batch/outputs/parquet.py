"""Parquet: the columns that came, then the new ones; a row group for each block."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from newsclean.batch.blocks import Block
from newsclean.batch.extras import extra
from newsclean.batch.rows import Result
from newsclean.batch.schema import added_columns, added_fields
from newsclean.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

_SUFFIX: Final = ".part"


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
        table = self._fitted(block.kept.table())
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

    def finish(self, path: Path) -> None:
        """Join the parts beside the folder, and put the file in its place."""
        pq = extra("pyarrow.parquet")
        whole = self._folder / "whole"
        with pq.ParquetWriter(whole, self._schema or self._empty(), compression="zstd") as writer:
            for number in range(self._count):
                writer.write_table(pq.read_table(self._part(number)), row_group_size=2**31 - 1)
        whole.replace(path)

    def _part(self, number: int) -> Path:
        return self._folder / f"{number:08}{_SUFFIX}"

    def _empty(self) -> "pa.Schema":
        import pyarrow as pa  # noqa: PLC0415 - an extra

        return pa.schema(added_fields(self._names))

    def _fitted(self, table: "pa.Table") -> "pa.Table":
        """`table` with the columns and types of the first block. InputError where they cannot have them."""
        import pyarrow as pa  # noqa: PLC0415 - an extra

        if self._schema is None:
            return table.cast(pa.schema([_settled(field) for field in table.schema]))
        wanted = [self._schema.field(name) for name in self._schema.names if name not in self._names]
        if unknown := sorted(set(table.schema.names).difference(field.name for field in wanted)):
            raise InputError(f"a row has a column {unknown[0]!r}, which the first rows have not; JSON Lines can hold both")
        columns = [
            table[field.name] if field.name in table.schema.names else pa.nulls(len(table), field.type) for field in wanted
        ]
        try:
            return pa.table(columns, [field.name for field in wanted]).cast(pa.schema(wanted))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise InputError(f"a row does not fit the types of the first rows: {error}; JSON Lines can hold both") from None


def _write(table: "pa.Table", file: BinaryIO) -> None:
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        pq.write_table(table, file, compression="zstd")
    except pa.ArrowException as error:
        raise InputError(f"Parquet cannot hold the columns: {error}; JSON Lines can") from None


def _settled(field: "pa.Field") -> "pa.Field":
    """A field that nothing is known of (all its values are null) as one of strings."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return field.with_type(pa.string()) if pa.types.is_null(field.type) else field
