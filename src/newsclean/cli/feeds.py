"""The items of a feed as files of their own."""

from pathlib import Path
from typing import NamedTuple

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.cli.files import write_file
from newsclean.cli.messages import Failure, failure_of
from newsclean.errors import InputError
from newsclean.feeds.items import FeedItem


class Written(NamedTuple):
    """What became of one item: the file it is in and what came out of it, or why nothing did."""

    path: Path
    cleaned: Cleaned | None
    failure: Failure | None


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
