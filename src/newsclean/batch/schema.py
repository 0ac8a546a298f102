"""The columns that are added to a row, as Arrow and as JSON have them."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from newsclean.batch.rows import Result

if TYPE_CHECKING:
    import pyarrow as pa


def added_fields(names: Sequence[str]) -> "tuple[pa.Field, ...]":
    """The fields of the columns `names`, which stand for those of `COLUMNS`.

    clean: string. metadata: map<string, list<string>>. site: string. removed: list<struct<by, what, text: string, line: int32>>.
    status: string, never null. error: string.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    text = pa.string()
    removed = pa.list_(pa.struct([("by", text), ("what", text), ("text", text), ("line", pa.int32())]))
    kinds = (text, pa.map_(text, pa.list_(text)), text, removed, text, text)
    return tuple(pa.field(name, kind, nullable=place != 4) for place, (name, kind) in enumerate(zip(names, kinds, strict=True)))  # noqa: PLR2004 - the place of status


def added_columns(results: Sequence[Result], names: Sequence[str]) -> "list[pa.Array]":
    """The values of the columns for `results`, of the types of `added_fields`."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    values = (
        [result.clean for result in results],
        [list(result.metadata.items()) if result.clean is not None else None for result in results],
        [result.site for result in results],
        [[one._asdict() for one in result.removed] if result.clean is not None else None for result in results],
        [result.status for result in results],
        [result.error for result in results],
    )
    return [pa.array(column, field.type) for column, field in zip(values, added_fields(names), strict=True)]


def added_json(result: Result, names: Sequence[str]) -> str:
    """The columns for one result, as the members of a JSON object, without its braces."""
    metadata: Mapping[str, object] = {name: value[0] if len(value) == 1 else value for name, value in result.metadata.items()}
    removed = [one._asdict() for one in result.removed]
    values = (result.clean, metadata, result.site, removed, result.status, result.error)
    return json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False)[1:-1]
