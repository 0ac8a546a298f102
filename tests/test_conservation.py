"""Real documents: everything that was visible is in the output or in the journal, and a clean document stays as it is."""

import pytest

import ledger
from newsclean import Cleaner
from newsclean.gate.presets import PRESETS

POLICIES = {name: Cleaner(policy=name) for name in PRESETS}
HTML = POLICIES["article"]
TEXT = Cleaner(to="text")
MARKDOWN = Cleaner(to="markdown")


@pytest.mark.parametrize("policy", PRESETS)
def test_html_conserves_and_is_stable(policy, corpus_input):
    cleaner = POLICIES[policy]
    source = corpus_input.read_bytes().decode()
    cleaned = cleaner.clean(source)
    assert ledger.imbalance(ledger.of_source(source), ledger.of_html(cleaned.content), cleaned.journal) == ({}, {})
    again = cleaner.clean(cleaned.content)
    assert again.content == cleaned.content
    assert not again.changed


def test_markdown_conserves(corpus_input):
    source = corpus_input.read_bytes().decode()
    cleaned = MARKDOWN.clean(source)
    assert ledger.imbalance(ledger.of_source(source), ledger.of_markdown(cleaned.content), cleaned.journal) == ({}, {})


def test_text_is_the_text_of_the_html(corpus_input):
    source = corpus_input.read_bytes().decode()
    assert TEXT.clean(HTML.clean(source).content).content == TEXT.clean(source).content
