"""`newsclean batch`: every kind of input and output, and what goes wrong."""

import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys

import pytest

from newsclean import Cleaner, InputError
from newsclean.batch.extras import extra
from newsclean.batch.inputs import Input
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.run import Batch

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
from newsclean.arrow import clean_batch  # noqa: E402 - after Arrow, which may be missing

ROWS = [
    {"id": 1, "content": '<p style="x">一</p>', "url": "https://example.org/a", "score": 1.50, "tags": ["a", None]},
    {"id": 2, "content": "<p>clean</p>\n", "url": None, "score": 2.0, "tags": []},
    {"id": 3, "content": None, "url": None, "score": None, "tags": None},
    {"id": 4, "content": "<b>" * 3000, "url": None, "score": 0.0, "tags": ["😀"]},
]
EXPECTED = ["changed", "unchanged", "failed", "refused"]
NEW = ["clean", "metadata", "site", "removed", "status", "error"]


def batch(*args, cwd):
    line = [sys.executable, "-m", "newsclean", "batch", *args]
    return subprocess.run(line, cwd=cwd, capture_output=True, timeout=300, check=False)  # noqa: S603 - newsclean itself


def run(*args, cwd):
    done = batch(*args, cwd=cwd)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    return done.stderr.decode()


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path):
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (tmp_path / "in.jsonl").write_text(text, "utf-8")
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "in.parquet")
    return tmp_path


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.parquet"])
@pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
def test_rows_keep_their_columns_and_order(name, out, folder):
    run(name, "-o", out, cwd=folder)
    rows = pq.read_table(folder / out).to_pylist() if out.endswith("parquet") else lines(folder / out)
    assert [{key: value for key, value in row.items() if key not in NEW} for row in rows] == ROWS
    assert [list(row) for row in rows] == [[*ROWS[0], *NEW]] * 4
    assert [row["status"] for row in rows] == EXPECTED
    assert [row["clean"] for row in rows] == ["<p>一</p>\n", "<p>clean</p>\n", None, None]
    assert [bool(row["error"]) for row in rows] == [False, False, True, True]
    assert not (folder / f"{out}.partial").exists()


def test_a_row_of_json_lines_stays_as_it_was_written(folder):
    (folder / "odd.jsonl").write_bytes(
        b'\xef\xbb\xbf{ "content" : "<p>a</p>",  "big": 12345678901234567890, "x": 1.0e2 }\r\n\n{"content": "\\ud800"}\n'
    )
    run("odd.jsonl", "-o", "out.jsonl", cwd=folder)
    first, second = (folder / "out.jsonl").read_bytes().splitlines()
    assert first.startswith(b'{ "content" : "<p>a</p>",  "big": 12345678901234567890, "x": 1.0e2, "clean": "<p>a</p>\\n", ')
    assert second.startswith(b'{"content": "\\ud800", "clean": ')


def test_compressed_output_is_the_same(folder):
    run("in.jsonl", "-o", "out.jsonl", cwd=folder)
    run("in.jsonl", "-o", "out.jsonl.gz", cwd=folder)
    run("in.jsonl", "-o", "out.jsonl.zst", cwd=folder)
    plain = (folder / "out.jsonl").read_bytes()
    assert gzip.decompress((folder / "out.jsonl.gz").read_bytes()) == plain
    with pytest.importorskip("zstandard").open(folder / "out.jsonl.zst", "rb") as file:
        assert file.read() == plain


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_compressed_output_can_be_read_again_to_its_last_block(ending, tmp_path):
    (tmp_path / "in.jsonl").write_text("".join(f'{{"id": {number}, "content": ""}}\n' for number in range(1001)))
    run("in.jsonl", "-o", f"once.jsonl.{ending}", cwd=tmp_path)
    run(f"once.jsonl.{ending}", "-o", "twice.jsonl", "--prefix", "again_", cwd=tmp_path)
    assert [row["id"] for row in lines(tmp_path / "twice.jsonl")] == list(range(1001))


@pytest.mark.parametrize(("ending", "reason"), [("gz", "ended before"), ("zst", "Truncated")])
def test_a_file_that_is_cut_off_is_an_error(ending, reason, folder):
    rows = b"".join(b'{"content": "%s"}\n' % os.urandom(100).hex().encode() for _ in range(20))
    packed = gzip.compress(rows) if ending == "gz" else pa.compress(rows, codec="zstd", asbytes=True)
    (folder / f"cut.jsonl.{ending}").write_bytes(packed[:-9])
    done = batch(f"cut.jsonl.{ending}", "-o", "out.jsonl", cwd=folder)
    assert done.returncode == 2
    assert f"cut.jsonl.{ending}: " in done.stderr.decode()
    assert reason in done.stderr.decode()


def test_csv_and_names_of_columns(folder):
    with (folder / "in.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["body", "link", "status"])
        writer.writeheader()
        writer.writerow({"body": '<p style="x">a,\n"b"</p>', "link": "https://example.org/", "status": "draft"})
    refused = batch("in.csv", "-o", "out.jsonl", "--html-column", "body", cwd=folder)
    assert (refused.returncode, b"has a column 'status' already" in refused.stderr) == (2, True)
    run("in.csv", "-o", "out.jsonl", "--html-column", "body", "--url-column", "link", "--prefix", "nc_", cwd=folder)
    (row,) = lines(folder / "out.jsonl")
    assert (row["status"], row["nc_status"], row["nc_clean"]) == ("draft", "changed", '<p>a, "b"</p>\n')


def test_pages_and_folders(folder):
    (folder / "site" / "deep").mkdir(parents=True)
    (folder / "site" / "b.md").write_text("# One\n\n<b id=x>two</b>\n")
    (folder / "site" / "deep" / "a.html").write_bytes("<p id=x>旧港今日重新开放，市民步行过桥</p>".encode("gbk"))
    (folder / "site" / "deep" / "notes.txt").write_text("no page")
    (folder / "page.htm").write_text("<p>page</p>")
    run("site", "page.htm", "in.jsonl", "-o", "out.jsonl", cwd=folder)
    rows = lines(folder / "out.jsonl")
    assert [row.get("path") for row in rows[:3]] == ["site/b.md", "site/deep/a.html", "page.htm"]
    assert [row["clean"] for row in rows[:2]] == ["# One\n\n<strong>two</strong>\n", "<p>旧港今日重新开放，市民步行过桥</p>\n"]
    assert len(rows) == 7


def write_warc(path, *records):
    warcwriter = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    with path.open("wb") as file:
        writer = warcwriter.WARCWriter(file, gzip=True)
        for url, fields, body in records:
            http = headers("200 OK", fields, protocol="HTTP/1.0")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio's writer leaves files to the collector
def test_warc(folder):
    write_warc(
        folder / "in.warc.gz",
        ("https://example.org/1", [("Content-Type", "text/html; charset=utf-8")], b"<p id=x>one</p>"),
        ("https://example.org/2.png", [("Content-Type", "image/png")], b"\x89PNG"),
        ("https://example.org/3", [("Content-Type", "text/html")], b"<p>three</p>\n"),
        ("https://example.org/4", [("Content-Type", 'Text/HTML;charset="Windows-1251"')], "<p>Мост</p>\n".encode("cp1251")),
        ("https://example.org/5", [("Content-Type", "text/html; charset=cp1251")], "<p>桥</p>\n".encode()),
        ("https://example.org/6", [], b"<p>no type</p>\n"),
    )
    run("in.warc.gz", "-o", "out.jsonl", cwd=folder)
    rows = lines(folder / "out.jsonl")
    assert [(row["url"], row["clean"]) for row in rows] == [
        ("https://example.org/1", "<p>one</p>\n"),
        ("https://example.org/3", "<p>three</p>\n"),
        ("https://example.org/4", "<p>Мост</p>\n"),
        ("https://example.org/5", "<p>桥</p>\n"),
    ]
    assert all(row["id"].startswith("<urn:uuid:") and row["date"] and row["http_status"] == "200" for row in rows)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # as above
def test_a_page_that_comes_in_pieces(folder):
    body = gzip.compress(b"<p id=x>one</p>" * 3)
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:7], body[7:], b""))
    fields = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]
    write_warc(folder / "in.warc.gz", ("https://example.org/1", fields, pieces))
    run("in.warc.gz", "-o", "out.jsonl", cwd=folder)
    assert lines(folder / "out.jsonl")[0]["clean"] == "<p>one</p>\n<p>one</p>\n<p>one</p>\n"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # as above
def test_of_a_page_without_end_no_more_is_read_than_is_allowed(folder):
    (folder / "site").mkdir()
    (folder / "site" / "a.html").write_text("<p>123456</p>\n")
    (folder / "site" / "b.html").symlink_to("/dev/zero")
    (folder / "site" / "c.html").write_text("<p>1234567</p>\n")
    write_warc(folder / "in.warc.gz", ("https://example.org/1", [("Content-Type", "text/html")], b"<p>123456</p>\n "))
    run("site", "in.warc.gz", "-o", "out.jsonl", "--limit", "bytes=14", cwd=folder)
    reason = "refused (size): more than 14 bytes, and at most 14 are read"
    assert [row["error"] for row in lines(folder / "out.jsonl")] == [None, reason, reason]


def test_large_rows_make_small_blocks(folder):
    page = "<p>" + "x" * 10**6
    records = [{"id": number, "content": f"{page}{number}"} for number in range(40)]
    (folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    pq.write_table(pa.Table.from_pylist(records), folder / "in.parquet")
    with (folder / "in.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "content"])
        writer.writeheader()
        writer.writerows(records)
    for name in ("in.jsonl", "in.parquet", "in.csv"):
        blocks = list(Input([folder / name], ColumnNames()).blocks())
        assert 3 <= len(blocks) <= 4, name
        assert [row.ident for block in blocks for row in block.rows] == [str(number) for number in range(40)]


def test_a_folder_of_files_of_rows(folder):
    for number in (1, 0):
        pq.write_table(pa.Table.from_pylist([ROWS[number]]), folder / f"part-{number}.parquet")
    (folder / "parts" / ".hidden").mkdir(parents=True)
    for name in ("part-0.parquet", "part-1.parquet"):
        (folder / name).rename(folder / "parts" / name)
    (folder / "parts" / "_SUCCESS").touch()
    for name in (".part-0.parquet.crc", ".part-2.jsonl", ".hidden/page.html"):
        (folder / "parts" / name).write_text("no rows")
    run("parts", "-o", "out.parquet", cwd=folder)
    assert pq.read_table(folder / "out.parquet")["id"].to_pylist() == [1, 2]


def test_what_is_read_is_not_written_over(folder):
    before = (folder / "in.jsonl").read_bytes()
    (folder / "link.jsonl").symlink_to(folder / "in.jsonl")
    for paths in (("in.jsonl", "-o", "in.jsonl"), (".", "-o", "./in.jsonl"), ("in.jsonl", "-o", "link.jsonl")):
        done = batch(*paths, cwd=folder)
        assert (done.returncode, b"it is read, too" in done.stderr) == (2, True), done.stderr
    assert (folder / "in.jsonl").read_bytes() == before


def test_a_number_that_is_none_is_null_in_json(folder):
    deep = [{"a": [float("inf"), 1.5]}]
    table = pa.table({"content": ["a", "b"], "x": [float("nan"), 1.0], "y": [deep, None], "z": [b"\xff", None]})
    pq.write_table(table, folder / "odd.parquet")
    run("odd.parquet", "-o", "out.jsonl", cwd=folder)
    text = (folder / "out.jsonl").read_text()
    assert [text.count(name) for name in ("NaN", "Infinity")] == [0, 0]
    rows = lines(folder / "out.jsonl")
    assert [(row["x"], row["y"], row["z"]) for row in rows] == [(None, [{"a": [None, 1.5]}], "/w=="), (1.0, None, None)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty/notes.txt", b"", "nothing to read in empty"),
        ("in.csv", b"content,a,a\nx,1,2\n", "has several columns 'a'"),
        ("gone.jsonl", None, "No such file"),
        ("in.xlsx", b"", "no kind of file that is known"),
        ("in.jsonl", b'{"html": "x"}\n', "has no column 'content'"),
        ("in.parquet", b"PAR1 broken", "in.parquet"),
        ("in.csv", b"content\na,b\n", "has more values than there are columns"),
        ("in.csv", b"content\n\xff\n", "is not UTF-8"),
        ("in.warc", b"no archive at all", "in.warc"),
    ],
)
def test_an_input_that_is_none_is_an_error_and_leaves_nothing(name, content, message, tmp_path):
    if content is not None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    name = name.split("/")[0]
    done = batch(name, "-o", "out.jsonl", cwd=tmp_path)
    assert (done.returncode, message in done.stderr.decode()) == (2, True), done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ([name] if content is not None else [])


def test_a_line_that_is_no_json_is_a_row_of_its_own(folder):
    (folder / "in.jsonl").write_bytes(b'{"content": "<p>a</p>"}\n{broken\n[1]\n\xff\n' + b"[" * 100_000 + b"\n")
    run("in.jsonl", "-o", "out.jsonl", cwd=folder)
    rows = lines(folder / "out.jsonl")
    assert [row["status"] for row in rows] == ["changed", "failed", "failed", "failed", "failed"]
    assert [row.get("line") for row in rows] == [None, "{broken", "[1]", "\\xff", "[" * 100_000]
    assert [row["error"].split(":")[0] for row in rows[1:]] == [f"in.jsonl, line {number}" for number in (2, 3, 4, 5)]


def test_the_types_of_the_first_rows_hold_in_parquet(folder):
    rows = [{"content": "<p>a</p>", "n": None}] * 1000 + [{"content": "<p>b</p>", "n": "x"}, {"content": "<p>c</p>"}]
    (folder / "late.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("late.jsonl", "-o", "out.parquet", cwd=folder)
    assert pq.read_table(folder / "out.parquet")["n"].to_pylist()[-2:] == ["x", None]
    (folder / "bad.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"content": "", "m": 1}]))
    done = batch("bad.jsonl", "-o", "bad.parquet", cwd=folder)
    assert (done.returncode, b"has a column 'm', which the first rows have not" in done.stderr) == (2, True)


def test_report(folder):
    run("in.jsonl", "-o", "out.jsonl", "--report", "report.json", cwd=folder)
    report = json.loads((folder / "report.json").read_bytes())
    assert report["rows"] == 4
    assert report["status"] == {"changed": 1, "unchanged": 1, "failed": 1, "refused": 1}
    assert [(one["row"], one["ident"]) for one in report["troubles"]] == [(3, "3"), (4, "4")]
    run("in.jsonl", "-o", "out.jsonl", "--report", "report.html", cwd=folder)
    page = (folder / "report.html").read_text("utf-8")
    assert "4 documents" in page
    assert not re.search(r"https?:|<script", page)


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "site"])
def test_how_far_it_is_tells_what_is_done_and_not_what_is_read(name, folder):
    (folder / "site").mkdir()
    for number in range(3000):
        (folder / "site" / f"{number:04}.html").write_text("<p>a</p>\n")
    (folder / "in.jsonl").write_text('{"content": "<p>a</p>"}\n' * 3000)
    (folder / "in.csv").write_text("content,id\n" + "<p>a</p>,1\n" * 3000)

    def job(**words):
        return Batch(
            source=Input([folder / name], ColumnNames()), output=folder / "o.jsonl", cleaner=Cleaner(), identity="", **words
        )

    def interrupted(stage):
        raise KeyboardInterrupt(stage)

    with pytest.raises(KeyboardInterrupt):
        job().run(interrupted)
    stages = []
    job(resume=True).run(lambda stage: stages.append((stage.summary.rows, round(stage.share, 1), stage.before)))
    assert stages == [(2000, 0.7, 1000), (3000, 1.0, 1000)]


def test_the_output_is_what_the_library_makes_of_each(folder):
    run("in.jsonl", "-o", "out.jsonl", "--to", "markdown", "--disable", "tidy", "--site", "none", "-j", "2", cwd=folder)
    cleaner = Cleaner(to="markdown", site="none")
    assert lines(folder / "out.jsonl")[0]["clean"] == cleaner.clean(ROWS[0]["content"]).content


def test_a_report_in_no_folder_is_refused_before_the_work(folder):
    done = batch("in.jsonl", "-o", "out.jsonl", "--report", "gone/report.json", cwd=folder)
    assert (done.returncode, done.stderr.decode()) == (2, "newsclean: --report: no such folder: 'gone/report.json'\n")
    assert not list(folder.glob("out.jsonl*"))


class TestValues:
    """What JSON, Arrow and file names can hold, and one of the others cannot."""

    def test_text_that_is_not_utf8(self, folder):
        content = "<p>旧港今日重新开放，市民步行过桥</p>\n"
        texts = pa.array([content.encode("gbk"), b"<p>ok</p>\n", None], pa.binary())
        column = pa.Array.from_buffers(pa.string(), 3, texts.buffers())
        table = pa.table({"content": column, "x": column, "y": column.dictionary_encode()})
        pq.write_table(table, folder / "odd.parquet")
        run("odd.parquet", "-o", "out.jsonl", cwd=folder)
        first, second, _ = lines(folder / "out.jsonl")
        assert first["clean"] == content
        assert first["x"] == first["y"] == content.encode("gbk").decode("utf-8", "replace")
        assert second["x"] == second["y"] == second["clean"] == "<p>ok</p>\n"
        run("odd.parquet", "-o", "out.parquet", cwd=folder)
        kept = pq.read_table(folder / "out.parquet", read_dictionary=[])["x"].cast(pa.binary())
        assert kept.to_pylist() == texts.to_pylist()
        (batch_of_it,) = table.to_batches()
        assert clean_batch(batch_of_it)["clean"].to_pylist() == [content, "<p>ok</p>\n", None]

    def test_text_that_is_not_utf8_in_a_list(self, folder):
        text = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"]).buffers())
        pq.write_table(pa.table({"content": ["a"], "x": pa.ListArray.from_arrays([0, 1], text)}), folder / "odd.parquet")
        done = batch("odd.parquet", "-o", "out.jsonl", cwd=folder)
        assert (done.returncode, b"has text that is not UTF-8" in done.stderr) == (2, True)

    @pytest.mark.parametrize(("out", "name"), [("out.jsonl", "\udcff.html"), ("out.parquet", "\ufffd.html")])
    def test_a_name_that_is_not_utf8(self, out, name, folder):
        (folder / "site").mkdir()
        (folder / "site" / os.fsdecode(b"\xff.html")).write_text("<b>" * 3000)
        run("site", "-o", out, "--report", "report.html", cwd=folder)
        rows = pq.read_table(folder / out).to_pylist() if out.endswith("parquet") else lines(folder / out)
        assert [row["path"] for row in rows] == [f"site/{name}"]

    def test_a_lone_surrogate_in_parquet(self, folder):
        row = {"content": "\ud800", "x": "\ud800", "y": ["a\udfff", {"b": "\udfff"}["b"]]}
        (folder / "odd.jsonl").write_text(json.dumps(row))
        run("odd.jsonl", "-o", "out.parquet", cwd=folder)
        (row,) = pq.read_table(folder / "out.parquet").to_pylist()
        assert (row["content"], row["x"], row["y"]) == ("\ufffd", "\ufffd", ["a\ufffd", "\ufffd"])

    @pytest.mark.parametrize(
        ("values", "reason"),
        [([10**30], "fits no type"), ([1, "x"], "fits no type"), ([{}], "no child field")],
    )
    def test_what_parquet_cannot_hold(self, values, reason, folder):
        (folder / "odd.jsonl").write_text("".join(json.dumps({"content": "", "x": value}) + "\n" for value in values))
        done = batch("odd.jsonl", "-o", "out.parquet", cwd=folder)
        assert (done.returncode, reason in done.stderr.decode(), b"JSON Lines can" in done.stderr) == (2, True, True)
        run("odd.jsonl", "-o", "out.jsonl", cwd=folder)
        assert [row["x"] for row in lines(folder / "out.jsonl")] == values


def test_an_extra_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pyarrow is not installed; pip install 'newsclean\[batch\]'"):
        extra("pyarrow")
