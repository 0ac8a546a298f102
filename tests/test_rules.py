"""Rules: what selectors match, what a pack may say, which packs recognise a document, and what a match does."""

import pytest
from lxml import etree

from newsclean import Cleaner, Document, PackError, dom
from newsclean.origin import Origin
from newsclean.read.origin import origin_of
from newsclean.read.parse import parse
from newsclean.rules.book import RuleBook
from newsclean.rules.detect import host_of
from newsclean.rules.index import RuleIndex
from newsclean.rules.load import load_pack
from newsclean.rules.select import compile_selectors
from newsclean.rules.survey import survey_of
from own import cleaned_by, pack_of, rule_text

TREE = """
<div id="top" class="a b"><p title="en-GB" data-x="Left right">one</p><!-- c --><p lang="en">two</p><span>three</span></div>
<ul><li>four</li></ul>
"""


def body_of(html):
    return parse(html, page=False).body


def matched(selector, html=TREE):
    """The texts of the elements that `selector` finds through the index, in document order."""
    pack = pack_of(f"article = ['''{selector}''']")
    return [dom.collapse(dom.text_of(hit.el)) for hit in RuleIndex([pack]).hits(survey_of(body_of(html)))]


# Selectors


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("p", ["one", "two"]),
        ("P", ["one", "two"]),
        ("#top", ["onetwothree"]),
        (".b", ["onetwothree"]),
        (".a.b#top", ["onetwothree"]),
        ("[title]", ["one"]),
        ("p[title='en-GB']", ["one"]),
        ("[data-x~=right]", ["one"]),
        ("[data-x~=left]", []),
        ("[data-x~=left i]", ["one"]),
        ("[title|=en]", ["one"]),
        ("[lang|=en]", ["two"]),
        ("[title^=en]", ["one"]),
        ("[title$=GB]", ["one"]),
        ("[title*='-G']", ["one"]),
        ("[title*='']", []),
        ("[class='a b']", ["onetwothree"]),
        ("[class~=a]", ["onetwothree"]),
        ("[class^=a]", ["onetwothree"]),
        ("[id=top]", ["onetwothree"]),
        ("div p", ["one", "two"]),
        ("div > p", ["one", "two"]),
        ("body > p", []),
        ("p + p", ["two"]),
        ("p ~ span", ["three"]),
        ("p ~ p", ["two"]),
        ("ul + span", []),
        ("p:first-child", ["one"]),
        ("span:last-child", ["three"]),
        ("li:only-child", ["four"]),
        ("p:only-child", []),
        ("p:not([title])", ["two"]),
        ("p:not(.a):not(:first-child)", ["two"]),
        ("div > p + p, li", ["two", "four"]),
        ("div.b > [lang]", ["two"]),
    ],
)
def test_a_selector_finds(selector, texts):
    assert matched(selector) == texts


def test_an_attribute_that_decides_is_tried_on_each_varied_element():
    html = '<a href="https://a.example/">a</a><a href="https://b.example/">b</a>'
    assert matched("a[href^='https://b.']", html) == ["b"]


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        ("p >", "bad selector"),
        ("p::before", "pseudo-elements"),
        ("*", "matches everything"),
        ("div > *", "matches everything"),
        (":first-child", "matches everything"),
        ("p:hover", "not supported"),
        ("p:nth-child(2)", "not supported"),
        ("svg|p", "namespaces"),
        ("p[svg|title]", "namespaces"),
        ("p[title!=x]", "not supported"),
    ],
)
def test_a_selector_that_cannot_be_meant_is_refused(selector, reason):
    with pytest.raises(ValueError, match=reason):
        compile_selectors(selector)


# Loading

BROKEN = [
    ("rule = ", "not valid TOML"),
    ("colour = 'red'", "unknown key 'colour'"),
    ("hosts = 'a.example'", "hosts must be a list of strings"),
    ("article = ['p:hover']", "not supported"),
    ("fingerprints = ['*']", "matches everything"),
    ("metadata = 'x'", "metadata must be a table"),
    ("[metadata]\ntitle = ''", "title is required"),
    ("[metadata]\nTitle = 'h1'", "'Title' is not a lower-case metadata name"),
    ("[metadata]\ntitle = 3", "title must be a selector, or a table"),
    ("[metadata]\ntitle = { select = 'h1' }", "text is required"),
    ("[metadata]\ntitle = { text = '(?P<title>.+)' }", "select is required"),
    ("[metadata]\ntitle = { select = 'h1', text = '(.+)' }", "needs a named group"),
    ("[metadata]\ntitle = { select = 'h1', text = '(?P<title>.+' }", "bad pattern"),
    ("[metadata]\ntitle = { select = 'h1:hover', text = '(?P<title>.+)' }", "not supported"),
    ("[metadata]\ntitle = { select = 'h1', text = '(?P<title>.+)', lift = 'x' }", "unknown key 'lift'"),
    ("rule = 'x'", "array of tables"),
    ("[[rule]]\npass = 'x'", "id is required"),
    (rule_text("select = '.x'", ident="No good"), "id is required"),
    (rule_text("select = '.x'") * 2, "used twice"),
    (rule_text("select = '.x'", step="nowhere"), "unknown pass 'nowhere'"),
    (rule_text("select = 3"), "select must be a string, not int"),
    (rule_text("select = ':first-child'"), "matches everything"),
    (rule_text(""), "give one of select"),
    (rule_text("select = '.x'\nbetween = ['a', 'b']"), "give one of select"),
    (rule_text("between = ['a']"), "two comments"),
    (rule_text("between = ['a', ' ']"), "two comments"),
    (rule_text("text = 'abc'"), "needs cue"),
    (rule_text("text = 'abc'\ncue = ['']"), "at least one character"),
    (rule_text("text = 'a('\ncue = ['ab']"), "bad pattern"),
    (rule_text("text = 'a*'\ncue = ['ab']"), "matches the empty text"),
    (rule_text("text = 'a[::]b'\ncue = ['ab']"), "ASCII colon twice"),
    (rule_text("text = '(?&nobody)'\ncue = ['ab']"), "(?&nobody) is not known (known: name, "),
    (rule_text("lift = 'abc'\ncue = ['ab']"), "needs a named group"),
    (rule_text("note = '(?P<Big>abc)'\ncue = ['ab']"), "not a lower-case metadata name"),
    (rule_text("cut = 'abc'\ncue = ['ab']"), "must be anchored"),
    (rule_text("select = '.x'\nunwrap = true\nmeans = 'p'"), "exclude each other"),
    (rule_text("select = '.x'\nmeans = 'script'"), "means 'script'"),
    (rule_text("select = '.x'\nunwrap = 'yes'"), "true or false"),
    (rule_text("select = '.x'\nmax_chars = 0"), "whole number from 1"),
    (rule_text("select = '.x'\nmax_chars = true"), "whole number from 1"),
    (rule_text("select = '.x'\nplace = 'middle'"), "place 'middle'"),
    ("[[rule]]\nid = 'x'\npass = 'promotion'\nwhy = 'w'\nselect = '.x'\nmisses = ['y']", "hits is required"),
    ("[[token]]\nattribute = 'cms-style'\ntoken = 'x'\nmeans = 'blink'", "means 'blink'"),
    ("[[token]]\nattribute = 'cms-style'", "token is required"),
]


@pytest.mark.parametrize(("source", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_a_pack_that_is_wrong_says_what_is_wrong(source, reason):
    with pytest.raises(PackError) as caught:
        pack_of(source, passes=("promotion",))
    assert reason in caught.value.reason
    assert caught.value.path == "own.toml"
    assert str(caught.value).startswith("own.toml: ")


def test_an_error_names_the_rule():
    with pytest.raises(PackError) as caught:
        pack_of(rule_text("select = '.x'\nplace = 'middle'", ident="my-rule"))
    assert caught.value.where == "rule my-rule"


def test_a_pack_is_named_by_its_file(tmp_path):
    path = tmp_path / "my-paper.toml"
    path.write_text("hosts = ['paper.example']", "utf-8")
    assert load_pack(path).ident == "my-paper"
    with pytest.raises(PackError, match="lower-case words"):
        pack_of("", ident="My_Paper")


def test_a_file_that_cannot_be_read_is_a_pack_error(tmp_path):
    with pytest.raises(PackError, match="cannot be read: No such file"):
        load_pack(tmp_path / "absent.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b"about = '\xe9'")
    with pytest.raises(PackError, match="cannot be read"):
        load_pack(path)


# Detection

DETECTED = pack_of(
    "hosts = ['paper.example', 'paper-pictures.example']\nfingerprints = ['.paper-box', 'div > .paper-inner', 'comment:paper start',"
    " 'comment:paper ad*', 'generator:Paper Press*', 'generator:paperer']"
)
OWN_IMAGE = '<img src="//cdn.paper-pictures.example/a.jpg">'
LAZY_IMAGE = '<img src="data:image/gif;base64,AA" data-src="HTTPS://u:p@Paper.example:443/b.jpg">'
OTHER_IMAGE = '<img src="/c.jpg">'
LINK = '<p><a href="https://paper.example/a">a</a></p>'


def evidence_for(html, url=None):
    """What speaks for the pack `DETECTED` in a fragment, or in a page where `html` has a head."""
    doc = Document(body_of(html), url=url)
    head = etree.HTML(html).find("head")
    doc.origin = origin_of(head, url)
    RuleBook([DETECTED], "auto", ()).consult(doc)
    return doc.evidence.get("own")


@pytest.mark.parametrize(
    ("html", "url", "texts"),
    [
        ("<p>x</p>", None, None),
        ("<p>x</p>", "https://paper.example/a", ("host paper.example",)),
        ("<p>x</p>", "https://www.Paper.example:8080/a", ("host www.paper.example",)),
        ("<p>x</p>", "https://newspaper.example/a", None),
        ("<p>x</p>", "https://[broken/", None),
        ('<p class="paper-box">x</p>', None, (".paper-box",)),
        ('<div><p class="paper-inner">x</p></div>', None, ("div > .paper-inner",)),
        ('<p class="paper-inner">x</p>', None, None),
        ("<!-- paper start --><p>x</p>", None, ("comment:paper start",)),
        ("<!-- paper advert 7 --><p>x</p>", None, ("comment:paper ad*",)),
        ("<!-- paper --><p>x</p>", None, None),
        (OWN_IMAGE + LAZY_IMAGE, None, ("images 2 of 2",)),
        (OWN_IMAGE * 3 + OTHER_IMAGE * 2, None, ("images 3 of 5",)),
        (OWN_IMAGE * 2 + OTHER_IMAGE * 2, None, None),
        (OWN_IMAGE, None, None),
        (LINK * 9, None, None),
        (LINK * 9 + OWN_IMAGE + OTHER_IMAGE, None, None),
    ],
)
def test_what_speaks_for_a_pack(html, url, texts):
    assert evidence_for(html, url) == texts


def page_with(head):
    return f"<html><head>{head}</head><body><p>x</p></body></html>"


@pytest.mark.parametrize(
    ("head", "url", "texts"),
    [
        ('<link rel="canonical" href="https://www.paper.example/a">', None, ("canonical www.paper.example",)),
        ('<meta property="og:url" content=" https://paper.example/a ">', None, ("canonical paper.example",)),
        (
            '<link rel="canonical" href="/a"><meta property="og:url" content="//paper.example/a">',
            None,
            ("canonical paper.example",),
        ),
        ('<link rel="canonical" href="https://paper.example/a">', "https://copy.example/a", None),
        ('<link rel="alternate" href="https://paper.example/a"><link><meta>', None, None),
        ('<link rel="canonical" href="https://[paper.example/a">', None, None),
        ('<link rel="canonical" href="mailto:desk@paper.example">', None, None),
        ('<meta name="Generator" content="PAPER  press 6.5"><meta name=generator>', None, ("generator:Paper Press*",)),
        ('<meta name="generator" content="Paperer">', None, ("generator:paperer",)),
        ('<meta name="generator" content="Paperer 2">', None, None),
        ('<meta name="author" content="Paperer">', None, None),
    ],
)
def test_what_the_head_of_a_page_says_for_a_pack(head, url, texts):
    assert evidence_for(page_with(head), url) == texts


def test_nothing_speaks_where_there_is_no_head():
    assert origin_of(None, None) == Origin()
    assert origin_of(None, "https://a.example/b") == Origin.at("https://a.example/b")


def test_evidence_comes_with_what_was_cleaned(tmp_path):
    pack = "hosts = ['paper.example']\nfingerprints = ['generator:Paper*', '.x']"
    page = "<html><head><meta name=generator content=Paper></head><body><p class=x>y</p></body></html>"
    assert dict(cleaned_by(tmp_path, pack, page, site="auto").evidence) == {"own": (".x", "generator:Paper*")}
    assert dict(cleaned_by(tmp_path, pack, page).evidence) == {"own": ("asked for",)}
    assert dict(cleaned_by(tmp_path, pack, page, site="none").evidence) == {}


def test_the_host_counts_more_than_any_number_of_fingerprints():
    other = pack_of("hosts = ['other.example']", ident="other")
    book = RuleBook([DETECTED, other], "auto", ())
    doc = Document(body_of('<p class="paper-box">x</p><!-- paper start -->'), url="https://other.example/")
    book.consult(doc)
    assert doc.sites == ("other", "own")


@pytest.mark.parametrize(("site", "sites"), [("none", ()), ("own", ("own",))])
def test_a_site_that_is_given_is_not_detected(site, sites):
    doc = Document(body_of('<p class="paper-box">x</p>'))
    RuleBook([DETECTED], site, ()).consult(doc)
    assert doc.sites == sites


@pytest.mark.parametrize(
    ("url", "host"), [(None, ""), ("", ""), ("/a", ""), ("HTTP://A.Example/", "a.example"), ("http://[", "")]
)
def test_the_host_of_a_url(url, host):
    assert host_of(url) == host


# What a match does


def test_select_drops(tmp_path):
    cleaned = cleaned_by(tmp_path, rule_text("select = '.promo'"), '<p>Text.</p><p class="promo">Buy.</p>')
    assert cleaned.content == "<p>Text.</p>\n"
    assert [(change.by, change.did, change.text) for change in cleaned.journal if change.by == "own/rule"] == [
        ("own/rule", "drop", "Buy.")
    ]


def test_text_is_a_condition_of_a_selector(tmp_path):
    pack = rule_text("select = 'p'\ntext = 'Buy now!?'")
    assert cleaned_by(tmp_path, pack, "<p>Text.</p><p> Buy\n now! </p><p>Buy now or never.</p>").content == (
        "<p>Text.</p>\n<p>Buy now or never.</p>\n"
    )


def test_if_empty_leaves_what_shows_something(tmp_path):
    pack = rule_text("select = 'span.slot'\nif_empty = true")
    html = '<p>a<span class="slot"> </span>b<span class="slot">c</span></p>'
    assert [change.by for change in cleaned_by(tmp_path, pack, html).journal].count("own/rule") == 1


def test_unwrap_and_means(tmp_path):
    pack = rule_text("select = '.box'\nunwrap = true", step="figures") + rule_text(
        "select = '.h'\nmeans = 'h2'", ident="head", step="figures"
    )
    html = '<div class="box"><p class="h">Head</p><p>Text.</p></div>'
    cleaned = cleaned_by(tmp_path, pack, html)
    assert cleaned.content == "<h2>Head</h2>\n<p>Text.</p>\n"
    assert {change.did for change in cleaned.journal if change.by.startswith("own/")} == {"unwrap", "rename"}


def test_lift_by_selector_finds_the_credit_within(tmp_path):
    pack = rule_text("select = '.by'\nlift = 'by (?P<author>[A-Z][a-z]+)(?: and (?P<editor>[A-Z][a-z]+))?'")
    cleaned = cleaned_by(tmp_path, pack, '<p class="by">Story by Mary.</p><p class="by">Nobody</p><p>Text.</p>')
    assert cleaned.content == "<p>Nobody</p>\n<p>Text.</p>\n"
    assert dict(cleaned.metadata) == {"author": "Mary"}


def test_note_leaves_the_line_and_keeps_every_value_once(tmp_path):
    pack = rule_text("cue = ['by ']\nnote = 'By (?P<author>[A-Z][a-z]+)'")
    html = "<p>By Mary</p><p>Text.</p><p>By John</p><p>By Mary</p><p>By Ann</p>"
    cleaned = cleaned_by(tmp_path, pack, html)
    assert cleaned.content.count("<p>By ") == 4
    assert cleaned.metadata["author"] == "Mary, John, Ann"
    assert cleaned.metadata["authors"] == ("Mary", "John", "Ann")


def test_cut_takes_a_part_of_the_line_and_its_credit(tmp_path):
    pack = rule_text("cue = ['(by ']\ncut = '\\s*\\(by (?P<author>\\w+)\\)$'")
    cleaned = cleaned_by(tmp_path, pack, "<p>It rained. <em>(by <b>Mary</b>)</em></p><p>(by whom it may concern)</p>")
    assert cleaned.content == "<p>It rained.</p>\n<p>(by whom it may concern)</p>\n"
    assert cleaned.metadata["author"] == "Mary"


def test_cut_of_all_there_is_drops_the_line(tmp_path):
    pack = rule_text("cue = ['(end)']\ncut = '\\(end\\)$'")
    cleaned = cleaned_by(tmp_path, pack, '<p>Text.</p><p>(end)</p><p><img src="https://e.com/a.jpg">(end)</p>')
    assert cleaned.content == '<p>Text.</p>\n<p><img src="https://e.com/a.jpg"></p>\n'
    assert [change.did for change in cleaned.journal if change.by == "own/rule"] == ["drop", "cut"]


def test_lines_are_tried_until_nothing_more_is_found(tmp_path):
    pack = rule_text("cue = ['(end)']\ncut = '\\s*\\(end\\)$'") + rule_text("cue = ['buy']\ntext = 'Buy.'", ident="buy")
    assert cleaned_by(tmp_path, pack, "<p>Text.</p><p>Buy. (end) (end)</p>").content == "<p>Text.</p>\n"


@pytest.mark.parametrize(("place", "kept"), [("head", [15, 39]), ("tail", [0, 15]), ("any", [])])
def test_place_bounds_a_rule_to_an_end_of_the_article(tmp_path, place, kept):
    pack = rule_text(f"cue = ['buy']\ntext = 'Buy \\d+'\nplace = '{place}'")
    lines = [f"<p>{'Buy' if number in {0, 15, 39} else 'Line'} {number}</p>" for number in range(40)]
    content = cleaned_by(tmp_path, pack, "".join(lines)).content
    assert [number for number in (0, 15, 39) if f"Buy {number}" in content] == kept


def test_max_chars_bounds_a_line(tmp_path):
    pack = rule_text("cue = ['buy']\ntext = 'Buy.*'\nmax_chars = 10")
    assert cleaned_by(tmp_path, pack, "<p>Buy now</p><p>Buy now or never</p>").content == "<p>Buy now or never</p>\n"


def test_between_drops_what_stands_between_two_comments(tmp_path):
    pack = rule_text("between = ['ad', '/ad']")
    html = "<div><p>a</p><!-- ad -->loose<p>b</p><!-- note --> more <!-- /ad --><p>c</p><!-- /ad --></div>"
    cleaned = cleaned_by(tmp_path, pack, html)
    assert cleaned.content == "<p>a</p>\n<p>c</p>\n"
    assert {change.did for change in cleaned.journal if change.by == "own/rule"} == {"cut", "drop"}


@pytest.mark.parametrize(
    "html",
    [
        "<div><p>a</p><!-- ad --><p>b</p></div>",
        "<div><!-- /ad --><p>b</p><!-- ad --></div>",
        "<div><p>a</p><!-- ad --><p>b</p></div><!-- /ad -->",
        "<div><!-- ad --> <!-- /ad --><p>b</p></div>",
    ],
)
def test_between_needs_both_comments_in_one_parent_and_something_between(tmp_path, html):
    cleaned = cleaned_by(tmp_path, rule_text("between = ['ad', '/ad']"), html)
    assert "<p>b</p>" in cleaned.content
    assert not any(change.by == "own/rule" for change in cleaned.journal)


def test_between_two_equal_comments_reaches_from_the_first_to_the_last(tmp_path):
    html = "<div><p>a</p><!-- ad --><p>b</p><!-- ad --><p>c</p><!-- ad --><p>d</p></div>"
    assert cleaned_by(tmp_path, rule_text("between = ['ad', 'ad']"), html).content == "<p>a</p>\n<p>d</p>\n"


def test_a_region_within_a_region_that_is_gone_is_left_alone(tmp_path):
    pack = rule_text("between = ['ad', '/ad']") + rule_text("between = ['in', '/in']", ident="inner")
    html = "<div><p>a</p><!-- ad --><div><!-- in --><p>b</p><!-- /in --></div><!-- /ad --></div>"
    assert cleaned_by(tmp_path, pack, html).content == "<p>a</p>\n"


def test_a_rule_for_comments_cannot_run_when_they_are_gone(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(rule_text("between = ['ad', '/ad']", step="figures"), "utf-8")
    with pytest.raises(PackError, match="comments are gone"):
        Cleaner(packs=[path])


# The loss guard

LONG = "A long sentence of the article. " * 20


@pytest.mark.parametrize(
    ("pack", "html"),
    [
        (rule_text("select = '.promo'"), f'<p>Text.</p><p class="promo">{LONG}</p>'),
        (rule_text("between = ['ad', '/ad']"), f"<div><p>Text.</p><!-- ad --><p>{LONG}</p><!-- /ad --></div>"),
        (rule_text("cue = ['a long']\nmax_chars = 9999\ntext = 'A long.*'"), f"<p>Text.</p><p>{LONG}</p>"),
    ],
)
def test_no_rule_takes_most_of_the_article(tmp_path, pack, html):
    cleaned = cleaned_by(tmp_path, pack, html)
    assert "A long sentence" in cleaned.content
    assert [change.did for change in cleaned.journal if change.by == "own/rule"] == ["keep"]
    assert "A long sentence" not in cleaned_by(tmp_path, pack, html, max_loss=1.0).content


def test_a_short_article_is_not_guarded(tmp_path):
    assert cleaned_by(tmp_path, rule_text("select = '.promo'"), '<p>a</p><p class="promo">Longer than that.</p>').content == (
        "<p>a</p>\n"
    )


# Container and credits of the page


def test_the_container_of_the_site_goes_before_the_common_one(tmp_path):
    pack = "article = ['.first', '.second']"
    html = '<p class="second">Second.</p><p class="first">First.</p><div class="entry-content">Common.</div>'
    assert cleaned_by(tmp_path, pack, html).content == "<p>First.</p>\n"


def test_credits_come_from_the_elements_the_pack_names(tmp_path):
    pack = "[metadata]\ntitle = 'h1'\ndate = 'time, meta[name=date]'\nsource = '.none'"
    html = '<h1> A <b>title</b></h1><h1>Another</h1><time></time><meta name="date" content="2026-01-01"><p>Text.</p>'
    assert dict(cleaned_by(tmp_path, pack, html).metadata) == {"title": "A title", "date": "2026-01-01"}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("{ select = '.line', text = 'From: (?P<x>.+)' }", "The Quay"),
        ("{ select = '.line', text = 'Of: (?P<source>.+)|By: (?P<author>.+)' }", "Mary"),
        ("{ select = '.line', text = 'From:(?P<x> *)' }", None),
        ("{ select = '.line', text = 'Nowhere: (?P<x>.+)' }", None),
        ("{ select = 'meta', text = '^(?P<x>[0-9-]+)T' }", "2026-01-02"),
        ("{ select = 'time', text = '(?P<x>[0-9-]+)T' }", "2026-01-03"),
        ("{ select = 'time', text = '(?P<x>to.*)' }", "today"),
        ("'time'", "2026-01-03T10:00"),
        ("'data'", "7"),
    ],
)
def test_a_pattern_takes_the_value_out_of_the_first_element_that_has_it(tmp_path, value, found):
    html = (
        '<p class="line"> </p><p class="line">By: Mary</p><p class="line">From:  The <b>Quay</b>、</p><p class="line">From: B</p>'
    )
    html += '<meta content="2026-01-02T10:00"><time datetime="2026-01-03T10:00">today</time><data value="7">seven</data>'
    assert cleaned_by(tmp_path, f"[metadata]\nsource = {value}", html).metadata.get("source") == found


def test_credits_of_the_site_go_before_those_of_the_head(tmp_path):
    html = '<html><head><meta name="author" content="Desk"><title>T</title></head><body><p class="by">Mary</p><p>Text.</p></body></html>'
    assert dict(cleaned_by(tmp_path, "[metadata]\nauthor = '.by'", html).metadata) == {"title": "T", "author": "Mary"}


def test_the_head_is_looked_at_for_fingerprints_and_credits(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("fingerprints = ['meta[name=own]']\narticle = ['meta']\n[metadata]\nsource = 'meta[name=own]'", "utf-8")
    cleaned = Cleaner(packs=[path]).clean("<html><head><meta name=own content=Us></head><body><p>Text.</p></body></html>")
    assert (cleaned.site, dict(cleaned.metadata), cleaned.content) == ("own", {"source": "Us"}, "<p>Text.</p>\n")


def test_a_token_means_an_element(tmp_path):
    pack = "[[token]]\nattribute = 'Data-Look'\ntoken = 'Loud'\nmeans = 'strong'\n"
    pack += "[[token]]\nattribute = 'data-look'\ntoken = 'plain'\nmeans = ''\n"
    html = '<p data-look="loud x">a</p><p data-look="plain">b</p><p data-look="loud"><b>c</b></p><p>d</p>'
    content = cleaned_by(tmp_path, pack, html, steps=Cleaner().steps.only("cms-style")).content
    assert content.startswith("<p><strong>a</strong></p>\n<p>b</p>\n")


def test_choices_of_packs_are_remembered_within_bounds(monkeypatch):
    monkeypatch.setattr("newsclean.rules.book._MOST_CHOICES", 3)
    made = []
    monkeypatch.setattr("newsclean.rules.book.RuleIndex", lambda packs: made.append(packs) or RuleIndex(packs))
    packs = [pack_of(f"fingerprints = ['.x{number}']\narticle = ['.y{number}']", ident=f"own{number}") for number in range(5)]
    book = RuleBook(packs, "auto", ())
    for number in (0, 0, 1, 2, 3, 3, 0):
        doc = Document(parse(f"<p class='x{number}'>a</p><p class='y{number}'>b</p>", page=False).body)
        book.consult(doc)
        assert [el.text for el in doc.article] == ["b"]
    assert len(made) == 5


def test_shapes_are_remembered_within_bounds(monkeypatch):
    monkeypatch.setattr("newsclean.rules.index._MEMO_SIZE", 2)
    index = RuleIndex([pack_of("article = ['.x9']")])
    root = etree.HTML("".join(f'<p class="x{number}">{number}</p>' for number in range(10)))
    assert [hit.el.text for hit in index.hits(survey_of(root))] == ["9"]
    assert [hit.el.text for hit in index.hits(survey_of(root))] == ["9"]


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("select = '.x'\nplace = 'tail'", "place"),
        ("select = '.x'\ncue = ['ab']", "cue"),
        ("words = ['x']\nmax_chars = 3", "max_chars"),
        ("heads = 'ab'\ncue = ['ab']\nplace = 'head'", "place"),
        ("select = '.x'\nmeans = 'h2'\ntext = 'ab'", "text"),
        ("select = '.x'\nunwrap = true\nlinked = true", "linked"),
    ],
)
def test_a_key_that_would_say_nothing_is_an_error(keys, word):
    with pytest.raises(PackError, match=f"{word} says nothing here"):
        pack_of(rule_text(keys))


def test_a_rule_under_a_pass_that_puts_no_rules_into_effect_is_an_error(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(rule_text("select = '.x'").replace('"promotion"', '"links"').replace("'promotion'", "'links'"), "utf-8")
    with pytest.raises(PackError, match="'links' puts no rules into effect"):
        Cleaner(packs=[path])


def test_a_rule_counts_an_element_once(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(rule_text("select = 'p.note, .note'"), "utf-8")
    line = "The bridge carries people again, nine years after the last lorry crossed it. " * 3
    html = f'<p class="note">{line}</p><p>{line}</p><p>{line}</p>'
    assert Cleaner(packs=[path], site="own").clean(html).content.count("<p>") == 2


def test_the_break_before_a_credit_goes_with_it():
    cleaned = Cleaner().clean("<p>本报讯<br><br>（责任编辑：李雷）</p>")
    assert (cleaned.content, cleaned.metadata["editor"]) == ("<p>本报讯</p>\n", "李雷")
    assert Cleaner().clean("<p>本报讯<br>（责任编辑：李雷）</p>").content == "<p>本报讯</p>\n"
