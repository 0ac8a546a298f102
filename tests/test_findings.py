"""Findings that another pass has overtaken, and errors on their way between processes."""

import pickle
import re

import pytest

import newsclean
from newsclean import Document, InputError, PackError, PolicyError, RefusedError, dom
from newsclean.read.parse import parse
from newsclean.rules.findings import ElementFinding, RegionFinding, TokenFinding
from newsclean.rules.lines import EDGE, ROUNDS, LineRules
from newsclean.rules.model import Rule


def rule(**words):
    return Rule(ident="own/rule", step="related", why="a reason", hits=("",), misses=("",), **words)


def document(html):
    doc = Document(parse(html, page=False).body)
    doc.step = "related"
    return doc


def comments_of(doc):
    return [node for node in doc.root.iter() if not dom.is_element(node)]


def test_a_region_whose_ends_were_parted_is_left_alone():
    doc = document("<div><!-- a --><p>x</p></div><div><!-- b --></div>")
    start, stop = comments_of(doc)
    RegionFinding(rule(between=("a", "b")), start, stop).apply(doc)
    assert dom.text_of(doc.root) == "x"
    assert doc.journal() == ()


def test_a_region_drops_elements_and_loose_text_but_no_comment():
    doc = document("<div>a<!-- a -->b<p>c</p>d<!-- between -->e<!-- b -->f</div>")
    start, _, stop = comments_of(doc)
    RegionFinding(rule(between=("a", "b")), start, stop).apply(doc)
    assert dom.text_of(doc.root) == "af"
    assert sorted(change.text for change in doc.journal()) == ["b", "c", "d", "e"]


def test_a_box_without_a_picture_is_no_figure():
    doc = document('<div class="box">text</div>')
    box = doc.root[0]
    ElementFinding(rule(select=".box", means="figure"), box).apply(doc)
    assert box.tag == "div"
    assert doc.journal() == ()


def test_without_text_rules_no_line_is_touched():
    doc = document("<p>a</p>")
    LineRules.of(()).apply(doc)
    assert doc.journal() == ()


def test_the_rounds_of_the_text_rules_are_bounded():
    html = "".join(f"<p>zz {number}</p>" for number in range(12 * ROUNDS))
    doc = document(html)
    LineRules.of((rule(cut=re.compile(r"^zz \d+$"), cue=("zz",), place="tail"),)).apply(doc)
    assert len(doc.journal()) == EDGE * ROUNDS


def test_a_token_on_what_is_gone_means_nothing():
    doc = document("<p><font>a</font></p>")
    gone = doc.root[0][0]
    doc.drop(doc.root[0], why="a reason")
    TokenFinding("strong", gone).apply(doc)
    assert [change.did for change in doc.journal()] == ["drop"]


def test_verbs_work_where_nobody_surveyed():
    doc = document("<p><span>a</span><font>b</font></p>")
    doc.unwrap_all(("span", "font"), why="a reason")
    assert [(change.did, change.what) for change in doc.journal()] == [("unwrap", "span"), ("unwrap", "font")]


@pytest.mark.parametrize(
    "error",
    [
        InputError("broken", offset=3),
        RefusedError("depth", "too deep", limit=2048, value=3000),
        PackError("own.toml", "rule x", "unknown key"),
        PolicyError("a onclick", "no policy may keep this attribute"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_keeps_its_facts_between_processes(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert isinstance(again, newsclean.NewscleanError)
    assert (str(again), vars(again)) == (str(error), vars(error))
