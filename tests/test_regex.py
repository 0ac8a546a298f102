"""Expressions that are compiled when they are first used."""

import re

import pytest

from newsclean.regex import regex


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch):
    compiled = []
    genuine = re.compile
    monkeypatch.setattr("newsclean.regex.re.compile", lambda *given: compiled.append(given) or genuine(*given))
    pattern = regex("(?P<day>[a-z]+)day", re.IGNORECASE)
    assert pattern.pattern == "(?P<day>[a-z]+)day"
    assert compiled == []
    assert pattern.fullmatch("Monday")["day"] == "Mon"
    assert pattern.search("on sunday")["day"] == "sun"
    assert (pattern.groups, dict(pattern.groupindex), pattern.flags & re.IGNORECASE) == (1, {"day": 1}, re.IGNORECASE)
    assert compiled == [("(?P<day>[a-z]+)day", re.IGNORECASE)]


@pytest.mark.parametrize("name", ["findall", "finditer", "match", "split", "sub", "subn"])
def test_it_does_what_an_expression_does(name):
    words = ("-", "a1b22c") if name in {"sub", "subn"} else ("a1b22c",)
    ours, theirs = getattr(regex(r"\d+"), name)(*words), getattr(re.compile(r"\d+"), name)(*words)
    assert str(list(ours) if name == "finditer" else ours) == str(list(theirs) if name == "finditer" else theirs)


def test_bytes_are_taken_too():
    assert regex(rb"<\w+").findall(b"<a><b>") == [b"<a", b"<b"]


def test_what_an_expression_does_not_have_is_missing():
    for pattern in (regex("a"), regex("b")):
        with pytest.raises(AttributeError):
            _ = pattern.nothing
        assert pattern.match("a" if pattern.pattern == "a" else "b")


def test_a_bad_one_is_an_error_when_it_is_used():
    with pytest.raises(re.error):
        regex("(").match("a")
