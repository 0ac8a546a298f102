"""newsclean beside other libraries: what is left of labelled articles, and what it costs.

usage: python benchmarks/peers.py FOLDER [--rounds N] [--only NAME]...

FOLDER has labelled documents; labelled.py says in which form, and `tests/articles` has some of our own. Prints Markdown tables.
The libraries and their settings stand in peer_systems.py; one that is not installed is left out, and said so. Needs the extra
`test`.

- Lost: blocks of articles that did not come out whole. Leaked: blocks of boilerplate that came out. Perfect: documents without
  either. F1: of the text, by characters, the mean over all documents.
- Time: of the processor, against a parse of the same documents by lxml in the same round, the median of all rounds. The first
  does not count.
- Memory: the largest size of a process of its own that imports the library and works on each document once (Linux).
"""

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NamedTuple

from labelled import FACTS, Labelled, Output, Score, load, score
from lxml import etree
from peer_systems import EXTRACTORS, SANITIZERS, System, Work, installed, quiet

EXAMPLE: Final = Path(__file__).resolve().parents[1] / "examples" / "night-library.md"
NONE: Final = "-"
KIBIBYTES: Final = 1024
_PEAK: Final = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class Measured(NamedTuple):
    """What a system made of the documents; `failed` are those on which it raised an error, which count as empty."""

    system: System
    scores: dict[str, Score]
    failed: int


def _output(work: Work, document: Labelled) -> Output | None:
    try:
        return work(document)
    except Exception as error:  # noqa: BLE001 - any failure of a library is its result on this document
        print(f"{document.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return None


def measure(system: System, work: Work, documents: Iterable[Labelled]) -> Measured:
    """Score what `work` makes of every document."""
    outputs = [(document, _output(work, document)) for document in documents]
    scores = {document.name: score(document, output or Output("")) for document, output in outputs}
    return Measured(system, scores, sum(output is None for _document, output in outputs))


# ---------------------------------------------------------------- tables


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print()
    for row in (head, ("---", *("---:",) * (len(head) - 1)), *rows):
        print(f"| {' | '.join(row)} |")


def _sum(pairs: Iterable[tuple[int, int]]) -> str:
    """How many came out of how many."""
    came, wanted = (sum(numbers) for numbers in zip((0, 0), *pairs, strict=True))
    return f"{came}/{wanted}"


def _text(scores: Sequence[Score]) -> tuple[str, ...]:
    """What became of the text: blocks lost and leaked, F1, perfect documents."""
    f1 = statistics.fmean(one.f1 for one in scores)
    return (
        str(sum(one.lost for one in scores)),
        str(sum(one.leaked for one in scores)),
        f"{f1:.3f}",
        str(sum(one.is_perfect for one in scores)),
    )


def _form(measured: Measured) -> tuple[str, ...]:
    """What became of images, headings and emphasis."""
    if measured.system.writes == "text":
        return (NONE,) * 4
    scores = list(measured.scores.values())
    return tuple(_sum(getattr(one, name) for one in scores) for name in ("images", "unwanted", "headings", "strong"))


def print_articles(results: Sequence[Measured], documents: Sequence[Labelled]) -> None:
    """The whole, then by kind of document, then the metadata."""
    head = ("", "lost", "leaked", "F1", "perfect", "images", "other images", "headings", "emphasis")
    _table(head, ((one.system.name, *_text(list(one.scores.values())), *_form(one)) for one in results))
    for kind in dict.fromkeys(document.kind for document in documents):
        names = [document.name for document in documents if document.kind == kind]
        print(f"\n{kind}: {len(names)}")
        _table(head[:5], ((one.system.name, *_text([one.scores[name] for name in names])) for one in results))
    names = [document.name for document in documents if document.kind != "frontmatter"]
    facts = ((one.system.name, *_metadata([one.scores[name] for name in names])) for one in results)
    print(f"\nmetadata of {len(names)} documents without front matter")
    _table(("", *FACTS), facts)
    print("\nraised an error:", ", ".join(f"{one.system.name} {one.failed}" for one in results if one.failed) or "none")


def print_sanitized(results: Sequence[Measured], _documents: Sequence[Labelled]) -> None:
    """What sanitizers leave of what surrounds an article."""
    head = ("", "lost", "leaked", "F1", "perfect", "images", "other images", "headings", "emphasis")
    _table(head, ((one.system.name, *_text(list(one.scores.values())), *_form(one)) for one in results))


def _metadata(scores: Sequence[Score]) -> Iterator[str]:
    for name in FACTS:
        yield _sum(one.facts[name] for one in scores if name in one.facts)


def print_systems(systems: Iterable[System]) -> None:
    """Versions and settings."""
    _table(("", "version", "settings"), ((one.name, _version(one), one.settings) for one in systems))


def _version(system: System) -> str:
    try:
        return version(system.distribution)
    except PackageNotFoundError:
        return NONE


# ---------------------------------------------------------------- cost


def _seconds(work: Callable[[Labelled], object], documents: Iterable[Labelled]) -> float:
    start = time.process_time()
    for document in documents:
        try:
            work(document)
        except Exception:  # noqa: BLE001, S112 - counted where the documents are scored
            continue
    return time.process_time() - start


def _parse(document: Labelled) -> object:
    return etree.fromstring(document.html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


def ratio(work: Work, documents: Sequence[Labelled], rounds: int) -> float:
    """How often the parse of `documents` fits into the work on them."""
    found = []
    for number in range(rounds + 1):
        floor = _seconds(_parse, documents)
        taken = _seconds(work, documents)
        if number:
            found.append(taken / floor)
    return statistics.median(found)


def _example() -> list[Labelled]:
    given = EXAMPLE.read_text("utf-8")
    return [Labelled("example", "fragment", "", given.partition("\n---\n")[2], None, {"keep": ["临江市图书馆"]})] * 20


def _megabytes_of(system: System, folder: Path) -> float:
    """The largest size of a process that works on every document once."""
    command = [sys.executable, __file__, str(folder), "--memory-of", system.name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this script itself
    return float(done.stdout.splitlines()[-1])


def _print_memory_of(name: str, documents: Iterable[Labelled]) -> None:
    chosen = [system for system in (*EXTRACTORS, *SANITIZERS) if system.name == name]
    for _system, work in installed(chosen):
        _seconds(work, documents)
    peak = _PEAK.search(Path("/proc/self/status").read_text("ascii"))
    print(int(peak[1]) / KIBIBYTES if peak else "nan")


def print_costs(systems: Iterable[tuple[System, Work]], documents: list[Labelled], folder: Path, rounds: int) -> None:
    """Time as a multiple of the parse, and memory."""
    example = [document._replace(given=document.html) for document in _example()]
    rows = [
        (
            system.name,
            f"{ratio(work, example, rounds * 4):.1f}",
            f"{ratio(work, documents, rounds):.1f}",
            f"{_megabytes_of(system, folder):.0f}",
        )
        for system, work in systems
    ]
    _table(("", "the example", f"{len(documents)} documents", "memory, MiB"), rows)


def _given() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description="Measure newsclean and other libraries on labelled documents.")
    arguments.add_argument("folder", type=Path, help="the folder of the documents")
    arguments.add_argument("--rounds", type=int, default=5, help="timed rounds, 0 for none (default 5)")
    arguments.add_argument("--only", action="append", metavar="NAME", help="measure only this one; may be repeated")
    arguments.add_argument("--memory-of", metavar="NAME", help=argparse.SUPPRESS)
    return arguments.parse_args()


def main() -> None:
    """Print all tables."""
    given = _given()
    quiet()
    documents = load(given.folder)
    if not documents:
        sys.exit(f"no labelled documents in {given.folder}")
    if given.memory_of:
        _print_memory_of(given.memory_of, documents)
        return
    print(f"{len(documents)} documents, {sum(len(one.html) for one in documents):,} characters; lxml {version('lxml')}")
    for systems, report in ((EXTRACTORS, print_articles), (SANITIZERS, print_sanitized)):
        chosen = list(installed(one for one in systems if not given.only or one.name in given.only))
        if not chosen:
            continue
        print_systems(system for system, _work in chosen)
        report([measure(system, work, documents) for system, work in chosen], documents)
        if given.rounds:
            print_costs(chosen, documents, given.folder, given.rounds)


if __name__ == "__main__":
    main()
