"""Parquet."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsclean.batch.blocks import Block, Columns
from newsclean.batch.extras import extra
from newsclean.batch.inputs.reading import Reading
from newsclean.batch.rows import Row
from newsclean.batch.values import is_text, values_of
from newsclean.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_ROWS: Final = 50
"""Rows that are decoded at a time. A file tells no more of their sizes than the average, as it is stored."""
_SMALL: Final = 1024 * 1024
"""Bytes of so many rows that they go into a block together."""


def read_parquet(path: Path, reading: Reading) -> Iterator[Block]:
    """The rows of a file, a block at a time. InputError for a broken file, or one whose columns do not do."""
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        with reading.open_raw(path) as raw, pq.ParquetFile(raw) as file:
            _check(file.schema_arrow, str(path), reading)
            batches = file.iter_batches(_rows_at_a_time(file.metadata, reading))
            for pieces in _gathered(chain.from_iterable(map(_pieces, batches)), reading):
                table = pa.Table.from_batches(pieces)
                yield Block(_rows(table, reading), Columns(table))
    except pa.ArrowException as error:
        raise InputError(f"{path}: {error}") from None


def _check(schema: "pa.Schema", place: str, reading: Reading) -> None:
    reading.names.check(schema.names, place)
    for name in {reading.names.html, reading.names.url}.intersection(schema.names):
        kind = schema.field(name).type
        if not is_text(kind, or_bytes=name == reading.names.html):
            raise InputError(f"{place}: a column {name!r} of strings was expected, not of {kind}")


def _rows_at_a_time(metadata: "pq.FileMetaData", reading: Reading) -> int:
    """Fewer where the file says that its rows are large."""
    size = sum(int(metadata.row_group(number).total_byte_size) for number in range(metadata.num_row_groups))
    return max(min(_ROWS, reading.size * int(metadata.num_rows) // max(size, 1)), 1)


def _gathered(pieces: "Iterable[tuple[pa.RecordBatch, int]]", reading: Reading) -> "Iterator[list[pa.RecordBatch]]":
    """The pieces of each block, which has a row or more, and no more rows and bytes than it may have."""
    block: list[pa.RecordBatch] = []
    rows, room = reading.rows, reading.size
    for piece, size in pieces:
        if block and (piece.num_rows > rows or size > room):
            yield block
            block, rows, room = [], reading.rows, reading.size
        block.append(piece)
        rows -= piece.num_rows
        room -= size
    if block:
        yield block


def _pieces(batch: "pa.RecordBatch") -> "Iterator[tuple[pa.RecordBatch, int]]":
    """`batch`, or each of its rows, where they are large; with the size."""
    size = _size(batch)
    if size <= _SMALL:
        yield batch, size
        return
    for number in range(batch.num_rows):
        row = batch.slice(number, 1)
        yield row, _size(row)


def _size(batch: "pa.RecordBatch") -> int:
    """The bytes of the values. A value in a dictionary counts for each row that has it."""
    return sum(map(_bytes_of, batch.columns))


def _bytes_of(column: "pa.Array") -> int:
    pa, compute = extra("pyarrow"), extra("pyarrow.compute")
    if pa.types.is_dictionary(column.type):
        if not is_text(column.type, or_bytes=True):
            return int(column.dictionary.nbytes) // max(len(column.dictionary), 1) * len(column)
        lengths = compute.binary_length(column.dictionary.cast(pa.large_binary())).take(column.indices)
    elif pa.types.is_string_view(column.type) or pa.types.is_binary_view(column.type):
        lengths = compute.binary_length(column.cast(pa.large_binary()))
    else:
        return int(column.nbytes)
    return int(compute.sum(lengths).as_py() or 0)


def _rows(table: "pa.Table", reading: Reading) -> list[Row]:
    names = reading.names
    wanted = [name for name in dict.fromkeys((names.html, names.url, names.ident)) if name in table.schema.names]
    columns = {name: values_of(table.column(name), keeps_bytes=name == names.html) for name in wanted}
    return [reading.row(dict(zip(wanted, row, strict=True))) for row in zip(*columns.values(), strict=True)]
