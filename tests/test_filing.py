"""Filing: the index finds what plain matching finds, and tries no more selectors than it has to."""

from concurrent.futures import ThreadPoolExecutor

import cssselect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsclean import Cleaner, dom
from newsclean.read.parse import parse
from newsclean.rules.compiling import parsed_beforehand
from newsclean.rules.index import RuleIndex
from newsclean.rules.model import Body, Pack
from newsclean.rules.shapes import shape_of, words_of
from newsclean.rules.survey import survey_of
from soup import SOUP

XPATH = cssselect.HTMLTranslator()


def index_of(*selectors, ident="own", **body):
    return RuleIndex([Pack(ident=ident, path=f"{ident}.toml", body=Body(article=selectors, **body))])


def found_by(index, root):
    """The elements that each selector of `index` finds, by its rank."""
    found = {}
    for hit in index.hits(survey_of(root)):
        found.setdefault(hit.meaning.rank, set()).add(hit.el)
    return found


def texts_of(html, *selectors):
    body = parse(html, page=False).body
    return [sorted(dom.text_of(el) for el in found_by(index_of(one), body).get(0, ())) for one in selectors]


# The same as plain matching

VALUES = ["", "ab", "abc", "abc-d", "ab abc", "AB"]
NAMES = ["class", "id", "title"]
TAGS = ["div", "p", "a"]
WORDS = st.sampled_from(["ab", "abc", "abc-d"])
ATTRIBUTES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3)
TREES = st.recursive(
    st.tuples(st.sampled_from(TAGS), ATTRIBUTES, st.just(())),
    lambda inner: st.tuples(st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner | st.none(), min_size=1, max_size=4)),
    max_leaves=12,
)
FORESTS = st.lists(TREES, min_size=1, max_size=5)
TESTS = st.one_of(
    st.builds("[{}]".format, st.sampled_from(NAMES)),
    st.builds("[{}{}'{}']".format, st.sampled_from(NAMES), st.sampled_from("= ~= |= ^= $= *=".split()), st.sampled_from(VALUES)),
    st.builds(".{}".format, WORDS),
    st.builds("#{}".format, WORDS),
)
PSEUDO = st.sampled_from([":first-child", ":last-child", ":only-child"])
EXTRA = st.one_of(TESTS, PSEUDO, st.builds(":not({})".format, TESTS | PSEUDO | st.sampled_from(TAGS)))
KEYED = st.builds("{}{}{}".format, st.sampled_from(TAGS), EXTRA | st.just(""), EXTRA | st.just("")) | st.builds(
    "{}{}".format, TESTS, EXTRA | st.just("")
)
ANY = KEYED | st.builds("*{}".format, EXTRA | st.just(""))
LEFT = st.lists(st.tuples(ANY, st.sampled_from([" ", " > ", " + ", " ~ "])).map("".join), max_size=2).map("".join)
SELECTORS = st.lists(st.builds("{}{}".format, LEFT, KEYED), min_size=1, max_size=4)


def built(trees):
    """A `body` within an `html` that holds the generated `trees`; None stands for a comment."""
    root = etree.fromstring("<html><body></body></html>", etree.HTMLParser())
    waiting = [(root[0], tree) for tree in trees]
    while waiting:
        parent, (tag, attributes, children) = waiting.pop()
        el = etree.SubElement(parent, tag, attributes)
        waiting += [(el, child) for child in children if child is not None]
        if None in children:
            el.insert(1, etree.Comment("x"))
    return root[0]


@given(forests=st.lists(FORESTS, min_size=1, max_size=3), selectors=SELECTORS)
def test_the_index_finds_what_the_translation_to_xpath_finds(forests, selectors):
    index, waiting = index_of(*selectors), index_of(*selectors, parsed=parsed_beforehand(selectors))
    for trees in forests:
        body = built(trees)
        assert found_by(waiting, body) == found_by(index, body)
        within = set(body.iter())
        expected = {
            rank: within.intersection(body.getroottree().xpath(XPATH.css_to_xpath(one))) for rank, one in enumerate(selectors)
        }
        assert found_by(index, body) == {rank: found for rank, found in expected.items() if found}


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("[class='']", ["empty"]),
        ("p[class='']", ["empty"]),
        ("p:not([class=''])", ["bare", "none", "some"]),
        ("#i[class='']", []),
        ("[id='']", ["empty"]),
        (".b[id='']", []),
        ("[class|='']", ["empty"]),
    ],
)
def test_an_attribute_that_is_not_there_has_no_value(selector, texts):
    assert texts_of(
        '<p class="" id="">empty</p><p id="i">none</p><p class="a" id="j">some</p><p class="b">bare</p>', selector
    ) == [texts]


def test_what_stands_around_the_body_counts_as_well():
    page = parse('<html class="amp"><body class="post"><p>x</p></body></html>', page=True)
    index = index_of("html.amp p", "html > .post > p", ".other p")
    assert sorted(found_by(index, page.body)) == [0, 1]


# Keys

MIXED = (
    '<p class="story-lead">a</p><a class="story-link" href="/a" rel="next">b</a><a class="stories" href="/b">c</a>'
    '<div id="story-7" data-role="body">d</div><img id="story-8" data-role="body" alt="">'
)


@pytest.mark.parametrize(
    ("selector", "count"),
    [
        ("[class^=story]", 2),  # filed by the first three characters
        ("[class^=st]", 3),  # too short for that
        ("[class^=story-link]", 1),
        ("[id^=story]", 2),
        ("[id^='story-8']", 1),
        ("[data-role=body]", 2),  # filed by the value, and once more for elements whose values are no part of their shape
        ("[data-role=bod]", 0),
        ("a[rel=next]", 1),
        ("[href='/b']", 1),
        ("p[href='/b']", 0),
        ("[class=stories]", 1),
        ("[id=story-7]", 1),
        ("a:not([rel=next])", 1),
    ],
)
def test_selectors_for_values_and_what_they_begin_with(selector, count):
    assert len(found_by(index_of(selector), parse(MIXED, page=False).body).get(0, ())) == count


def test_what_sites_say_goes_before_what_holds_for_every_site():
    packs = [Pack(ident=ident, path="", body=Body(article=(".x", "p"))) for ident in ("common", "own")]
    body = parse('<p class="x">a</p>', page=False).body
    assert [hit.meaning.pack for hit in RuleIndex(packs).hits(survey_of(body))] == ["own", "own", "common", "common"]


def test_a_fingerprint_is_no_hit():
    index = RuleIndex([Pack(ident="own", path="", fingerprints=(".x", "p > .y"))])
    assert index.hits(survey_of(parse('<p class="x"><b class="y">a</b></p>', page=False).body)) == []


# Words in classes and ids


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('class="postShare_box-2 adTop"', "post share box ad top"),
        ('id="mpEwm"', "mp ewm"),
        ('class="iraqrcode"', "iraqrcode"),
        ('class="QRCode"', "qr code"),
        ('class="AD_box"', "ad box"),
        ('class="ADVERT"', "advert"),
        ('class="post has-sidebar no-ads"', "post"),
        ('class="withShare isAd hideAds"', ""),
        ('class="share" id="with-ads"', "share"),
        ('class="sharing"', "sharing"),
        ("", ""),
    ],
)
def test_the_words_of_an_element(attributes, words):
    assert words_of(shape_of(parse(f"<div {attributes}>x</div>", page=False).body[0])) == frozenset(words.split())


# The same whoever asks, and whenever

SHARED = Cleaner()


def outcome(cleaned):
    return cleaned.content, dict(cleaned.metadata), cleaned.journal, dict(cleaned.evidence)


@settings(max_examples=15)
@given(sources=st.lists(SOUP, min_size=1, max_size=6))
def test_what_was_cleaned_before_makes_no_difference(sources):
    fresh = [outcome(Cleaner().clean(source)) for source in sources]
    assert [outcome(SHARED.clean(source)) for source in sources] == fresh
    with ThreadPoolExecutor(3) as pool:
        assert list(map(outcome, pool.map(SHARED.clean, sources * 2))) == fresh * 2


def test_the_memory_of_shapes_makes_no_difference(corpus, monkeypatch):
    sources = [path.read_bytes() for path in sorted(corpus.glob("*/input.*"))[::6]]
    monkeypatch.setattr("newsclean.rules.index._MEMO_SIZE", 50)
    forgetful = [outcome(Cleaner().clean(source)) for source in sources]
    with ThreadPoolExecutor(3) as pool:
        assert list(map(outcome, pool.map(SHARED.clean, sources))) == forgetful
