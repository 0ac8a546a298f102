"""newsclean beside other libraries: which attacks still run in a browser.

usage: python benchmarks/peer_attacks.py FOLDER [--only NAME]... [--step N]

FOLDER has attacks, `*.jsonl` with one `{"id": …, "html": …}` a line, and `browser_check.py`, which loads fragments into headless
Chromium, fires every event, clicks every element and reports the ids of those that ran a script, or could. Sanitizers are given
the attacks as they are. Libraries that find articles are given each within an invented article: alone they would find none.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Protocol

from labelled import Labelled
from peer_systems import EXTRACTORS, SANITIZERS, System, Work, installed, quiet

SECONDS: Final = 3000.0
_SENTENCE: Final = (
    "<p>The old harbour bridge opens again on Saturday, nine years after the last lorry crossed it, and the council is glad.</p>"
)
AROUND: Final = f"<h1>The bridge opens again</h1>{_SENTENCE * 4}<div>{{}}</div>{_SENTENCE * 4}"

Report = Mapping[str, Mapping[str, object]]


class Loader(Protocol):
    """What loads fragments into the browser."""

    def check(self, items: list[dict[str, str]]) -> Report:
        """The findings by id, of fragments that have any."""

    def close(self) -> None:
        """End the browsers."""


class Browser(Protocol):
    """The part of browser_check.py that is used here."""

    def Checker(self, allow: None, *, budget: float) -> Loader:  # noqa: N802 - its name there
        """A checker for fragments."""


def _browser_in(folder: Path) -> Browser:
    spec = importlib.util.spec_from_file_location("browser_check", folder / "browser_check.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "browser_check.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    browser: Browser = module
    return browser


def _attacks_in(folder: Path, step: int) -> dict[str, str]:
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return {str(attack["id"]): str(attack["html"]) for attack in map(json.loads, lines[::step])}


def _outputs(work: Work, attacks: Mapping[str, str], around: str) -> tuple[list[dict[str, str]], int]:
    """What comes out of each attack, and on how many the library raised an error."""
    items: list[dict[str, str]] = []
    for ident, attack in attacks.items():
        html = around.replace("{}", attack)
        try:
            items.append({"id": ident, "html": work(Labelled(ident, "fragment", html, html, None, {})).html})
        except Exception:  # noqa: BLE001, S112 - counted: what raises an error gives no output
            continue
    return items, len(attacks) - len(items)


def _row(browser: Browser, name: str, items: list[dict[str, str]], failed: int) -> None:
    checker = browser.Checker(None, budget=SECONDS)
    try:
        report = checker.check(items)
    finally:
        checker.close()
    ran, unsafe = (sum(bool(found[key]) for found in report.values()) for key in ("ran", "unsafe"))
    print(f"| {name} | {ran} | {unsafe} | {failed} |", flush=True)


def _chosen(systems: Iterable[System], names: list[str] | None) -> list[System]:
    return [system for system in systems if not names or system.name in names]


def main() -> None:
    """Print a row for each library."""
    arguments = argparse.ArgumentParser(description="Try attacks on newsclean and other libraries in a browser.")
    arguments.add_argument("folder", type=Path, help="the folder of the attacks and of browser_check.py")
    arguments.add_argument("--only", action="append", metavar="NAME", help="try only this one; may be repeated")
    arguments.add_argument("--step", type=int, default=1, help="take every so manieth attack (default 1)")
    given = arguments.parse_args()
    quiet()
    browser, attacks = _browser_in(given.folder), _attacks_in(given.folder, given.step)
    for systems, around in ((SANITIZERS, "{}"), (EXTRACTORS, AROUND)):
        print(f"\n{len(attacks)} attacks, {'as they are' if around == '{}' else 'each in an article'}\n")
        print("| | ran a script | unsafe | raised an error |\n| --- | ---: | ---: | ---: |")
        for system, work in installed(_chosen(systems, given.only)):
            _row(browser, system.name, *_outputs(work, attacks, around))


if __name__ == "__main__":
    main()
