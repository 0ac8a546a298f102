"""`newsclean batch` over many rows: rows a second with one process and with more, memory, and whether each row came out once.

usage: python benchmarks/batch.py [--documents N] [--jobs N] [--pairs N] [--share N] [--least-gain X]

First all rows with `--jobs` processes: the memory of the command and of its workers, the most in each tenth of the run, and the
ids in the output. Then pairs of one process and `--jobs` processes over every `--share`-th part of the rows. Fails when the last
tenth takes more than 10 % more memory than the first, when the ids of the output are not those of the input in their order, and
when the median gain is below `--least-gain`. Memory is the resident set from /proc, which only Linux has.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from statistics import median
from typing import Final

from batch_rows import endless_rows

TENTHS: Final = 10
MOST_GROWTH: Final = 1.10
MEGABYTE: Final = 1e6
EACH: Final = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Look:
    """Megabytes in memory at one time: of the command itself, and of all its workers."""

    parent: float
    workers: float


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, and the looks at the memory while there were workers."""

    seconds: float
    looks: Sequence[Look]


def main() -> int:
    """Measure, say it, and return 1 when something is not as it has to be."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="batch-") as name:
        folder = Path(name)
        given, part = folder / "rows.jsonl", folder / "part.jsonl"
        _write(given, options.documents)
        _write(part, options.documents // options.share)
        print(f"{options.documents} rows, {given.stat().st_size / MEGABYTE:.0f} MB")
        whole = _run(given, folder / "out.jsonl", options.jobs)
        print(f"{options.jobs} processes: {whole.seconds:.0f} s, {options.documents / whole.seconds:.0f} rows/s")
        fine = [_tell_memory(whole.looks), _tell_ids(given, folder / "out.jsonl")]
        gains = [_pair(part, folder, options.jobs) for _ in range(options.pairs)]
        if gains:
            print(f"median gain of {options.jobs} processes: {median(gains):.2f}, least wanted {options.least_gain:.2f}")
            fine.append(median(gains) >= options.least_gain)
    return 0 if all(fine) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure newsclean batch.")
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--share", type=int, default=20)
    parser.add_argument("--least-gain", type=float, default=1.8)
    return parser.parse_args()


def _write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in islice(endless_rows(), count))


def _pair(given: Path, folder: Path, jobs: int) -> float:
    """How many times as fast `jobs` processes are as one."""
    alone, together = (_run(given, folder / f"{number}.jsonl", number).seconds for number in (1, jobs))
    if (folder / "1.jsonl").read_bytes() != (folder / f"{jobs}.jsonl").read_bytes():
        raise SystemExit(f"one process and {jobs} wrote different rows")
    print(f"1 process {alone:.1f} s, {jobs} processes {together:.1f} s: {alone / together:.2f}")
    return alone / together


def _run(given: Path, output: Path, jobs: int) -> Run:
    start = time.perf_counter()
    line = [sys.executable, "-m", "newsclean", "batch", str(given), "-o", str(output), "-j", str(jobs), "--quiet", "--isolated"]
    looks = []
    with subprocess.Popen(line) as process:  # noqa: S603 - the command itself
        while process.poll() is None:
            looks.append(_look(process.pid))
            time.sleep(EACH)
    if process.returncode:
        raise SystemExit(f"newsclean batch ended with status {process.returncode}")
    return Run(time.perf_counter() - start, [look for look in looks if look.parent and look.workers])


def _look(pid: int) -> Look:
    return Look(_resident(pid), sum(map(_resident, _descendants(pid))))


def _resident(pid: int) -> float:
    """Megabytes of a process that are in memory; none when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _tell_memory(looks: Sequence[Look]) -> bool:
    """Print the most in each tenth, in megabytes. Whether the last is not far above the first."""
    if len(looks) < TENTHS:
        print(f"the run was too short for {TENTHS} looks at the memory")
        return False
    return all(
        [_tell_tenths("command", [look.parent for look in looks]), _tell_tenths("workers", [look.workers for look in looks])]
    )


def _tell_tenths(who: str, sizes: Sequence[float]) -> bool:
    bounds = [len(sizes) * number // TENTHS for number in range(TENTHS + 1)]
    tenths = [max(sizes[start:end]) for start, end in pairwise(bounds)]
    growth = tenths[-1] / tenths[0]
    print(f"memory of the {who}, MB by tenths: {' '.join(f'{size:.0f}' for size in tenths)}; last/first {growth:.2f}")
    return growth <= MOST_GROWTH


def _tell_ids(given: Path, output: Path) -> bool:
    """Whether the output has the ids of the input, each once and in order."""
    with given.open(encoding="utf-8") as before, output.open(encoding="utf-8") as after:
        wanted, found = (_ids(file) for file in (before, after))
        count = is_same = 0
        try:
            for one, other in zip(wanted, found, strict=True):
                count, is_same = count + 1, is_same + (one == other)
        except ValueError:
            print("the output has not as many rows as the input")
            return False
    print(f"{is_same} of {count} ids came out once and in their place")
    return is_same == count


def _ids(lines: Iterator[str]) -> Iterator[int]:
    return (json.loads(line)["id"] for line in lines)


if __name__ == "__main__":
    sys.exit(main())
