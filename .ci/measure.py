"""Hold newsclean to its floors on the reference corpus.

usage: measure.py SHARED_DIR

Scores every labelled document of `corpus/` with the corpus' own `tools/score.py`, once as it is and once with the packs of all
sites switched off, which is how a site is met that no pack knows. Fails when a sum is below its floor.
"""

import importlib.util
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from urllib.parse import urljoin

import newsclean

Row = Mapping[str, float]
Figures = dict[str, float]


class Floors(NamedTuple):
    """What a run has to reach: sums that may not be larger, and figures that may not be smaller."""

    at_most: Mapping[str, float]
    at_least: Mapping[str, float]


AUTO: Final = Floors(
    {"lost": 0, "leak": 4, "badimg": 4},
    {"f1": 0.997, "perfect": 51, "img": 166, "head": 94, "strong": 55, "meta": 145, "resolved": 174},
)
NONE: Final = Floors({"lost": 0, "leak": 40, "badimg": 20}, {"f1": 0.985, "perfect": 40, "img": 164, "head": 78, "strong": 48})
"""With the rules for every site alone."""


class Scorer(Protocol):
    """The functions of score.py that are used here."""

    def load(self, folder: Path) -> dict[str, object]:
        """One document with its gold labels."""

    def score(self, doc: Mapping[str, object], out: object) -> Row:
        """The figures of one document."""

    def split_front_matter(self, text: str) -> tuple[str | None, str]:
        """Front matter and body."""


class Out(NamedTuple):
    """What score.py takes for the output of a system."""

    html: str
    metadata: Mapping[str, object]


def _scorer_in(shared: Path) -> Scorer:
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scorer: Scorer = module
    return scorer


def _measured(scorer: Scorer, folders: list[Path], site: str) -> Figures:
    cleaner = newsclean.Cleaner(site=site)
    sums: Figures = dict.fromkeys(("f1", "perfect", "resolved", "resolved_n"), 0)
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        doc = scorer.load(folder)
        cleaned = cleaner.clean(str(doc["raw"]), gold.get("url"))
        row = scorer.score(doc, Out(scorer.split_front_matter(cleaned.content)[1], cleaned.metadata))
        for name, value in row.items():
            if isinstance(value, int | float):
                sums[name] = sums.get(name, 0) + value
        sums["perfect"] += row["lost"] == 0 and row["leak"] == 0
        images = gold.get("keep_images", [])
        sums["resolved"] += sum(_is_shown(image, gold.get("url"), cleaned.content) for image in images)
        sums["resolved_n"] += len(images)
    sums["f1"] /= len(folders)
    return sums


def _is_shown(image: str, url: str | None, content: str) -> bool:
    """Whether the image is in `content`, its address made absolute as the `links` pass makes it."""
    address = urljoin(url, image.strip()) if url else image.strip()
    bare = address.partition(":")[2] if address.startswith(("http:", "https:")) else address
    return bare in content or bare.replace("&", "&amp;") in content


def _below(figures: Figures, floors: Floors) -> list[str]:
    over = [f"{name} {figures[name]:g}, at most {most:g}" for name, most in floors.at_most.items() if figures[name] > most]
    under = [
        f"{name} {figures[name]:.4g}, at least {least:g}" for name, least in floors.at_least.items() if figures[name] < least
    ]
    return over + under


def main() -> int:
    """Print the figures and what is below its floor; 0 when nothing is, 1 when something is or there is no document."""
    shared = Path(sys.argv[1])
    folders = sorted(path.parent for path in (shared / "corpus").glob("*/gold.json"))
    if not folders:
        print(f"no labelled document under {shared / 'corpus'}")
        return 1
    scorer = _scorer_in(shared)
    failed = False
    for site, floors in (("auto", AUTO), ("none", NONE)):
        figures = _measured(scorer, folders, site)
        below = _below(figures, floors)
        failed = failed or bool(below)
        shown = ", ".join(f"{name} {value:.4g}" for name, value in figures.items())
        print(f"--site {site}, {len(folders)} documents: {shown}")
        print("\n".join(f"  below its floor: {fact}" for fact in below) or "  every floor held")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
