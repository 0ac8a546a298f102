"""Questions that passes answer beyond their cases: addresses, styles, edges."""

import html
import re

import pytest

from newsclean import Cleaner, Document, standard
from newsclean.passes.entities import COMMON, unescape
from newsclean.passes.inline_styles import meanings_of
from newsclean.passes.picture_addresses import is_placeholder, largest, width_told
from newsclean.passes.player_pages import video_page
from newsclean.passes.redirectors import target_of
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
        ("https://www.ixigua.com/iframe/7012345678901234567?autoplay=0", "https://www.ixigua.com/7012345678901234567"),
        ("//music.163.com/outchain/player?type=2&id=12345&auto=1", "https://music.163.com/song?id=12345"),
        ("https://open.spotify.com/embed/track/0abcdefghij?x=1", "https://open.spotify.com/track/0abcdefghij"),
        ("https://vk.com/video_ext.php?oid=-12&id=34", "https://vk.com/video-12_34"),
        (
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F",
            "https://www.facebook.com/a/videos/1/",
        ),
        ("https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fevil.example%2F", ""),
        ("https://v.qq.com/iframe/preview.html?width=500&vid=a1234567xyz", "https://v.qq.com/x/page/a1234567xyz.html"),
        ("https://www.example.com/embed/aBcDeFgHiJk", ""),
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
        ("https://e.com/?from=rome&ref=a&s=1", "https://e.com/?from=rome&ref=a&s=1"),
        ("https://www.163.com/a.html?from=hot", "https://www.163.com/a.html"),
        ("https://mp.weixin.qq.com/s?__biz=a&sn=b&chksm=c&scene=1#rd", "https://mp.weixin.qq.com/s?__biz=a&sn=b#rd"),
        ("https://netflix.com/?s=1&t=2", "https://netflix.com/?s=1&t=2"),
        ("https://[broken?utm_source=a", "https://[broken?utm_source=a"),
    ],
)
def test_parameters_that_count_readers_go(url, clean):
    assert without_tracking(url) == clean


@pytest.mark.parametrize(
    ("src", "stays"),
    [
        ("https://pixel.wp.com/b.gif?x=1", False),
        ("//feeds.feedburner.com/~r/name/~4/abc", False),
        ("https://feeds.example.com/~r/name/~4/abc", False),
        ("https://hm.baidu.com/hm.gif?si=1", False),
        ("https://g.163.com/a?u=1", False),
        ("https://g.163.com/photo.jpg", True),
        ("https://www.facebook.com/photo.jpg", True),
        ("https://example.com/pixel.wp.com/b.gif", True),
        ("/hm.jpg", True),
        ("ftp://pixel.wp.com/b.gif", True),
    ],
)
def test_images_of_counting_hosts_go(src, stays):
    journal = Cleaner(steps=standard().only("trackers")).clean(f'<p>a<img src="{src}"></p>').journal
    assert ("trackers" not in {change.step for change in journal}) is stays


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://link.juejin.cn/?target=https%3A%2F%2Fa.com%2Fb%3Fc%3D1", "https://a.com/b?c=1"),
        ("https://link.zhihu.com/?target=https%3A//a.com/b", "https://a.com/b"),
        ("https://www.oschina.net/action/GoToLink?url=https%3A%2F%2Fa.com", "https://a.com"),
        ("http://c.pc.qq.com/middlem.html?pfurl=https%3A%2F%2Fa.com%2F&pfuin=1", "https://a.com/"),
        ("https://www.jianshu.com/go-wild?ac=2&url=https%3A%2F%2Fa.com%2F", "https://a.com/"),
        ("https://www.google.com/url?q=https://a.com/&sa=D", "https://www.google.com/url?q=https://a.com/&sa=D"),
        ("https://www.google.com/url?sa=D&q=https://a.com/", "https://a.com/"),
        ("https://href.li/?https://a.com/?b=1&c=2#d", "https://a.com/?b=1&c=2#d"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.com%2F&data=1", "https://a.com/"),
        ("https://t.umblr.com/redirect?z=https%3A%2F%2Flink.juejin.cn%2F%3Ftarget%3Dhttps%253A%252F%252Fa.com", "https://a.com"),
        ("https://link.juejin.cn/?target=javascript%3Aalert(1)", "https://link.juejin.cn/?target=javascript%3Aalert(1)"),
        ("https://link.juejin.cn/?target=https%3A%2F%2Fa.com%22%3E", "https://link.juejin.cn/?target=https%3A%2F%2Fa.com%22%3E"),
        ("https://link.juejin.cn/?target=%2Fpost%2F1", "https://link.juejin.cn/?target=%2Fpost%2F1"),
        ("https://link.juejin.cn/?other=https%3A%2F%2Fa.com", "https://link.juejin.cn/?other=https%3A%2F%2Fa.com"),
        ("https://example.com/link?target=https%3A%2F%2Fa.com", "https://example.com/link?target=https%3A%2F%2Fa.com"),
        ("https://gitee.com/a/b?target=https%3A%2F%2Fa.com", "https://gitee.com/a/b?target=https%3A%2F%2Fa.com"),
        ("https://[broken?url=https://a.com", "https://[broken?url=https://a.com"),
    ],
)
def test_where_a_redirector_leads(address, target):
    assert target_of(address) == target


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
        ("/img/s.gif", True),
        ("https://e.com/pic_1x1.jpg?v=2", True),
        ("https://e.com/photo_b.jpg", False),
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


LAZY_THRICE = "".join(f'<p><img src="/theme/wait.jpg" data-src="/{name}.jpg"></p>' for name in "abc")
REAL_THRICE = "".join(f'<p><img src="/{name}.jpg"></p>\n' for name in "abc")
BLANK = "data:image/gif;base64,AA"


@pytest.mark.parametrize(
    ("html", "content"),
    [
        (LAZY_THRICE, REAL_THRICE),
        ('<p><img src="/a.jpg?tp=webp" data-src="/a.jpg"></p>', '<p><img src="/a.jpg"></p>\n'),
        ('<p><img src="/a.jpg?w=900&q=4" data-src="/a.jpg"></p>', '<p><img src="/a.jpg?w=900&amp;q=4"></p>\n'),
        ('<p><img src="/a.jpg?w=90" data-src="/a.jpg"></p>', '<p><img src="/a.jpg"></p>\n'),
        (f'<p><img src="{BLANK}" file="/a.jpg" zoomfile="/a-big.jpg"></p>', '<p><img src="/a-big.jpg"></p>\n'),
        (f'<p><img src="{BLANK}" srcset="{BLANK} 1x" data-src="/a.jpg"></p>', '<p><img src="/a.jpg"></p>\n'),
        (f'<p><img src="{BLANK}" srcset="/a.jpg 4w"></p>', '<p><img src="/a.jpg" srcset="/a.jpg 4w"></p>\n'),
        (
            '<p><picture><source srcset="/a.webp" type="image/webp"><source srcset="/a.jpg"></picture></p>',
            '<p><img srcset="/a.jpg" src="/a.jpg"></p>\n',
        ),
        (
            '<p>a</p><div data-src="https://e.com/a.jpg" data-alt="b"></div>',
            '<p>a</p>\n<p><img alt="b" src="https://e.com/a.jpg"></p>\n',
        ),
        ('<p>a</p><div data-src="https://e.com/widget">b</div>', "<p>a</p>\n<p>b</p>\n"),
        ('<p><amp-img src="/a.jpg">b</amp-img></p>', "<p>b</p>\n"),
    ],
)
def test_the_real_image(html, content):
    assert Cleaner().clean(html).content == content


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<img src="/a-300x200.jpg"><noscript><img src="/a.jpg"></noscript>', ["/a-300x200.jpg"]),
        ('<p><img src="/b.jpg"></p><noscript><img src="/a.jpg"></noscript>', ["/b.jpg", "/a.jpg"]),
        ('<noscript><img src="/a.jpg"></noscript><img src="/blank.gif" data-src="//e.com/a.jpg">', ["https://e.com/a.jpg"]),
        ('<img src="/blank.gif" data-src="/c.jpg"><noscript><img src="/a.jpg"></noscript>', ["/c.jpg"]),
        ('<img src="/blank.gif"><noscript><img src="/a.jpg"></noscript>', ["/a.jpg"]),
        ('<noscript><img src="data:,"></noscript>', []),
        ('<noscript><img src="/a.jpg"></noscript><noscript><img src="/b.jpg"></noscript>', ["/a.jpg", "/b.jpg"]),
        ('<p><img src="/b.jpg"><img src="/c.jpg"></p><noscript><img src="/a.jpg"></noscript>', ["/b.jpg", "/c.jpg", "/a.jpg"]),
    ],
)
def test_images_in_noscript(html, addresses):
    content = Cleaner().clean(f"<div>{html}</div>").content
    assert re.findall(r'src="([^"]*)"', content) == addresses


@pytest.mark.parametrize(
    ("address", "width"),
    [
        ("https://n.sinaimg.cn/spider/w554h415/a.jpg", 554),
        ("/a-1024x768.jpg", 1024),
        ("/a_640x360.png?x=1", 640),
        ("/a.jpg?w=640", 640),
        ("/a.jpg?imageView2/2/w/1120/q/40", 1120),
        ("/a.jpg?x-oss-process=image/resize,w_700/q", 700),
        ("https://miro.medium.com/max/60/a.png", 60),
        ("/a.jpg@960w_1e.webp", 960),
        ("/thumb/a.jpg/220px-a.jpg", 220),
        ("/2026/11/24/a.jpg", None),
        ("/6x7-grid", 6),
    ],
)
def test_the_width_that_an_address_tells(address, width):
    assert width_told(address) == width


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
        ("<pre>a<br></pre>", "<pre>a\n</pre>\n"),
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
        ("<p><strong>“Quoted words”</strong></p><p>x</p>", "h2"),
        ("<p><strong>“We will come back, all of us”</strong></p><p>x</p>", "p"),
        ("<p><strong>The harbour:</strong></p><p>x</p>", "h2"),
        ("<p><strong>评论如下：</strong></p><p>x</p>", "p"),
        ("<p><strong>问：</strong></p><p>x</p>", "p"),
        ("<p><strong>执笔/李雷</strong></p><p>x</p>", "p"),
        ("<p><strong>江城晚报记者 李雷 韩梅梅</strong></p><p>x</p>", "p"),
        ("<p><strong>——（宋）陆游</strong></p><p>x</p>", "p"),
        ("<p><strong>（征求意见稿）</strong></p><p>x</p>", "h2"),
        ("<p><strong>* * *</strong></p><p>x</p>", "p"),
        ("<p><strong>https://example.com/a</strong></p><p>x</p>", "p"),
        ("<h3>a</h3><p>y</p><p><strong>Head</strong></p><p>x</p>", "h4"),
        ("<p>y<br><strong>Head</strong><br>x</p>", "h2"),
        ("<p><strong>Head</strong><br>x</p>", "h2"),
        ("<p>y<br><strong>Head</strong>, and<br>x</p>", "p"),
        ("<p>y<br><strong>Head</strong></p>", "p"),
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


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<h1>Title</h1><p>x</p><h2>a</h2><p>x</p>", ["h1", "h2"]),
        ("<h1>Title</h1><p>x</p><h1>a</h1><p>x</p><h2>b</h2><p>x</p>", ["h1", "h2", "h3"]),
        ("<p>x</p><h1>a</h1><p>x</p><h1>b</h1><h6>c</h6><p>x</p>", ["h2", "h2", "h6"]),
        ("x<h1>a</h1><p>x</p><h1>b</h1>", ["h2", "h2"]),
    ],
)
def test_one_h1_at_most_stands_above_the_rest(html, tags):
    content = Cleaner().clean(html).content
    assert re.findall(r"<(h\d)>", content) == tags


CHROMA = (
    '<div class="highlight"><table class="lntable"><tr><td class="lntd">\n<pre class="chroma"><code><span class="lnt">1\n</span></code></pre></td>\n'
    '<td class="lntd">\n<pre class="chroma"><code class="language-go"><span class="line">a\n</span></code></pre></td></tr></table></div>'
)
WECHAT_CODE = (
    '<section class="code-snippet__fix"><ul class="code-snippet__line-index"><li>1</li></ul><pre class="code-snippet__js" data-lang="python">'
    "<code>import a</code><code><span><br></span></code><code>  b()</code></pre></section>"
)
GIST = (
    '<table class="highlight">\n<tbody><tr>\n<td class="blob-num">1</td>\n<td class="blob-code">def <span>a</span>():</td>\n</tr>\n'
    '<tr>\n<td class="blob-num"></td>\n<td class="blob-code">  return 1</td>\n</tr></tbody></table>'
)
HLJS_LINES = (
    '<pre><code class="language-python hljs"><ol class="hljs-ln"><li><div class="hljs-ln-numbers">1</div><div class="hljs-ln-code">a</div></li>'
    '<li><div class="hljs-ln-code"> b</div></li></ol></code><div class="hide-preCode-box"></div></pre>'
)


@pytest.mark.parametrize(
    ("html", "content"),
    [
        (CHROMA, '<pre><code class="language-go">a\n</code></pre>\n'),
        (WECHAT_CODE, '<pre><code class="language-python">import a\n\n  b()\n</code></pre>\n'),
        (GIST, "<pre><code>def a():\n  return 1\n</code></pre>\n"),
        (HLJS_LINES, '<pre><code class="language-python">a\n b\n</code></pre>\n'),
        ('<pre class="brush: java; toolbar: true">a</pre>', '<pre><code class="language-java">a</code></pre>\n'),
        ('<pre class="language-text"><code class="lang-text">a</code></pre>', "<pre><code>a</code></pre>\n"),
        ('<pre class="code">a<div>b</div>c <i>d</i></pre>', "<pre><code>a\nb\nc d</code></pre>\n"),
        (
            '<div class="language-ts"><span class="lang">ts</span><pre><code>a</code></pre></div>',
            '<pre><code class="language-ts">a</code></pre>\n',
        ),
        ("<pre><code>a</code></pre><button>Copy</button>", "<pre><code>a</code></pre>\n"),
        ('<pre class="code"><code>a</code> b <code>c</code></pre>', "<pre><code>a b c</code></pre>\n"),
        (
            f'<div class="highlight"><p>{"Prose. " * 40}</p><pre>a<br>b</pre></div>',
            f"<p>{('Prose. ' * 40).strip()}</p>\n<pre>a\nb</pre>\n",
        ),
        ("<pre>a<p>b</p></pre>", "<p>a</p>\n<p>b</p>\n"),
        (
            '<figure class="highlight"><figcaption>a.py</figcaption><pre>b</pre></figure>',
            "<figure><figcaption>a.py</figcaption>\n<pre><code>b</code></pre></figure>\n",
        ),
    ],
)
def test_blocks_of_code(html, content):
    assert Cleaner().clean(html).content.replace("\n</figure>", "</figure>").replace("<figure>\n", "<figure>") == content


def test_a_table_of_codes_is_no_code():
    table = '<table><tr><th>Code</th><th>Name</th></tr><tr><td class="code">600519</td><td>a</td></tr></table>'
    assert "<td>600519</td>" in Cleaner().clean(table).content


@pytest.mark.parametrize(
    ("html", "content"),
    [
        (
            '<video src="https://e.com/a.mp4" autoplay>您的浏览器不支持。</video>',
            '<p><video src="https://e.com/a.mp4" controls></video></p>\n',
        ),
        (
            '<video><source src="https://e.com/a.mp4" type="video/mp4"><source data-src="https://e.com/a.webm"><p>No <b>video</b></p></video>',
            '<p><video controls><source src="https://e.com/a.mp4" type="video/mp4"><source src="https://e.com/a.webm"></video></p>\n',
        ),
        ('<p>a</p><video poster="/a.jpg">Loading</video>', "<p>a</p>\n"),
        ("<p>a</p><video><source></video>", "<p>a</p>\n"),
        (
            '<video src="blob:x" data-src="//e.com/a.mp4" data-poster="/p.jpg"></video>',
            '<p><video src="https://e.com/a.mp4" poster="/p.jpg" controls></video></p>\n',
        ),
        (
            '<audio><a href="https://e.com/a.mp3">Listen</a></audio>',
            '<p><audio src="https://e.com/a.mp3" controls></audio></p>\n',
        ),
        (
            '<amp-video src="https://e.com/a.mp4"><div fallback>No</div></amp-video>',
            '<p><video src="https://e.com/a.mp4" controls></video></p>\n',
        ),
        (
            '<amp-youtube data-videoid="aBcDeFgHiJk"></amp-youtube>',
            '<p><a href="https://www.youtube.com/watch?v=aBcDeFgHiJk">https://www.youtube.com/watch?v=aBcDeFgHiJk</a></p>\n',
        ),
        ('<p>a</p><amp-youtube data-videoid="?"></amp-youtube>', "<p>a</p>\n"),
        (
            '<iframe src="https://youtu.be/aBcDeFgHiJk" title="YouTube video player"></iframe>',
            '<p><a href="https://www.youtube.com/watch?v=aBcDeFgHiJk">https://www.youtube.com/watch?v=aBcDeFgHiJk</a></p>\n',
        ),
    ],
)
def test_players(html, content):
    def ordered(text):
        return re.sub(r"<(?:video|audio) [^>]*>", lambda found: " ".join(sorted(found[0][1:-1].split())), text)

    assert ordered(Cleaner().clean(html).content) == ordered(content)


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<p>1. a<br>2. b<br>3. c<br>1. d<br>2. e<br>3. f</p>", "ol li li li ol li li li"),
        ("<p>1. a<br>2. b<br>• c<br>• d<br>• e<br>f</p>", "p br ul li li li p"),
        ("<p>1. a<br>3. b<br>4. c</p>", "p br br"),
        ("<p>1.5 a<br>2.5 b<br>3.5 c</p>", "p br br"),
        ("<p>• a</p><p>· b</p><p>• c</p>", "p p p"),
        ("<p>• a</p><p>• b</p><h2>x</h2><p>• c</p>", "p p h2 p"),
        ("<p>•</p><p>• </p><p>••</p><p>• a</p>", "p p p p"),
        (f"<p>• a</p><p>• {'b' * 60}</p><p>• c</p>", "p p p"),
        ('<p>• <img src="/a.jpg"></p><p>• b</p><p>• c</p>', "p img p p"),
        ("<p><b>•</b> a</p><p><b>• </b>b</p><p>• <i>c</i></p>", "ul li li li em"),
        ("<p>■ a</p>\n<p>■ b</p>\n<p>■ c</p><p>■ d</p>", "ul li li li li"),
    ],
)
def test_what_a_typed_list_is(html, tags):
    assert " ".join(re.findall(r"<(\w+)", Cleaner().clean(html).content)) == tags


def test_emphasis_goes_on_through_a_link():
    html = '<p><b>• The </b><a href="https://e.com/"><b>ferry</b></a><b> runs</b>: <a href="https://e.com/"><b>a</b></a> b</p>'
    content = '<p><strong>• The <a href="https://e.com/">ferry</a> runs</strong>: <a href="https://e.com/"><strong>a</strong></a> b</p>\n'
    assert Cleaner().clean(html).content == content


@pytest.mark.parametrize(
    ("html", "is_kept"),
    [
        (f"<tr><td>Menu</td><td><h2>Head</h2>{'Long words. ' * 60}</td><td>Side</td></tr><tr><td>a</td></tr>", False),
        (f"<tr><td>Menu</td><td>{'Long words. ' * 60}</td></tr><tr><td>a</td></tr>", True),
        (f"<tr><td>Menu</td><td>{'Long words. ' * 12}</td></tr>", False),
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>", True),
        ('<tr><td><img src="/a.jpg"></td><td>words</td></tr><tr><td><img src="/b.jpg"></td><td>words</td></tr>', False),
        ("<caption>Fares</caption><tr><td>a</td></tr>", True),
        ("<tr><td>a</td></tr><tr><td>b</td></tr>", False),
    ],
)
def test_what_a_table_of_data_is(html, is_kept):
    cleaner = Cleaner(steps=standard().only("tables"))
    assert ("<table>" in cleaner.clean(f"<p>x</p><table>{html}</table>").content) is is_kept


@pytest.mark.parametrize(
    ("own", "href", "is_page"),
    [
        ("https://e.com/n/12345.html", "https://e.com/n/12345_2.html", True),
        ("https://e.com/n/12345.html", "http://e.com/n/12345-3.html", True),
        ("https://e.com/n/12345_2.html", "https://e.com/n/12345_3.html", True),
        ("https://e.com/story/", "https://e.com/story/2/", True),
        ("https://e.com/a.php?id=7", "https://e.com/a.php?id=7&page=2", True),
        ("https://e.com/a.php?id=7", "https://e.com/a.php?id=8&page=2", False),
        ("https://e.com/n/12345.html", "https://e.com/n/99999_2.html", False),
        ("https://e.com/n/12345.html", "https://e.com/n/12345.jpg", False),
        ("https://e.com/n/12345.html", "https://other.com/n/12345_2.html", False),
        ("https://e.com/n/12345.html", "https://[e.com/n/12345_2.html", False),
    ],
)
def test_a_link_around_an_image_to_another_page(own, href, is_page):
    html = f'<p><a href="{href}"><img src="https://e.com/a.jpg"></a></p>'
    assert ("<a " not in Cleaner(steps=standard().only("page-links")).clean(html, own).content) is (is_page or "[" in href)


def test_the_common_references_mean_what_html_says():
    assert {reference: html.unescape(reference) for reference in COMMON} == COMMON
