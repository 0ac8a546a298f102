"""The items of a feed as files of their own."""

from pathlib import Path
from typing import Final, NamedTuple

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.cli.files import write_file
from newsclean.cli.messages import Failure, failure_of
from newsclean.cli.request import Request
from newsclean.errors import InputError
from newsclean.feeds.items import FeedItem
from newsclean.read.decode import decode
from newsclean.read.kinds import is_feed

_FORMS: Final = frozenset({"markdown", "text"})


class Written(NamedTuple):
    """What became of one item: the file it is in and what came out of it, or why nothing did."""

    path: Path
    cleaned: Cleaned | None
    failure: Failure | None


def wants_items(request: Request, data: bytes) -> bool:
    """Whether each item of the input is to be a file: it is a feed, and something else than a feed is wanted."""
    read_as = request.read_as or "auto"
    return request.to in _FORMS and read_as in {"auto", "feed"} and is_feed(decode(data).text, read_as)


def write_items(cleaner: Cleaner, data: bytes, folder: Path | None, *, name: str, url: str | None) -> tuple[Written, ...]:
    """Write each item of the feed `name` into a file of `folder`, which is made if need be.

    InputError without a folder, and for what is no feed; RefusedError for a feed that must not be read. An item that fails is one
    that was not written, and the others are.
    """
    if folder is None:
        raise InputError("a feed has many items; give -o DIR, a folder to write one file per item to")
    items = cleaner.feed_items(data, url)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_written(item, folder / item.name, name) for item in items)


def _written(item: FeedItem, path: Path, name: str) -> Written:
    try:
        write_file(path, item.page.encode())
    except Exception as error:  # noqa: BLE001 - the next item is still tried
        failure = failure_of(name, error)
        return Written(path, None, failure._replace(reason=f"{item.label}: {failure.reason}"))
    return Written(path, item.cleaned, None)
