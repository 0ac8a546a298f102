"""Dates as feeds write them, in ISO 8601."""

from datetime import datetime
from email.utils import parsedate_to_datetime


def iso_date(written: str) -> str | None:
    """A date of RFC 822 (RSS) or ISO 8601 (Atom, JSON Feed, Dublin Core) in ISO 8601, None when it is neither."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written.strip()).isoformat(timespec="seconds")
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
