"""The Markdown writer by example: the cases in `cases/markdown.md`, and what no example can show."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from newsclean.gate.tree import SafeElement
from newsclean.write.markdown import write_markdown
from safetree import parse_tree, tree_of

PAGE = Path(__file__).parent / "cases" / "markdown.md"
CASE = re.compile(r"^## ([^\n]+)\n\n```html\n(.*?)\n```\n\n(`{3,})markdown\n(.*?)^\3\n", re.MULTILINE | re.DOTALL)
LONG = 400


class Case(NamedTuple):
    title: str
    before: str
    after: str


def cases():
    return [Case(title, before, after) for title, before, _, after in CASE.findall(PAGE.read_text("utf-8"))]


def fence_for(markdown):
    return "`" * max(3, 1 + max(map(len, re.findall("`+", markdown)), default=0))


def rewrite():
    parts = [PAGE.read_text("utf-8").partition("\n## ")[0].rstrip("\n")]
    for case in cases():
        markdown = write_markdown(parse_tree(case.before))
        fence = fence_for(markdown)
        parts.append(f"## {case.title}\n\n```html\n{case.before}\n```\n\n{fence}markdown\n{markdown}{fence}")
    PAGE.write_text("\n\n".join(parts) + "\n", "utf-8")


@pytest.fixture(scope="session")
def _rewritten(update):
    if update:
        rewrite()


def element(tag, *children, **attributes):
    return SafeElement(tag, attributes, list(children))


def nested(tags, depth, inner):
    for number in range(depth):
        inner = element(tags[number % len(tags)], inner)
    return inner


@pytest.mark.usefixtures("_rewritten")
@pytest.mark.parametrize("title", [case.title for case in cases()])
def test_case(title):
    case = next(case for case in cases() if case.title == title)
    assert write_markdown(parse_tree(case.before)) == case.after


def test_every_section_of_the_page_is_a_case():
    assert len(cases()) == PAGE.read_text("utf-8").count("\n```html\n")


@pytest.mark.parametrize(
    "markup", ["", " \n", "<p></p>", "<p>　</p>", "<div><b> </b></div>", "<ul><li></li></ul>", "<img alt=''>", "<pre>\n\n</pre>"]
)
def test_a_tree_in_which_nothing_can_be_seen_is_empty(markup):
    assert write_markdown(parse_tree(markup)) == ""


@pytest.mark.parametrize(
    ("text", "start"), [("+++", "\\+++"), (";;;", "\\;;;"), ('{"a"', '\\{"a"'), ("---", "\\---"), ("--- a", "\\--- a")]
)
def test_nothing_at_the_start_is_front_matter(text, start):
    assert write_markdown(tree_of([element("p", text), element("p", text)])).startswith(f"{start}\n\n")


def test_a_byte_order_mark_at_the_start_is_text():
    assert write_markdown(tree_of([element("p", "\ufeff字\ufeff")])) == "&#65279;字\ufeff\n"


@pytest.mark.parametrize("tags", [["blockquote"], ["li", "ul"], ["li", "ol", "blockquote"]])
def test_deep_containers_become_html_where_engines_give_up(tags):
    markdown = write_markdown(tree_of([nested(tags, LONG * len(tags), element("p", "深"))]))
    assert "深" in markdown
    assert len(markdown) < LONG * len(tags) * 100
    assert max(map(len, re.findall(r"^[ >0-9.-]*", markdown, re.MULTILINE))) < 60


@pytest.mark.parametrize("tags", [["strong"], ["strong", "em", "del"], ["u", "b"], ["span"]])
def test_deep_inline_content_is_written(tags):
    assert "深" in write_markdown(tree_of([element("p", nested(tags, 3000, "深"))]))


@pytest.mark.parametrize("tag", ["div", "section", "figure", "details"])
def test_deep_layout_is_written(tag):
    assert "\n\n深\n" in "\n\n" + write_markdown(tree_of([nested([tag], 3000, element("p", "深"))]))


@pytest.mark.parametrize(
    "sign",
    [
        "_",
        "a_",
        "*",
        "`",
        "`a",
        "~",
        "[",
        "[a](",
        "]",
        "{",
        "{a=",
        "&",
        "&a",
        "@",
        "a@",
        "\\",
        "<",
        "http://",
        "www.",
        " ",
        "字 ",
        "|",
        "!",
    ],
)
def test_many_special_characters_take_linear_time(sign):
    text = sign * 100_000
    link = element("a", text, href=text, title=text)
    assert write_markdown(tree_of([element("p", text), element("p", link, element("code", text)), element("pre", text)]))


def test_a_table_wider_than_engines_take_is_html():
    row = element("tr", *[element("td", str(number)) for number in range(1000)])
    assert write_markdown(tree_of([element("table", row)])).startswith("<table>")


def test_a_tag_alone_on_its_line_opens_no_html_block():
    markdown = write_markdown(parse_tree('<ul><li><u></u><abbr title="x"><img src="/a"></abbr><ul><li>b</li></ul></li></ul>'))
    assert markdown == '- <abbr title="x">![](/a)</abbr>\n  - b\n'


@pytest.mark.parametrize("start", ["0", "7", "999999999"])
def test_a_list_starts_with_its_number(start):
    assert write_markdown(parse_tree(f"<ol start='{start}'><li>a</li></ol>")) == f"{start}. a\n"


@pytest.mark.parametrize("start", ["-1", "x", "9999999999", "", "¹", "0" * 5000])
def test_a_number_that_markdown_has_not_is_1(start):
    assert write_markdown(tree_of([element("ol", element("li", "a"), start=start)])) == "1. a\n"


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<table><tr><td>a</td><th>b</th></tr></table>", None),
        ("<table><tr><th>a</th></tr><tr><th>b</th></tr></table>", None),
        ("<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>", None),
        ("<table><thead><tr><td>a</td></tr></thead></table>", None),
        ("<table><tr></tr></table>", None),
        ("<table><tr><td rowspan='2'>a</td></tr></table>", None),
        ("<table><tr><td><p>a<br>b</p>c</td></tr></table>", "|  |\n| --- |\n| a<br>b<br>c |\n"),
        ("<table><tr><th>a</th></tr></table>", "| a |\n| --- |\n"),
        ("<table><tr><td><code>a\\|b</code></td></tr></table>", "|  |\n| --- |\n| <code>a\\\\\\|b</code> |\n"),
        ("<table><tr><td>\\|</td><td>a\\</td></tr></table>", "|  |  |\n| --- | --- |\n| \\\\\\| | a\\\\ |\n"),
    ],
)
def test_tables(markup, markdown):
    written = write_markdown(parse_tree(markup))
    assert written == markdown if markdown else written.startswith("<table>")


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("/a(b)c", "/a(b)c"),
        ("/a)b(", "</a)b(>"),
        ("%E4(", "%E4%28"),
        ("/a'b", "</a'b>"),
        (" /a\n\tb ", "/ab"),
        ('/"<>\\^`{|}[]', "/%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D"),
        ("/a\u3000b", "/a%E3%80%80b"),
        ("?a&lt;b&c", "?a&amp;lt;b&c"),
        ("&#106;avascript:x", "&#106%3Bavascript:x"),
        ("", ""),
    ],
)
def test_destinations(url, written):
    assert write_markdown(tree_of([element("p", element("a", "x", href=url))])) == f"[x]({written})\n"


@pytest.mark.parametrize(
    "text", ["http://a.cn/%E4", "http://A.cn/", "http://a.cn/&copy;", "http://a.cn/中", "http://a.cn/`", "ftp://a.cn", "a@b"]
)
def test_no_autolink_where_engines_differ(text):
    assert write_markdown(tree_of([element("p", element("a", text, href=text))])).startswith("[")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ('a "b"', "a &quot;b&quot;"),
        ("a\\", "a&#92;"),
        ("\\*", "\\\\&#42;"),
        ("&lt; <", "&amp;lt; &lt;"),
        ("a\r\n\n b", "a b"),
        ("`]", "&#96;&#93;"),
    ],
)
def test_titles(title, written):
    assert write_markdown(tree_of([element("p", element("img", src="/a", title=title))])) == f'![](/a "{written}")\n'


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<p><audio>听<source src='/a.mp3'></audio></p>", '<audio><source src="/a.mp3">听</audio>'),
        ("<p><audio> </audio></p>", "<audio></audio>"),
        ("<p><a href='/b'><video src='/a.mp4'>看</video></a></p>", '[<video src="/a.mp4">看</video>](/b)'),
        ("<p><iframe src='https://a.cn/' title='看'></iframe></p>", "[看](https://a.cn/)"),
        ("<p><iframe src='https://a.cn/'></iframe></p>", "<https://a.cn/>"),
        ("<p><picture><source srcset='/b'><img src='/a'></picture></p>", "![](/a)"),
        ("<p>a<wbr>b<wbr></p>", "a<wbr>b"),
        ("<p><img src='/a' alt='b\\'></p>", "![b&#92;](/a)"),
        ("<p>&amp;#60. &amp;#x &amp;#a &amp;copy.</p>", "&amp;#60. &amp;#x &#a &copy."),
        ("<p>www.a.cn（www.a.cn） http://www.a.cn</p>", "www\\.a.cn（www.a.cn） http&#58;//www.a.cn"),
        ("<p><unknown>a</unknown><input>b</p>", "ab"),
        ("<p><a>a</a><a href='/b'></a></p>", "a[](/b)"),
        ("<pre>a<br>b<code> </code></pre>", "```\na\nb \n```"),
        ("<pre class='language-c++'><code>a\r\nb</code></pre>", "```c++\na\nb\n```"),
        ("<pre><code class='language-`x'>a</code></pre>", "```\na\n```"),
        ("<p>20~30<s>a</s></p>", "20\\~30~~a~~"),
        ("<p>*a</p><p>a_</p><p>`a</p><p>* a</p>", "*a\n\na_\n\n`a\n\n\\* a"),
        ("<p>*a<b>b</b></p><p>`a<code>b</code></p><p>~a<a href='/~b'>c</a></p>", "\\*a**b**\n\n\\`a`b`\n\n\\~a[c](/~b)"),
    ],
)
def test_rare_elements(markup, markdown):
    assert write_markdown(parse_tree(markup)).rstrip("\n") == markdown
