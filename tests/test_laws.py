"""The laws of a pass, and of the whole, on generated HTML."""

import contextlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ledger
from newsclean import Cleaner, Document, RefusedError, dom, standard
from newsclean.read.parse import parse
from newsclean.rules.book import RuleBook
from newsclean.rules.catalog import built_in
from soup import SOUP

SINA = RuleBook(built_in(standard().names), "sina", standard().names)
CLEANERS = {site: Cleaner(site=site) for site in ("auto", "sina", "none")}
MARKDOWN = Cleaner(to="markdown")
TEXT = Cleaner(to="text")
PER_STEP = settings(max_examples=settings.default.max_examples // 2)  # there are many steps


def document(source):
    doc = Document(parse(source, page=False).body)
    doc.source = source
    return doc


def run_alone(step, doc):
    SINA.consult(doc)
    doc.step = step.name
    step.run(doc)


@pytest.mark.parametrize("step", list(standard()), ids=lambda step: step.name)
@PER_STEP
@given(source=SOUP)
def test_a_step_takes_and_puts_only_what_the_journal_says(step, source):
    doc = document(source)
    before = ledger.characters(dom.text_of(doc.root))
    run_alone(step, doc)
    assert ledger.imbalance(before, ledger.characters(dom.text_of(doc.root)), doc.journal()) == ({}, {})


@pytest.mark.parametrize("step", list(standard()), ids=lambda step: step.name)
@PER_STEP
@given(source=SOUP)
@example(source='<b hidden><b class="screen-reader-text"><b id="artibody">本报讯</b></b></b>')
def test_a_step_done_twice_is_done_once(step, source):
    doc = document(source)
    run_alone(step, doc)
    once = ledger.serialised(doc.root)
    step.run(doc)
    assert ledger.serialised(doc.root) == once


@pytest.mark.parametrize("step", list(standard()), ids=lambda step: step.name)
@PER_STEP
@given(source=SOUP)
def test_there_is_no_change_without_an_entry_and_no_entry_without_a_change(step, source):
    doc = document(source)
    before = dom.squash(dom.writable(ledger.serialised(doc.root)))
    run_alone(step, doc)
    after = dom.squash(dom.writable(ledger.serialised(doc.root)))
    entries = [change for change in doc.journal() if change.did != "keep"]
    assert bool(entries) == (before != after)


@pytest.mark.parametrize("site", CLEANERS)
@given(source=SOUP)
def test_the_whole_conserves_text_and_is_done_once(site, source):
    cleaned = CLEANERS[site].clean(source)
    assert ledger.imbalance(ledger.of_source(source), ledger.of_html(cleaned.content), cleaned.journal) == ({}, {})
    assert CLEANERS[site].clean(cleaned.content).content == cleaned.content


@given(source=SOUP)
def test_markdown_conserves_text(source):
    cleaned = MARKDOWN.clean(source)
    assert ledger.imbalance(ledger.of_source(source), ledger.of_markdown(cleaned.content), cleaned.journal) == ({}, {})


@given(source=SOUP)
def test_text_is_the_text_of_the_html(source):
    assert TEXT.clean(CLEANERS["auto"].clean(source).content).content == TEXT.clean(source).content


@given(source=st.text(max_size=200) | SOUP)
@example(source="<div>" * 3000)
def test_content_raises_nothing_but_a_refusal(source):
    with contextlib.suppress(RefusedError):
        MARKDOWN.clean(source)
