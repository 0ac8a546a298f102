"""What rules cost that do not match: one page, cleaned by a site's pack of 1, 100 and 10,000 rules.

usage: python benchmarks/rules.py [--rounds N] [--kind KIND ...]

The page is examples/harbour-bridge.html with its paragraphs repeated. Each pack has one rule that matches, the share bar, and
generated ones that do not, of one kind: selectors (class, id, attribute, prefix, within a box), words that open a line, words
before which a line is cut, regions between comments. All cleaners run in turn, so that a change in the machine's speed meets
them alike. The ratio compares neighbours in time, each with the cleaner of one rule; the median over all rounds is printed.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Final

import newsclean

PAGE: Final = Path(__file__).resolve().parents[1] / "examples" / "harbour-bridge.html"
SIZES: Final = (1, 100, 10_000)
REPEATED: Final = 12
WARM_UP: Final = 5

_HEAD: Final = "about = 'rules that do not match'\n"
_MATCHES: Final = "select = '.sharedaddy'\nhits = ['<div class=\"sharedaddy\">Share</div>']"
_RULE: Final = "[[rule]]\nid = 'rule-{number}'\npass = 'widgets'\nwhy = 'a benchmark'\n{body}\nmisses = ['<p>Text.</p>']\n\n"
_HITS: Final = "\nhits = ['<p>is not tried here</p>']"
_WORDS: Final = tuple("".join(letters) for letters in product(ascii_lowercase, repeat=3))

_SELECTORS: Final = (
    ".made-up-{number}",
    "#made-up-{number}",
    "div.wp-block-{number}",
    "[data-made-up='{number}']",
    "p[class='has-drop-cap-{number}']",
    "div[class^='entry-{number}']",
    "section[id^='jp-{number}']",
    ".made-up-{number} p",
    "#made-up-{number} > .entry-content",
    ".made-up-{number} + .wp-block-image",
)


def _selector(number: int) -> str:
    return f'select = "{_SELECTORS[number % len(_SELECTORS)].format(number=number)}"'


def _line(number: int) -> str:
    word = _word(number)
    return f"cue = ['{word}']\ntext = '{word.capitalize()} notice .{{1,40}}'"


def _cut(number: int) -> str:
    word = _word(number)
    return f"cue = ['more in {word}']\ncut = 'More in {word} .{{1,40}}$'"


def _region(number: int) -> str:
    return f"between = ['begin {number}', 'end {number}']"


def _word(number: int) -> str:
    return _WORDS[number * 7 % len(_WORDS)] + _WORDS[number % len(_WORDS)]


KINDS: Final[Mapping[str, Callable[[int], str]]] = {"selectors": _selector, "lines": _line, "cuts": _cut, "regions": _region}


def _pack(kind: str, size: int) -> str:
    rules = [_RULE.format(number=0, body=_MATCHES)]
    rules += [_RULE.format(number=number, body=KINDS[kind](number) + _HITS) for number in range(1, size)]
    return _HEAD + "".join(rules)


def _page() -> bytes:
    """The example with its paragraphs repeated, as large as the articles of most sites."""
    text = PAGE.read_text("utf-8")
    start = text.index('<h2 class="wp-block-heading">')
    stop = text.index("<script async")
    return (text[:start] + ("<!-- wp:part -->" + text[start:stop]) * REPEATED + text[stop:]).encode()


def _cleaners(kind: str, folder: Path) -> Iterator[newsclean.Cleaner]:
    for size in SIZES:
        path = folder / f"rules-{size}.toml"
        path.write_text(_pack(kind, size), "utf-8")
        start = time.perf_counter()
        yield newsclean.Cleaner(packs=[path], site=path.stem)
        print(f"  {size:>6} rules loaded in {time.perf_counter() - start:.2f} s")


def _time_rounds(cleaners: list[newsclean.Cleaner], page: bytes, rounds: int) -> list[list[int]]:
    """Nanoseconds of every run, one list a cleaner, in the order of the rounds."""
    times: list[list[int]] = [[] for _ in cleaners]
    for number in range(WARM_UP + rounds):
        for cleaner, taken in zip(cleaners, times, strict=True):
            start = time.perf_counter_ns()
            cleaner.clean(page)
            if number >= WARM_UP:
                taken.append(time.perf_counter_ns() - start)
    return times


def main() -> None:
    """Print one table a kind of rule."""
    arguments = argparse.ArgumentParser(description="Time rules that do not match.")
    arguments.add_argument("--rounds", type=int, default=100, help="timed rounds a kind (default 100)")
    arguments.add_argument("--kind", choices=KINDS, action="append", help="only this kind of rule")
    given = arguments.parse_args()
    page = _page()
    print(f"{PAGE.name}, its paragraphs {REPEATED} times ({len(page):,} bytes, {given.rounds} rounds)")
    for kind in given.kind or KINDS:
        print(kind)
        with tempfile.TemporaryDirectory() as folder:
            times = _time_rounds(list(_cleaners(kind, Path(folder))), page, given.rounds)
        for size, taken in zip(SIZES, times, strict=True):
            ratio = statistics.median(own / base for own, base in zip(taken, times[0], strict=True))
            print(f"  {size:>6} rules {statistics.median(taken) / 1e6:>9.3f} ms a document, ratio {ratio:.3f}")


if __name__ == "__main__":
    main()
