"""What `newsclean batch` reads: files that are cut off, of uneven rows, or hold what another format cannot."""

import gzip
import io
import json
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
