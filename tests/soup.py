"""HTML soup: what editors, vendors and scrapers leave, in any combination, for tests that state a law."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    "本报讯 海岸 今日开放。 The harbour, 记者 韩梅梅 责任编辑：张玫 （责任编辑：李雷） 原标题：旧港 来源：江城晚报 广告 Advertisement 扫码关注公众号 "
    "分享到：微信 相关阅读： Read&nbsp;more: 版权声明：本文版权归作者，转载联系。 "
    "炒股就看金麒麟分析师研报 &amp;nbsp; &amp;amp;#8220; &amp;lt;b&amp;gt; "
    "&lt;p&gt; &amp; &#0; &#x1F; &#55357; "
    '\u3000\u3000 &nbsp;&nbsp; \u200b \ufeff \x01 \x0c é 😀 “ ” 一、 2. # * _ ` [x] --- | {{x}} > < " a&b'.split(" ")
)
SPACES = st.sampled_from(["", " ", "\n", "\u3000\u3000", "&nbsp;", "\n\n  "])
STYLES = st.sampled_from(
    [
        "",
        ' style="font-weight:bold"',
        ' style="font-weight:400;font-style:italic"',
        ' style="display:none"',
        ' style="text-decoration:line-through;color:red"',
        ' style="width:1px;height:1px"',
        ' style="vertical-align:sub"',
        ' cms-style="font-L strong-Bold"',
        ' cms-style="font-L"',
        " hidden",
        ' align="center" onclick="x()"',
    ]
)
NAMES = st.sampled_from(
    [
        "",
        ' class="appendQr_wrap"',
        ' class="article-editor"',
        ' class="ad"',
        ' class="share"',
        ' class="related"',
        ' class="fin_reference"',
        ' class="ori_titlesource"',
        ' id="artibody"',
        ' id="quote_a"',
        ' class="screen-reader-text"',
    ]
)
LEAVES = st.sampled_from(
    [
        # Picture boxes as sites write them: their classes on anything else make a figure that only a second run can settle.
        '<div class="img_wrapper"><img src="https://example.com/w.jpg"><span class="img_descr">海岸</span></div>',
        '<div class="wp-caption"><p><img src="https://example.com/v.jpg"></p><p class="wp-caption-text">The harbour</p></div>',
        "<br>",
        "<br><br>",
        "<br>\u3000\u3000",
        "<hr>",
        '<img src="https://example.com/a.jpg">',
        '<img src="/loading.gif" data-src="//example.com/b.png">',
        "<img>",
        '<img src="https://pixel.wp.com/b.gif">',
        '<img src="/max/60/a.jpg" data-src="/max/900/a.jpg" data-srcset="/max/900/a.jpg 900w">',
        '<img src="/blank.gif"><noscript><img src="https://example.com/n.jpg"></noscript>',
        '<img src="p.gif" width="1" height="1">',
        '<img src="" data-srcset="a.jpg 1x, b.jpg 2x">',
        '<iframe src="https://ads.example.com/"></iframe>',
        '<iframe src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>',
        '<embed src="//player.youku.com/embed/XMTIz">',
        "<p>• a</p><p>• b</p><p>•c</p>",
        "<p>a<br>• <b>b</b><br><b>•</b> c<br>• d<br>e<br>f</p>",
        "<p>1. a<br>2. b<br>3、c</p>",
        '<video src="/a.mp4">您的浏览器不支持</video>',
        '<video poster="/p.jpg"><source data-src="/a.mp4"><source><p>No video</p></video>',
        "<audio>Listen</audio>",
        '<amp-youtube data-videoid="aBcDeFgHiJk"></amp-youtube>',
        '<pre class="brush:js">let a<br>let b</pre>',
        '<pre><code class="hljs js">a<span class="copy-code-btn">复制代码</span></code><button>Copy</button></pre>',
        '<figure class="highlight"><table><tr><td class="gutter"><pre>1<br>2</pre></td><td class="code"><pre>a<br>b</pre></td></tr></table></figure>',
        "<pre><code>a</code><code>b</code></pre>",
        '<pre class="prettyprint"><ol><li>a</li> <li>b</li></ol><p>c</p>d</pre>',
        '<table class="highlight"><tr><td class="blob-num">1</td><td class="blob-code">a</td></tr><tr><td class="blob-num">2</td><td class="blob-code">b</td></tr></table>',
        "<script>var a = '<p>';</script>",
        "<style>p{}</style>",
        '<noscript><img src="https://example.com/n.jpg"></noscript>',
        "<noscript>no script</noscript>",
        "<!-- note -->",
        "<!-- 正文下iframe -->",
        "<!-- 开户二维码 start -->",
        "<!-- 开户二维码 end -->",
        "<?php x ?>",
        "</p>",
        "</div>",
        "</b>",
        "</body>",
        "<p>",
        "<li>",
        "<td>",
        "<svg><text>v</text></svg>",
        "<select><option>o</select>",
        '<input value="v">',
    ]
)
INLINE = st.sampled_from("b strong i em u s del font span a sup sub label ins mark q small abbr".split())
BLOCK = st.sampled_from(
    "p div section center blockquote h2 h3 ul ol li dl dd table tr td th figure figcaption article main header form details".split()
)
LINKS = st.sampled_from(
    [
        "",
        ' href="https://example.com/?utm_source=x&amp;a=1"',
        ' href="https://href.li/?https://example.com/"',
        ' href="#"',
        ' href="javascript:void(0)"',
        ' href="//e.com"',
    ]
)


# Around text alone: what code holds is not decoded, and it stays code only when that is so.
CODE = st.sampled_from(["code", "pre", "tt"])


def _wrapped(inside):
    inline = st.builds("<{0}{1}{2}{3}>{4}</{0}>".format, INLINE, STYLES, NAMES, LINKS, inside)
    block = st.builds("<{0}{1}{2}>{3}</{0}>".format, BLOCK, STYLES, NAMES, inside)
    several = st.lists(inside, max_size=4).map("".join)
    code = st.builds("<{0}>{1}</{0}>".format, CODE, WORDS)
    return inline | block | several | code


SOUP = st.lists(st.recursive(WORDS | SPACES | LEAVES, _wrapped, max_leaves=12), max_size=6).map("".join)
