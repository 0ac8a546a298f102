"""What newsclean costs beside the floor: lxml's own parse and serialisation of the same bytes.

usage: python benchmarks/speed.py [--rounds N] [FILE ...]

Everything runs in one process, in rounds: floor, HTML, Markdown, floor, HTML, Markdown, and so on, so that a change in the
machine's speed meets all three alike. The ratio of a round compares neighbours in time; the median over all rounds is the
figure to quote, the ratio of the fastest runs is the check on it. Front matter is cut off first: the floor cannot read it.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lxml import etree

import newsclean
from newsclean.read.frontmatter import split

DEFAULT = Path(__file__).resolve().parents[1] / "examples" / "night-library.md"
WARM_UP = 20


class Contender(NamedTuple):
    """One thing to time: its name in the table, and the call that takes the document's bytes."""

    name: str
    run: Callable[[bytes], object]


class Figures(NamedTuple):
    """One contender against the floor: fastest run in milliseconds, and both ratios."""

    name: str
    fastest: float
    median_ratio: float
    ratio_of_fastest: float


def _parse_and_write(body: bytes) -> str:
    root = etree.fromstring(body, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    text: str = etree.tostring(root, encoding="unicode", method="html")
    return text


def _contenders() -> tuple[Contender, ...]:
    to_html, to_markdown = newsclean.Cleaner(), newsclean.Cleaner(to="markdown")
    return (
        Contender("lxml parse + tostring", _parse_and_write),
        Contender("newsclean, HTML", to_html.clean),
        Contender("newsclean, Markdown", to_markdown.clean),
    )


def _time_rounds(contenders: tuple[Contender, ...], body: bytes, rounds: int) -> list[list[int]]:
    """Nanoseconds of every run, one list a contender, in the order of the rounds."""
    times: list[list[int]] = [[] for _ in contenders]
    for number in range(WARM_UP + rounds):
        for contender, taken in zip(contenders, times, strict=True):
            start = time.perf_counter_ns()
            contender.run(body)
            elapsed = time.perf_counter_ns() - start
            if number >= WARM_UP:
                taken.append(elapsed)
    return times


def _compare(contenders: tuple[Contender, ...], times: list[list[int]]) -> list[Figures]:
    floor = times[0]
    return [
        Figures(
            name=contender.name,
            fastest=min(taken) / 1e6,
            median_ratio=statistics.median(own / base for own, base in zip(taken, floor, strict=True)),
            ratio_of_fastest=min(taken) / min(floor),
        )
        for contender, taken in zip(contenders, times, strict=True)
    ]


def main() -> None:
    """Print one table a document."""
    arguments = argparse.ArgumentParser(description="Time newsclean beside lxml's parse and serialisation.")
    arguments.add_argument("files", nargs="*", type=Path, metavar="FILE", help="documents beside the default one")
    arguments.add_argument("--rounds", type=int, default=500, help="timed rounds a document (default 500)")
    given = arguments.parse_args()
    contenders = _contenders()
    for path in [DEFAULT, *given.files]:
        _front, text = split(path.read_text("utf-8"))
        body = text.encode("utf-8")
        print(f"{path} ({len(body):,} bytes, {given.rounds} rounds)")
        print(f"  {'':24}{'fastest':>12}{'median ratio':>15}{'fastest ratio':>16}")
        for row in _compare(contenders, _time_rounds(contenders, body, given.rounds)):
            print(f"  {row.name:24}{row.fastest:>9.3f} ms{row.median_ratio:>15.2f}{row.ratio_of_fastest:>16.2f}")


if __name__ == "__main__":
    main()
