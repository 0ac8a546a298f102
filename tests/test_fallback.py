"""The fallback: who is asked where the article of a page stands when nothing else tells."""

import sys

import pytest
from lxml import etree

from newsclean import Cleaner, OptionError
from newsclean.passes.article.readability import article_by_readability

ROWS = "".join(f"<div class=r{number}>The ferry sails at {number} and the bell rings twice</div>" for number in range(1, 9))
PAGE = f"<!doctype html><html><head><title>Ferry</title></head><body><div class=t><a href=/>Home</a></div><div class=b>{ROWS}</div><div class=z><a href=/1>One</a><a href=/2>Two</a></div></body></html>"
SENTENCE = "The bridge carries people again, nine years after the last lorry crossed it, and nobody minds the noise. "


def test_it_is_asked_where_nothing_else_tells():
    assert "Home" in Cleaner().clean(PAGE).content
    cleaned = Cleaner(fallback="readability").clean(PAGE).content
    assert cleaned.count("The ferry sails") == 8
    assert "Home" not in cleaned


def test_it_is_not_asked_where_sentences_tell(monkeypatch):
    monkeypatch.setitem(sys.modules, "readability", None)
    page = f"<!doctype html><html><body><article><p>{SENTENCE * 3}</p></article><p>About us</p></body></html>"
    assert Cleaner(fallback="readability").clean(page).content.count("bridge") == 3
    assert Cleaner(fallback="readability").clean("<p>Short.</p>").content == "<p>Short.</p>\n"


def test_it_has_to_be_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "readability", None)
    with pytest.raises(OptionError, match="newsclean\\[readability\\]"):
        Cleaner(fallback="readability").clean(PAGE)


def test_a_page_of_which_it_can_make_nothing():
    assert article_by_readability(etree.fromstring("<body></body>", etree.HTMLParser()).find("body")) is None


def test_an_unknown_one():
    with pytest.raises(OptionError, match="fallback"):
        Cleaner(fallback="oracle")
