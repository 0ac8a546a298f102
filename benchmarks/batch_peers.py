"""Rows a second: `newsclean batch` and the trafilatura step of datatrove, on the same rows and processors.

usage: python benchmarks/batch_peers.py [--documents N] [--pairs N] [--jobs N]

Both read the same JSONL, one file a process, and write JSONL. They run in turn, in pairs, each as a program of its own; what
counts is the time by the clock from its start to its end. They do not do the same: trafilatura gives the main text of a page,
newsclean the article as HTML, with metadata and what was removed. Needs `pip install 'datatrove[processing]' trafilatura orjson`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from batch_rows import rows

DATATROVE: Final = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

if __name__ == "__main__":
    given, out, jobs = sys.argv[1:]
    steps = [JsonlReader(given, text_key="content"), Trafilatura(timeout=60), JsonlWriter(out, compression=None)]
    LocalPipelineExecutor(steps, tasks=int(jobs), workers=int(jobs), skip_completed=False).run()
"""


def _write(folder: Path, documents: int, jobs: int) -> list[Path]:
    """The rows with HTML, in as many files as there are processes."""
    given = [row for row in rows(documents) if row["content"] is not None]
    paths = [folder / f"{number}.jsonl" for number in range(jobs)]
    for number, path in enumerate(paths):
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in given[number::jobs]), "utf-8")
    return paths


def _timed(line: Sequence[str], folder: Path) -> float:
    """Seconds that a program takes."""
    start = time.perf_counter()
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - the two programs themselves
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return time.perf_counter() - start


def _written(paths: Sequence[Path], column: str) -> int:
    """The rows of an output that have text."""
    lines = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())
    return sum(bool(line[column]) for line in lines)


def _compare(folder: Path, documents: int, pairs: int, jobs: int) -> None:
    (folder / "given").mkdir()
    given = _write(folder / "given", documents, jobs)
    script = folder / "peer.py"
    script.write_text(DATATROVE, "utf-8")
    ours = [sys.executable, "-m", "newsclean", "batch", *map(str, given), "-o", "ours.jsonl", f"-j{jobs}", "-q", "--isolated"]
    theirs = [sys.executable, str(script), str(folder / "given"), str(folder / "theirs"), str(jobs)]
    taken = [(_timed(ours, folder), _timed(theirs, folder)) for _ in range(pairs)]
    count = sum(len(path.read_text("utf-8").splitlines()) for path in given)
    outputs = ((folder / "ours.jsonl",), sorted((folder / "theirs").glob("*.jsonl")))
    names = (("newsclean batch", "clean"), ("datatrove, trafilatura", "text"))
    for place, ((name, column), paths) in enumerate(zip(names, outputs, strict=True)):
        seconds = [pair[place] for pair in taken]
        speeds = ", ".join(f"{count / one:.0f}" for one in seconds)
        print(
            f"{name}: {count / median(seconds):.0f} rows/s (runs: {speeds}); {_written(paths, column)} of {count} rows have text"
        )
    print(f"newsclean takes {median(ours / theirs for ours, theirs in taken):.2f} of the time, median of {pairs} pairs")


def main() -> None:
    """Print rows a second of both."""
    parser = argparse.ArgumentParser(description="Compare `newsclean batch` with the trafilatura step of datatrove.")
    parser.add_argument("--documents", type=int, default=2000, help="how many (default 2,000)")
    parser.add_argument("--pairs", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of each (default 2)")
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the start")
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), arguments.documents, arguments.pairs, arguments.jobs)


if __name__ == "__main__":
    main()
