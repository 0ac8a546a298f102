"""Proof: what counts as a rule that keeps its word."""

import pytest

from newsclean import PackError
from newsclean.passes import standard
from newsclean.proof import trials
from newsclean.rules.load import load_pack

LONG = "A long sentence of the article. " * 20


def complaints(tmp_path, rules, ident="own"):
    path = tmp_path / f"{ident}.toml"
    path.write_text(rules, "utf-8")
    return [trial.complaint for trial in trials(load_pack(path, passes=standard().names), path)]


def rule_text(condition, hit, miss="<p>Text.</p>"):
    return f"[[rule]]\nid = 'rule'\npass = 'promotion'\nwhy = 'a reason'\n{condition}\nhits = ['{hit}']\nmisses = ['{miss}']\n"


BOX = "select = '.box'"


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (rule_text(BOX, '<p class="box">Buy</p>'), ["", ""]),
        (rule_text("select = '.by'\nnote = 'by (?P<author>.+)'", '<p class="by">by Ada</p>'), ["", ""]),
        (rule_text(BOX, '<p class="other">Buy</p>'), ["it changed nothing", ""]),
        (rule_text(BOX, '<div class="ad"><p class="box">Buy</p></div>'), ["", ""]),
        (rule_text(BOX, '<div style="display:none"><p class="box">Buy</p></div>'), ["it changed nothing (hidden took text)", ""]),
        (
            rule_text(BOX, f'<p class="box">{LONG}</p>'),
            ["the loss guard stopped it: the rule would take 100% of the text (at most 40%)", ""],
        ),
        (
            rule_text(BOX, '<p class="box">Buy</p>', '<p>Text.</p><p class="box">Buy</p>'),
            ["", "it did this: drop p.box Buy"],
        ),
        (
            rule_text(BOX, '<p class="box">Buy</p>', f'<p class="box">{LONG}</p>'),
            ["", "it did this: keep p.box"],
        ),
        (
            rule_text(
                "select = '.by'\nnote = 'by (?P<author>.+)'", '<p class="by">by Ada</p>', '<p class="by">by Ada and Bea</p>'
            ),
            ["", "it noted author Ada and Bea"],
        ),
        (rule_text(BOX, "<div>" * 3000), ["refused (depth): ", ""]),
    ],
)
def test_what_is_wrong_with_a_hit_or_a_miss(tmp_path, rules, words):
    found = complaints(tmp_path, rules)
    assert len(found) == len(words)
    assert all(one.startswith(word) if word else one == "" for one, word in zip(found, words, strict=True)), found


def test_two_values_of_a_credit_are_both_told(tmp_path):
    note = "select = '.by'\nnote = 'by (?P<author>.+)'"
    rules = rule_text(note, '<p class="by">by Ada</p>', '<p class="by">by Ada</p><p class="by">by Bea</p>')
    assert complaints(tmp_path, rules) == ["", "it noted author Ada, Bea"]


def test_a_pack_that_replaces_the_common_one_is_tried_by_itself(tmp_path):
    assert complaints(tmp_path, rule_text(BOX, '<p class="box">Buy</p>'), ident="common") == ["", ""]


def test_a_rule_that_can_never_run_is_a_wrong_pack(tmp_path):
    rules = rule_text("between = ['a', 'b']", "x").replace("promotion", "figures")
    with pytest.raises(PackError, match="comments are gone"):
        complaints(tmp_path, rules)
