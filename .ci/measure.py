"""Hold newsclean to its floors on the Sina documents of the reference corpus.

usage: measure.py SHARED_DIR

Runs the corpus' own `tools/score.py` on a folder of links to `corpus/sina-*` and `corpus/sinafinance-*`, and fails when a
document is below a floor: a lost article block, a leaked boilerplate block, a missing heading, emphasised run or image, a
boilerplate image that stayed, or an editor who was not recognised.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import newsclean

NONE_LEFT = ("lost", "leak", "badimg")
ALL_THERE = ("head", "strong", "img")

Row = dict[str, float | str | list[str]]


def _run_score(shared: Path, folder: Path) -> list[Row]:
    """The rows of score.py for the Sina documents of `shared`, one a document; `folder` takes the links and the figures."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for document in _documents(shared):
        (corpus / document.name).symlink_to(document.resolve())
    figures = folder / "figures.json"
    command = [sys.executable, str(shared / "tools/score.py"), str(corpus), "--system", "newsclean", "-v", "--json", str(figures)]
    subprocess.run(command, check=True)
    rows: list[Row] = json.loads(figures.read_text("utf-8"))["newsclean"]
    return rows


def _documents(shared: Path) -> list[Path]:
    return sorted(path for name in ("sina-*", "sinafinance-*") for path in (shared / "corpus").glob(name))


def _below_floor(row: Row) -> list[str]:
    left = [f"{name} {row[name]}, floor 0" for name in NONE_LEFT if row[name] != 0]
    missing = [f"{name} {row[name]} of {row[name + '_n']}" for name in ALL_THERE if row[name] != row[f"{name}_n"]]
    return [f"{row['id']}: {fact}" for fact in left + missing]


def _wrong_editor(document: Path) -> list[str]:
    gold = json.loads((document / "gold.json").read_text("utf-8"))
    (source,) = document.glob("input.*")
    found = newsclean.clean(source.read_bytes(), url=gold["url"]).metadata.get("editor")
    wanted = gold["metadata"].get("editor")
    return [] if wanted in (None, found) else [f"{document.name}: editor {found!r}, not {wanted!r}"]


def main() -> int:
    """Print what is below its floor; 0 when nothing is, 1 when something is or there is no document."""
    shared = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        rows = _run_score(shared, Path(folder))
    failures = [fact for row in rows for fact in _below_floor(row)] if rows else [f"no Sina document under {shared}"]
    failures += [fact for document in _documents(shared) for fact in _wrong_editor(document)]
    print("\n".join(failures) or f"{len(rows)} Sina documents, every floor held")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
