"""What hostile documents cost: time and memory for n, 2n and 4n of every shape, as a Markdown table.

usage: python benchmarks/hostile.py [--divide N] [--most RATIO] [--to html|markdown] [--memory] [NAME ...]

Every shape of hostile_shapes.py whose name contains a NAME is cleaned at a quarter, a half and the whole of its full size over N.
Time is the processor's, the best of several runs for what is quick; memory (--memory) is the peak of a process of its own.
A shape that takes more than RATIO times as long for twice the size, and does so again, fails: then the exit status is 1.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from typing import Final, NamedTuple

from hostile_shapes import SHAPES, Shape

import newsclean

PARTS: Final = (4, 2, 1)
QUICK: Final = 0.05
"""Seconds from which a ratio of times says something."""

TRIES: Final = 3


class Row(NamedTuple):
    """One shape measured: characters and seconds for n, 2n and 4n, what came of it, and the peak memory in MB, or None."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    outcome: str
    memory: int | None

    @property
    def growth(self) -> float:
        """The largest ratio of a time to that for half the size, of those that are long enough to compare."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        return max((after / max(before, QUICK / 4) for before, after in pairs if after >= QUICK), default=0.0)


def _clean(cleaner: newsclean.Cleaner, text: str) -> tuple[float, str]:
    start = time.process_time()
    try:
        outcome = f"{len(cleaner.clean(text).content) / len(text):.1f} times as long"
    except newsclean.RefusedError as error:
        outcome = f"refused ({error.rule})"
    return time.process_time() - start, outcome


def _measure(cleaner: newsclean.Cleaner, shape: Shape, divide: int) -> Row:
    texts = [shape.make(max(1, shape.full // divide // part)) for part in PARTS]
    best, outcome = [], ""
    for text in texts:
        seconds, outcome = _clean(cleaner, text)
        tries = TRIES if seconds < QUICK * 10 else 1
        best.append(min([seconds, *(_clean(cleaner, text)[0] for _ in range(tries - 1))]))
    return Row(shape.name, tuple(map(len, texts)), tuple(best), outcome, None)


def _peak(to: str, shape: Shape, divide: int) -> int:
    _clean(newsclean.Cleaner(to=to), shape.make(max(1, shape.full // divide)))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _peak_apart(to: str, shape: Shape, divide: int) -> int:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (to, shape, divide))


def _line(row: Row) -> str:
    times = " | ".join(f"{seconds:.2f}" for seconds in row.seconds)
    memory = "" if row.memory is None else f" {row.memory} |"
    return f"| {row.name} | {row.sizes[-1]:,} | {times} | {row.growth:.1f} |{memory} {row.outcome} |"


def _settled(cleaner: newsclean.Cleaner, shape: Shape, given: argparse.Namespace) -> Row:
    """The measure of `shape`; one that fails is measured again, and the better of the two counts."""
    row = _measure(cleaner, shape, given.divide)
    if row.growth > given.most:
        row = min(row, _measure(cleaner, shape, given.divide), key=lambda one: one.growth)
    return row._replace(memory=_peak_apart(given.to, shape, given.divide)) if given.memory else row


def main() -> int:
    """Print the table and return the exit status."""
    arguments = argparse.ArgumentParser(description="Measure how time and memory grow with the size of hostile documents.")
    arguments.add_argument("names", nargs="*", metavar="NAME", help="shapes whose names contain this (default: all)")
    arguments.add_argument("--divide", type=int, default=24, help="of the full sizes (default 24)")
    arguments.add_argument("--most", type=float, default=3.0, help="growth for twice the size that fails (default 3)")
    arguments.add_argument("--to", choices=("html", "markdown", "text"), default="html")
    arguments.add_argument("--memory", action="store_true", help="measure the peak memory in a process for each shape")
    given = arguments.parse_args()
    cleaner = newsclean.Cleaner(to=given.to)
    cleaner.clean("<p>x</p>")
    shapes = [shape for shape in SHAPES if not given.names or any(name in shape.name for name in given.names)]
    print(f"| shape | characters | n (s) | 2n (s) | 4n (s) | growth |{' MB |' if given.memory else ''} output |")
    print(f"| --- | ---: | ---: | ---: | ---: | ---: |{' ---: |' if given.memory else ''} --- |")
    failed = []
    for shape in shapes:
        row = _settled(cleaner, shape, given)
        print(_line(row), flush=True)
        if row.growth > given.most:
            failed.append(row.name)
    if failed:
        print(f"grow faster than their input: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
