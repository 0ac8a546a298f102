"""What `newsclean batch` reads: files that are cut off, of uneven rows, or hold what another format cannot."""

import gzip
import io
import json
import subprocess
import sys
from contextlib import nullcontext
from datetime import time, timedelta

import pytest
from lxml import etree

from newsclean import Cleaner, InputError, OptionError
from newsclean.batch.inputs import Input
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.rows import CleanRow, Row
from newsclean.batch.values import values_of

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
from newsclean.arrow import clean_batch, clean_table  # noqa: E402 - after Arrow, which may be missing

HTML = [("Content-Type", "text/html")]


def batch(*args, cwd):
    line = [sys.executable, "-m", "newsclean", "batch", "--isolated", "-j", "1", *args]
    return subprocess.run(line, cwd=cwd, capture_output=True, timeout=300, check=False)  # noqa: S603 - newsclean itself


def run(*args, cwd):
    done = batch(*args, "-o", "out.jsonl", cwd=cwd)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    return [json.loads(line) for line in (cwd / "out.jsonl").read_text("utf-8").splitlines()]


def blocks(path, names=None, most=10**9):
    return list(Input([path], names or ColumnNames(), most=most).blocks())


def rows(path, names=None, most=10**9):
    return [row for block in blocks(path, names, most) for row in block.rows]


def warc(*bodies, packed=False, fields=HTML, members=True):
    """An archive with a page for each body."""
    warcwriter = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    file = io.BytesIO()
    writer = warcwriter.WARCWriter(file, gzip=packed and members)
    for number, body in enumerate(bodies):
        http = headers("200 OK", fields, protocol="HTTP/1.0")
        payload = io.BytesIO(body)
        writer.write_record(
            writer.create_warc_record(f"https://example.org/{number}", "response", payload=payload, http_headers=http)
        )
    return gzip.compress(file.getvalue()) if packed and not members else file.getvalue()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio's writer leaves files to the collector
class TestArchives:
    """WARC files that end in the middle, and those that are only odd."""

    def test_one_that_is_cut_off_is_an_error_wherever_that_is(self, tmp_path):
        whole = warc(b"<p>one</p>")
        path = tmp_path / "cut.warc"
        path.write_bytes(whole)
        assert [row.html for row in rows(path)] == [b"<p>one</p>"]
        for end in range(1, len(whole) - len(b"\r\n\r\n")):
            path.write_bytes(whole[:end])
            with pytest.raises(InputError, match=r"cut\.warc"):
                rows(path)

    @pytest.mark.parametrize("members", [True, False])
    def test_one_that_is_compressed_and_cut_off_is_an_error(self, members, tmp_path):
        whole = warc(b"<p>one</p>", b"<p>two</p>", packed=True, members=members)
        path = tmp_path / "cut.warc.gz"
        path.write_bytes(whole)
        assert [row.html for row in rows(path)] == [b"<p>one</p>", b"<p>two</p>"]
        for missing in (1, 9, 30, 100):
            path.write_bytes(whole[:-missing])
            with pytest.raises(InputError, match=r"cut\.warc\.gz: "):
                rows(path)

    def test_the_command_says_so(self, tmp_path):
        (tmp_path / "h.warc").write_bytes(b"WARC/1.0\r\n")
        done = batch("h.warc", "-o", "out.jsonl", cwd=tmp_path)
        assert (done.returncode, done.stderr.decode().count("h.warc: a record does not say how long")) == (2, 1)

    @pytest.mark.parametrize(("name", "packed"), [("A.WARC.GZ", True), ("plain.warc", True), ("plain.warc.gz", False)])
    def test_what_is_in_it_says_whether_it_is_compressed(self, name, packed, tmp_path):
        (tmp_path / name).write_bytes(warc(b"<p>one</p>", b"<p>two</p>", packed=packed))
        assert [row.html for row in rows(tmp_path / name)] == [b"<p>one</p>", b"<p>two</p>"]

    def test_a_record_with_something_left_over_says_nothing(self, tmp_path, capfd):
        whole = warc(b"<p>one</p>", b"<p>two</p>").replace(b"<p>one</p>", b"<p>one</p>more")
        (tmp_path / "odd.warc").write_bytes(whole)
        assert [row.html for row in rows(tmp_path / "odd.warc")] == [b"<p>one</p>", b"<p>two</p>"]
        assert capfd.readouterr() == ("", "")

    def test_a_page_that_cannot_be_unpacked_is_no_row_with_half_a_text(self, tmp_path, capfd):
        body = bytearray(gzip.compress(b"".join(b"<p>%d</p>" % number for number in range(20_000))))
        body[-9000:-8000] = bytes(1000)
        path = tmp_path / "odd.warc"
        path.write_bytes(warc(bytes(body), fields=[*HTML, ("Content-Encoding", "gzip")]))
        (row,) = rows(path)
        assert row.html is None
        assert row.problem.startswith("the body of the response is broken: Error -3")
        assert capfd.readouterr() == ("", "")


class TestDelimited:
    """CSV and TSV."""

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('content,id\n"<p>a</p>",1\n"<p>b</p>\n<p>c</p>,3\n<p>d</p>,4\n', "3 on: unexpected end of data"),
            ('content,id\n"<p>a</p>",1\n"<p>b</p>\n"<p>c</p>",3\n', "3 on: ',' expected after '\"'"),
            ('content,id\n"', "2 on: unexpected end of data"),
            ('"content,id\n', "1 on: unexpected end of data"),
        ],
    )
    def test_a_quote_that_is_not_closed_is_an_error(self, text, line, tmp_path):
        (tmp_path / "cut.csv").write_text(text)
        done = batch("cut.csv", "-o", "out.jsonl", cwd=tmp_path)
        assert (done.returncode, f"cut.csv, the row from line {line}" in done.stderr.decode()) == (2, True), done.stderr.decode()

    def test_quotes_that_are_sound(self, tmp_path):
        (tmp_path / "in.csv").write_text('content,id\n"<p>""a"",\r\nb</p>",1\r\n<p class="x">,"2"\n"",\n')
        assert [row.html for row in rows(tmp_path / "in.csv")] == ['<p>"a",\r\nb</p>', '<p class="x">', ""]

    @pytest.mark.parametrize(
        ("name", "text"),
        [("A.TSV", "id\tcontent\n1\ta,b\n"), ("n.tsv.csv", "id,content\n1,a\tb\n"), ("N.Tsv.GZ", "id\tcontent\n1\ta,b\n")],
    )
    def test_the_ending_says_what_parts_the_values(self, name, text, tmp_path):
        (tmp_path / name).write_bytes(gzip.compress(text.encode()) if name.endswith("GZ") else text.encode())
        assert [row.ident for row in rows(tmp_path / name)] == ["1"]

    def test_all_columns_count_for_the_size_of_a_block(self, tmp_path):
        (tmp_path / "in.csv").write_text("content,x\n" + ("a," + "x" * 10**6 + "\n") * 40)
        assert [len(block.rows) for block in blocks(tmp_path / "in.csv")] == [17, 17, 6]


class TestFolders:
    """Which files of a folder are read."""

    def test_a_folder_may_be_deep(self, tmp_path):
        deep = tmp_path / ("d/" * 1200)
        place = tmp_path
        for _ in range(1200):
            place /= "d"
            place.mkdir()
        (deep / "a.html").write_text("<p>a</p>")
        try:
            assert [row.ident for row in rows(tmp_path)] == [str(deep / "a.html")]
        finally:  # pytest would clear it up with recursion
            (deep / "a.html").unlink()
            while place != tmp_path:
                place.rmdir()
                place = place.parent

    def test_they_come_by_name_and_depth_first(self, tmp_path):
        for name in ("b/c.html", "b/a/z.html", "a.html", "c.html", "b/.d/x.html"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("")
        found = [row.ident.removeprefix(f"{tmp_path}/") for row in rows(tmp_path)]
        assert found == ["a.html", "b/a/z.html", "b/c.html", "c.html"]

    def test_parquet_in_another_compression_is_no_input(self, tmp_path):
        (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(b"PAR1"))
        (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"content\na\n"))
        assert [row.html for row in rows(tmp_path)] == ["a"]
        with pytest.raises(OptionError, match="no kind of file that is known"):
            Input([tmp_path / "a.parquet.gz"], ColumnNames()).check(tmp_path / "out.jsonl")


def parquet(path, columns):
    pq.write_table(pa.table(columns), path)
    return path


class TestBlocks:
    """How many rows are in memory."""

    def test_the_size_of_a_block_is_that_of_its_own_rows(self, tmp_path):
        contents = ["<p>a</p>"] * 40_000 + ["<p>" + "x" * 600_000] * 60
        found = blocks(parquet(tmp_path / "in.parquet", {"content": contents}))
        assert [len(block.rows) for block in found[:40]] == [1000] * 40
        assert [len(block.rows) for block in found[40:]] == [27, 27, 6]
        assert [row.html for block in found for row in block.rows] == contents

    @pytest.mark.parametrize("kind", [pa.string(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())])
    def test_what_is_the_same_in_all_rows_counts_for_each(self, kind, tmp_path):
        contents = pa.array(["<p>" + "x" * 600_000] * 90).dictionary_encode().cast(kind)
        found = blocks(parquet(tmp_path / "in.parquet", {"content": contents, "x": range(90)}))
        assert [len(block.rows) for block in found] == [27, 27, 27, 9]
        assert [value for block in found for value in block.kept.table()["x"].to_pylist()] == list(range(90))

    def test_all_columns_count(self, tmp_path):
        columns = {"content": ["a"] * 90, "x": [["x" * 10**6]] * 90}
        assert max(len(block.rows) for block in blocks(parquet(tmp_path / "in.parquet", columns))) == 16

    def test_strings_that_are_views(self, tmp_path):
        columns = {"content": pa.array(["a" * 10**6] * 40, pa.string_view())}
        assert max(len(block.rows) for block in blocks(parquet(tmp_path / "in.parquet", columns))) == 16

    @pytest.mark.parametrize("ending", ["parquet", "jsonl", "csv"])
    def test_html_that_is_too_large_goes_no_further_than_the_reader(self, ending, tmp_path):
        path = tmp_path / f"in.{ending}"
        contents = ["x" * 10, "x" * 11, "ä" * 10]
        if ending == "parquet":
            parquet(path, {"content": contents})
        elif ending == "jsonl":
            path.write_text("".join(json.dumps({"content": content}) + "\n" for content in contents))
        else:
            path.write_text("content\n" + "\n".join(contents), "utf-8")
        assert [row.html for row in rows(path, most=10)] == ["x" * 10, None, "ä" * 10]
        found = run(path.name, "--limit", "bytes=10", cwd=tmp_path)
        reasons = [f"refused (size): {size} bytes, and at most 10 are read" for size in (11, 11, 20)]
        assert [row["error"] for row in found[1:]] == reasons[1:]
        assert [row["content"] for row in found] == contents


class TestColumns:
    """Which columns hold the HTML, the address and the id."""

    @pytest.mark.parametrize("names", [ColumnNames(ident="url"), ColumnNames(html="id"), ColumnNames(url="content")])
    def test_one_may_be_two_of_them(self, names, tmp_path):
        parquet(tmp_path / "in.parquet", {"id": ["i"], "url": ["u"], "content": ["c"]})
        (row,) = rows(tmp_path / "in.parquet", names)
        assert (row.html, row.url, row.ident) == (names.html[0], names.url[0], names.ident[0])

    @pytest.mark.parametrize(
        ("column", "values", "kind"),
        [("content", [1], "int64"), ("content", [{"a": "b"}], "struct<a: string>"), ("url", [1], "int64")],
    )
    def test_one_of_another_type_is_an_error(self, column, values, kind, tmp_path):
        parquet(tmp_path / "in.parquet", {"content": ["a"], column: values})
        with pytest.raises(InputError, match=rf"in\.parquet: a column '{column}' of strings was expected, not of {kind}"):
            rows(tmp_path / "in.parquet")

    @pytest.mark.parametrize("name", ["content", "url"])
    def test_two_of_a_name_are_an_error_in_arrow(self, name):
        table = pa.Table.from_arrays([pa.array(["a"])] * 3, [name, name, "url" if name == "content" else "content"])
        for call in (lambda: clean_table(table), lambda: clean_batch(table.to_batches()[0])):
            with pytest.raises(OptionError, match="several columns of this name"):
                call()

    def test_arrow_takes_strings_in_dictionaries(self):
        text = pa.array(["<p id=x>a</p>", None, "<p id=x>a</p>"]).dictionary_encode()
        found = clean_batch(pa.record_batch({"content": text, "url": text}))
        assert found["clean"].to_pylist() == ["<p>a</p>\n", None, "<p>a</p>\n"]
        assert found["content"].type == text.type


def test_an_error_of_a_line_names_the_file(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"content": "<p>a</p>"}\n{broken\n')
    found = run("a.jsonl", "b.jsonl", cwd=tmp_path)
    assert [row["error"].split(": ")[0] for row in found if row["error"]] == ["a.jsonl, line 2", "b.jsonl, line 2"]


def column(values, kind):
    """Numbers as times of the type `kind`."""
    width = pa.int32() if kind in {pa.date32(), pa.time32("s")} else pa.int64()
    return pa.array(values, width).cast(kind)


class TestTimes:
    """Values of Arrow that Python has none for, on the way to JSON."""

    @pytest.mark.parametrize(
        ("kind", "values", "told"),
        [
            (pa.timestamp("ns"), [1_500_000_000, None, 0], ["1970-01-01T00:00:01.500000", None, "1970-01-01T00:00:00"]),
            (pa.timestamp("ns"), [1, None, -1], ["1970-01-01T00:00:00.000000001", None, "1969-12-31T23:59:59.999999999"]),
            (pa.timestamp("ns", "Europe/Berlin"), [1], ["1970-01-01T01:00:00.000000001+01:00"]),
            (pa.timestamp("us", "Europe/Berlin"), [1], ["1970-01-01T01:00:00.000001+01:00"]),
            (pa.timestamp("us", "Mars/Olympus"), [1], ["1970-01-01T00:00:00.000001+00:00"]),
            (pa.timestamp("ns", "Mars/Olympus"), [1], ["1970-01-01T00:00:00.000000001+00:00"]),
            (pa.duration("ns"), [1_500_000_000], ["0:00:01.500000"]),
            (pa.duration("ns"), [1, None, 86_400_000_000_001], ["0:00:00.000000001", None, "1 day, 0:00:00.000000001"]),
            (pa.time64("ns"), [1000, None], ["00:00:00.000001", None]),
            (pa.time64("ns"), [1, None], ["00:00:00.000000001", None]),
        ],
    )
    def test_they_are_exact_with_pandas_or_without(self, kind, values, told, tmp_path):
        parquet(tmp_path / "in.parquet", {"content": ["a"] * len(values), "x": column(values, kind)})
        assert [row["x"] for row in run("in.parquet", cwd=tmp_path)] == told

    def test_within_others(self):
        array = pa.array(
            [{"a": [1000], "b": [("k", 2000)]}, None],
            pa.struct([("a", pa.list_(pa.time64("ns"))), ("b", pa.map_(pa.string(), pa.duration("ns")))]),
        )
        assert values_of(array) == [{"a": [time(0, 0, 0, 1)], "b": [("k", timedelta(microseconds=2))]}, None]
        assert values_of(column([1], pa.timestamp("ns")).dictionary_encode()) == ["1970-01-01T00:00:00.000000001"]

    @pytest.mark.parametrize(
        "array",
        [
            column([2**62], pa.timestamp("us")),
            column([2**30], pa.date32()),
            pa.array([[1]], pa.list_(pa.time64("ns"))),
            pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"]),
        ],
    )
    def test_what_cannot_be_told_is_an_error_that_names_the_column(self, array, tmp_path):
        parquet(tmp_path / "in.parquet", {"content": ["a"], "x": array})
        done = batch("in.parquet", "-o", "out.jsonl", cwd=tmp_path)
        assert (done.returncode, b"a column 'x' of " in done.stderr) == (2, True), done.stderr.decode()
        assert batch("in.parquet", "-o", "out.parquet", cwd=tmp_path).returncode == 0


def test_a_name_with_a_lone_surrogate_is_none_of_parquet(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"content": "<p>a</p>", "\\udfff": 1}\n')
    done = batch("in.jsonl", "-o", "out.parquet", cwd=tmp_path)
    assert (done.returncode, b"cannot hold the name of the column '\\udfff'" in done.stderr) == (2, True), done.stderr
    assert run("in.jsonl", cwd=tmp_path)[0]["\udfff"] == 1


@pytest.mark.parametrize(
    ("code", "error"), [(etree.ErrorTypes.ERR_NO_MEMORY, MemoryError), (etree.ErrorTypes.ERR_INTERNAL_ERROR, None)]
)
def test_libxml2_without_memory_is_no_internal_error(code, error, monkeypatch):
    def starve(*_args, **_words):
        raise etree.XMLSyntaxError("unknown error", code, 0, 0)

    cleaner = Cleaner()
    monkeypatch.setattr(Cleaner, "clean", starve)
    with pytest.raises(error) if error else nullcontext():
        assert CleanRow(cleaner)(Row("<p>a</p>")).status == "failed"
