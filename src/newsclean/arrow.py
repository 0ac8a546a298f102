"""Arrow: the one function that every engine shares, from Spark to DuckDB."""

from functools import lru_cache
from typing import Final, Unpack

import pyarrow as pa

from newsclean.api import Cleaner
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.rows import CleanRow, Result, Row
from newsclean.batch.schema import added_columns, added_fields
from newsclean.batch.values import is_text, values_of
from newsclean.config import OptionWords
from newsclean.errors import OptionError

_ROWS: Final = 256
"""Rows of a table that are cleaned at a time."""


def clean_batch(
    batch: pa.RecordBatch, html: str = "content", *, url: str = "url", prefix: str = "", cleaner: Cleaner | None = None
) -> pa.RecordBatch:
    """`batch` with six more columns about the documents in its column `html`; the others stay as they are.

    With `prefix` before each name: clean: string, metadata: map<string, list<string>>, site: string, removed: list<struct<by,
    what, text: string, line: int32>>, status: string ("changed", "unchanged", "refused" or "failed"), error: string. `html` holds
    strings or bytes, `url` addresses; it may be missing. `cleaner` is made once and reused, the default has the default options.

    OptionError for a column that is missing, of another type, or there already. No document raises anything: `status` and `error`
    tell, and `clean` is null.
    """
    return batch_and_results(batch, ColumnNames(html, url, prefix=prefix), cleaner)[0]


def batch_and_results(
    batch: pa.RecordBatch, names: ColumnNames, cleaner: Cleaner | None = None
) -> tuple[pa.RecordBatch, list[Result]]:
    """What `clean_batch` makes of `batch`, and what it was made from, for those who count."""
    _check(batch.schema, names)
    clean = CleanRow(_default() if cleaner is None else cleaner)
    results = [clean(row) for row in _rows(batch, names)]
    columns = [*batch.columns, *added_columns(results, names.added)]
    return pa.RecordBatch.from_arrays(columns, schema=schema_after(batch.schema, prefix=names.prefix)), results


def clean_table(
    table: pa.Table, html: str = "content", *, url: str = "url", prefix: str = "", cleaner: Cleaner | None = None
) -> pa.Table:
    """What `clean_batch` makes of the batches of `table`, for engines that give tables."""
    _check(table.schema, ColumnNames(html, url, prefix=prefix))
    batches = [clean_batch(batch, html, url=url, prefix=prefix, cleaner=cleaner) for batch in table.to_batches(_ROWS)]
    return pa.Table.from_batches(batches, schema_after(table.schema, prefix=prefix))


def schema_after(schema: pa.Schema, *, prefix: str = "") -> pa.Schema:
    """The schema of what `clean_batch` makes of a batch with `schema`."""
    return pa.schema([*schema, *added_fields(ColumnNames(prefix=prefix).added)], schema.metadata)


def cleaner_of(**words: Unpack[OptionWords]) -> Cleaner:
    """The Cleaner of the options `words`, the same object for equal words. OptionError and PackError as `Cleaner`."""
    return _cached(tuple(sorted(words.items())))


@lru_cache(maxsize=32)
def _cached(words: tuple[tuple[str, object], ...]) -> Cleaner:
    return Cleaner(**dict(words))  # type: ignore[arg-type]  # Cleaner checks names and values


def _default() -> Cleaner:
    return _cached(())


def _rows(batch: pa.RecordBatch, names: ColumnNames) -> list[Row]:
    html = values_of(batch.column(names.html), keeps_bytes=True)
    urls = values_of(batch.column(names.url)) if names.url in batch.schema.names else [None] * len(html)
    return [Row(text, address) for text, address in zip(html, urls, strict=True)]


def _check(schema: pa.Schema, names: ColumnNames) -> None:
    if names.html not in schema.names:
        raise OptionError("html", names.html, "no such column", known=schema.names)
    for option, name in (("html", names.html), ("url", names.url)):
        if schema.names.count(name) > 1:
            raise OptionError(option, name, "there are several columns of this name")
        if name in schema.names and not is_text(schema.field(name).type, or_bytes=option == "html"):
            raise OptionError(option, name, f"a column of strings was expected, not of {schema.field(name).type}")
    if taken := [name for name in names.added if name in schema.names]:
        raise OptionError("prefix", names.prefix, f"there is a column {taken[0]!r} already; another prefix is needed")
