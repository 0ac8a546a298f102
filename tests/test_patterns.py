"""Patterns of packs: compiled when they are first tried, and equal when they say the same."""

import re

import pytest

from newsclean.rules.patterns import Pattern


def test_a_pattern_is_compiled_when_it_is_first_tried(monkeypatch):
    compiled = []
    genuine = re.compile
    monkeypatch.setattr("newsclean.rules.patterns.re.compile", lambda source: compiled.append(source) or genuine(source))
    pattern = Pattern("(?P<day>[a-z]+)day")
    assert compiled == []
    assert pattern.fullmatch("monday")["day"] == "mon"
    assert pattern.search("on sunday")["day"] == "sun"
    assert list(pattern.groupindex) == ["day"]
    assert len(compiled) == 1


def test_short_forms_are_written_out_and_unknown_ones_refused():
    assert "(?&" not in Pattern("编辑：(?&names)").pattern
    with pytest.raises(KeyError):
        _ = Pattern("(?&nothing)").pattern


def test_equal_patterns_are_one_to_a_set():
    assert {Pattern("ab"), Pattern("ab"), Pattern("abc")} == {Pattern("abc"), Pattern("ab")}
    assert Pattern("ab") != "ab"
    assert (str(Pattern("ab")), repr(Pattern("ab"))) == ("ab", "Pattern('ab')")
