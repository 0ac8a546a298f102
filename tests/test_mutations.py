"""Damaged documents: nothing that a browser shows is lost, nothing is raised but refusals, and clean stays clean.

NEWSCLEAN_MUTATIONS says how many mutants are tried; the number of a mutant in a message is enough to have it again.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

import mutations
import whatwg
from newsclean import Cleaner, InputError, RefusedError
from newsclean.read.decode import decode

pytestmark = pytest.mark.untraced
NUMBER = int(os.environ.get("NEWSCLEAN_MUTATIONS", "300"))
ARTICLES = Path(__file__).parent / "articles"
HTML = Cleaner()
MARKDOWN = Cleaner(to="markdown")
MOST_BYTES = 120_000
FEW = 0.003
"""The share of mutants of which a second clean may change something."""


def documents_in(folder):
    return [
        (path.parent.name, path.read_bytes().decode())
        for path in sorted(folder.glob("*/input.*"))
        if path.stat().st_size < MOST_BYTES
    ]


@pytest.fixture(params=["own", "all"])
def mutants(request):
    """Numbered mutants as text, and cleaned: of our own articles, and of the reference corpus and these together."""
    documents = documents_in(ARTICLES)
    number = NUMBER // 5
    if request.param == "all":
        documents += documents_in(request.getfixturevalue("corpus"))
        number = NUMBER
    return cleaned_mutants(number, documents)


def cleaned_mutants(number, documents):
    for one in range(number):
        name, source = mutations.mutant(one, documents)
        try:
            text = decode(source).text if isinstance(source, bytes) else source
            cleaned = HTML.clean(source)
        except (InputError, RefusedError):
            continue
        yield f"{one} of {name}", text, cleaned


def test_every_character_that_a_browser_shows_is_in_the_output_or_the_journal(mutants):
    reasons = Counter()
    total = 0
    for name, text, cleaned in mutants:
        lost, added, met = whatwg.unexplained(text, cleaned)
        assert (name, lost, added) == (name, Counter(), Counter())
        reasons.update(met)
        total += 1
    assert total > 0.9 * NUMBER / 5
    assert reasons.total() <= max(1, 0.002 * total), reasons


def test_a_clean_mutant_stays_as_it_is(mutants):
    unstable, total = [], 0
    for name, text, cleaned in mutants:
        total += 1
        if HTML.clean(cleaned.content).content != cleaned.content:
            unstable.append(name)
        elif MARKDOWN.clean(cleaned.content).content != MARKDOWN.clean(text).content:
            unstable.append(f"{name} as Markdown")
    assert len(unstable) <= max(1, FEW * total), unstable


def test_a_mutant_follows_from_its_number():
    documents = documents_in(ARTICLES)
    assert [mutations.mutant(number, documents) for number in range(9)] == [
        mutations.mutant(number, documents) for number in range(9)
    ]
    assert len({mutations.mutant(number, documents)[1] for number in range(99)}) == 99
