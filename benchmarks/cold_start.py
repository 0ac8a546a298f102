"""What it costs to start newsclean beside the floor: a Python that imports lxml.etree and click, and nothing else.

usage: python benchmarks/cold_start.py [--rounds N] [--most-version RATIO] [--most-filter RATIO]

Each round runs the floor and then a command, as processes of their own; its ratio compares neighbours in time, so a machine
whose speed changes meets both alike. The median of the ratios of processor time is the figure to quote. With limits the exit
status is 1 when a median is above its limit. What is measured is newsclean as a wheel installs it, with its packs compiled and
all modules as bytecode: where the one that is imported has not that, a copy is made for the time of the measurement.
"""

import argparse
import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import newsclean
from newsclean.rules.compiled import read_compiled
from newsclean.rules.compiling import compile_packs

PACKAGE = Path(newsclean.__file__).parent
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "night-library.md"
FLOOR = (sys.executable, "-c", "import lxml.etree, click")
SCRIPT = Path(sys.executable).with_name("newsclean")
START = (str(SCRIPT),) if SCRIPT.exists() else (sys.executable, "-m", "newsclean")
SHORT = b"<p>x</p>\n"


class Command(NamedTuple):
    """What is typed, what stands on standard input, and whether it is a filter or shows the version."""

    arguments: tuple[str, ...]
    text: bytes = b""
    is_filter: bool = True


COMMANDS = (
    Command(("--version",), is_filter=False),
    Command((), SHORT),
    Command((str(EXAMPLE),)),
    Command(("--to", "markdown", str(EXAMPLE))),
)


class Cost(NamedTuple):
    """Seconds of processor time, of the process and the system for it, and by the clock."""

    processor: float
    clock: float


def _cost(line: Sequence[str], text: bytes, env: Mapping[str, str]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(line, input=text, stdout=subprocess.DEVNULL, check=True, env=env)  # noqa: S603 - newsclean, and Python itself
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, clock)


@contextmanager
def _as_from_a_wheel() -> Iterator[Mapping[str, str]]:
    """The environment of processes that find newsclean as a wheel installs it."""
    if read_compiled(PACKAGE / "packs") is not None:
        yield os.environ
        return
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "newsclean"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        compile_packs(PACKAGE / "packs", copy / "packs")
        compileall.compile_dir(copy, quiet=1)
        yield {**os.environ, "PYTHONPATH": place}


def _measure(command: Command, rounds: int, env: Mapping[str, str]) -> tuple[list[Cost], list[Cost]]:
    """The costs of the floor and of the command, round by round; one round more goes first and does not count."""
    pairs = [(_cost(FLOOR, b"", env), _cost((*START, *command.arguments), command.text, env)) for _ in range(rounds + 1)]
    return [floor for floor, _ in pairs[1:]], [own for _, own in pairs[1:]]


def _show(command: Command, floor: Sequence[Cost], own: Sequence[Cost]) -> float:
    """Print a row of the table; the median ratio of processor time."""
    ratios = sorted(one.processor / base.processor for base, one in zip(floor, own, strict=True))
    clock = statistics.median(one.clock / base.clock for base, one in zip(floor, own, strict=True))
    median = statistics.median(ratios)
    name = " ".join(("newsclean", *(Path(one).name if one == str(EXAMPLE) else one for one in command.arguments)))
    name += "" if command.arguments else " < 9 bytes"
    taken = statistics.median(one.processor for one in own) * 1000
    print(f"{name:<42} {taken:7.1f} ms {median:7.2f}   {ratios[0]:5.2f} to {ratios[-1]:5.2f} {clock:9.2f}")
    return median


def main() -> int:
    """Measure, print the table, and compare with the limits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--most-version", type=float, default=float("inf"))
    parser.add_argument("--most-filter", type=float, default=float("inf"))
    asked = parser.parse_args()
    print(f"{'':<42} {'processor':>10} {'ratio':>7}   {'spread':<14} {'by clock':>9}")
    worst: dict[bool, float] = {}
    with _as_from_a_wheel() as env:
        for command in COMMANDS:
            median = _show(command, *_measure(command, asked.rounds, env))
            worst[command.is_filter] = max(median, worst.get(command.is_filter, 0.0))
    return int(worst[False] > asked.most_version or worst[True] > asked.most_filter)


if __name__ == "__main__":
    sys.exit(main())
