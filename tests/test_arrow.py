"""The function that all engines share."""

import pytest

from newsclean import Cleaner, OptionError

pa = pytest.importorskip("pyarrow")
from newsclean.arrow import clean_batch, clean_table, schema_after  # noqa: E402 - after Arrow, which may be missing


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())], ids=str
)
def test_columns_that_can_hold_html(kind):
    content = pa.array(["<p id=x>a</p>", None, "<p id=x>a</p>"]).cast(kind)
    batch = pa.record_batch([content], ["content"])
    found = clean_batch(batch)
    assert found["clean"].to_pylist() == ["<p>a</p>\n", None, "<p>a</p>\n"]
    assert found["status"].to_pylist() == ["changed", "failed", "changed"]
    assert found["content"].equals(content)
    assert found.schema == schema_after(batch.schema)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"x": ["a"]}, "no such column"),
        ({"content": [1]}, "a column of strings was expected, not of int64"),
        ({"content": ["a"], "url": [b"b"]}, "a column of strings was expected, not of binary"),
        ({"content": ["a"], "clean": ["b"]}, "there is a column 'clean' already"),
    ],
)
def test_columns_that_do_not_do(columns, reason):
    for make, clean in ((pa.record_batch, clean_batch), (pa.table, clean_table)):
        with pytest.raises(OptionError, match=reason):
            clean(make(columns))


@pytest.mark.parametrize("twice", ["content", "url"])
def test_several_columns_of_one_name(twice):
    batch = pa.record_batch([pa.array(["a"])] * 3, ["content", "url", twice])
    with pytest.raises(OptionError, match="several columns of this name"):
        clean_batch(batch)


def test_names_and_a_cleaner_of_ones_own():
    table = pa.table({"body": ["<p>a <b>b</b></p>", None], "link": ["https://example.org/", None]})
    found = clean_table(table, "body", url="link", prefix="nc_", cleaner=Cleaner(to="text"))
    assert found["nc_clean"].to_pylist() == ["a b\n", None]
    assert found.column_names[:2] == ["body", "link"]


def test_what_others_wrote_beside_the_columns_stays():
    batch = pa.record_batch([pa.array(["a"])], schema=pa.schema([("content", pa.string())], {"pandas": "{}"}))
    assert clean_batch(batch).schema.metadata == {b"pandas": b"{}"}


def test_a_table_without_rows():
    assert clean_table(pa.table({"content": pa.array([], pa.string())})).num_rows == 0
