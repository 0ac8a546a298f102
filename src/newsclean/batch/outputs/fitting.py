"""Whether columns fit types that others before them have: no value may become another."""

import pyarrow as pa

from newsclean.errors import InputError


def settled(field: pa.Field) -> pa.Field:
    """A field that nothing is known of (all its values are null) as one of strings."""
    return field.with_type(pa.string()) if pa.types.is_null(field.type) else field


def fitted(table: pa.Table, wanted: pa.Schema) -> pa.Table:
    """`table` with the columns and types of `wanted`; a column that it lacks is null. InputError where it has others."""
    if unknown := sorted(set(table.schema.names).difference(wanted.names)):
        raise InputError(f"a row has a column {unknown[0]!r}, which the first rows have not; JSON Lines can hold both")
    return pa.table([_column(table, field) for field in wanted], schema=wanted)


def _column(table: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    if field.name not in table.schema.names:
        return pa.chunked_array([pa.nulls(len(table), field.type)])
    column = table[field.name]
    problem: object = f"{column.type} is not {field.type}"
    if column.null_count and not field.nullable:
        problem = "it has no value"
    elif _widens(column.type, field.type):
        try:
            return column.cast(field.type)
        except (pa.ArrowException, ValueError) as error:
            problem = error
    raise InputError(f"a row does not fit the types of the first rows in {field.name!r}: {problem}; JSON Lines can hold both")


def _widens(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether values of `given` can be values of `wanted` and mean the same, as far as the types tell."""
    types = pa.types
    if given == wanted or types.is_null(given):
        return True
    if types.is_dictionary(given) or types.is_dictionary(wanted):
        return _widens(_plain(given), _plain(wanted))
    if types.is_struct(given) and types.is_struct(wanted):
        fields = {field.name: field.type for field in wanted}
        return all(field.name in fields and _widens(field.type, fields[field.name]) for field in given)
    if types.is_list(given) and types.is_list(wanted):
        return _widens(given.value_type, wanted.value_type)
    if types.is_timestamp(given) and types.is_timestamp(wanted):
        return bool((given.tz is None) == (wanted.tz is None))  # a time without a zone would be taken for one of UTC
    kinds = (_is_number, _is_text, _is_bytes, types.is_time, types.is_date, types.is_decimal)
    return any(is_one(given) and is_one(wanted) for is_one in kinds)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))
