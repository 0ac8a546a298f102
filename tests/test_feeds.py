"""Feeds: the values of their items are cleaned, and every other byte stays."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import newsclean
from newsclean import Cleaner, InputError, Limits, OptionError, RefusedError
from newsclean.cli.form import form_of
from newsclean.feeds.dates import iso_date
from newsclean.feeds.editor import _with_inline
from newsclean.feeds.filenames import FileNames
from newsclean.feeds.mend import FORBIDDEN as CONTROLS
from newsclean.feeds.source import applied
from newsclean.feeds.spelling import put, writer_for
from newsclean.gate.presets import ARTICLE
from newsclean.gate.verify import finding

FEEDS = sorted(path for path in Path(__file__).with_name("feeds").iterdir() if path.is_file())
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
CLEANER = Cleaner()
TAG = re.compile("<[a-zA-Z/!?]")


def rss(item: str, *, above: str = "") -> str:
    return f'<rss version="2.0" xmlns:content="{CONTENT}"><channel>{above}<item>{item}</item></channel></rss>'


def atom(entry: str) -> str:
    return f'<feed xmlns="{ATOM}"><entry>{entry}</entry></feed>'


def feed_json(**item: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})


def content(feed: str) -> str:
    return CLEANER.clean(feed, read_as="feed").content


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_a_whole_feed(path, update):
    expected = path.parent / "expected" / path.name
    cleaned = newsclean.clean(path.read_bytes())
    if update:
        expected.write_text(cleaned.content, "utf-8")
    assert cleaned.kind == "feed"
    assert cleaned.changed
    assert cleaned.content == expected.read_text("utf-8")
    again = newsclean.clean(cleaned.content)
    assert (again.content, again.changed, again.journal) == (cleaned.content, False, ())


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_the_items_of_a_feed(path, update):
    expected = path.parent / "expected" / f"{path.stem}.items.md"
    pages = "".join(
        f"<!-- {item.name} -->\n{item.page}" for item in newsclean.feed_items(path.read_bytes(), to="markdown", lift=["editor"])
    )
    if update:
        expected.write_text(pages, "utf-8")
    assert pages == expected.read_text("utf-8")


SAME = [
    pytest.param(rss("<description>AT&amp;T and 1 &lt; 2</description>"), id="plain text"),
    pytest.param(rss("<description>\n  <![CDATA[ <p>One</p> ]]>\n</description>"), id="white space around a value"),
    pytest.param(rss("<description><![CDATA[]]></description><description></description><description/>"), id="nothing"),
    pytest.param(atom(f'<content type="xhtml"><div xmlns="{XHTML}">a&#xD;b &#160;c</div></content>'), id="plain text in XHTML"),
    pytest.param(rss("<title>a &lt;b&gt;b&lt;/b&gt; &amp;amp; c</title>"), id="a title with harmless tags"),
    pytest.param(rss("<title>1 &lt; 2 &lt;3</title><link>https://x.example/javascript:x</link>"), id="signs that are none"),
    pytest.param(rss("<title>JavaScript: the good parts</title><category>data: x</category>"), id="a title like an address"),
    pytest.param(rss('<x:meta xmlns:x="http://www.w3.org/1999/xhtml" name="robots" content="noindex"/>'), id="a meta element"),
    pytest.param(atom("<title>&lt;script&gt;</title><summary type='text'>&lt;script&gt;</summary>"), id="text of Atom"),
    pytest.param(atom('<content type="text/plain">&lt;script&gt;</content>'), id="plain text by its media type"),
    pytest.param(atom(f'<title type="xhtml"><div xmlns="{XHTML}">a <em>b</em><br />c</div></title>'), id="XHTML, spaced"),
    pytest.param(atom(f'<title type="xhtml"><div xmlns="{XHTML}">a <em>b</em><br/>c</div></title>'), id="XHTML, not spaced"),
    pytest.param('\ufeff<?xml version="1.0"?>\r\n<rss>\r\n<channel/></rss>\r\n', id="no items, a mark, other line ends"),
    pytest.param(
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n'
        '<rss version="0.91"><channel><item><description>&lt;p&gt;One&lt;/p&gt;</description></item></channel></rss>',
        id="RSS 0.91",
    ),
    pytest.param('{"version": "https://jsonfeed.org/version/1",  "items":[{"content_html":"<p>\\u00e9</p>"}]}', id="JSON"),
    pytest.param('{"version": "https://jsonfeed.org/version/1.1", "items":[], "x": NaN}\n', id="JSON without items"),
]


@pytest.mark.parametrize("feed", SAME)
def test_what_stays(feed):
    cleaned = newsclean.clean(feed)
    assert (cleaned.kind, cleaned.content, cleaned.changed, cleaned.journal) == ("feed", feed, False, ())


CHANGED = [
    ("CDATA", "<description><![CDATA[<p id=x>a</p>]]></description>", "<description><![CDATA[<p>a</p>]]></description>"),
    ("escaped", "<description>&#60;p id=x>a&lt;/p></description>", "<description>&lt;p&gt;a&lt;/p&gt;</description>"),
    ("white space stays", "<description>\n <![CDATA[\t<p id=x>a</p> ]]>\n</description>", "<description>\n <![CDATA[\t<p>a</p> ]]>\n</description>"),
    ("text before CDATA", "<description>a <![CDATA[<i onclick=x>b</i>]]></description>", "<description><![CDATA[<p>a <em>b</em></p>]]></description>"),
    ("parted CDATA", "<description><![CDATA[<p id=x>]]]]><![CDATA[></p>]]></description>", "<description><![CDATA[<p>]]&gt;</p>]]></description>"),
    ("comments in a value", "<description><!-- a -->&lt;p id=x><!-- b -->a&lt;/p><?c d?></description>", "<description><!-- a -->&lt;p&gt;a&lt;/p&gt;<!-- b --><?c d?></description>"),
    ("nothing is left", "<description><![CDATA[<script>x</script>]]></description>", "<description><![CDATA[]]></description>"),
    ("elements in RSS", "<description><p id='x'>a<br></br>b<hr/><custom>c</custom></p></description>", "<description>&lt;p&gt;a&lt;br&gt;b&lt;/p&gt;\n&lt;hr&gt;\n&lt;p&gt;c&lt;/p&gt;</description>"),
    ("escaped signs among elements", "<description><p>&lt;img onerror=x></p></description>", "<description>&lt;p&gt;&amp;lt;img onerror=x&amp;gt;&lt;/p&gt;</description>"),
    ("escaped signs in a div", f'<description><h:div xmlns:h="{XHTML}">&lt;img onerror=x></h:div></description>', "<description>&lt;p&gt;&amp;lt;img onerror=x&amp;gt;&lt;/p&gt;</description>"),
    ("a script in RSS", "<description><script>x()</script></description>", "<description></description>"),
    ("characters that XML lacks", '<description>&lt;img src="https://x.example/i.png" alt="a&amp;#1;&amp;#xFFFE;b"></description>', '<description>&lt;p&gt;&lt;img src="https://x.example/i.png" alt="ab"&gt;&lt;/p&gt;</description>'),
    ("drawings", '<x xmlns="http://www.w3.org/2000/svg"><script>x()</script></x>', ""),
    ("scripts of XHTML", '<h:script xmlns:h="http://www.w3.org/1999/xhtml" src="x.js"/>', ""),
    ("a page that refreshes", '<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0"/>', ""),
    ("a body of XHTML", f'<body xmlns="{XHTML}"><p onclick="x">a</p></body>', f'<div xmlns="{XHTML}"><p>a</p></div>'),
    ("a title with a tag", "<title>A &lt;script&gt; tag</title>", "<title>A &amp;lt;script&amp;gt; tag</title>"),
    ("a title with half a tag", "<title>a&lt;b</title>", "<title>a&amp;lt;b</title>"),
    ("a title in CDATA", "<title><![CDATA[a<img src=x onerror=x>]]></title>", "<title><![CDATA[a&lt;img src=x onerror=x&gt;]]></title>"),
    ("an element of others", '<x xmlns="urn:x">&lt;script&gt;x&lt;/script&gt;a</x>', '<x xmlns="urn:x">&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;a</x>'),
    ("a description of others", '<x:description xmlns:x="urn:x">&lt;p onclick=x>a&lt;/p></x:description>', '<x:description xmlns:x="urn:x">&lt;p&gt;a&lt;/p&gt;</x:description>'),
    ("an address beside elements", f'<link>java<x:a xmlns:x="urn:x">b</x:a>script:x<script xmlns="{XHTML}"/></link>', "<link>#</link>"),
    ("addresses", "<link> javascript:x </link><guid>data:text/html,x</guid><comments>vbscript:x</comments>", "<link> # </link><guid>#</guid><comments>#</comments>"),
    ("addresses in attributes", "<enclosure type='a>b' url = 'java&#115;cript:x'/><source url=\"data:,\">a</source>", "<enclosure type='a>b' url = '#'/><source url=\"#\">a</source>"),
    ("a comment that HTML ends", "<!--><img src=x onerror=x>--><!---><p>--><!-- a -->", "<!-- a -->"),
    ("a style sheet in an address", '<?xml-stylesheet href="data:text/xsl,x"?><?xml-stylesheet href=\'#x\'?><?xml-stylesheet href="/x.xsl"?>', '<?xml-stylesheet href="/x.xsl"?>'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [pytest.param(*case[1:], id=case[0]) for case in CHANGED])
def test_what_changes_in_rss(before, after):
    cleaned = CLEANER.clean(rss(before))
    assert cleaned.content == rss(after)
    assert cleaned.changed
    assert cleaned.journal
    assert content(rss(after)) == rss(after)


IN_ATOM = [
    ("html", '<content type="html">&lt;p id=x>a&lt;/p></content>', '<content type="html">&lt;p&gt;a&lt;/p&gt;</content>'),
    ("a media type", '<content type="text/html; charset=utf-8">&lt;p id=x>a</content>', '<content type="text/html; charset=utf-8">&lt;p&gt;a&lt;/p&gt;</content>'),
    ("a type that is none", '<content type="HTM">&lt;p id=x>a</content>', '<content type="HTM">&lt;p&gt;a&lt;/p&gt;</content>'),
    ("a summary", '<summary type="html">&lt;p id=x>a</summary>', '<summary type="html">&lt;p&gt;a&lt;/p&gt;</summary>'),
    ("elements without a namespace", '<content type="xhtml"><p id="x">a</p></content>', f'<content type="xhtml"><div xmlns="{XHTML}"><p>a</p></div></content>'),
    ("elements in text", f'<content><script xmlns="{XHTML}">x</script></content>', "<content></content>"),
    ("no div", f'<content type="xhtml">a <b xmlns="{XHTML}" id="x">b</b></content>', f'<content type="xhtml"><div xmlns="{XHTML}"><p>a <strong>b</strong></p></div></content>'),
    ("text beside a div", f'<content type="xhtml">a <div xmlns="{XHTML}">b</div><!--><p>--> </content>', f'<content type="xhtml"><div xmlns="{XHTML}"><p>a</p>\n<p>b</p></div></content>'),
    ("a div whose base runs", f'<content type="xhtml"><div xmlns="{XHTML}" xml:lang="en" xml:base="javascript:x"><p id="x">a</p></div></content>', f'<content type="xhtml"><div xmlns="{XHTML}" xml:lang="en"><p>a</p></div></content>'),
    ("a title whose base runs", f'<title type="xhtml"><div xmlns="{XHTML}" xml:base="java&#115;cript:x">a</div></title>', f'<title type="xhtml"><div xmlns="{XHTML}">a</div></title>'),
    ("a comment before", f'<content type="xhtml"><!--><p>--><b xmlns="{XHTML}">b</b>c</content>', f'<content type="xhtml"><div xmlns="{XHTML}"><p><strong>b</strong>c</p></div></content>'),
    ("a prefix", f'<content type="xhtml"> <x:div xmlns:x="{XHTML}"><x:p id="y">a<x:hr/></x:p></x:div> </content>', f'<content type="xhtml"> <x:div xmlns:x="{XHTML}"><x:p>a</x:p>\n<x:hr/></x:div> </content>'),
    ("a div that does something", f'<title type="xhtml"><div xmlns="{XHTML}" onclick="x">a</div></title>', f'<title type="xhtml"><div xmlns="{XHTML}">a</div></title>'),
    ("a link", '<link href="javascript:x" rel="alternate"/>', '<link href="#" rel="alternate"/>'),
    ("rights", '<rights type="html">&lt;a onclick=x>a&lt;/a></rights>', '<rights type="html">a</rights>'),
    ("elements that HTML reads as raw text", f'<content type="xhtml"><div xmlns="{XHTML}"><xmp>a &amp;lt; b</xmp><plaintext>c</plaintext>d</div></content>', f'<content type="xhtml"><div xmlns="{XHTML}"><pre>a &amp;lt; b</pre>\n<pre>c</pre>\n<p>d</p></div></content>'),
    ("space in pre", f'<content type="xhtml"><div xmlns="{XHTML}"><pre id="x">\n\n a</pre></div></content>', f'<content type="xhtml"><div xmlns="{XHTML}"><pre>\n\n a</pre></div></content>'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [pytest.param(*case[1:], id=case[0]) for case in IN_ATOM])
def test_what_changes_in_atom(before, after):
    assert content(atom(before)) == atom(after)
    assert content(atom(after)) == atom(after)


def test_relative_addresses_are_those_of_the_item_or_of_the_base():
    image = "<![CDATA[<img src='i.png'>]]>"
    feed = rss(f"<description>{image}</description><link>/a/b</link>", above="<link>https://x.example/</link>")
    assert "https://x.example/a/i.png" in content(feed)
    feed = rss(f"<description xml:base='https://y.example/c/'>{image}</description><link>https://x.example/</link>")
    assert "https://y.example/c/i.png" in content(feed)
    assert (
        "https://z.example/i.png"
        in newsclean.clean(rss(f"<description>{image}</description>"), url="https://z.example/feed").content
    )
    feed = f'<feed xmlns="{ATOM}"><entry><content type="HTM">&lt;img src="i.png"></content><link href="https://w.example/"/></entry></feed>'
    assert "https://w.example/i.png" in content(feed)
    assert '"i.png"' in content(rss(f"<description>{image}</description><link>mailto:x</link>"))


def test_the_address_of_an_item_tells_its_site():
    feed = rss(
        "<link>https://finance.sina.com.cn/a.html</link><description>&lt;p class='article-editor'&gt;责任编辑：林知夏 &lt;/p&gt;</description>"
    )
    cleaned = newsclean.clean(feed)
    assert cleaned.site == "sina"
    assert cleaned.evidence["sina"][0] == "host finance.sina.com.cn"
    assert [change.by for change in cleaned.journal if change.text] == ["sina/editor"]


def test_the_journal_has_lines_of_the_feed():
    feed = rss("\n<link>javascript:x</link><description>\n<![CDATA[\n<p>a</p>\n<script>x</script>]]></description>")
    assert [(change.did, change.what, change.line) for change in newsclean.clean(feed).journal] == [
        ("set", "link", 2),
        ("drop", "script", 5),
    ]
    feed = rss("<description\n>&lt;script>x</description><link>javascript:x</link>\n<guid>data:,</guid>")
    assert [(change.what, change.line) for change in newsclean.clean(feed).journal] == [("link", 2), ("script", 2), ("guid", 3)]
    feed = atom(f'<content\ntype="xhtml">\n<div xmlns="{XHTML}">a<b\nid="x">b</b></div></content><link\nhref="data:,"/>')
    assert [(change.what, change.line) for change in newsclean.clean(feed).journal if change.what in {"id", "link href"}] == [
        ("id", 3),
        ("link href", 4),
    ]
    feed = '{"version": "https://jsonfeed.org/version/1",\n"items": [{\n"content_html": "<p>a</p>\\n\\n<script>x</script>"}]}'
    assert [(change.what, change.line) for change in newsclean.clean(feed).journal] == [("script", 3)]


def test_metadata_are_those_of_the_feed():
    assert dict(newsclean.clean(FEEDS[-1].read_bytes()).metadata) == {
        "title": "Harbour & Ferry – News",
        "link": "https://news.example/",
        "lang": "en",
        "description": "News of the harbour",
    }


MENDED = [
    ("a named reference", "<description>a&nbsp;&lt;b id=x>b&lt;/b>&hellip;</description>", "<description>&lt;p&gt;a&amp;nbsp;&lt;strong&gt;b&lt;/strong&gt;…&lt;/p&gt;</description>"),
    ("outside a value", "<title>a&eacute; &NotEqualTilde; b</title>", "<title>a&#233; &#8770;&#824; b</title>"),
    ("a lone sign", "<title>a & b&c; &#xg; &unknown;</title><link>https://x.example/?a&b</link>", "<title>a &amp; b&amp;c; &amp;#xg; &amp;unknown;</title><link>https://x.example/?a&amp;b</link>"),
    ("control characters", "<title>a\x08b&#8;&#0;&#xFFFF;&#x1F600;</title>", "<title>ab&#x1F600;</title>"),
    ("not in CDATA", "<title>a & b</title><category><![CDATA[a & b&nbsp;]]></category><!-- & -->", "<title>a &amp; b</title><category><![CDATA[a & b&nbsp;]]></category><!-- & -->"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [pytest.param(*case[1:], id=case[0]) for case in MENDED])
def test_what_is_not_xml_but_has_one_meaning_is_mended(before, after):
    cleaned = newsclean.clean(rss(before))
    assert cleaned.content == rss(after)
    assert cleaned.journal[0].by == "feed/references"
    ET.fromstring(cleaned.content)  # noqa: S314 - what came out has no document type


def test_a_reference_that_a_document_type_may_declare_is_mended():
    feed = '<!DOCTYPE rss SYSTEM "x.dtd"><rss><channel><link>java&Tab;script:x</link></channel></rss>'
    assert content(feed) == '<!DOCTYPE rss SYSTEM "x.dtd"><rss><channel><link>#</link></channel></rss>'


BROKEN = [
    ("<rss><channel>\n<item></channel></rss>", "not well-formed XML: mismatched tag, line 2"),
    ("<rss><channel>\n<x:y/></channel></rss>", "not well-formed XML: unbound prefix, line 2"),
    ("<rss><channel>", "not well-formed XML: no element found, line 1"),
    ('<rss a="<"/>', "not well-formed XML: not well-formed (invalid token), line 1"),
    ("<opml/>", "no feed: its root element is 'opml', and rss, rdf:RDF or an Atom feed was expected"),
    (
        '<feed xmlns="http://purl.org/atom/ns#"/>',
        "no feed: its root element is 'feed', and rss, rdf:RDF or an Atom feed was expected",
    ),
    ("a text", "not well-formed XML: syntax error, line 1"),
    ('{"items": [}', "no JSON: Expecting value: line 1 column 12 (char 11)"),
    ('{"items": {}}', "no feed: a JSON Feed is an object with a list of items"),
    ('<?xml version="1.0" encoding="UTF-7"?><rss/>', "text in 'UTF-7', which is not read: to others it may hide markup"),
]


@pytest.mark.parametrize(("feed", "reason"), BROKEN)
def test_what_is_no_feed_is_an_error_that_says_where(feed, reason):
    with pytest.raises(InputError) as caught:
        content(feed)
    assert str(caught.value) == reason


REFUSED = [
    ("entities", '<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>'),
    ("entities", '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss>&c;</rss>'),
    ("entities", '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss>&a;</rss>'),
    ("entities", '<!DOCTYPE rss [<!ATTLIST x y CDATA "z">]><rss/>'),
    ("markup", rss("<x>&lt;script&gt;<y/></x>")),
    ("depth", '{"items": [' + "[" * 200_000 + "]" * 200_000 + "]}"),
    ("size", rss(f"<title>{'x' * 65 * 1024 * 1024}</title>")),
]


@pytest.mark.parametrize(("rule", "feed"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused(rule, feed):
    with pytest.raises(RefusedError) as caught:
        content(feed)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("limits", "rule", "feed"),
    [
        (Limits(nodes=9), "nodes", rss("<x/>" * 7)),
        (Limits(nodes=9), "nodes", '{"items":[{"tags":["' + '","'.join("abcdefghij") + '"]}]}'),
        (Limits(depth=9), "depth", rss("<x>" * 7 + "</x>" * 7)),
        (Limits(seconds=1e-9), "time", rss("<x/>")),
    ],
    ids=["elements", "strings", "depth", "time"],
)
def test_the_limits_are_those_of_a_feed_too(limits, rule, feed):
    with pytest.raises(RefusedError) as caught:
        newsclean.clean(feed, limits=limits, read_as="feed")
    assert caught.value.rule == rule
    assert newsclean.clean(rss("<x/>" * 6), limits=Limits(nodes=9, depth=9, seconds=1000)).kind == "feed"


def test_addresses_that_are_none_are_no_error():
    assert content(atom('<link href="//["/><content type="html">&lt;p id=x>a</content>')).endswith(
        "&lt;p&gt;a&lt;/p&gt;</content></entry></feed>"
    )


DEEP = "<description>" + escaped("<b>" * 3000) + "</description>"


def test_an_item_that_is_refused_is_named_and_the_others_are_items_still():
    feed = rss(f"<title>Deep</title>\n{DEEP}</item><item><title>Flat</title><description>a</description>")
    with pytest.raises(RefusedError, match=r"^refused \(depth\): item 1 \('Deep', line 1\): 2,049 elements within one another"):
        newsclean.clean(feed)
    deep, flat = newsclean.feed_items(feed, to="text")
    assert deep.cleaned is None
    assert deep.error is not None
    assert deep.error.rule == "depth"
    assert flat.page == "---\ntitle: Flat\n---\n\na\n"
    with pytest.raises(RefusedError):
        _ = deep.page


def test_with_strict_an_item_is_refused_from_which_rules_take_too_much():
    item = f"<link>https://sina.com.cn/</link><description>{escaped('<p>a</p><div class=keywords>' + 'harbour ' * 50 + '</div>')}</description>"
    assert newsclean.clean(rss(item)).changed
    with pytest.raises(RefusedError, match=r"\(loss\): item 1"):
        newsclean.clean(rss(item), strict=True)


def test_the_verifier_reads_every_value(monkeypatch):
    asked = []
    monkeypatch.setattr("newsclean.feeds.editor.verify", lambda html, *_: asked.append(html))
    newsclean.clean(rss("<title>a &lt;b>b&lt;/b></title><description>&lt;p>c</description>"), verify="bleach")
    assert asked == ["a <b>b</b>\n", "<p>c</p>\n"]


def test_options_hold_for_values():
    feed = rss("<description>{{ x }}</description>")
    assert newsclean.clean(feed, template_safe="vue").content == rss(
        "<description>&lt;p&gt;&amp;#123;{ x &amp;#125;&amp;#125;&lt;/p&gt;</description>"
    )
    assert "<wbr>" in newsclean.feed_items(feed, to="markdown", template_safe="vue")[0].page
    assert newsclean.clean(rss("<description>&lt;p id=x&gt;a&lt;/p&gt;</description>"), steps=(), policy="strict").changed


def test_how_a_text_is_read():
    feed = rss("<description>&lt;p id=x&gt;a&lt;/p&gt;</description>")
    assert newsclean.clean(feed, read_as="html").kind == "fragment"
    assert newsclean.clean(feed, read_as="feed").kind == newsclean.clean(feed).kind == "feed"
    assert CLEANER.clean(feed, read_as="feed").content == newsclean.clean(feed.encode("utf-16")).content
    with pytest.raises(OptionError):
        CLEANER.clean(feed, read_as="rss")
    with pytest.raises(InputError, match="item by item"):
        newsclean.clean(feed, to="markdown")


ENCODINGS = [
    pytest.param("utf-8", "utf-8", "é &amp;mdash; &amp;#128512;", "é — 😀", id="UTF-8"),
    pytest.param("gb2312", "gb18030", "渡 &amp;mdash; &amp;eacute; 镕 &amp;#38229;", "渡 — é 镕 镕", id="GB 2312, and more"),
    pytest.param("big5", "big5", "渡 &amp;eacute; &amp;#28193;", "渡 &amp;#233; 渡", id="Big5"),
    pytest.param(
        "iso-8859-1", "cp1252", "é ’ &amp;rsquo; &amp;eacute; &amp;ldquo;", "é ’ ’ é &amp;#8220;", id="Latin 1, and more"
    ),
    pytest.param("us-ascii", "ascii", "a &amp;eacute;", "a &amp;#233;", id="ASCII"),
    pytest.param("utf-16", "utf-16", "é &amp;mdash;", "é —", id="UTF-16"),
]


@pytest.mark.parametrize(("label", "codec", "before", "after"), ENCODINGS)
def test_a_feed_stays_in_its_encoding(label, codec, before, after):
    def feed(text):
        return f'<?xml version="1.0" encoding="{label}"?>' + rss(f"<description>&lt;p{text}&lt;/p></description>")

    data = feed(f" id=x>{before}").encode(codec)
    cleaned = newsclean.clean(data)
    assert cleaned.content.replace("&gt;", ">") == feed(f">{after}")
    assert form_of(data)[1].written(cleaned) == cleaned.content.encode(codec)


def test_lines_end_as_in_the_feed():
    feed = rss("\r\n<description>&lt;p id=x>a&lt;/p>&lt;p>b&lt;/p></description>")
    assert content(feed) == rss("\r\n<description>&lt;p&gt;a&lt;/p&gt;\r\n&lt;p&gt;b&lt;/p&gt;</description>")
    assert content(content(feed)) == content(feed)


def test_json_is_spelled_as_it_was():
    assert content('{"items":[{"Content_HTML":"<p id=x>\u00e9"}]}') == '{"items":[{"Content_HTML":"<p>é</p>"}]}'
    assert content('{"items":[{"content_html":"<p id=x>\\u00e9"}]}') == '{"items":[{"content_html":"<p>\\u00e9</p>"}]}'
    assert (
        content('{"items":[{"content_html":"<i>a", "content_html":"<script>"}]}')
        == '{"items":[{"content_html":"<p><em>a</em></p>", "content_html":""}]}'
    )


def test_what_no_xml_may_have_is_not_written():
    assert writer_for("")("a\x01\ufffe\ud800b") == "ab"


def test_an_encoding_that_python_does_not_have_is_written_in_ascii():
    feed = '<?xml version="1.0" encoding="x-user-defined"?>' + rss("<description>&lt;p id=x>&amp;eacute;&lt;/p></description>")
    assert "&lt;p&gt;&amp;#233;&lt;/p&gt;" in content(feed)


def test_a_section_is_parted_where_its_end_stands_in_it():
    source = b"<a> <![CDATA[ b ]]> c <!-- d --></a>"
    assert applied(source, put(source, 3, len(source) - 4, "e]]>f")) == b"<a> <![CDATA[ e]]]]><![CDATA[>f ]]><!-- d --></a>"


# What stands outside the values, and the values, in every spelling.

TEXT = st.text(st.sampled_from("ab <>&\"'中é\n\t]-!/=;#x{}\\"), max_size=12)
HTML = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <br> <script>x</script> <a~href=javascript:x> </a> <img~src=x~onerror=y> &amp; &lt; &nbsp; ]]> <!--x--> word".split()
    ).map(lambda part: part.replace("~", " ")),
    max_size=8,
).map("".join)
OUTSIDE = st.sampled_from(
    [
        "",
        "\n ",
        "<!-- & < -->",
        "<?pi <b>?>",
        "<category>a &amp; &#98;</category>",
        "<x:y  xmlns:x = 'urn:x' z=\"&lt;&#10;\" />",
        "<![CDATA[ ]]>",
        "\r\n",
    ]
)
SPELLINGS = st.sampled_from(
    [
        ("<description>", escaped, "</description>"),
        ("<description  >", cdata, "</description\n>"),
        ("<content:encoded>\n", cdata, "\n</content:encoded>"),
        ("<c:encoded xmlns:c='" + CONTENT + "'>", escaped, "</c:encoded>"),
    ]
)


@given(st.lists(st.tuples(OUTSIDE, SPELLINGS, st.one_of(HTML, TEXT)), max_size=4), OUTSIDE)
def test_everything_outside_the_values_is_as_it_was(parts, last):
    values = [opening + spell(value) + closing for _, (opening, spell, closing), value in parts]
    feed = rss("".join(outside + value for (outside, _, _), value in zip(parts, values, strict=True)) + last)
    out = content(feed)
    pattern = "".join(re.escape(outside + opening) + "(.*)" + re.escape(closing) for outside, (opening, _, closing), _ in parts)
    found = re.fullmatch(
        re.escape(rss("§").split("§", maxsplit=1)[0]) + pattern + re.escape(last + rss("§").split("§")[1]), out, re.DOTALL
    )
    assert found is not None
    assert content(out) == out
    before, after = (ET.fromstring(text) for text in (feed, out))  # noqa: S314 - it has no document type
    assert [(el.tag, el.attrib) for el in before.iter()] == [(el.tag, el.attrib) for el in after.iter()]
    for one, other in zip(before.iter(), after.iter(), strict=True):
        was, text = one.text or "", other.text or ""
        if one.tag in {"description", f"{{{CONTENT}}}encoded"}:
            alone = CLEANER.clean(was, read_as="html").content
            assert text.strip() == alone.strip() or (not TAG.search(was) and text == was)
        else:
            assert text == was


@given(st.lists(st.tuples(TEXT, st.one_of(HTML, TEXT), st.booleans(), st.integers(0, 2)), max_size=4))
def test_in_json_everything_outside_the_values_is_as_it_was(parts):
    def item(title, value, is_ascii, indent):
        return json.dumps(
            {"title": title, "content_html": value, "_x": [value, None, 1.50]}, ensure_ascii=is_ascii, indent=indent
        )

    feed = f'{{"items":[{", ".join(item(*part) for part in parts)}]}}'
    out = content(feed)
    assert content(out) == out
    before, after = json.loads(feed), json.loads(out)
    for one, other, (_, value, _, _) in zip(before["items"], after["items"], parts, strict=True):
        text = other.pop("content_html")
        assert one.pop("content_html") == value
        assert text.strip() == CLEANER.clean(value, read_as="html").content.strip() or not TAG.search(value)
    assert before == after
    blank = re.compile(r'("content_html":\s)"(?:[^"\\]|\\.)*"')
    assert blank.sub(r"\1", feed) == blank.sub(r"\1", out)


@given(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"<rss>",
            b"<rss><channel><item><description>",
            b'{"items":[{"content_html":"',
            b'<feed xmlns="http://www.w3.org/2005/Atom">',
        ]
    ),
)
def test_whatever_comes_is_read_or_refused(data, head):
    try:
        out = CLEANER.clean(head + data, read_as="feed").content
    except (InputError, RefusedError):
        return
    content(out)


NAMES = [
    ("The ferry: late!", "2024-05-10T08:00:00+08:00", "2024-05-10-the-ferry-late.md"),
    ("The ferry: late?", "2024-05-10T09:00:00+08:00", "2024-05-10-the-ferry-late-2.md"),
    ("临江的渡轮（图）", "", "临江的渡轮-图.md"),
    ("../../etc/passwd", "", "etc-passwd.md"),
    ("CON", "", "item-con.md"),
    ("com¹", "", "item-com¹.md"),
    ("", "", "item.md"),
    ("…", "", "item-2.md"),
    ("\x00\u202e.\n", "", "item-3.md"),
    ("GROSS", "", "gross.md"),
    ("groß", "", "groß-2.md"),
    ("straße", "", "straße.md"),
    ("STRASSE", "", "strasse-2.md"),
    ("İ", "", "i̇.md"),
    ("हिन्दी", "", "हिन्दी.md"),
    ("渡" * 60, "2024-05-10", "2024-05-10-" + "渡" * 28 + ".md"),
    ("渡" * 61, "2024-05-10", "2024-05-10-" + "渡" * 28 + "-2.md"),
]


def test_file_names():
    names = FileNames(".md")
    assert [names.name_of(title, date) for title, date, _ in NAMES] == [name for _, _, name in NAMES]


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "2024-05-10T08:00:00"])), max_size=20))
def test_file_names_are_good_on_every_system(titles):
    names = FileNames(".md")
    found = [names.name_of(*title) for title in titles]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert len(name.encode()) <= 100
        assert Path(name).name == name
        assert name.count(".") == 1
        assert not set(name) & set('<>:"/\\|?*')
        assert name.isprintable()


DATES = [
    ("Fri, 10 May 2024 08:00:00 +0800", "2024-05-10T08:00:00+08:00"),
    ("10 May 2024 08:00 GMT", "2024-05-10T08:00:00+00:00"),
    ("2024-05-10T08:00:00Z", "2024-05-10T08:00:00+00:00"),
    ("2024-05-10 08:00:00", "2024-05-10T08:00:00"),
    (" 2024-05-10 ", "2024-05-10T00:00:00"),
    ("yesterday", None),
    ("", None),
    ("Fri, 99 May 99999 08:00:00 +0800", None),
]


def test_plain_text_keeps_its_lines():
    (item,) = newsclean.feed_items('{"items":[{"content_text":"a <b>\\nb\\n \\n\\nc"}]}', read_as="feed", steps=())
    assert item.cleaned is not None
    assert item.cleaned.content == "<p>a &lt;b&gt;<br>b</p>\n<p>c</p>\n"


@pytest.mark.parametrize(("written", "date"), DATES)
def test_dates(written, date):
    assert iso_date(written) == date


def vectors(shared: Path, share: int) -> list[str]:
    """Every fifth of the vectors, from `share` on; characters that XML does not have are left out."""
    lines = [
        line
        for name in ("vectors-dev.jsonl", "md-dev.jsonl")
        for line in (shared / "security" / name).read_text("utf-8").splitlines()
    ]
    found = [json.loads(line) for line in lines[share::5]]
    return [CONTROLS.sub("", vector.get("html") or vector["md"]).replace("\r\n", "\n").replace("\r", "\n") for vector in found]


def in_feed(share: int, vector: str) -> str:
    """The vector in the values of an item, spelled in one of five ways."""
    if share == 0:
        return f"<item><description>{escaped(vector)}</description><title>{escaped(vector)}</title></item>"
    if share == 1:
        return f"<item><content:encoded>{cdata(vector)}</content:encoded><title>{cdata(vector)}</title><x xmlns='urn:x'>{escaped(vector)}</x></item>"
    if share == 2:
        return f'<entry><content type="html">{escaped(vector)}</content><title type="html">{escaped(vector)}</title></entry>'
    if share == 3:
        return f'<entry><content type="xhtml"><div xmlns="{XHTML}">{as_xml(vector)}</div></content></entry>'
    return json.dumps({"content_html": vector, "url": vector})


WHOLE = [rss("§"), rss("§"), atom("§"), atom("§"), '{"items":[§]}']


def as_xml(vector: str) -> str:
    """The vector as libxml2 reads it, as XML; as text where that is none."""
    root = etree.fromstring(f"<html><body><div>{vector}</div></body></html>", etree.HTMLParser(huge_tree=True)).find("body/div")
    try:
        text = etree.tostring(root, encoding="unicode", with_tail=False)
        ET.fromstring(text)  # noqa: S314 - it has no document type
    except (ET.ParseError, ValueError, TypeError):
        return escaped(vector)
    return text.removeprefix("<div>").removesuffix("</div>")


def bodies(share: int, out: str) -> list[str]:
    if share == 4:
        return [item["content_html"] for item in json.loads(out)["items"]]
    names = {"description", f"{{{CONTENT}}}encoded", f"{{{ATOM}}}content"}
    return [el.text or "" for el in ET.fromstring(out).iter() if el.tag in names]  # noqa: S314 - it has no document type


@pytest.mark.parametrize("share", range(5))
def test_attacks_in_items_come_out_as_they_do_alone(shared, share):
    found = [vector for vector in vectors(shared, share) if can_be_cleaned(vector)]
    whole = re.sub(r"<item>§</item>|<entry>§</entry>", "§", WHOLE[share])
    feed = whole.replace("§", (", " if share == 4 else "\n").join(in_feed(share, vector) for vector in found))
    out = content(feed)
    assert content(out) == out
    if share == 3:
        assert not live_elements(out)
        return
    for vector, body in zip(found, bodies(share, out), strict=True):
        alone = CLEANER.clean(vector, read_as="html").content.strip()
        assert body.strip() == alone or (not TAG.search(vector) and body == vector)
    assert not live_texts(share, out)


def can_be_cleaned(vector: str) -> bool:
    """Whether an article of it comes out, and the same when that is cleaned."""
    try:
        once = CLEANER.clean(vector, read_as="html").content
    except RefusedError:
        return False
    return CLEANER.clean(once, read_as="html").content == once


def live_elements(out: str) -> list[str]:
    """What a browser would obey in a feed that it shows as XML."""
    checks = ARTICLE.checks
    found = [el for el in ET.fromstring(out).iter() if not el.tag.startswith(f"{{{ATOM}}}")]  # noqa: S314 - it has no document type
    return [
        f"{el.tag} {name}={value}"
        for el in found
        for name, value in (el.attrib or {"": ""}).items()
        if el.tag.removeprefix(f"{{{XHTML}}}") not in {*checks, "div"}
        or (name and checks[el.tag.removeprefix(f"{{{XHTML}}}")][name](value) != value)
    ]


def live_texts(share: int, out: str) -> list[str]:
    """Values, titles included, that are not as two sanitizers would leave them, and addresses that run."""
    if share == 4:
        return [
            item["url"] for item in json.loads(out)["items"] if item["url"].strip().lower().startswith(("javascript:", "data:"))
        ]
    texts = {el.text for el in ET.fromstring(out).iter() if el.text and TAG.search(el.text)}  # noqa: S314 - it has no document type
    policy = _with_inline(ARTICLE)
    return [text for text in texts if any(finding(text, policy, name) for name in ("bleach", "nh3"))]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_a_feed_reader_reads_the_same_around_the_values(path):
    if path.suffix == ".json":
        pytest.skip("it reads no JSON")

    def around(text):
        feed = feedparser.parse(text)
        assert not feed.bozo
        items = [{name: one.get(name) for name in ("id", "published", "author", "tags", "guidislink")} for one in feed.entries]
        links = [[link for link in one.get("links", ()) if "avascript" not in link.get("href", "")] for one in feed.entries]
        return items, links[0], feed.feed.get("title"), feed.feed.get("links"), feed.version

    assert around(path.read_text("utf-8")) == around((path.parent / "expected" / path.name).read_text("utf-8"))


NAMES_OF_ELEMENTS = [
    "description",
    "title",
    "content:encoded",
    "h:div",
    "h:b",
    "h:script",
    "h:p",
    "s:svg",
    "x",
    "link",
    "a:content",
    "a:title",
    "p",
    "script",
]
ATTRIBUTES = [
    "",
    ' type="xhtml"',
    ' type="html"',
    ' onclick="x"',
    " xml:base='javascript:x'",
    ' href="javascript:x"',
    ' url = "data:,"',
    ' type="text"',
]
LEAVES = [
    *"ab",
    "&lt;img src=x onerror=x&gt;",
    "<![CDATA[<p onclick=x>c]]>",
    "<!--><script>x</script>-->",
    "<!-- d -->",
    "<?e <p>?>",
    "&amp;lt;p&gt;",
    "javascript:x",
    " ",
]
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        lambda name, attributes, parts: f"<{name}{attributes}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES_OF_ELEMENTS), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip
SPACES = f'xmlns:content="{CONTENT}" xmlns:h="{XHTML}" xmlns:s="http://www.w3.org/2000/svg" xmlns:a="{ATOM}"'


@settings(max_examples=10 * settings.default.max_examples)
@example("<link>javascript:x<h:script></h:script></link>", "rss")
@example('<a:content><h:div type="xhtml"> a </h:div></a:content>', "atom")
@given(st.lists(TREES, max_size=4).map("".join), st.sampled_from(["rss", "atom"]))
def test_nothing_that_runs_leaves_however_it_is_nested(inner, kind):
    if kind == "rss":
        feed = f"<rss {SPACES}><channel><item>{inner}</item></channel></rss>"
    else:
        feed = f'<feed xmlns="{ATOM}" {SPACES}><entry>{inner}</entry></feed>'
    try:
        out = content(feed)
    except RefusedError:
        return
    assert content(out) == out
    assert "<!-->" not in out
    assert [said for el in ET.fromstring(out).iter() for said in live_in(el)] == []  # noqa: S314 - it has no document type


def live_in(el: ET.Element) -> list[str]:
    """What is live of an element in a feed, to a reader of feeds or to a browser."""
    space, _, name = el.tag.rpartition("}")
    live = [value for value in el.attrib.values() if value.startswith(("javascript:", "data:"))]
    if space == "{http://www.w3.org/2000/svg" or (space == f"{{{XHTML}" and name not in {*_with_inline(ARTICLE).checks, "div"}):
        live.append(el.tag)
    if space == f"{{{XHTML}":
        live.extend(set(el.attrib) - {"href", "src", "alt"})
    is_plain = space == f"{{{ATOM}" and name in {"title", "content"} and el.get("type") in {None, "text"}
    if not is_plain and space != f"{{{XHTML}" and (text := el.text) and TAG.search(text):
        live.extend(said for one in ("bleach", "nh3") if (said := finding(text, _with_inline(ARTICLE), one)))
    return live
