"""Whole articles: what goes in, and all that is to come out. `--update` rewrites the expected files; the diff is the review."""

import json
from pathlib import Path

import pytest

from newsclean import Cleaner

ARTICLES = Path(__file__).parent / "articles"
FOLDERS = [pytest.param(path.parent, id=path.parent.name) for path in sorted(ARTICLES.glob("*/input.html"))]
CLEANERS = {"expected.html": Cleaner(verify="bleach"), "expected.md": Cleaner(to="markdown", verify="bleach")}


def check(path, text, *, update):
    if update:
        path.write_text(text, "utf-8", newline="")
    assert path.read_bytes().decode() == text


@pytest.mark.parametrize("name", CLEANERS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_article_comes_out_as_expected(folder, name, update):
    check(folder / name, CLEANERS[name].clean((folder / "input.html").read_bytes()).content, update=update)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_known_of_the_article(folder, update):
    cleaned = CLEANERS["expected.html"].clean((folder / "input.html").read_bytes())
    facts = {"kind": cleaned.kind, "site": cleaned.site, "metadata": dict(cleaned.metadata)}
    check(folder / "gold.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n", update=update)


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_came_out_stays_as_it_is(folder):
    expected = (folder / "expected.html").read_bytes().decode()
    assert CLEANERS["expected.html"].clean(expected).content == expected
