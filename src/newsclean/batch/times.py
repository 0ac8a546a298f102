"""Times of Arrow that Python has no values for: those in nanoseconds, and those of zones that nobody knows."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pyarrow as pa

_SECOND: Final = 10**9


def plain_type(kind: "pa.DataType") -> "pa.DataType":
    """`kind` with microseconds where it has nanoseconds, with UTC where it has a zone that is unknown, and else as it is."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if pa.types.is_timestamp(kind):
        return pa.timestamp(_unit(kind), _zone(kind.tz))
    if pa.types.is_duration(kind):
        return pa.duration(_unit(kind))
    if pa.types.is_time64(kind):
        return pa.time64("us")
    if pa.types.is_dictionary(kind):
        return plain_type(kind.value_type) if pa.types.is_temporal(kind.value_type) else kind
    return _nested(kind) if pa.types.is_nested(kind) else kind


def nanoseconds(column: "pa.Array | pa.ChunkedArray", kind: "pa.DataType") -> list[Any]:
    """The values of a column whose `plain_type` is `kind`, as strings with nine digits after the second."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - an extra

    if pa.types.is_timestamp(kind):
        zone = "%Ez" if kind.tz else ""
        return list(pc.strftime(column.cast(pa.timestamp("ns", kind.tz)), f"%Y-%m-%dT%H:%M:%S{zone}").to_pylist())
    if pa.types.is_duration(kind):
        return [None if count is None else _span(count) for count in column.cast(pa.duration("ns")).cast(pa.int64()).to_pylist()]
    return list(column.cast(pa.time64("ns")).cast(pa.string()).to_pylist())


def _span(count: int) -> str:
    seconds, rest = divmod(count, _SECOND)
    return f"{timedelta(seconds=seconds)}.{rest:09}"


def _nested(kind: "pa.DataType") -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(plain_type(field.type)) for field in kind])
    if pa.types.is_map(kind):
        return pa.map_(plain_type(kind.key_type), plain_type(kind.item_type))
    if pa.types.is_list(kind):
        return pa.list_(plain_type(kind.value_type))
    return pa.large_list(plain_type(kind.value_type)) if pa.types.is_large_list(kind) else kind


def _unit(kind: "pa.DataType") -> str:
    return "us" if kind.unit == "ns" else str(kind.unit)


def _zone(name: str | None) -> str | None:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if name is None:
        return None
    try:
        pa.lib.string_to_tzinfo(name)
    except (LookupError, ValueError):
        return "UTC"
    return name
