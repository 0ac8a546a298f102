"""Where the article of a document stands, and what beside it belongs to it."""

import pytest

from newsclean import Cleaner, Document, dom
from newsclean.passes.article.main import main_of
from newsclean.passes.article.outside import is_sure
from newsclean.passes.article.weights import PROSE_FROM, Weights
from newsclean.read.parse import parse
from newsclean.rules.book import RuleBook
from newsclean.rules.catalog import built_in
from own import cleaned_by, pack_of

MARKS = "alpha bravo delta gamma omega sigma loose".split()
IMAGE = '<img src="https://example.com/a.jpg">'


def sentence(mark):
    return f"The {mark} carries people again, nine years after the last lorry crossed it, and nobody minds the noise."


def prose(marks):
    return "".join(f"<p>{sentence(mark)}</p>" for mark in marks.split())


BODY = f'<div class="body">{prose("alpha alpha alpha bravo bravo bravo delta delta delta")}</div>'


def page(body):
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"


def marks_in(content):
    return " ".join([*(mark for mark in MARKS if mark in content), *(("image",) if "<img" in content else ())])


# Weights


@pytest.mark.parametrize(
    ("html", "text", "linked", "prose"),
    [
        ("", 0, 0, 0),
        ("Short, but.", 10, 0, 0),
        ("a, " + "b" * (PROSE_FROM - 2), PROSE_FROM, 0, PROSE_FROM),
        ("a, " + "b" * (PROSE_FROM - 3), PROSE_FROM - 1, 0, 0),
        ("b" * PROSE_FROM, PROSE_FROM, 0, 0),
        ("海" * 24 + "。", 75, 0, 75),
        ("海" * 23 + "。", 72, 0, 0),
        ("\u3000" * 30 + "海。", 6, 0, 0),
        (f"<a href=x>{'a,' * 40}</a>", 80, 80, 0),
        (f"{'a,' * 40}<a href=x>{'b' * 79}</a>", 159, 79, 80),
        (f"{'a,' * 40}<a href=x>{'b' * 80}</a>", 160, 80, 0),
        (f"<p>{'a,' * 40}</p><p>{'a,' * 20}</p>b", 121, 0, 80),
        (f"{'a,' * 20}<b>{'a,' * 20}</b>", 80, 0, 80),
        (f"{'a,' * 20}<p>c</p>{'a,' * 20}", 81, 0, 80),
        (f"<a href=x><p>{'a,' * 40}</p>b</a>c", 82, 81, 0),
        ("a<!-- b -->c", 2, 0, 0),
    ],
)
def test_what_stands_in_an_element(html, text, linked, prose):
    root = parse(f"<div>{html}</div>", page=False).body
    weights = Weights(root)
    for el in (root, root[0]):
        assert (weights[el].text, weights[el].linked, weights[el].prose) == (text, linked, prose)


def test_an_inline_element_has_no_weight_of_its_own():
    root = parse(f"<p><b>{sentence('alpha')}</b></p>", page=False).body
    assert Weights(root)[root[0][0]].text == 0


def test_what_a_rule_is_going_to_take_counts_for_nothing():
    root = parse(f"<div><div>{prose('alpha')}</div>{prose('bravo')}</div><div>{prose('delta')}</div>", page=False).body
    weights = Weights(root)
    one, whole = weights[root[1]].prose, weights[root].prose
    text = weights[root].text
    weights.discount([root[0][0], root[0][0][0]])
    assert [weights[el].prose for el in (root[0][0], root[0][0][0])] == [0, 0]
    assert [weights[el].prose for el in (root[0], root)] == [one, 2 * one]
    assert weights[root].text == text
    weights = Weights(root)
    weights.discount([root[0]])
    assert weights[root].prose == whole, "two thirds of all sentences still count"


@pytest.mark.parametrize(("marks", "sure"), [("alpha alpha", False), ("alpha alpha alpha", True)])
def test_few_sentences_tell_nothing(marks, sure):
    root = parse(prose(marks), page=False).body
    assert is_sure(Weights(root), root) is sure


# The main element


def main_in(html, pack="", *, is_page=True):
    """The label of the main element, and how it was found."""
    tree = parse(page(html) if is_page else html, page=is_page)
    doc = Document(tree.body, page=is_page)
    RuleBook([*(one for one in built_in() if one.ident == "common"), pack_of(pack)], "own", ()).consult(doc)
    found = main_of(doc, Weights(doc.root))
    return dom.label(found.el), "named" if found.named else "tagged" if found.tagged else ""


ELSEWHERE = f'<div class="a">{prose("alpha alpha")}</div>'
PACK = "article = ['.first', '.second']"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f'{ELSEWHERE}<p class="second">x</p><p class="first">{sentence("delta")}</p>', ("p.first", "named")),
        (f'{ELSEWHERE}<p class="first"> </p><p class="second">{sentence("bravo")}</p>', ("p.second", "named")),
        (f'<p class="first"><img></p><p class="second">{sentence("bravo")}</p>', ("p.second", "named")),
        ('<p class="first"> </p><p class="second">Short.</p>', ("p.second", "named")),
        (f'<p class="first"><img></p><p class="second">{IMAGE}</p>', ("p.first", "named")),
        (f'{ELSEWHERE}{ELSEWHERE}<p class="first">A few words.</p>', ("body", "")),
        (f'{ELSEWHERE}<p class="first">{sentence("bravo")}</p><div class="entry-content">x</div>', ("p.first", "named")),
    ],
)
def test_the_container_that_the_pack_of_the_site_names(html, found):
    assert main_in(html, PACK) == found
    assert main_in(html, PACK, is_page=False) == found


@pytest.mark.parametrize(
    ("html", "found", "in_a_fragment"),
    [
        # a common name
        (f'{ELSEWHERE}<div class="entry-content">{prose("bravo")}</div>', *2 * [("div.entry-content", "tagged")]),
        (f'{ELSEWHERE}{2 * f"""<div class="entry-content">{prose("bravo")}</div>"""}', *2 * [("body", "")]),
        (f'{ELSEWHERE}<div class="entry-content"><div class=b>{prose("bravo")}</div></div>', *2 * [("div.b", "tagged")]),
        (f'<div class="entry-content">{prose("alpha")}<div class="post-content">{prose("bravo")}</div></div>', *2 * [("div.entry-content", "tagged")]),
        (f'<article class="h-entry entry-content"><div class="entry-content">{prose("bravo")}</div></article>', *2 * [("div.entry-content", "tagged")]),
        (f'{ELSEWHERE}<div class="entry-content"> </div>', ("div.a", ""), ("div.a", "")),
        ('<div class="entry-content"> </div><p>Short.</p>', ("body", ""), ("body", "")),
        (f'{ELSEWHERE}{ELSEWHERE}<div class="entry-content">{prose("bravo")}</div>', ("body", ""), ("body", "")),
        (
            f'<div class="post-content">{prose("alpha")}</div><article><div class="post-content">{prose("bravo")}</div></article>',
            ("div.post-content", "tagged"),
            ("body", ""),
        ),
        # the elements of HTML
        (f"{ELSEWHERE}<article>{prose('bravo')}</article>", ("article", "tagged"), ("body", "")),
        (f"{ELSEWHERE}<main><p>Short.</p></main>", ("div.a", ""), ("div.a", "")),
        ("<p>x</p><main><p>Short.</p></main>", ("main", "tagged"), ("body", "")),
        ("<main></main>", ("body", ""), ("body", "")),
        (f"<article id=a>{prose('alpha')}</article><article id=b>{prose('bravo bravo')}</article>", ("article#b", "tagged"), ("body", "")),
        ("<article id=a>Short.</article><article id=b>Longer.</article>", ("article#b", "tagged"), ("body", "")),
        (f"<main><div class=a>{prose('alpha')}</div><p>x</p></main>", ("div.a", "tagged"), ("div.a", "")),
        # density
        (f"<div class=a>{prose('alpha alpha alpha alpha')}</div>{prose('bravo')}", ("div.a", ""), ("div.a", "")),
        (f"<div class=a>{prose('alpha alpha alpha')}</div>{prose('bravo')}", ("body", ""), ("body", "")),
        (f"<div><ul><li class=a>{prose('alpha alpha')}</li><li>x</li></ul></div>", ("li.a", ""), ("li.a", "")),
        (f"<font><b><div class=a>{prose('alpha alpha')}</div></b></font>", ("div.a", ""), ("div.a", "")),
        (f"<blockquote><div class=a>{prose('alpha alpha')}</div></blockquote>", ("body", ""), ("body", "")),
        (f"<table><tr><td class=a>{prose('alpha alpha')}</td><td>x</td></tr></table>", ("td.a", ""), ("td.a", "")),
        ("<div>Short.</div>", ("body", ""), ("body", "")),
    ],
)  # fmt: skip
def test_the_main_element_of_a_page_and_of_a_fragment(html, found, in_a_fragment):
    assert (main_in(html), main_in(html, is_page=False)) == (found, in_a_fragment)


def test_around_the_container_of_a_pack_all_goes(tmp_path):
    html = f"<div>Loose.{prose('alpha')}<div><p class=first>{sentence('bravo')}</p>Loose.</div></div>"
    assert cleaned_by(tmp_path, PACK, html).content == f"<p>{sentence('bravo')}</p>\n"


# What stands beside it

SHORT = "A gamma and more on the river"
PIECE = BODY.replace("body", "piece")
TITLED = BODY.replace('body">', 'body"><h1>Title</h1>')
PAIR = '<a href="/1">1</a><a href="/2">2</a>'


@pytest.mark.parametrize(
    ("html", "of_a_page", "of_a_fragment"),
    [
        # leads
        (f"{prose('gamma')}@", "gamma", "gamma"),
        (f"<div>{prose('gamma')}</div>@", "gamma", "gamma"),
        (f"<div><div>{sentence('gamma')}</div></div>@", "gamma", "gamma"),
        (f"<nav>{prose('gamma')}</nav>@", "", ""),
        (f"<aside>{prose('gamma')}</aside>@", "", ""),
        (f"<header>loose<nav>{prose('omega')}</nav>{prose('gamma')}<p>sigma</p></header>@", "gamma", "gamma"),
        (f"<header><div>{prose('gamma')}<p>sigma</p></div><figure>{IMAGE}</figure></header>@", "gamma image", "gamma image"),
        (f"<header><ul><li>{prose('omega')}</li></ul>{prose('gamma')}</header>@", "gamma", "gamma"),
        (f'<header><a href="/">{prose("gamma")}</a></header>@', "", ""),
        (f"@<header>{prose('gamma')}</header>", "", ""),
        (f"<div>{PAIR}{prose('gamma')}</div>@", "gamma", "gamma"),
        # pictures
        (f"<figure>{IMAGE}</figure>@", "image", "image"),
        (f"<figure class=wide>{IMAGE}</figure>@", "image", "image"),
        (f"<figure class=icon>{IMAGE}</figure>@", "image", "image"),
        (f'<figure class=wide><a href="/">{IMAGE}</a></figure>@', "", ""),
        (f'<figure class=wide><a href="/large.jpg">{IMAGE}</a></figure>@', "image", "image"),
        (f"<div><figure>{IMAGE}</figure></div>@", "image", "image"),
        (f"<div class=lead-image>{IMAGE}</div>@", "image", "image"),
        (f"<div class=lead-image>gamma{IMAGE}</div>@", "gamma image", "gamma image"),
        (f'<div class=lead-image><a href="/">{IMAGE}</a></div>@', "", ""),
        (f"<div class=misleading>{IMAGE}</div>@", "image", "image"),
        (f"<div class=authorBox>{IMAGE}</div>@", "", ""),
        (f"<div><p class=qr>{IMAGE}</p></div>@", "", ""),
        (f"<div>{IMAGE}{IMAGE}</div>@", "", ""),
        (f"<div>{IMAGE}<button>Zoom</button></div>@", "", ""),
        (f"<p>{IMAGE}</p>@", "image", "image"),
        (f"<p>{IMAGE}</p><div><div>@</div></div>", "", "image"),
        (f"@<figure>{IMAGE}</figure>", "", ""),
        (f"<div>{IMAGE}</div><div><div>@</div></div>", "", ""),
        (f"<div class=hero>{IMAGE}{IMAGE}</div>@", "image", "image"),
        (f'<figure class=wide><a name="1"></a>{IMAGE}<figcaption>gamma</figcaption></figure>@', "gamma image", "gamma image"),
        (f'<figure class=wide><a href="/a.jpg">{IMAGE}</a></figure>@', "image", "image"),
        (
            f'<figure class=wide>{IMAGE}<figcaption>gamma, <a href="/">omega</a></figcaption></figure>@',
            "gamma omega image",
            "gamma omega image",
        ),
        ('<header><h1>T</h1><img class=post-image src="https://example.com/a.jpg"></header>@', "image", "image"),
        # what stands between title and text
        ("<header><h1>T</h1><h2>The gamma sings tonight.</h2></header>@", "gamma", "gamma"),
        ("<header><h2>The gamma sings tonight.</h2><h1>T</h1></header>@", "", ""),
        ("<header><h1>T</h1><h2>The gamma sings</h2></header>@", "", ""),
        ("<header><h1>T</h1><h2 class=article__dek>The gamma sings tonight</h2></header>@", "gamma", "gamma"),
        ("<header><h1>T</h1><p class=author-desc>The gamma sings tonight.</p></header>@", "", ""),
        ("<header><h1>T</h1><ul class=key-bullets><li>The gamma sings tonight</li></ul></header>@", "gamma", "gamma"),
        ("<header><h1>T</h1><ul><li>The gamma sings tonight.</li></ul></header>@", "", ""),
        (
            "<header><h1>T</h1><p>The gamma sings tonight.</p></header><div><div><div><div>@</div></div></div></div>",
            "gamma",
            "gamma",
        ),
        # pieces of a text cut to boxes
        (f"<div class=x>gamma</div>{BODY.replace('body', 'x')}<div class=x>omega</div>", "gamma omega", "gamma omega"),
        (f"<div class=row>gamma</div>{BODY.replace('body', 'row')}", "", ""),
        # their captions
        (f"<div>{IMAGE}gamma</div>@", "", ""),
        (f"<div>{IMAGE}（gamma 摄）</div>@", "gamma image", "gamma image"),
        (f"<div class=photo>{IMAGE}gamma</div>@", "gamma image", "gamma image"),
        (f"<div class=photo>{IMAGE}gamma{' gamma' * 20}</div>@", "", ""),
        (f"<div>{IMAGE}</div><div class=caption>gamma</div>@", "gamma image", "gamma image"),
        (f'<div>{IMAGE}</div><div class=caption><a href="/">gam</a>, omega</div>@', "image", "image"),
        (f"<div>{IMAGE}</div>{prose('omega')}<div class=caption>gamma</div>@", "omega image", "omega image"),
        ("<div class=caption>gamma</div>@", "", ""),
        (f"@<p>{IMAGE}gamma 摄</p>", "gamma image", "gamma image"),
        (f"@<p>{IMAGE}gamma</p>", "", ""),
        (f"<div>@</div><p>{IMAGE}gamma 摄</p>", "", ""),
        # standfirsts
        ("<div class=summary>A gamma on the river.</div>@", "gamma", "gamma"),
        ("<div class=x>A gamma on the river.</div>@", "", "gamma"),
        ("<div class=summary>A gamma on the river</div>@", "", ""),
        ("<div class=summary>A gamma.</div>@", "", ""),
        ('<div class=summary>A <a href="/">gam</a> of omega, and of the river.</div>@', "omega", "omega"),
        ('<div class=summary><a href="/">A gamma of sigma and of the</a> river.</div>@', "", ""),
        ("<div class=summary>A gamma on the river.</div><div><div>@</div></div>", "gamma", "gamma"),
        ("<div class=summary>A gamma on the river.</div><div><div><div>@</div></div></div>", "", ""),
        # headers
        (f"<header><h1>Title</h1><p>{SHORT}.</p></header>@", "gamma", "gamma"),
        (f"<header><p>{SHORT}.</p><h1>Title</h1></header>@", "", ""),
        (f"<header><p>{SHORT}.</p></header>@", "", ""),
        (f"<header><p class=summary>{SHORT}.</p></header>@", "gamma", "gamma"),
        (f"<header><h1>Title</h1><p class=summary>{SHORT}</p></header>@", "gamma", "gamma"),
        (f"<header><p class=summary>{SHORT}.</p><h1>Title</h1></header>@", "", ""),
        (f"<header><h1>Title</h1><p class=byline>{SHORT}.</p></header>@", "", ""),
        (f"<header><h1>Title</h1><p>{SHORT}</p></header>@", "", ""),
        ("<header><h1>Title</h1><p>A gamma.</p></header>@", "", ""),
        (f"<header><h1>Title</h1><div>{SHORT}.</div></header>@", "", ""),
        (f"<header><h1>Title</h1><div>{SHORT}, and {SHORT}.</div></header>@", "gamma", "gamma"),
        (f"<header><h1>Title</h1><ul><li>{SHORT}.</li></ul></header>@", "", ""),
        (f"<header><h1>Title</h1><ul class=summary><li>{SHORT}.</li></ul></header>@", "gamma", "gamma"),
        (f"<header><h1>Title</h1><form><p class=summary>{SHORT}.</p></form></header>@", "", ""),
        (f'<header><h1>Title</h1><p><a href="/">{SHORT}</a>.</p></header>@', "", ""),
        (f"<article><header><h2>Title</h2><p>{SHORT}.</p></header>@</article>", "gamma", "gamma"),
        (f"<article><header><h2> </h2><p>{SHORT}.</p></header>@</article>", "", ""),
        (f"<header><h1>Title</h1><p>{SHORT}.</p></header>{TITLED}", "", ""),
        (f"<div><h1>Title</h1></div><div>{prose('gamma')}</div><div><div><div>@</div></div></div>", "gamma", "gamma"),
        (f"<div>{prose('gamma')}</div><div><h1>Title</h1></div><div><div><div>@</div></div></div>", "", "gamma"),
        # pieces of one text
        (f"<div class=piece>gamma</div>{PIECE}<div class=piece>omega</div>", "gamma omega", "gamma omega"),
        (f"<div class=row>gamma</div>{PIECE.replace('piece', 'row')}", "", ""),
        (f"<div class=piece><h1>gamma</h1></div>{PIECE}", "", ""),
        # last notes
        ("@<div>A gamma on the river.</div>", "", "gamma"),
        ("@<div>A gamma on the river</div>", "", ""),
        ("@<div class=disclaimer>A gamma on the river.</div>", "", ""),
        ("<div>@</div><div>A gamma on the river.</div>", "", ""),
        # what follows
        (f"@<div>{prose('gamma')}</div>", "", "gamma"),
        (f"@<div>{prose('gamma omega')}</div>", "gamma omega", "gamma omega"),
        (f"@<div class='more body'>{prose('gamma')}</div>", "gamma", "gamma"),
        (f"@<div class=statement>{prose('gamma')}</div>", "", ""),
        (f"@<div class=statement>{prose('gamma omega')}</div>", "gamma omega", "gamma omega"),
        (f"@<div>{PAIR}{prose('gamma')}</div>", "", ""),
        (f"@<div class=body>{PAIR}{prose('gamma')}</div>", "gamma", "gamma"),
        (f"@<div class='body b'>{PAIR}{prose('gamma')}</div>", "", ""),
        (f'@<div><a href="/1">1</a>{prose("gamma omega")}</div>', "gamma omega", "gamma omega"),
        # short lines and links
        ("<p>gamma</p>@<h3>omega</h3>", "", "gamma omega"),
        ("<div>gamma</div>@<div>omega</div>", "", ""),
        ("<b>gamma</b>@loose", "", "gamma loose"),
        ("<h1>gamma</h1>@", "", "gamma"),
        (f'<a href="/">{sentence("gamma")}</a>@', "", ""),
        (f'<a href="/">{prose("gamma")}</a>@', "", ""),
        (f'<a href="/">{IMAGE}</a>@', "", ""),
        (f'<p><a href="/">{sentence("gamma")}</a></p>@', "", ""),
        # how far away
        (f"<div>{prose('gamma')}</div><div>@</div>", "gamma", "gamma"),
        (f"<div>{prose('gamma')}</div><div><div><div>@</div></div></div>", "", "gamma"),
        (f"<table><tr><td>{prose('gamma')}</td></tr><tr><td>@</td></tr></table>", "gamma", "gamma"),
        (f"<div class='a b'>{prose('gamma')}</div><div class=b><div><div>@</div></div></div>", "gamma", "gamma"),
        (f"<div class=a>{prose('gamma')}</div><section class=a><div><div>@</div></div></section>", "", "gamma"),
        (f"<article><div>{prose('gamma')}</div><div><div><div>@</div></div></div></article>", "gamma", "gamma"),
        (f"<article><div><div><div>@</div></div></div><div>{prose('gamma omega')}</div></article>", "", "gamma omega"),
    ],
)
def test_what_beside_the_main_element_belongs_to_the_article(html, of_a_page, of_a_fragment):
    html = html.replace("@", BODY)
    found = [marks_in(Cleaner(site="none").clean(one).content) for one in (page(html), html)]
    assert found == [f"alpha bravo delta {expected}".strip() for expected in (of_a_page, of_a_fragment)]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Short.</p>",
        "Only text.",
        '<div class="a"><p>Short.</p></div><div class="b"><p>Another.</p></div>',
        f"<div>{prose('alpha')}</div><div><p>Short.</p></div>",
        f"<div>{prose('alpha')}</div><aside><p>Short.</p></aside>",
    ],
)
def test_a_short_fragment_is_left_as_it_is(html):
    cleaned = Cleaner(site="none").clean(html)
    assert [change for change in cleaned.journal if change.step == "article"] == []


def test_a_box_that_a_rule_takes_is_not_the_main_element_of_a_short_page(tmp_path):
    html = page(f'<div class="promo">{prose("alpha")}</div><p>Short.</p>')
    pack = "[[rule]]\nid = 'promo'\npass = 'promotion'\nwhy = 'a reason'\nselect = '.promo'\nhits = ['x']\nmisses = ['x']"
    assert cleaned_by(tmp_path, pack, html).content == "<p>Short.</p>\n"


def test_a_loose_sentence_beside_the_main_element_stays():
    loose = "The omega carries people again, nine years after the last lorry crossed it, and nobody minds the noise."
    body = f"<div>{BODY}{BODY}</div>"
    cleaned = Cleaner(site="none").clean(page(f"<div>gamma {body} {loose}</div> sigma"))
    assert "omega" in cleaned.content
    assert not {"gamma", "sigma"} & set(cleaned.content.split())
