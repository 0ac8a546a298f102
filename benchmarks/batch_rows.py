"""Rows for benchmarks and tests of many documents: the project's own articles, no two rows alike."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypedDict

ARTICLES: Final = Path(__file__).resolve().parents[1] / "tests" / "articles"
LARGEST: Final = 12_000
"""Bytes of the largest article that is taken."""

_REFUSED: Final = 50
_EMPTY: Final = 70
"""One row in so many is refused, or has no HTML."""


class BatchRow(TypedDict):
    """One row."""

    id: int
    content: str | None
    url: str


def rows(count: int) -> list[BatchRow]:
    """The first `count` rows; the same ones each time."""
    return list(islice(endless_rows(), count))


def endless_rows() -> Iterator[BatchRow]:
    """All rows, one after the other."""
    articles = [path.read_text("utf-8") for path in sorted(ARTICLES.glob("*/input.*")) if path.stat().st_size <= LARGEST]
    number = 0
    while True:
        for article in articles:
            yield {"id": number, "content": _content(number, article), "url": f"https://example.org/{number}"}
            number += 1


def _content(number: int, article: str) -> str | None:
    if number % _REFUSED == _REFUSED - 1:
        return f"<p>{number}</p>" + "<b>" * 3000
    if number % _EMPTY == _EMPTY - 1:
        return None
    return article.replace("</p>", f" ({number})</p>", 1)
