"""Rows on their way through: some at a time, with all that stands beside their HTML."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsclean.batch.rows import Row

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
        """The rows as a table, whose types are those of their values."""
        import pyarrow as pa  # noqa: PLC0415 - only Parquet needs it

        names = list(dict.fromkeys(name for record in self._records for name in record))
        return pa.table({name: [record.get(name) for record in self._records] for name in names})


class Columns:
    """Columns that came as an Arrow table."""

    __slots__ = ("_table",)

    def __init__(self, table: "pa.Table") -> None:
        self._table = table

    def texts(self) -> Sequence[str]:
        """Each row as JSON: times as ISO 8601, bytes as Base64, decimals as strings; null for what is no number or infinite."""
        return list(map(_text, self._table.to_pylist()))

    def table(self) -> "pa.Table":
        """The table itself."""
        return self._table


def _text(record: Mapping[str, object]) -> str:
    try:
        return json.dumps(record, ensure_ascii=False, allow_nan=False, default=_as_json)
    except ValueError:
        return json.dumps(_finite(record), ensure_ascii=False, default=_as_json)


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_finite, value))
    return None if isinstance(value, float) and not isfinite(value) else value


def _as_json(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)
