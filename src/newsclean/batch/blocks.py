"""Rows on their way through: some at a time, with all that stands beside their HTML."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsclean.batch.rows import Row
from newsclean.batch.values import array_of, json_of, values_of
from newsclean.errors import InputError
from newsclean.read.decode import scrub

if TYPE_CHECKING:
    import pyarrow as pa


class Kept(Protocol):
    """The columns of a block as they came, which no result touches."""

    def texts(self) -> Sequence[str]:
        """For each row a JSON object, as text."""
        ...

    def table(self) -> "pa.Table":
        """All of them as an Arrow table."""
        ...


class Block(NamedTuple):
    """Rows, and the columns that they came with."""

    rows: Sequence[Row]
    kept: Kept


class Records:
    """Columns that came as one mapping a row; `raw` are the rows as they were written, where they were JSON."""

    __slots__ = ("_raw", "_records")

    def __init__(self, records: Sequence[Mapping[str, object]], raw: Sequence[str] | None = None) -> None:
        self._records = records
        self._raw = raw

    def texts(self) -> Sequence[str]:
        """The rows as they were written."""
        return self._raw if self._raw is not None else [json.dumps(record, ensure_ascii=False) for record in self._records]

    def table(self) -> "pa.Table":
        """The rows as a table, whose types are those of their values. InputError where these have none together.

        A name with a lone surrogate is an InputError, too: with U+FFFD for it, two columns may have one name.
        """
        import pyarrow as pa  # noqa: PLC0415 - only Parquet needs it

        names = list(dict.fromkeys(name for record in self._records for name in record))
        for name in names:
            if scrub(name) != name:
                raise InputError(f"Parquet cannot hold the name of the column {name!r}; JSON Lines can")
        return pa.table({name: array_of([record.get(name) for record in self._records], name) for name in names})


class Columns:
    """Columns that came as an Arrow table."""

    __slots__ = ("_table",)

    def __init__(self, table: "pa.Table") -> None:
        self._table = table

    def texts(self) -> Sequence[str]:
        """Each row as JSON."""
        names = self._table.column_names
        columns = [values_of(column, name=name) for name, column in zip(names, self._table.columns, strict=True)]
        rows = zip(*columns, strict=True)
        return [json_of(dict(zip(names, row, strict=True))) for row in rows]

    def table(self) -> "pa.Table":
        """The table itself."""
        return self._table
