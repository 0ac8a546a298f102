"""Shapes of documents that somebody writes to make a reader work: each a function from a size to a document.

The benchmark times them; the tests count the calls they cost and feed them at full size. `full` is the size that the tests use,
`refused` the limit that refuses it there, or "".
"""

from collections.abc import Callable
from typing import Final, NamedTuple


class Shape(NamedTuple):
    """One shape: its name in tables, the document of a size, the full size, and the limit that refuses that, if any."""

    name: str
    make: Callable[[int], str]
    full: int
    refused: str = ""


def _repeated(unit: str, opening: str = "", closing: str = "") -> Callable[[int], str]:
    return lambda size: opening + unit * size + closing


def _numbered(unit: str, opening: str = "", closing: str = "") -> Callable[[int], str]:
    """`unit` once for each number; `#` is the number."""
    return lambda size: opening + "".join(unit.replace("#", str(number)) for number in range(size)) + closing


def _nested(tags: str, inner: str, depth: int = 1900) -> Callable[[int], str]:
    """Groups of elements nested as deep as may be, `size` times `inner` in them all together."""
    names = tags.split()
    groups = max(1, depth // len(names))
    opening = "".join(f"<{name}>" for name in names) * groups
    closing = "".join(f"</{name.split()[0]}>" for name in reversed(names)) * groups
    return lambda size: opening + inner * size + closing


def _columns(tags: str, depth: int = 450) -> Callable[[int], str]:
    """`size` towers of nested elements side by side."""
    names = tags.split()
    tower = "".join(f"<{name}>x" for name in names) * (depth // len(names))
    tower += "".join(f"</{name}>" for name in reversed(names)) * (depth // len(names))
    return lambda size: tower * size


UNCLOSED: Final = (
    Shape("unclosed p", _repeated("<p>x"), 200_000),
    Shape("unclosed li", _repeated("<li>x"), 200_000),
    Shape("unclosed a", _repeated("<a href=x>x"), 200_000),
    Shape("unclosed b", _repeated("<b>x"), 200_000, "depth"),
    Shape("unclosed font", _repeated("<font>x"), 200_000, "depth"),
    Shape("unclosed table", _repeated("<table>x"), 200_000, "depth"),
    Shape("unclosed td", _repeated("<td>x", "<table><tr>"), 200_000),
    Shape("unclosed dd", _repeated("<dd>x", "<dl>"), 200_000, "depth"),
    Shape("unclosed option", _repeated("<option>x", "<select>"), 200_000),
    Shape("misnested i and p", _repeated("<i><p>x"), 200_000),
    Shape("misnested b and i", _repeated("<b><i>x</b>y</i>"), 100_000),
    Shape("closed without being open", _repeated("</b></p></div>x"), 200_000),
)

FLOODS: Final = (
    Shape("less-than signs", _repeated("<", "<p>"), 1_000_000),
    Shape("less-than signs and names", _repeated("<a", "<p>"), 1_000_000),
    Shape("ampersands", _repeated("&", "<p>"), 1_000_000),
    Shape("named entities", _repeated("&amp;", "<p>"), 1_000_000),
    Shape("numbered entities", _repeated("&#123;", "<p>"), 1_000_000),
    Shape("nested entities", _repeated("amp;", "<p>&"), 1_000_000),
    Shape("entities of tags", _repeated("&lt;p&gt;x", "<p>"), 300_000),
    Shape("one long paragraph", _repeated("word ", "<p>"), 2_000_000),
    Shape("one long Chinese paragraph", _repeated("新闻，", "<p>"), 1_000_000),
    Shape("one long word", _repeated("x", "<p>"), 10_000_000),
    Shape("white space", _repeated(" \n", "<p>x", "y"), 3_000_000),
    Shape("lines of one paragraph", _repeated("line of text<br>", "<p>"), 200_000),
    Shape("brackets", _repeated("[", "<p>"), 1_000_000),
    Shape("links in Markdown", _repeated("[x](y", "<p>"), 300_000),
    Shape("images in Markdown", _repeated("![", "<p>"), 500_000),
    Shape("stars", _repeated("*a _b ", "<p>"), 300_000),
    Shape("backticks", _repeated("`a ``b ", "<p>"), 300_000),
    Shape("backticks in code", _numbered("<code>#`</code> "), 50_000),
    Shape(
        "backticks that grow",
        lambda size: "<code>" + "x".join("`" * number for number in range(int(size**0.5))) + "</code>",
        1_000_000,
    ),
    Shape("braces", _repeated("{{{%", "<p>"), 300_000),
    Shape("addresses in text", _repeated("http://a.b/c?d=e ", "<p>"), 100_000),
    Shape("an address without end", _repeated("http://a.", "<p>"), 300_000),
    Shape("digits and dots", _repeated("1. ", "<p>"), 500_000),
    Shape("hyphens", _repeated("-", "<p>"), 1_000_000),
    Shape("bars", _repeated("| ", "<table><td>"), 500_000),
)

SIBLINGS: Final = (
    Shape("br", _repeated("<br>", "<p>x"), 200_000),
    Shape("paragraphs", _repeated("<p>x</p>"), 100_000),
    Shape("empty paragraphs", _repeated("<p></p>"), 100_000),
    Shape("paragraphs of a space", _repeated("<p>&nbsp;</p>"), 100_000),
    Shape("images", _numbered("<img src=/#.jpg>"), 100_000),
    Shape("images in paragraphs", _numbered("<p><img src=/#.jpg alt=x></p>"), 100_000),
    Shape("lazy images", _numbered("<img data-src=/#.jpg src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>"), 100_000),
    Shape("list items", _repeated("<li>x</li>", "<ul>", "</ul>"), 100_000),
    Shape("headings", _repeated("<h2>x</h2>"), 50_000),
    Shape("headings and text", _repeated("<h3>related reading</h3><p>a word of text</p>"), 50_000),
    Shape("bold paragraphs", _repeated("<p><b>x</b></p>"), 50_000),
    Shape("table cells in a row", _repeated("<td>x</td>", "<table><tr>", "</table>"), 100_000),
    Shape("table rows", _repeated("<tr><td>x</td><td>y</td></tr>", "<table>", "</table>"), 50_000),
    Shape("tables", _repeated("<table><tr><td>x</td></tr></table>"), 30_000),
    Shape("wide spans", _repeated("<td colspan=1000 rowspan=65534>x</td>", "<table><tr>", "</table>"), 10_000),
    Shape("comments", _repeated("<!-- x -->"), 100_000),
    Shape("comments between texts", _repeated("<!-- x -->y"), 100_000),
    Shape("open regions", _repeated("<!-- start --><p>x</p>"), 50_000),
    Shape("scripts between texts", _repeated("<script>1</script>y"), 100_000),
    Shape("spans", _repeated("<span>x</span>", "<p>"), 100_000),
    Shape("bold neighbours", _repeated("<b>x</b>", "<p>"), 100_000),
    Shape("bold and text", _repeated("<b>x</b>y", "<p>"), 100_000),
    Shape("links", _numbered("<a href=/#.html>link #</a> ", "<p>"), 100_000),
    Shape("empty links", _numbered("<a href=/#.html></a>y", "<p>"), 100_000),
    Shape("divisions", _repeated("<div>x</div>"), 100_000),
    Shape("divisions and text", _repeated("x<div>y</div>"), 100_000),
    Shape("hidden boxes", _repeated("<div style='display:none'>x</div>y"), 100_000),
    Shape("noscript", _repeated("<noscript><img src=x.jpg></noscript>y"), 50_000),
    Shape("images and noscript", _numbered("<img data-src=/#.jpg><noscript><img src=/#.jpg></noscript>"), 50_000),
    Shape("pictures", _numbered("<picture><source srcset=/#.webp><img src=/#.jpg></picture>"), 50_000),
    Shape(
        "sources of a picture", _numbered("<source srcset=/#.webp>", "<picture>", "<img src=x.jpg></picture>"), 50_000, "depth"
    ),
    Shape("frames", _numbered("<iframe src=https://www.youtube.com/embed/a#></iframe>"), 50_000),
    Shape("videos", _numbered("<video src=/#.mp4></video>"), 50_000),
    Shape("figures", _numbered("<figure><img src=/#.jpg><figcaption>x</figcaption></figure>"), 50_000),
    Shape("share buttons", _repeated("<div class='share-buttons'><a href=x>share</a></div>y"), 50_000),
    Shape("related boxes", _numbered("<div class=related><ul><li><a href=/#.html>Read on: story #</a></ul></div>"), 30_000),
    Shape("credits", _numbered("<p>Editor: Name #</p>"), 50_000),
    Shape("Chinese credits", _repeated("<p>责任编辑：张三</p>"), 50_000),
    Shape(
        "lines that are nearly credits",
        _repeated("<p>责任编辑、的一天 来源于 记者们 编辑部 Editor of the day, By the way</p>"),
        20_000,
    ),
    Shape("nearly credits in one paragraph", _repeated("责任编辑、的一天 来源于 记者 ", "<p>"), 50_000),
    Shape("articles", _repeated("<article><p>A sentence of an article, long enough to be weighed as one.</p></article>"), 20_000),
    Shape(
        "article boxes", _numbered("<div class=article-content id=a#><p>A sentence, long enough to be weighed.</p></div>"), 20_000
    ),
    Shape("digits behind a label of sharing", _repeated("<p>分享至1111111111111111111111111111111111111111111111x</p>"), 10_000),
    Shape("typed list", _numbered("<p>• item #</p>"), 50_000),
    Shape("ordered typed list", _numbered("<p>#. item</p>"), 50_000),
    Shape("code blocks", _repeated("<pre><code>x\n</code></pre>"), 50_000),
    Shape("lines of code", _repeated("<span class=line>x</span>\n", "<pre>", "</pre>"), 50_000),
    Shape("details", _repeated("<details><summary>x</summary>y</details>"), 50_000),
    Shape("ruby", _repeated("<ruby>x<rt>y</rt></ruby>"), 50_000),
    Shape("forms", _repeated("<form><input><button>x</button></form>"), 50_000),
    Shape("vector graphics", _repeated("<svg><path d='M0 0'/></svg>x"), 50_000),
    Shape("rules and text", _repeated("x<hr>"), 100_000),
    Shape("templates", _repeated("<template>x</template>y"), 50_000),
    Shape("unknown elements", _numbered("<x-#>y</x-#>"), 50_000),
    Shape("end tags of the body", _repeated("</body>x"), 50_000),
    Shape("pages in a page", _repeated("<html><body><p>x</p></body></html>"), 20_000),
    Shape("blocks in a paragraph", _repeated("<b><div>x</div></b>", "<p>"), 50_000),
    Shape("broken credits", _numbered("Editor: Name #<br>", "<p>A sentence that stays in this paragraph.<br>"), 50_000),
    Shape("broken Chinese credits", _repeated("责任编辑：张三<br>", "<p>正文。<br>"), 50_000),
    Shape("breaks and pictures", _numbered("<br><img src=/#.jpg>", "<p>x"), 50_000),
    Shape("credits one by one", _numbered("<p>A sentence of the article.</p><p>来源：媒体#</p>"), 20_000),
    Shape("empty spans", _repeated("<b></b>y", "<p>"), 100_000),
    Shape("empty divisions", _repeated("<div><span></span></div>"), 50_000),
    Shape("links in a list", _numbered("<li><a href=/#.html>Another story #</a></li>", "<ul>", "</ul>"), 50_000),
    Shape("redirected links", _numbered("<a href='https://www.google.com/url?q=http://a.b/#'>x</a> ", "<p>"), 30_000),
    Shape("quotations", _repeated("<blockquote>x</blockquote>"), 50_000),
    Shape("rows of code", _repeated("<tr><td>1</td><td><pre>x</pre></td></tr>", "<table>", "</table>"), 20_000),
    Shape("a link around blocks", _repeated("<div>x</div>", "<a href=x>", "</a>"), 50_000),
)

NESTED: Final = (
    Shape("nested beyond all limits", _repeated("<div>", "", "x"), 100_000, "depth"),
    Shape("deep divisions", _nested("div", "<p>x</p>"), 5_000),
    Shape("deep inline elements", _nested("b i", "x<br>"), 20_000),
    Shape("deep inline elements around blocks", _nested("b i u s", "<p>x</p>"), 5_000),
    Shape("deep links around blocks", _nested("span font sub", "<p>x</p>"), 5_000),
    Shape("deep lists", _nested("ul li", "<li>x"), 5_000),
    Shape("deep quotations", _nested("blockquote", "<p>x</p>"), 5_000),
    Shape("deep tables", _nested("table tr td", "<p>x</p>"), 5_000),
    Shape("deep drops", _nested("div", "<script>1</script>y"), 20_000),
    Shape("deep comments", _nested("div", "<!-- x -->y"), 20_000),
    Shape("deep empty elements", _nested("div", "<b></b>"), 20_000),
    Shape("deep pictures", _nested("div", "<img src=x.jpg>"), 20_000),
    Shape("deep text in divisions", _nested("div", "word "), 1_000_000),
    Shape("deep text in emphasis", _nested("b i", "word "), 1_000_000),
    Shape("deep text in spans", _nested("span", "word "), 1_000_000),
    Shape(
        "deep text in styled spans",
        lambda size: "<span style='font-weight:bold'>" * 1900 + "word " * size + "</span>" * 1900,
        1_000_000,
    ),
    Shape("deep text in lists", _nested("ul li", "word "), 1_000_000),
    Shape("deep text in tables", _nested("table tr td", "word "), 1_000_000),
    Shape("deep text in related boxes", lambda size: "<div class=related>" * 1900 + "word " * size + "</div>" * 1900, 1_000_000),
    Shape(
        "deep articles",
        lambda size: (
            "<article class=article-content><p>A sentence, long enough, of an article.</p>" * min(size, 900)
            + "<p>word</p>" * size
        ),
        20_000,
    ),
    Shape("deep credits", lambda size: "<div class=editor>" * 1900 + "<p>Editor: Name</p>" * size, 20_000),
    Shape("deep texts in divisions", lambda size: "<div>word " * 1900 + "<p>word</p>" * size + "</div>" * 1900, 20_000),
    Shape("deep breaks in spans", _nested("span", "x<br>"), 20_000),
    Shape("deep links and pictures", lambda size: "<a href=x><div>" * 900 + "<img src=x.jpg>" * size, 20_000),
    Shape("towers of divisions", _columns("div"), 200),
    Shape("towers of inline elements", _columns("b i"), 200),
    Shape("towers of lists", _columns("ul li"), 200),
    Shape("towers of quotations", _columns("blockquote"), 200),
    Shape("towers of tables", _columns("table tr td"), 200),
)

ATTRIBUTES: Final = (
    Shape("attributes of one tag", _numbered(" a#=1", "<p", ">x"), 1_000_000, "attributes"),
    Shape("equal attributes of one tag", _repeated(" a=1", "<p", ">x"), 1_000_000),
    Shape("attributes of all tags", _numbered("<p a#=1>x</p>"), 100_000),
    Shape("long attribute", _repeated("x", "<p title='", "'>x"), 9_000_000),
    Shape("longer attribute", _repeated("x", "<p title='", "'>x"), 11_000_000),
    Shape("long title", _repeated("x [ ", "<a href=x title='", "'>x</a>"), 1_000_000),
    Shape("long alternative text", _repeated("x *", "<img src=x.jpg alt='", "'>"), 1_000_000),
    Shape("class tokens", _numbered("c# ", "<p class='", "'>x"), 50_000),
    Shape("class tokens that rules know", _repeated("share-x related-y ad ", "<p class='", "'>x"), 50_000),
    Shape("classes", _numbered("<p class=c#>x</p>"), 50_000),
    Shape("names of rules", _numbered("<p class='share-# related-#' id=ad-#>x</p>"), 30_000),
    Shape("style without a colon", _repeated("x", "<p style='", "'>x"), 500_000),
    Shape("dots of a redirected address", _repeated("a.", "<a href='https://www.google.com/url?q=http://", "<'>x</a>"), 200_000),
    Shape("placeholders in an address", _repeated("/dot.", "<img src='/x.jpg' data-src='", "'>"), 100_000),
    Shape(
        "question marks in an address",
        _repeated("?", "<img src='//x.jpg", "&#10;x'><noscript><img src='//x.jpg?1'></noscript>"),
        200_000,
    ),
    Shape("spaces of a title", _repeated("&nbsp;", "<video src=x.mp4 title='", "x'></video>"), 100_000),
    Shape("long style", _numbered("x#:y;", "<p style='", "'>x"), 100_000),
    Shape("style of colons", _repeated(":;", "<p style='", "'>x"), 500_000),
    Shape("styles", _repeated("<p style='color:red;text-align:center'>x</p>"), 50_000),
    Shape("candidates of srcset", _numbered("/#.jpg #w, ", "<img src=x.jpg srcset='", "'>"), 100_000),
    Shape("commas of srcset", _repeated(",", "<img src=x.jpg srcset='", "'>"), 500_000),
    Shape("long address", _repeated("x", "<a href='http://a.b/", "'>x</a>"), 9_000_000),
    Shape("percent signs in an address", _repeated("%25", "<a href='", "'>x</a>"), 300_000),
    Shape("nested percent signs", _repeated("25", "<a href='%", "'>x</a>"), 300_000),
    Shape("ampersands in an address", _repeated("&amp;", "<a href='", "'>x</a>"), 300_000),
    Shape("nested ampersands in an address", _repeated("amp;", "<a href='&", "'>x</a>"), 300_000),
    Shape("parentheses in an address", _repeated("(", "<a href='http://a.b/", "'>x</a>"), 500_000),
    Shape("parameters of an address", _numbered("utm_#=x&", "<a href='http://a.b/?", "'>x</a>"), 100_000),
    Shape("redirectors in redirectors", _repeated("https://www.google.com/url?q=", "<a href='", "x'>x</a>"), 20_000),
    Shape("slashes of an address", _repeated("/..", "<a href='http://a.b", "'>x</a>"), 200_000),
    Shape("data address", _repeated("QUJD", "<img src='data:image/png;base64,", "'>"), 300_000),
    Shape("long name of a tag", _repeated("x", "<", ">y"), 1_000_000),
    Shape("long name of an attribute", _repeated("x", "<p ", ">y"), 1_000_000),
)


def _page(head: str) -> tuple[str, str]:
    return f"<!doctype html><html><head>{head}", "</head><body><p>A sentence.</p></body></html>"


_PAGE: Final = _page("<title>x</title>")
_LD: Final = '<script type="application/ld+json">'

HEADS: Final = (
    Shape("JSON-LD blocks", _numbered(_LD + '{"@type":"NewsArticle","headline":"h#"}</script>', *_PAGE), 100_000),
    Shape("JSON-LD nested", _repeated("[", _PAGE[0] + _LD, "</script>" + _PAGE[1]), 900_000),
    Shape("JSON-LD objects nested", _repeated('{"mainEntity":', _PAGE[0] + _LD, "</script>" + _PAGE[1]), 60_000),
    Shape("JSON-LD digits", _repeated("9", _PAGE[0] + _LD + '{"a":', "}</script>" + _PAGE[1]), 900_000),
    Shape(
        "JSON-LD list",
        _numbered('{"@type":"NewsArticle","headline":"h#"},', _PAGE[0] + _LD + "[", "1]</script>" + _PAGE[1]),
        20_000,
    ),
    Shape("metas", _numbered("<meta name=author content='Name #'>", *_PAGE), 100_000),
    Shape("distinct metas", _numbered("<meta name=n# content='Name #'>", *_PAGE), 100_000),
    Shape("titles", _numbered("<meta property=og:title content='A title # - site'>", *_PAGE), 50_000),
    Shape(
        "names of the site",
        _numbered("<meta property=og:site_name content=site#>", _page("<title>x - y</title>")[0], _PAGE[1]),
        50_000,
    ),
    Shape("long title of a page", _repeated("x - ", "<!doctype html><title>", "</title><p>x"), 500_000),
    Shape("headings of a page", _repeated("<h1>x - y</h1>", "<!doctype html><title>x - y - z</title><body>"), 50_000),
    Shape("links of a head", _numbered("<link rel=canonical href=http://a.b/#>", *_PAGE), 100_000),
    Shape("texts in the head", _repeated("<style>x</style>y", *_PAGE), 50_000),
    Shape("titles beside the body", _repeated("<title>x</title>", "<!doctype html><html>", "<body><p>x"), 50_000),
    Shape("texts behind the body", _repeated("</body></html><p>x</p>y", "<!doctype html><body><p>x"), 50_000),
)

FRONTS: Final = (
    Shape("keys of YAML", _numbered("k#: v\n", "---\n", "---\n<p>x</p>"), 50_000),
    Shape("equal keys of YAML", _repeated("title: v\n", "---\n", "---\n<p>x</p>"), 50_000),
    Shape("lists of YAML nested", _repeated("[", "---\ntitle: ", "\n---\n<p>x</p>"), 50_000),
    Shape("maps of YAML nested", _repeated("{a: ", "---\ntitle: ", "\n---\n<p>x</p>"), 15_000),
    Shape(
        "aliases of YAML",
        lambda size: (
            "---\ntitle:\n  - &a0 [x]\n" + "".join(f"  - &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, size)) + "---\n<p>x"
        ),
        2_000,
    ),
    Shape("structured keys of YAML", _numbered("k#: &x [a, {b: c}]\n", "---\n", "---\n<p>x</p>"), 2_000),
    Shape("dashes of YAML", _repeated("- ", "---\ntitle: x\n", "\n---\n<p>x</p>"), 50_000),
    Shape("quotes of YAML", _repeated("''", "---\ntitle: '", "'\n---\n<p>x</p>"), 500_000),
    Shape("front matter without end", _repeated("a: b\n", "---\n"), 300_000),
    Shape("arrays of TOML nested", _repeated("[", "+++\ntitle = ", "\n+++\n<p>x</p>"), 50_000),
    Shape("keys of TOML", _numbered("k# = 'v'\n", "+++\n", "+++\n<p>x</p>"), 50_000),
    Shape("dotted key of TOML", _repeated(".a", "+++\na", " = 1\n+++\n<p>x</p>"), 50_000),
    Shape("dotted keys of TOML", _numbered("a.b#.c = 1\n", "+++\n", "+++\n<p>x</p>"), 20_000),
    Shape("number of TOML", _repeated("9", "+++\ntitle = ", "\n+++\n<p>x</p>"), 100_000),
    Shape("tables of TOML", _numbered("[a#]\n", "+++\ntitle='x'\n", "+++\n<p>x</p>"), 50_000),
)

SHAPES: Final = (*UNCLOSED, *FLOODS, *SIBLINGS, *NESTED, *ATTRIBUTES, *HEADS, *FRONTS)
