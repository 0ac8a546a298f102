"""Parquet."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.batch.blocks import Block, Columns
from newsclean.batch.extras import extra
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.inputs.reading import Reading
from newsclean.batch.rows import Row
from newsclean.batch.values import values_of
from newsclean.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq


def read_parquet(path: Path, reading: Reading) -> Iterator[Block]:
    """The rows of a file, a block at a time. InputError for a broken file, or one whose columns do not do."""
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        with reading.open_raw(path) as raw, pq.ParquetFile(raw) as file:
            reading.names.check(file.schema_arrow.names, str(path))
            for batch in file.iter_batches(_rows_of_block(file.metadata, reading)):
                yield Block(_rows(batch, reading.names), Columns(pa.table(batch)))
    except pa.ArrowException as error:
        raise InputError(f"{path}: {error}") from None


def _rows_of_block(metadata: "pq.FileMetaData", reading: Reading) -> int:
    """How many rows come to the bytes of a block, going by the average of the file."""
    size = sum(int(metadata.row_group(number).total_byte_size) for number in range(metadata.num_row_groups))
    return max(min(reading.rows, reading.size * int(metadata.num_rows) // max(size, 1)), 1)


def _rows(batch: "pa.RecordBatch", names: ColumnNames) -> list[Row]:
    wanted = [name for name in (names.html, names.url, names.ident) if name in batch.schema.names]
    columns = {name: values_of(batch.column(name), keeps_bytes=name == names.html) for name in wanted}
    return [names.row(dict(zip(wanted, row, strict=True))) for row in zip(*columns.values(), strict=True)]
