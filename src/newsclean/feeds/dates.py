"""Dates as feeds write them, in ISO 8601."""

from datetime import datetime


def iso_date(written: str) -> str | None:
    """A date of RFC 822 (RSS) or ISO 8601 (Atom, JSON Feed, Dublin Core) in ISO 8601, None when it is neither."""
    # The import takes longer than reading a thousand dates, and most programs read no feed.
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - see above

    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written.strip()).isoformat(timespec="seconds")
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
