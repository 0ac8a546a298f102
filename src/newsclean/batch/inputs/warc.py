"""WARC: the pages in the archive of a crawler."""

from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsclean.batch.blocks import Block, Records
from newsclean.batch.extras import extra
from newsclean.batch.inputs.reading import Reading
from newsclean.batch.rows import Row
from newsclean.errors import InputError, RefusedError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_TYPES: Final = ("text/html", "application/xhtml+xml")


def read_warc(path: Path, reading: Reading) -> Iterator[Block]:
    """A row for each response of a web server that is HTML, a block at a time.

    Its columns are `id`, `url` and `date` as the archive has them, and `http_status`, a string. The charset of the response says
    how it is encoded. InputError for a file that is no archive.
    """
    records, failure = extra("warcio.archiveiterator").ArchiveIterator, extra("warcio.exceptions").ArchiveLoadFailed
    with reading.open_raw(path) if path.suffix == ".gz" else reading.open_bytes(path) as file:
        # Each record is read before the next is asked for: the archive is a stream.
        pairs = (_row(record, reading) for record in records(file) if _is_page(record))
        try:
            for some in reading.blocks(pairs, lambda pair: len(pair[0].html or b"")):
                yield Block([row for row, _ in some], Records([record for _, record in some]))
        except failure as error:
            raise InputError(f"{path}: {error}") from None


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
    try:
        html, problem = reading.page(record.content_stream()), None
    except RefusedError as error:
        html, problem = None, error
    label = _content_type(record).get_content_charset()
    return Row(html, url, problem=problem, ident=facts["id"] or "", label=label), facts


def _content_type(record: "ArcWarcRecord") -> Message:
    message = Message()
    message["Content-Type"] = record.http_headers.get_header("Content-Type") or ""
    return message
