"""Markup on which parsers differ: what a parser of the WHATWG standard shows is in the output, or in the journal by its reason."""

import contextlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import whatwg
from newsclean import Cleaner, RefusedError, dom
from newsclean.read.foreign import has_odd_foreign, settled
from newsclean.read.parse import parse

CLEANER = Cleaner(site="none")
ALONE = Cleaner(steps=())

CASES = [
    # Comments, and what is taken for one
    "a<!x b>c", "a</ x b>c", "a<?x b>c", "a<!-- b --!>c", "a<!-->c<!--->d", "a<!-- b <!-- c -->d-->e", "a<!-- b", "a<!-- b --",
    "a<!--b--!c-->d", "a<!---!> b-->c", "a<![CDATA[b<p>c]]>d", "a<!doctype x>b", "a<!doctype", "a<!", "a<!-", "a<?", "a</", "a<", "a</>b",
    # Tags and attributes that never end
    "a<b", "a<b c", 'a<b c="d', "a<b c='d>e", "a<b c=d/>e", "a</b", "a<b c=`d`>e", 'a<b c="d"e="f">g', "a<b =c>d", 'a<b "c">d', "a<b c c=d>e",
    "a<b/>c", "a<br/>b</br>c", "a</p>b", "a<b x='>'>c", "a<中>b", "a<3 b",
    # Raw text
    "a<xmp>b<p>c</xmp>d", "a<noembed>b<p>c</noembed>d", "a<noframes>b</noframes>c", "a<iframe>b<p>c</iframe>d", "a<title>b<p>c</title>d",
    "a<textarea>\nb<p>c&amp;</textarea>d", "a<noscript>b<p>c</noscript>d", "a<listing>b<p>c</listing>d", "a<plaintext>b</plaintext>c",
    "a<script>b<!--<script>c</script>d</script>e", "a<script><!--<script></script>--></script>b", "<style><!--</style>-->a",
    "a<style>b</style c>d", "<title>a", "<textarea>a", "a<template><p>b</template>c", "a<template>b", "a<script>b</script/>c",
    # Character references
    "a&", "a&#", "a&#x", "a&#xg;b", "a&notit;b&ampc&copyd&notin;e", "a&#128;&#x80;&#x9f;b", "a&#0;&#xD800;&#x110000;&#xFFFFFFFFFF;b",
    "a&#xFFFE;&#1;&#11;&#12;&#13;b", "a&lt;b>c", "a&amp;lt;b", "a&NotEqualTilde;b", "<b title='&notit;&ampx&amp='>a</b>", "a&#38;lt;b",
    # Control characters
    "a\0b", "a\x01b\x0bc\x0cd\x1be\x7ff", "a\x85b\ufeffc\ufffed\uffffe", "<p\0>a", "a<i\0>b",
    # Tables and their parts
    "a<table>b<tr>c<td>d</table>e", "a<table><select><option>b</table>c", "<td>a<td>b", "<tr><td>a</tr>b", "<caption>a</caption>b", "<col>a",
    "a<table><caption>b<table>c</table>d</table>e", "a<table><b>b<tr>c</b>d</table>e", "a<table><input type=hidden>b<form>c</table>d",
    "a<table><td><table>b</td>c</table>d</table>e", "a<table><style>b</style>c</table>d", "a<table><tr><p>b</table>c",
    # Forms
    "a<select><option>b<p>c</select>d", "a<select>b<select>c</select>d", "a<select>b<input>c", "a<select><textarea>b</textarea></select>c",
    "a<button>b<button>c</button>d", "a<form>b<form>c</form>d</form>e", "a<option>b<optgroup>c", "a<isindex prompt=x>b", "a<keygen>b",
    # Void elements, and such as once were
    "a<embed>b</embed>c", "a<source>b<track>c<wbr>d<bgsound>e", "a<image src=x>b", "a<param>b</param>c", "a<menuitem>b<command>c",
    "<video><source src=x>a<p>b</video>c", "<picture><source srcset=x><img src=y>a</picture>b", "a<basefont>b<frame>c",
    # Formatting
    "a<b>b<p>c</b>d", "a<a href=x>b<a href=y>c</a>d", "a<nobr>b<nobr>c", "a<b><i><b><i>b</b>c</p>d", "a<font><p>b</font>c", "<i>a<div>b</i>c",
    "<ruby>a<rt>b<rp>c</ruby>d", "<dl><dt>a<dd>b<dt>c</dl>d", "<ul><li>a<ul>b<li>c</ul>d", "<h1>a<h2>b</h1>c", "a<object>b<param>c</object>d",
    "a<marquee>b</marquee><dialog open>c</dialog><slot>d</slot><output>e</output>", "a<canvas>b</canvas>c<datalist><option>d</datalist>e",
    # Head and body
    "a</body>b</html>c", "<body>a<head>b</head>c", "<!doctype html><x><head>a</head><body>b</body></x>c", "<head>a<meta>b", "</head>a<title>b",
    "<html><head><noscript><p>a</noscript>b", "<head></head>a<link>b<style>c</style>d", "a<html class=x><body class=y>b", "<head><x>a",
    # Frames in a text are no frames
    "a<frameset><frame></frameset>b", "a<noframes>b</noframes><frameset>c",
    # SVG and MathML
    "a<svg><path><p>b<p>c", "a<svg><style>b<p>c</p></style></svg>d", "a<svg><![CDATA[b<p>c]]></svg>d", "a<svg><![CDATA[b", "a<svg>b</p>c",
    "a<math><mi>b</mi><mtext><p>c</p></mtext></math>d", "a<math><style>b<b>c</b></style></math>d", "a<svg><title>b<b>c</b></title></svg>d",
    "a<svg><title>b<p>c</svg>d", "a<svg><script>b<b>c</b></script></svg>d", "a<svg><textarea>b<b>c</b></textarea></svg>d",
    "a<svg><iframe>b<b>c</b></iframe></svg>d", "a<svg><plaintext>b<b>c</b></svg>d", "a<svg><foreignObject><p>b<style>c</style></svg>d",
    "a<svg/>b<math/>c", "<svg><script/>a</svg>b", "<svg><style/>a</svg>b", "<svg a=b/>c</svg>d", "<div>a<svg><g></div>b<p>c", "a<svg>b</br>c",
    "a<svg><foreignObject><div>b<svg><p>c</svg>d</foreignObject></svg>e", "a<svg><style>b<p>c", "a<SVG><STYLE>b<i>c</i></STYLE></SVG>d",
    "a<svg><font color=x>b</font></svg>c", "a<svg><font class=x>b</font></svg>c", "a<math><annotation-xml><p>b</annotation-xml></math>c",
    'a<math><annotation-xml encoding="text/html"><p>b<style>c</style></annotation-xml></math>d', "a<svg><desc><![CDATA[b]]></desc></svg>c",
    "a<math><mi><![CDATA[b]]></mi><![CDATA[c<p>d]]></math>e", "a<svg><desc><p><![CDATA[b]]></desc></svg>c", "a<svg><g><svg><p>b</svg></g></svg>c",
    "a<svg><image href=x /><img src=x>b</svg>c", "a<svg><!-- <p> -->b</svg>c<![CDATA[<p>d]]>e", "a<svg></g></x>b<p>c", "<math>a<style>b</g>c</math>d", "<![CDATA[a<svg>b<textarea>c<svg>d", "<!a<svg>b<p><style>c",
    "</ a<svg>b<p><svg><style>c", "<![CDATA[a<svg", "<math>a</svg>b<style>c</math>d", "<math>a<title>b<style>c</math>d",
    "<math><annotation-xml><svg><title>a<p>b</title>c</svg></math>d", "<svg><mi>a<p>b</svg>c", "<svg><math><title>a<p>b</title>c</svg>d", "<p>a<svg></span>b</p>c<p>d",
    "<!-- <svg> -->a<script>'<svg>'</script>b<style><svg></style><p title='<svg>'>c<svg><p>d<style>e", "a<svg><p><plaintext>b<svg><p>c",
    "<span>a<svg></span>b<p>c", "<svg><desc><div>a</svg>b<style>c</style></desc></svg>d", "a<svg><p>b<title>c<svg></title>d",
]  # fmt: skip


@pytest.mark.parametrize("cleaner", [CLEANER, ALONE], ids=["all passes", "no pass"])
@pytest.mark.parametrize("source", CASES)
def test_what_a_browser_shows_is_accounted_for(source, cleaner):
    cleaned = cleaner.clean(source)
    assert whatwg.unexplained(source, cleaned) == (Counter(), Counter(), [])
    again = cleaner.clean(cleaned.content)
    assert again.content == cleaned.content


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>a<plaintext>\0", "nul"),
        ("<frameset><frame></frameset>a", "frameset"),
        ("a<iframe/>b<!--</iframe>c-->d", "self-closed"),
    ],
)
def test_the_differences_that_are_meant_have_a_name(source, reason):
    assert whatwg.unexplained(source, CLEANER.clean(source))[2] == [reason]


def test_a_difference_that_is_not_meant_is_found():
    cleaned = CLEANER.clean("<p>a</p>")
    assert whatwg.account("<p>ab</p>", cleaned) == (Counter("b"), Counter())
    assert whatwg.account("<p></p>", cleaned) == (Counter(), Counter("a"))
    assert whatwg.account("<p></p><style>a</style>", cleaned) == (Counter(), Counter())
    assert whatwg.account("<p>ab<b>c</b></p>", CLEANER.clean("<p>a</p><style>b<b>c</b></style>"))[0] == Counter("bc")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>a<svg><path><p>b</p><p>c</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<p>a<svg><style>.x{}<p>b</p></style></svg>c", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<p>a<embed>b<wbr>c</p>", "<p>ab<wbr>c</p>\n"),
        ("<p>a<image src='https://example.com/x.png'>b</p>", '<p>a<img src="https://example.com/x.png">b</p>\n'),
        ("<p>a<svg></p><p>b</p></svg>c", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<p>a\0b\x01c</p>", "<p>abc</p>\n"),
    ],
)
def test_what_stands_behind_a_drawing_or_an_embed_stays(source, shown):
    assert CLEANER.clean(source).content == shown


@pytest.mark.parametrize(
    "source",
    [
        b"a<svg><g><title>b</title><path d='M0'/></g></svg><p>c",
        b"<p>a<math><mi>x</mi></math>",
        b"<svg><style>.a{}</style></svg><style>a</style>",
        b"<p>a</svg><b>b",
    ],
)
def test_a_drawing_that_is_sound_is_left_as_it_is(source):
    assert not has_odd_foreign(source)


def test_an_image_of_a_drawing_is_no_void_element():
    body = parse("<svg><image>a</image></svg>", page=False).body
    assert next(body.iter("image")).text == "a"


def test_what_a_void_element_held_stands_behind_it():
    for source in ("<p><embed>a<b>b</b>c</embed>d</p>", "<p><embed><b>b</b>c</embed>d</p>", "<p><embed>a</p>"):
        body = parse(source, page=False).body
        embed = next(body.iter("embed"))
        assert len(embed) == 0
        assert not embed.text
        assert dom.text_of(body) == dom.text_of(etree.fromstring(source, etree.HTMLParser()))


HOSTILE = {
    "drawings": b"<svg>" * 100_000,
    "open tags": b"<svg><a " * 50_000,
    "quotes": b'<svg><p><a b="' * 50_000,
    "cdata": b"<svg><![CDATA[" * 50_000,
    "comments": b"<svg><p><!--" * 50_000,
    "styles": b"<svg><style>" * 50_000 + b"<p>",
    "groups": b"<svg><g>" * 50_000 + b"<p>" + b"</x>" * 50_000,
    "descriptions": b"<svg><desc>" * 2000 + b"<p>" + b"</desc></q>" * 50_000,
    "titles": b"<svg><p><b><title>x</title>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_drawings_are_read_or_refused(name):
    assert settled(HOSTILE[name]).count(b"<svg") >= 1
    with contextlib.suppress(RefusedError):
        parse(HOSTILE[name], page=False)


MARKUP = st.lists(
    st.sampled_from(
        "a 中 <svg> <svg/> </svg> <math> </math> <p> </p> </br> <g> </g> <style> </style> <title> </title> <desc> </desc> <mi> </mi> <b> </b>"
        " <foreignObject> </foreignObject> <div> </div> <![CDATA[ ]]> <!-- --> <script> </script> <span> </span> <font\x20color> <path/> <img>"
        " <table> <td> </table> <select> <option> </select> <button> </button> <embed> <source> <textarea> </textarea> </div>".split(
            " "
        )
    ),
    max_size=12,
).map(lambda pieces: "".join(f"{piece}{number}" for number, piece in enumerate(pieces)))


@given(MARKUP)
def test_nothing_that_a_browser_shows_of_foreign_markup_is_lost(source):
    lost, _, _ = whatwg.unexplained(source, CLEANER.clean(source))
    assert not lost
