"""Whether one cleaner can run for long: the memory of a process that cleans many documents.

usage: python benchmarks/memory.py [--documents N]

The documents are those of `examples/` and `tests/articles/`, and small ones of which no two have the same names, classes,
addresses, text and marks of sites, so that a cache without a limit would show. Each is cleaned to HTML or to Markdown. Memory is
the resident set of the process, its largest size in each tenth of the run. Fails when that of the last tenth is more than 10 %
above that of the first.
"""

import argparse
import itertools
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import newsclean

PROJECT: Final = Path(__file__).resolve().parents[1]
LARGEST: Final = 12_000
"""Bytes of the largest document from the project that is taken."""

EACH: Final = 20
"""One document in so many is from the project."""

SITES: Final = ("bjh-p", "cnbeta-article", "htmledit_views", "field--name-body", "kg-card", "TRS_Editor")
"""Classes by which packs recognise a document."""

MARKED: Final = 32
"""One document in so many has such a class."""

TENTHS: Final = 10
MOST_GROWTH: Final = 1.10
MEGABYTE: Final = 1e6


def _resident() -> float:
    """Megabytes of the process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / MEGABYTE


def _of_the_project() -> list[bytes]:
    paths = sorted([*PROJECT.glob("examples/*-*.*"), *PROJECT.glob("tests/articles/*/input.*")])
    return [data for data in map(Path.read_bytes, paths) if len(data) <= LARGEST]


def _made(numbers: random.Random) -> bytes:
    """A small document with names of its own."""
    name = numbers.randrange(10**12)
    site = "" if numbers.randrange(MARKED) else numbers.choice(SITES)
    return (
        f'<div class="{site} c{name} post-{name}" id="i{name}" data-k{name}="1"><h2>Head {name}</h2>'
        f"<x-{name}>Text of {name}.</x-{name}>"
        f'<p style="margin:{name}px">The harbour of town {name} <a href="https://n{name}.example/{name}?utm_source={name}">opens</a>'
        f' at {name}.</p><img data-src="/{name}.jpg" alt="{name}"><script>var v{name}</script></div>'
    ).encode()


def _documents() -> Iterator[bytes]:
    numbers = random.Random(20)  # noqa: S311 - the same documents each time, no secret
    whole = itertools.cycle(_of_the_project())
    for count in itertools.count():
        yield next(whole) if count % EACH == 0 else _made(numbers)


def _readings(documents: int) -> list[float]:
    """The largest size of the process in each tenth of the run, in megabytes."""
    cleaners = [newsclean.Cleaner(), newsclean.Cleaner(to="markdown", template_safe="all")]
    source = _documents()
    peaks: list[float] = []
    for tenth in range(TENTHS):
        peak = 0.0
        for count, document in enumerate(itertools.islice(source, documents // TENTHS)):
            cleaners[(count // EACH) % len(cleaners)].clean(document)
            if count % 50 == 0:
                peak = max(peak, _resident())
        peaks.append(max(peak, _resident()))
        print(f"  tenth {tenth + 1:2}: {peaks[-1]:.1f} MB")
    return peaks


def main() -> int:
    """Print the readings; 1 when the last is more than a tenth above the first."""
    arguments = argparse.ArgumentParser(description="Watch the memory of a process that cleans many documents.")
    arguments.add_argument("--documents", type=int, default=20_000, help="how many are cleaned (default 20,000)")
    documents = arguments.parse_args().documents
    print(f"{documents:,} documents; {_resident():.1f} MB at the start")
    start = time.monotonic()
    peaks = _readings(documents)
    growth = peaks[-1] / peaks[0]
    print(f"last tenth {growth:.3f} of the first, at most {MOST_GROWTH}; {time.monotonic() - start:.0f} s")
    return 1 if growth > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
