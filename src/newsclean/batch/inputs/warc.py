"""WARC: the pages in the archive of a crawler."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from newsclean.batch.blocks import Block, Records
from newsclean.batch.extras import extra
from newsclean.batch.inputs.files import compression_of
from newsclean.batch.inputs.reading import Reading, gunzipped
from newsclean.batch.rows import Row
from newsclean.errors import InputError, RefusedError

if TYPE_CHECKING:
    import gzip

    from warcio.bufferedreaders import BufferedReader
    from warcio.recordloader import ArcWarcRecord

_TYPES: Final = ("text/html", "application/xhtml+xml")
_GZIP: Final = b"\x1f\x8b"
_PART: Final = 64 * 1024


def read_warc(path: Path, reading: Reading) -> Iterator[Block]:
    """A row for each response of a web server that is HTML, a block at a time.

    Its columns are `id`, `url` and `date` as the archive has them, and `http_status`, a string. The charset of the response says
    how it is encoded. InputError for a file that is no archive, EOFError for one that is cut off.
    """
    failure = extra("warcio.exceptions").ArchiveLoadFailed
    with _open(path, reading) as file:
        # Each record is read before the next is asked for: the archive is a stream.
        pairs = (_row(record, reading) for record in _records(file) if _is_page(record))
        try:
            for some in reading.blocks(pairs, lambda pair: len(pair[0].html or b"")):
                yield Block([row for row, _ in some], Records([record for _, record in some]))
        except failure as error:
            raise InputError(f"{path}: {error}") from None


def _open(path: Path, reading: Reading) -> "BinaryIO | gzip.GzipFile | io.BufferedReader":
    """The archive as it was before it was compressed, which it may be under any name."""
    if compression_of(path) == ".zst":
        return reading.open_bytes(path)
    with path.open("rb") as file:
        is_compressed = file.read(len(_GZIP)) == _GZIP
    raw = reading.open_raw(path)
    # warcio reads gzip itself, and takes a member that is cut off for whole.
    return gunzipped(raw) if is_compressed else raw


def _records(file: "BinaryIO | gzip.GzipFile | io.BufferedReader") -> "Iterator[ArcWarcRecord]":
    """All records, each with the headers of HTTP if it is a response. EOFError where the last is not whole.

    The iterator of warcio takes an end in the middle for the end, and writes to the terminal what it wonders about.
    """
    reader = extra("warcio.bufferedreaders").BufferedReader(file)
    loader = extra("warcio.recordloader").ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    kind = None
    while line := _next_line(reader, kind):
        record = loader.parse_record_stream(reader, line, kind, no_record_parse=True)
        kind = record.format
        length = record.rec_headers.get_header("length" if kind == "arc" else "Content-Length") or ""
        if not length.isdecimal():
            raise EOFError("a record does not say how long it is")
        if record.rec_type == "response":
            record.http_headers = loader.load_http_headers("response", _url(record) or "", record.raw_stream, record.length)
        yield record
        while record.raw_stream.read(_PART):
            pass
        if record.raw_stream.limit:
            raise EOFError(f"the last record is cut off, {record.raw_stream.limit:,} bytes are missing")


def _next_line(reader: "BufferedReader", kind: str | None) -> bytes:
    """The line that begins the next record, nothing at the end. What is left over of a line of the last one is no record."""
    line = reader.readline()
    if line.strip() and kind == "warc" and not line.startswith(b"WARC/"):
        line = reader.readline()
    while line and not line.strip():
        line = reader.readline()
    return bytes(line)


def _url(record: "ArcWarcRecord") -> str | None:
    url: str | None = record.rec_headers.get_header("uri" if record.format == "arc" else "WARC-Target-URI")
    return url


def _is_page(record: "ArcWarcRecord") -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return _content_type(record).get_content_type() in _TYPES


def _row(record: "ArcWarcRecord", reading: Reading) -> tuple[Row, dict[str, str | None]]:
    url = record.rec_headers.get_header("WARC-Target-URI")
    facts: dict[str, str | None] = {
        "id": record.rec_headers.get_header("WARC-Record-ID"),
        "url": url,
        "date": record.rec_headers.get_header("WARC-Date"),
        "http_status": record.http_headers.get_statuscode(),
    }
    html, problem = _page(record, reading)
    label = _content_type(record).get_content_charset()
    return Row(html, url, problem=problem, ident=facts["id"] or "", label=label), facts


def _page(record: "ArcWarcRecord", reading: Reading) -> tuple[bytes | None, str | RefusedError | None]:
    """The page, or what is wrong with it: warcio writes to the terminal that a body cannot be unpacked, and gives a part."""
    with redirect_stderr(io.StringIO()) as told:
        try:
            html = reading.page(record.content_stream())
        except RefusedError as error:
            return None, error
    problem = told.getvalue().strip()
    return (None, f"the body of the response is broken: {problem}") if problem else (html, None)


def _content_type(record: "ArcWarcRecord") -> Message:
    message = Message()
    message["Content-Type"] = record.http_headers.get_header("Content-Type") or ""
    return message
