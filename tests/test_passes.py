"""Questions that passes answer beyond their cases: addresses, styles, edges."""

import pytest

from newsclean import Cleaner, Document, standard
from newsclean.passes.ad_iframes import video_page
from newsclean.passes.entities import unescape
from newsclean.passes.inline_styles import meanings_of
from newsclean.passes.lazy_images import is_placeholder, largest
from newsclean.passes.trackers import without_tracking
from newsclean.pipeline import run_steps
from newsclean.read.parse import parse


def after(step, html, url=None):
    return Cleaner(steps=standard().only(step)).clean(html, url).content


@pytest.mark.parametrize(
    ("player", "page"),
    [
        ("https://www.youtube-nocookie.com/embed/aBcDeFgHiJk", "https://www.youtube.com/watch?v=aBcDeFgHiJk"),
        ("https://youtu.be/aBcDeFgHiJk?t=3", "https://www.youtube.com/watch?v=aBcDeFgHiJk"),
        ("//player.vimeo.com/video/12345", "https://vimeo.com/12345"),
        ("//player.bilibili.com/player.html?aid=1&bvid=BV1ab411c7de", "https://www.bilibili.com/video/BV1ab411c7de"),
        ("//player.bilibili.com/player.html?aid=170001", "https://www.bilibili.com/video/av170001"),
        ("https://player.youku.com/embed/XMTIzNDU2==", "https://v.youku.com/v_show/id_XMTIzNDU2==.html"),
        ("https://notyoutube.com/embed/aBcDeFgHiJk", ""),
        ('https://www.youtube.com/embed/x"><script>', ""),
        ("https://youtube.com.evil.example/embed/aBcDeFgHiJk", ""),
        ("https://v.qq.com/x.html?vid=%22%3E", ""),
        ("https://v.qq.com/x.html?" + "a=1&" * 60 + "vid=a1234567xyz", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_the_page_of_a_video(player, page):
    assert video_page(player) == page


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://e.com/?utm_source=a&id=1&UTM_medium=b", "https://e.com/?id=1"),
        ("https://e.com/?fbclid=a#x", "https://e.com/#x"),
        ("https://e.com/?spam=1&spm=a.b.c", "https://e.com/?spam=1"),
        ("https://e.com/?a=%E4&b=+&b=", "https://e.com/?a=%E4&b=+&b="),
        ("https://[broken?utm_source=a", "https://[broken?utm_source=a"),
    ],
)
def test_parameters_that_count_readers_go(url, clean):
    assert without_tracking(url) == clean


@pytest.mark.parametrize(
    ("srcset", "address"),
    [
        ("a.jpg 1x, b.jpg 2x", "b.jpg"),
        ("a.jpg 800w,b.jpg 400w", "a.jpg"),
        ("a.jpg", "a.jpg"),
        ("", ""),
        (" , ", ""),
        ("a.jpg huge", "a.jpg"),
    ],
)
def test_the_largest_of_a_set(srcset, address):
    assert largest(srcset) == address


@pytest.mark.parametrize(
    ("src", "placeholder"),
    [
        (None, True),
        ("", True),
        ("data:image/gif;base64,AA", True),
        ("/img/loading.gif", True),
        ("https://e.com/1x1.png?v=1", True),
        ("https://e.com/unloading-the-ship.jpg", False),
        ("https://e.com/none.html", False),
    ],
)
def test_what_a_placeholder_is(src, placeholder):
    assert is_placeholder(src) is placeholder


@pytest.mark.parametrize(
    ("html", "content"),
    [
        ('<p><img src="loading.gif" data-src="blank.gif" data-original="/a.jpg"></p>', '<p><img src="/a.jpg"></p>\n'),
        ('<p><img src="/real.jpg" data-src="/other.jpg"></p>', '<p><img src="/real.jpg"></p>\n'),
        ('<p><img src="/loading.gif"></p>', '<p><img src="/loading.gif"></p>\n'),
        ('<p>x<img data-src="javascript:alert(1)"></p>', "<p>x</p>\n"),
    ],
)
def test_lazy_images(html, content):
    assert after("lazy-images", html) == content


@pytest.mark.parametrize(
    ("url", "href", "resolved"),
    [
        ("https://e.com/news/1.html", "2.html", "https://e.com/news/2.html"),
        ("https://e.com/news/1.html", "/about", "https://e.com/about"),
        ("http://e.com/", "//cdn.e.com/a", "http://cdn.e.com/a"),
        (None, "//cdn.e.com/a", "https://cdn.e.com/a"),
        (None, "/about", "/about"),
        ("https://e.com/", "mailto:a@e.com", "mailto:a@e.com"),
        ("https://e.com/", "  \n/a ", "https://e.com/a"),
    ],
)
def test_links_are_resolved_against_the_page(url, href, resolved):
    assert after("links", f'<p><a href="{href}">x</a></p>', url) == f'<p><a href="{resolved}">x</a></p>\n'


def test_an_address_that_cannot_be_joined_stays_for_the_gate():
    assert after("links", '<p><a href="http://[broken">x</a></p>', "https://e.com/") == "<p>x</p>\n"


@pytest.mark.parametrize(
    ("style", "elements"),
    [
        ("font-weight:700;font-style:italic", ("strong", "em")),
        ("FONT-WEIGHT: Bold !important", ("strong",)),
        ("font-weight:599", ()),
        ("text-decoration:underline line-through", ("del",)),
        ("vertical-align:middle", ()),
        ("color:red;;;:", ()),
    ],
)
def test_what_a_style_means(style, elements):
    assert meanings_of(style) == elements


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("&amp;amp;#8220;", "“"),
        ("&lt;p&gt;", "&lt;p&gt;"),
        ("&#1;", ""),
        ("&nosuch;", "&nosuch;"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("&nbsp;", "\u00a0"),
    ],
)
def test_references_are_decoded_until_none_is_left(text, decoded):
    assert unescape(text) == decoded


def test_references_are_found_without_the_source_too():
    doc = Document(parse("<p>a &amp;amp; b</p>", page=False).body)
    run_steps(doc, standard().only("entities"))
    assert doc.root[0].text == "a & b"


@pytest.mark.parametrize(
    ("html", "content"),
    [
        ("<p><br>a<br></p>", "<p>a</p>\n"),
        ("<p><b></b><br>a<br><i> </i></p>", "<p>a</p>\n"),
        ("<div>a<br><p>b</p><br>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<p>a<br><b></b></p><p>b<i></i><br></p>", "<p>a</p>\n<p>b</p>\n"),
        ("<p>a<b></b> b<br>c<i>d</i><br>e</p>", "<p>a b<br>c<i>d</i><br>e</p>\n".replace("i>", "em>")),
        ("<pre>a<br></pre>", "<pre>a<br></pre>\n"),
        ("<ul><li>a<br><br>b</li></ul>", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
    ],
)
def test_breaks_at_the_edge_of_a_block_go(html, content):
    assert Cleaner().clean(html).content == content


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<p><strong>第一章 海</strong></p><p>x</p>", "h2"),
        ("<p><em><strong>Head</strong></em></p><p>x</p>", "h2"),
        ("<h2>a</h2><p>y</p><p><strong>Head</strong></p><p>x</p>", "h3"),
        ("<p><strong>1. First:</strong></p><p>x</p>", "h2"),
        ("<p><strong>Head</strong></p>", "p"),
        ("<p><strong>A sentence ends.</strong></p><p>x</p>", "p"),
        ("<p><strong>“Quoted words”</strong></p><p>x</p>", "p"),
        (f"<p><strong>{'Long ' * 30}</strong></p><p>x</p>", "p"),
        ("<p><strong>Two<br>lines</strong></p><p>x</p>", "p"),
        ("<blockquote><p><strong>Head</strong></p></blockquote><p>x</p>", "p"),
    ],
)
def test_what_a_heading_is(html, tag):
    content = Cleaner().clean(html).content
    assert ("<strong>" in content) == (tag == "p")
    assert (f"<{tag}>" in content) or tag == "p"


def test_what_holds_the_article_is_shown_by_a_script():
    cleaned = Cleaner().clean('<div id="js_content" style="visibility: hidden; opacity: 0"><p>正文。</p><p hidden>底稿</p></div>')
    assert cleaned.content == "<p>正文。</p>\n"
