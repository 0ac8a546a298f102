"""Try every attack vector of the reference data on newsclean in a real browser.

usage: browser.py SHARED_DIR

Cleans each vector with each of CONFIGURATIONS and gives what comes out to `security/browser_check.py`: HTML as it is, Markdown as
three engines render it with raw HTML switched on. Fails when one fragment is unsafe in any way, and when the controls do not show
that the browser finds what is unsafe. Needs Chromium, cmarkgfm, markdown-it-py, and node with `marked` in the folder MARKED_DIR.
"""

import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from newsclean import RELAXED, STRICT, Cleaner, Policy, RefusedError

NEWS: Final = "allow-news.txt"
SAFE: Final = "allow-safe.txt"


class Configuration(NamedTuple):
    """A cleaner to try, the file of the elements that may leave it, and the text in which the vector stands."""

    name: str
    cleaner: Cleaner
    allow: str = NEWS
    around: str = "{}"


CONFIGURATIONS: Final = (
    Configuration("html", Cleaner()),
    Configuration("html, gate alone", Cleaner(steps=())),
    Configuration("markdown", Cleaner(to="markdown")),
    Configuration("markdown, gate alone", Cleaner(to="markdown", steps=())),
    Configuration("markdown, template-safe", Cleaner(to="markdown", template_safe="all", steps=())),
    Configuration("html in markdown", Cleaner(to="markdown", read_as="markdown"), around="# a\n\nb\n\n{}\n\nc\n\nd {} e\n"),
    Configuration("strict policy", Cleaner(policy=STRICT, steps=())),
    # A frame of a host that is named leaves on purpose, and the browser reports every frame.
    Configuration("relaxed policy without frames", Cleaner(policy=replace(RELAXED, embeds=frozenset()), steps=()), SAFE),
    Configuration("tags that are not kept as text", Cleaner(policy=Policy.from_bleach(), steps=()), SAFE),
)
VECTORS: Final = ("vectors-dev.jsonl", "md-dev.jsonl")
MOST_REFUSED: Final = 4
"""Vectors whose nesting or attributes are beyond the limits; more would mean that vectors are refused and not cleaned."""

CONTROL_STEP: Final = 10
"""Of the vectors as they come each tenth is loaded, too."""

LEAST_RAN: Final = 200
SECONDS: Final = 1200.0
SHOWN: Final = 20

Item = Mapping[str, str]
Report = dict[str, dict[str, object]]


class Loader(Protocol):
    """What loads fragments into the browser."""

    restarts: int
    loaded: int

    def check(self, items: list[Item]) -> Report:
        """The findings by id, of fragments that have any."""

    def close(self) -> None:
        """End the browsers."""


class Browser(Protocol):
    """The functions of browser_check.py that are used here."""

    def Checker(self, allow: list[str] | None = None, *, budget: float) -> Loader:  # noqa: N802 - its name there
        """A checker for fragments that may hold the elements `allow`, or any."""

    def read_allow(self, spec: str) -> list[str]:
        """The elements that a file lists."""

    def render_all(self, items: list[Item]) -> dict[str, list[str]]:
        """What each Markdown engine makes of the items."""

    def self_test(self, checker: Loader) -> int:
        """0 when the checker finds what is unsafe, and nothing else."""

    def self_test_markdown(self, checker: Loader) -> int:
        """The same for Markdown."""


def _browser_in(folder: Path) -> Browser:
    spec = importlib.util.spec_from_file_location("browser_check", folder / "browser_check.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "browser_check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    browser: Browser = module
    return browser


def _vectors_in(folder: Path) -> dict[str, str]:
    lines = [line for name in VECTORS for line in (folder / name).read_text("utf-8").splitlines() if line.strip()]
    vectors = {str(vector["id"]): str(vector["html"]) for vector in map(json.loads, lines)}
    if len(vectors) != len(lines):
        raise ValueError(f"{len(lines)} vectors have {len(vectors)} ids")
    return vectors


def _cleaned(configuration: Configuration, vectors: Mapping[str, str]) -> dict[str, str]:
    """What comes out of each vector that is not refused."""
    out: dict[str, str] = {}
    for ident, vector in vectors.items():
        try:
            out[ident] = configuration.cleaner.clean(configuration.around.replace("{}", vector)).content
        except RefusedError as error:
            print(f"  {configuration.name}: {ident} refused ({error.rule})")
    if len(vectors) - len(out) > MOST_REFUSED:
        raise ValueError(f"{configuration.name}: {len(vectors) - len(out)} vectors refused")
    return out


def _fragments(browser: Browser, configuration: Configuration, out: Mapping[str, str]) -> list[Item]:
    """What the browser has to load: the HTML, or what each engine makes of the Markdown."""
    if configuration.cleaner.options.to == "html":
        return [{"id": f"{configuration.name}: {ident}", "html": html} for ident, html in out.items()]
    texts = list(dict.fromkeys(out.values()))
    rendered = browser.render_all([{"id": str(place), "markdown": text} for place, text in enumerate(texts)])
    place_of = {text: place for place, text in enumerate(texts)}
    return [
        {"id": f"{configuration.name}, {engine}: {ident}", "html": pages[place_of[text]].strip()}
        for engine, pages in rendered.items()
        for ident, text in out.items()
    ]


def _unsafe(report: Report) -> list[str]:
    return [f"{ident}: {entry['findings']}"[:300] for ident, entry in sorted(report.items()) if entry["unsafe"]]


def _controls_hold(browser: Browser, vectors: Iterable[str]) -> bool:
    """Whether the checker finds what it must find: in its own tests, and in vectors that nobody cleaned."""
    checker = browser.Checker(budget=SECONDS)
    try:
        if browser.self_test(checker) or browser.self_test_markdown(checker):
            return False
        raw: list[Item] = [{"id": str(place), "html": html} for place, html in enumerate(vectors)]
        report = checker.check(raw)
    finally:
        checker.close()
    unsafe, ran = len(_unsafe(report)), sum(bool(entry["ran"]) for entry in report.values())
    print(f"control: of {len(raw)} vectors as they come {ran} ran a script, {unsafe} are unsafe (at least {LEAST_RAN} must run)")
    return ran >= LEAST_RAN


def _findings(browser: Browser, folder: Path, vectors: Mapping[str, str]) -> list[str]:
    """What is unsafe in the output of all configurations; those with the same list of elements share one checker."""
    items: dict[str, list[Item]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    for configuration in CONFIGURATIONS:
        fragments = _fragments(browser, configuration, _cleaned(configuration, vectors))
        items[configuration.allow] += fragments
        sizes[configuration.name] = len(fragments)
    print("; ".join(f"{name}: {size} fragments" for name, size in sizes.items()))
    found: list[str] = []
    for allow, fragments in items.items():
        checker = browser.Checker(browser.read_allow(str(folder / allow)), budget=SECONDS)
        try:
            found += _unsafe(checker.check(fragments))
        finally:
            checker.close()
        print(f"{allow}: {len(fragments)} fragments, {checker.loaded} loaded, {checker.restarts} browser restarts")
    return found


def main() -> int:
    """Print what is unsafe; 0 when nothing is and the controls hold."""
    folder = Path(sys.argv[1]) / "security"
    browser, vectors = _browser_in(folder), _vectors_in(folder)
    start = time.monotonic()
    if not _controls_hold(browser, list(vectors.values())[::CONTROL_STEP]):
        print("the controls do not hold: the browser is no proof")
        return 1
    print(f"controls after {time.monotonic() - start:.0f} s")
    found = _findings(browser, folder, vectors)
    print("\n".join(found[:SHOWN]))
    print(f"{len(vectors)} vectors, {len(CONFIGURATIONS)} configurations, {len(found)} unsafe, {time.monotonic() - start:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
