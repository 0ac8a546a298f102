"""What `newsclean batch` reads: files that are cut off, of uneven rows, or hold what another format cannot."""

import gzip
import io
import json
import os
import subprocess
import sys

import pytest

from newsclean import InputError, OptionError
from newsclean.batch.inputs import Input
from newsclean.batch.inputs.columns import ColumnNames

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

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
        writer.write_record(writer.create_warc_record(f"https://example.org/{number}", "response", payload=payload, http_headers=http))
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
        ("name", "text"), [("A.TSV", "id\tcontent\n1\ta,b\n"), ("n.tsv.csv", "id,content\n1,a\tb\n"), ("N.Tsv.GZ", "id\tcontent\n1\ta,b\n")]
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
        depth = 1200
        place = os.open(tmp_path, os.O_RDONLY)
        for _ in range(depth):
            os.mkdir("d", dir_fd=place)  # noqa: PTH102 - the only way that knows a folder by its number
            inner = os.open("d", os.O_RDONLY, dir_fd=place)
            os.close(place)
            place = inner
        with open(os.open("a.html", os.O_WRONLY | os.O_CREAT, dir_fd=place), "w") as file:  # noqa: PTH123 - as above
            file.write("<p>a</p>")
        os.close(place)
        (row,) = rows(tmp_path)
        assert row.ident == str(tmp_path / ("d/" * depth) / "a.html")

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
