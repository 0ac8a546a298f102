"""What a rule notices besides selectors: words, headings, links; what a pack keeps; and lines that `br` makes."""

import pytest

from newsclean import Document, PackError, dom
from newsclean.read.parse import parse
from newsclean.rules.broken import broken_lines
from newsclean.rules.leads import Leads, lead_in, lead_of, opening
from newsclean.rules.model import Rule
from newsclean.rules.sections import SectionRules
from own import cleaned_by, pack_of, rule_text

TEXT = "<p>The text.</p>"
LONG = "The bridge carries people again, nine years after the last lorry crossed it, and nobody minds the noise."
ARTICLE = f"<p>{LONG}</p>" * 10


def body_of(html):
    return parse(html, page=False).body


def kept_by(cleaned):
    return [change.why for change in cleaned.journal if change.did == "keep" and change.by == "own/rule"]


# Words


@pytest.mark.parametrize(
    ("box", "goes"),
    [
        ('<div class="my-zeta-box">x</div>', True),
        ('<ul id="zetaList"><li>x</li></ul>', True),
        ('<div class="box" id="a_zeta">x</div>', True),
        ('<div class="zetas">x</div>', False),
        ('<div class="has-zeta">x</div>', False),
        ('<div title="zeta">x</div>', False),
        ('<h2 id="zeta">x</h2>', False),
        ('<span class="zeta">x</span>', False),
    ],
)
def test_a_word_condemns_a_box_by_its_class_or_id(tmp_path, box, goes):
    content = cleaned_by(tmp_path, rule_text("words = ['zeta']"), TEXT + box).content
    assert (">x<" not in content) is goes


def test_two_words_of_a_rule_are_one_judgement(tmp_path):
    cleaned = cleaned_by(tmp_path, rule_text("words = ['zeta', 'box']"), f'{TEXT}<div class="zeta-box">x</div>')
    assert [change.did for change in cleaned.journal if change.by == "own/rule"] == ["drop"]


@pytest.mark.parametrize(
    ("box", "why"),
    [
        ('<div class="zeta"><pre>let a = 1</pre></div>', ["it holds code or a post that the article cites"]),
        (
            '<div class="zeta"><blockquote class="a twitter-tweet">x</blockquote></div>',
            ["it holds code or a post that the article cites"],
        ),
        ('<div class="zeta"><blockquote class="a">x</blockquote></div>', []),
        (f'<p class="zeta">{LONG}</p>', ["it reads like a sentence of the article"]),
        (f'<ul class="zeta"><li>{LONG}</li></ul>{ARTICLE}', ["it reads like a sentence of the article"]),
        (f'<div class="zeta"><p>{LONG}</p></div>{ARTICLE}', []),
        (f'<p class="zeta"><a href="/a">{LONG}</a></p>', []),
        ('<p class="zeta">Short.</p>', []),
        (
            f'<div class="zeta"><div>{LONG} {LONG} {LONG}</div></div>{ARTICLE}',
            ["the rule would take 23% of the text (at most 15%)"],
        ),
        (f'<div class="zeta"><a href="/a">{LONG} {LONG} {LONG}</a></div>{ARTICLE}', []),
        (f'<div class="zeta">{ARTICLE}</div>', ["the element holds the article"]),
        (f'<div class="zeta"><div>{ARTICLE}</div><p>x</p></div>', ["the element holds the article"]),
    ],
)
def test_what_a_word_may_not_take(tmp_path, box, why):
    cleaned = cleaned_by(tmp_path, rule_text("words = ['zeta']"), TEXT + box)
    assert kept_by(cleaned) == why
    assert [change.did for change in cleaned.journal if change.by == "own/rule"] == (["keep"] if why else ["drop"])


@pytest.mark.parametrize("box", ['<div class="zeta"><pre>let a = 1</pre></div>', f'<p class="zeta">{LONG}</p>'])
def test_a_selector_may_take_what_a_word_may_not(tmp_path, box):
    assert cleaned_by(tmp_path, rule_text("select = '.zeta'"), TEXT + box).content == f"{TEXT}\n"


# Links


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ('<a href="/a">Zeta: the bridge</a>', True),
        ('Zeta: <a href="/a">The bridge</a>', True),
        ('Zeta: this is <a href="/a">a bridge</a>', False),
        ("Zeta: the bridge", False),
        ('Zeta: the bridge<a href="/a"></a>', False),
    ],
)
@pytest.mark.parametrize("key", ["select = '.more'", "cue = ['zeta']\ntext = 'Zeta: .*'"])
def test_linked_asks_for_a_line_of_links(tmp_path, key, line, goes):
    cleaned = cleaned_by(tmp_path, rule_text(f"{key}\nlinked = true"), f'{TEXT}<p class="more">{line}</p>')
    assert any(change.by == "own/rule" for change in cleaned.journal) is goes


def test_a_linked_rule_leaves_what_br_makes_a_line(tmp_path):
    html = '<p>The text.<br>Zeta: <a href="/a">The bridge</a></p><p>Zeta: <a href="/b">The tower</a></p>'
    cleaned = cleaned_by(tmp_path, rule_text("cue = ['zeta']\ntext = 'Zeta: .*'\nlinked = true"), html)
    assert "The bridge" in cleaned.content
    assert "The tower" not in cleaned.content


# What a pack keeps

COMMON_BOX = f'{TEXT}<div class="share">Share</div>'


@pytest.mark.parametrize(
    ("pack", "site", "stays"),
    [
        ("keep = ['.share']", "own", True),
        ("keep = ['.share']", "none", False),
        ("keep = ['.other']", "own", False),
        ("keep = ['.share']\n" + rule_text("select = '.share'"), "own", False),
    ],
)
def test_what_a_pack_keeps_only_its_own_rules_take(tmp_path, pack, site, stays):
    assert ("Share" in cleaned_by(tmp_path, pack, COMMON_BOX, site=site).content) is stays


# Headings


LINKS = '<ul><li><a href="/a">a</a></li></ul>'
HEADED = '<h3>Zeta news</h3>\n<ul>\n<li><a href="/a">a</a></li>\n</ul>\n'


@pytest.mark.parametrize(
    ("html", "content"),
    [
        (f"<div><h3>Zeta news</h3>{LINKS}</div>", ""),
        (f"<div><div><b>Zeta news</b></div>{LINKS}</div><p>b</p>", "<p>b</p>\n"),
        (f"<section><p> </p><!-- c --><div><h3>Zeta news</h3></div>{LINKS}</section>", ""),
        (f"<div><h3>No zeta news</h3>{LINKS}</div>", HEADED.replace("Zeta", "No zeta")),
        (f"<div><p>First.</p><h3>Zeta news</h3>{LINKS}</div>", f"<p>First.</p>\n{HEADED}"),
        (f"<div>First.<h3>Zeta news</h3>{LINKS}</div>", f"<p>First.</p>\n{HEADED}"),
        (f"<div><b>First.</b><h3>Zeta news</h3>{LINKS}</div>", f"<p><strong>First.</strong></p>\n{HEADED}"),
        (f"<h3>Zeta news</h3>{LINKS}", HEADED),
        ('<div><h3>Zeta <a href="/a">news</a></h3></div>', '<h3>Zeta <a href="/a">news</a></h3>\n'),
        (f"<div><pre>Zeta news</pre>{LINKS}</div>", HEADED.replace("h3", "pre")),
    ],
)
def test_a_line_heads_the_box_that_it_opens(tmp_path, html, content):
    cleaned = cleaned_by(tmp_path, rule_text("heads = 'Zeta news'\ncue = ['zeta']"), TEXT + html)
    assert cleaned.content == f"{TEXT}\n{content}"
    assert {change.step for change in cleaned.journal if change.by == "own/rule"} <= {"promotion"}


def sections_of(html, holder=None):
    """What a rule takes in a document whose article stands in the element of the class `holder`."""
    doc = Document(body_of(html))
    doc.main = None if holder is None else next(el for el in doc.root.iter() if el.get("class") == holder)
    pack = pack_of(rule_text("heads = 'Zeta news'\ncue = ['zeta']"))
    rules = SectionRules.of(pack.rules)
    taken = [dom.label(el) for el in rules.takes(doc)]
    rules.apply(doc)
    return taken, [change.what for change in doc.journal()]


@pytest.mark.parametrize(
    ("html", "taken"),
    [
        ('<div class="a"><div class="b"><h3>Zeta news</h3><p>x</p></div><p>y</p></div>', ["div.a"]),
        ('<div class="a"><h3>Zeta news</h3><p class="main">x</p></div>', []),
        ('<div class="a"><h3>Zeta news</h3><div><div class="main">x</div></div></div>', []),
        ('<div class="main"><div class="b"><h3>Zeta news</h3><p>x</p></div></div>', []),
        ('<div class="main"><div class="b"><h3>Zeta news</h3><p><a href="/a">x</a></p></div></div>', ["div.b"]),
        ('<div class="main"><div class="b"><h3>Zeta news</h3><p>more <a href="/a">x</a></p></div></div>', []),
        ('<div class="main"><div class="b"><h3>Zeta news</h3><img></div></div>', []),
        ('<div class="main">x</div><div class="b"><h3>Zeta news</h3><p>x</p></div>', ["div.b"]),
        ('<div class="main">x</div><div class="b"><h3>Zeta news</h3><img></div>', ["div.b"]),
        ('<div class="main">x</div><div class="b"><h3>Zeta news</h3> </div>', []),
        ('<div class="main">x</div><div class="b">y<h3>Zeta news</h3><p>x</p></div>', []),
        ('<div class="main">x</div><div class="b"><hr><h3>Zeta news</h3><p>x</p></div>', ["div.b"]),
        ('<div class="main">x</div><div class="b"><b></b>y<h3>Zeta news</h3><p>x</p></div>', []),
        ('<div class="main">x</div><div class="b"><div>Zeta <p>news</p></div><p>x</p></div>', []),
        ('<div class="main">x</div><h3>Zeta news<img></h3><p>x</p>', []),
        # a part of the same text
        ('<div class="main">x</div><div class="main"><h3>Zeta news</h3><p>y</p></div>', []),
        ('<div class="main">x</div><div class="main"><h3>Zeta news</h3><p><a href="/a">y</a></p></div>', ["div.main"]),
        (
            '<div class="main">x</div><div class="main"><h3>Zeta news</h3><p>All of it is <a href="/a">y</a></p></div>',
            ["div.main"],
        ),
        ('<div class="main">x</div><div class="b">y</div><div class="b"><h3>Zeta news</h3><p>z</p></div>', ["div.b"]),
        ('<div><div class="main">x</div></div><div><h3>Zeta news</h3><p>y</p></div>', ["div"]),
        ('<div class="main">x</div><p class="main"></p><div class="main b"><h3>Zeta news</h3><p>y</p></div>', ["div.main"]),
        ('<div class="main">x</div><div><h3>Zeta news</h3><p>y</p></div>', ["div"]),
    ],
)
def test_a_section_never_holds_the_article_and_within_it_is_of_links(html, taken):
    found = sections_of(html, "main" if "main" in html else None)
    assert found == (taken, taken)


ENTRY = '<div class="e"><p>Name</p><p>More of it.</p></div>'


@pytest.mark.parametrize(
    ("entries", "goes"),
    [
        (ENTRY * 2, True),
        (f"<div> {ENTRY * 3}</div><p> </p><!-- c -->", True),
        (f"<ul>{ENTRY.replace('div', 'li') * 2}</ul>", True),
        (ENTRY, False),
        (f"<div>{ENTRY}</div>", False),
        ("", False),
        (ENTRY.replace(' class="e"', "") * 2, False),
        (ENTRY + ENTRY.replace('"e"', '"f"'), False),
        (f"{ENTRY}{ENTRY}<p>Text.</p>", False),
        (ENTRY + ENTRY.replace("Name", "A line that ends like a sentence."), False),
        (ENTRY + ENTRY.replace("Name", "Name " * 20), False),
        (ENTRY + ENTRY.replace("More of it.", ""), False),
        (ENTRY.replace("div", "section") * 2, False),
    ],
)
def test_a_section_within_the_article_may_list_entries(entries, goes):
    html = f'<div class="main"><p>Text.</p><div class="b"><div><h3>Zeta news</h3></div>{entries}</div></div>'
    assert sections_of(html, "main") == ((["div.b"], ["div.b"]) if goes else ([], []))


def test_a_section_within_one_that_is_gone():
    html = '<p>x</p><div class="a"><h3>Zeta news</h3><p>y</p><div class="b"><h3>Zeta news</h3><p>z</p></div></div>'
    assert sections_of(html) == (["div.a", "div.b"], ["div.a"])


def test_a_long_line_is_no_heading():
    pack = pack_of(rule_text("heads = 'Zeta .*'\ncue = ['zeta']"))
    doc = Document(
        body_of(f"<div><h3>Zeta {'news ' * 8}</h3><p>x</p></div><div><h3>Zeta {'<b>news</b> ' * 8}</h3><p>x</p></div>")
    )
    assert SectionRules.of(pack.rules).takes(doc) == []


def test_headings_are_no_reason_to_refuse(tmp_path):
    html = f'{TEXT}<div><h3>Zeta news</h3><p><a href="/a">{LONG * 4}</a></p></div>'
    cleaned = cleaned_by(tmp_path, rule_text("heads = 'Zeta news'\ncue = ['zeta']"), html, strict=True)
    assert kept_by(cleaned) == ["the rule would take 98% of the text (at most 40%)"]


# What is wrong with these keys


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("words = ['two words']", "words: 'two words' is not one lower-case word"),
        ("words = ['Promo']", "words: 'Promo' is not one lower-case word"),
        ("heads = 'More'", "needs cue"),
        ("heads = 'More'\ncue = ['more']\nnear = 'x'", "near and comment stand beside select or words"),
        ("cue = ['more']\ntext = 'More'\ncomment = 'x'", "near and comment stand beside select or words"),
        ("between = ['a', 'b']\nnear = 'x'", "near and comment stand beside select or words"),
        ("select = '.x'\nnear = 'x('", "near: bad pattern"),
        ("select = '.x'\nnear = 'x*'", "near: the pattern matches the empty text"),
    ],
)
def test_a_key_that_cannot_be_meant_is_refused(body, reason):
    with pytest.raises(PackError) as caught:
        pack_of(rule_text(body))
    assert reason in caught.value.reason


# Leads


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("Read more", "Re"),
        ("  【来源】x", "来源"),
        ("（责编：x）", "责编"),
        ("·", ""),
        ("", ""),
        ("a", "a"),
        ("\u200b\u3000“说", "说"),
    ],
)
def test_the_first_characters_of_a_line(line, lead):
    assert lead_of(line) == lead
    assert lead_in(body_of(f"<p>{line}</p>")[0]) == lead
    assert lead_in(body_of(f"<p><b>{line[:2]}</b>{line[2:]}</p>")[0]) == lead


def rule(**words):
    return Rule(ident="own/rule", step="related", why="a reason", hits=("",), misses=("",), **words)


@pytest.mark.parametrize(
    ("cue", "line", "meant"),
    [
        ("read more", "Read more", True),
        ("read more", "READ MORE", True),
        ("read more", "* read more about it", True),
        ("read more", "Read less", False),
        ("read more", "Now read more", False),
        ("來", "來源", True),
        ("來", "x來", False),
        ("read more", "Read more " + "x" * 200, False),
    ],
)
def test_a_line_is_meant_by_the_rules_whose_cue_opens_it(cue, line, meant):
    one = rule(cue=(cue,))
    filed = Leads.of([one])
    assert (opening(filed.rules_for(lead_of(line)), line) == [one]) is meant


# Broken lines


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("a", []),
        ("a<br>b", ["b", "a"]),
        ("a<br><br> <br>b", ["b", "a"]),
        ("<br>a", ["a"]),
        ("a<b>b</b>c<br><i>d<br>e</i>", ["de", "abc"]),
        ("a<img><br>b", ["b"]),
        ("a<br>b<span><img></span>", ["a"]),
        ("a<!-- x -->b<br>c", ["c", "ab"]),
    ],
)
def test_the_lines_that_br_makes(html, texts):
    assert [line.text for line in broken_lines(body_of(f"<p>{html}</p>")[0])] == texts


FIRST_LINES = "The text.<br>More text."


@pytest.mark.parametrize(
    ("key", "html", "content", "metadata"),
    [
        ("text = 'By .*'", f"<p>{FIRST_LINES}<br>By Mary</p>", f"<p>{FIRST_LINES}</p>\n", {}),
        ("text = 'By [A-Z]+'", f"<p>{FIRST_LINES}<br>By Mary</p>", f"<p>{FIRST_LINES}<br>By Mary</p>\n", {}),
        ("lift = 'By (?P<author>\\w+)'", f"<p>{FIRST_LINES}<br>By Mary</p>", f"<p>{FIRST_LINES}</p>\n", {"author": "Mary"}),
        ("text = 'By \\w+'", f"<p>By Mary<br>By Ann<br>{FIRST_LINES}</p>", f"<p>{FIRST_LINES}</p>\n", {}),
        ("lift = 'By (?P<author>\\w+)'", f"<p>By Mary<br>{FIRST_LINES}</p>", f"<p>{FIRST_LINES}</p>\n", {"author": "Mary"}),
        ("lift = 'By (?P<author>\\w+)'", f"<p>{FIRST_LINES}<br>By or by</p>", f"<p>{FIRST_LINES}<br>By or by</p>\n", {}),
        (
            "note = 'By (?P<author>\\w+)'",
            f"<p>By Mary<br>{FIRST_LINES}<br>By Ann</p>",
            f"<p>By Mary<br>{FIRST_LINES}<br>By Ann</p>\n",
            {"author": "Mary, Ann", "authors": ("Mary", "Ann")},
        ),
    ],
)
def test_a_rule_means_a_line_that_br_makes(tmp_path, key, html, content, metadata):
    cleaned = cleaned_by(tmp_path, rule_text(f"cue = ['by']\n{key}"), html)
    assert cleaned.content == content.replace("<br>", "<br>\n") or cleaned.content == content
    assert dict(cleaned.metadata) == metadata
    assert {change.step for change in cleaned.journal if change.by == "own/rule"} <= {"promotion"}


def test_a_line_that_br_makes_is_guarded(tmp_path):
    html = f"<p>The text.<br>By {LONG * 3}</p>"
    cleaned = cleaned_by(tmp_path, rule_text("cue = ['by']\ntext = 'By .*'\nmax_chars = 999"), html)
    assert kept_by(cleaned) == ["the rule would take 97% of the text (at most 40%)"]
    assert LONG in cleaned.content
