"""Passes that other distributions register."""

import pytest

import newsclean
from newsclean.errors import OptionError
from newsclean.passes import installed


class Entry:
    def __init__(self, name, target):
        self.name = name
        self.value = f"somewhere:{name}"
        self.target = target

    def load(self):
        if isinstance(self.target, Exception):
            raise self.target
        return self.target


def drop_rules(doc):
    """Drop horizontal rules."""
    for el in doc.iter("hr"):
        doc.drop(el, why="this site draws a rule below every paragraph")


@pytest.fixture
def entries(monkeypatch):
    found = [Entry("no-rules", drop_rules), Entry("broken", ImportError("no such module"))]
    monkeypatch.setattr(
        installed, "announced", lambda group: sorted(found, key=lambda one: one.name) if group == "newsclean.passes" else []
    )
    return found


@pytest.mark.usefixtures("entries")
def test_an_installed_pass_runs_only_when_asked_for():
    steps = installed.with_installed(newsclean.standard(), "no-rules")
    assert "<hr>" in newsclean.clean("<p>a</p><hr><p>b</p>").content
    cleaned = newsclean.clean("<p>a</p><hr><p>b</p>", steps=steps)
    assert cleaned.content == "<p>a</p>\n<p>b</p>\n"
    assert [(change.step, change.why) for change in cleaned.journal] == [
        ("no-rules", "this site draws a rule below every paragraph"),
    ]


@pytest.mark.usefixtures("entries")
def test_it_stands_before_the_headings_or_last():
    names = installed.with_installed(newsclean.standard(), "no-rules").names
    assert names[names.index("no-rules") + 1] == "headings"
    assert installed.with_installed(newsclean.Steps(), "no-rules").names == ("no-rules",)
    assert installed.installed("no-rules").about == "Drop horizontal rules."


@pytest.mark.usefixtures("entries")
def test_names_that_are_not_installed_list_those_that_are():
    with pytest.raises(OptionError, match="known: broken, no-rules"):
        installed.installed("other")


@pytest.mark.usefixtures("entries")
def test_one_that_cannot_be_loaded_says_so():
    with pytest.raises(OptionError, match=r"cannot be loaded \(no such module\)"):
        installed.installed("broken")
