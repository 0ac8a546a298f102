"""Real documents: everything that was visible is in the output or in the journal, and a clean document stays as it is."""

import ledger
from newsclean import Cleaner

HTML = Cleaner()
TEXT = Cleaner(to="text")
MARKDOWN = Cleaner(to="markdown")


def test_html_conserves_and_is_stable(corpus_input):
    source = corpus_input.read_bytes().decode()
    cleaned = HTML.clean(source)
    assert ledger.imbalance(ledger.of_source(source), ledger.of_html(cleaned.content), cleaned.journal) == ({}, {})
    again = HTML.clean(cleaned.content)
    assert again.content == cleaned.content
    assert not again.changed


def test_markdown_conserves(corpus_input):
    source = corpus_input.read_bytes().decode()
    cleaned = MARKDOWN.clean(source)
    assert ledger.imbalance(ledger.of_source(source), ledger.of_markdown(cleaned.content), cleaned.journal) == ({}, {})


def test_text_is_the_text_of_the_html(corpus_input):
    source = corpus_input.read_bytes().decode()
    assert TEXT.clean(HTML.clean(source).content).content == TEXT.clean(source).content
