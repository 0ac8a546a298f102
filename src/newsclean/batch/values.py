"""The values of a column between Arrow, JSON and Python, where each of them knows values that another does not."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

from newsclean.batch.times import nanoseconds, plain_type
from newsclean.errors import InputError
from newsclean.read.decode import scrub

if TYPE_CHECKING:
    import pyarrow as pa


def is_text(kind: "pa.DataType", *, or_bytes: bool = False) -> bool:
    """Whether an Arrow type is one of strings (or of bytes, with `or_bytes`), of such in a dictionary, or of nothing but null."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    is_string = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    is_binary = pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_binary_view(kind)
    return bool(is_string or (or_bytes and is_binary) or pa.types.is_null(kind))


def values_of(column: "pa.Array | pa.ChunkedArray", *, keeps_bytes: bool = False, name: str = "") -> list[Any]:
    """The values of an Arrow column. Arrow believes what says it is UTF-8, and what is not gets U+FFFD here.

    `keeps_bytes`: that stays bytes, for somebody who can tell the encoding. InputError where it is within lists or structs, and
    for values that Python cannot hold, such as years beyond 9999. Times that are no whole microseconds come as strings.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    place = f"a column {name!r} of {column.type}" if name else f"a column of {column.type}"
    try:
        return _listed(column)
    except UnicodeDecodeError as error:
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        if pa.types.is_nested(column.type):
            raise InputError(f"{place} has text that is not UTF-8: {error}") from None
        decode = partial(_decoded, keeps_bytes=keeps_bytes)
        return list(map(decode, column.cast(pa.large_binary()).to_pylist()))
    except (pa.ArrowException, ValueError, OverflowError, LookupError) as error:
        raise InputError(f"{place} has values that only Parquet can hold: {error}") from None


def _listed(column: "pa.Array | pa.ChunkedArray") -> list[Any]:
    """The values, all of them exact: what Python makes of nanoseconds depends on whether pandas is there."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    wanted = plain_type(column.type)
    if wanted == column.type:
        values: list[Any] = column.to_pylist()
        return values
    try:
        return list(column.cast(wanted).to_pylist())
    except pa.ArrowInvalid:
        if pa.types.is_nested(wanted):
            raise
        return nanoseconds(column, wanted)


def array_of(values: Sequence[object], name: str) -> "pa.Array":
    """Values as an Arrow column, whose type is theirs; a lone surrogate, which it cannot hold, is U+FFFD.

    InputError for values that have no type together.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    try:
        return pa.array(values)
    except UnicodeEncodeError:
        return array_of([_changed(value, scrub) for value in values], name)
    except (pa.ArrowException, OverflowError) as error:
        raise InputError(f"column {name!r} fits no type of Parquet: {error}; JSON Lines can hold it") from None


def json_of(record: Mapping[str, object]) -> str:
    """A record as JSON: times as ISO 8601, bytes as Base64, decimals as strings; null for a number that is none or infinite."""
    try:
        return json.dumps(record, ensure_ascii=False, allow_nan=False, default=_as_json)
    except ValueError:
        return json.dumps(_changed(record, _finite), ensure_ascii=False, default=_as_json)


def _decoded(value: bytes | None, *, keeps_bytes: bool) -> str | bytes | None:
    if value is None:
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value if keeps_bytes else value.decode("utf-8", "replace")


def _changed(value: object, change: Callable[[Any], object]) -> object:
    """`value` with the strings and numbers in it changed."""
    if isinstance(value, dict):
        return {_changed(key, change): _changed(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_changed(one, change) for one in value]
    return change(value) if isinstance(value, str | float) else value


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not isfinite(value) else value


def _as_json(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)
