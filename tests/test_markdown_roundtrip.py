"""Markdown says what the tree says: rendered by the reference engines it has the same text in the same elements."""

import json
import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsclean.document import Document
from newsclean.gate.gate import seal
from newsclean.gate.presets import ARTICLE
from newsclean.gate.tree import SafeElement
from newsclean.read.decode import decode
from newsclean.read.parse import parse
from newsclean.write.html import write_html
from newsclean.write.markdown import write_markdown
from newsclean.write.templates import Templates
from reader import read
from safetree import parse_tree, tree_of

MARKDOWN_IT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FRONT_MATTER = re.compile(r"\A\s*---\r?\n.*?\r?\n---[ \t]*\r?\n", re.DOTALL)
PAGE = Path(__file__).parent / "cases" / "markdown.md"
CASES = re.findall(r"^```html\n(.*?)\n```\n", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def render_with_cmark(markdown):
    return cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)


ENGINES = {"cmark-gfm": render_with_cmark, "markdown-it": MARKDOWN_IT.render}

# ---------------------------------------------------------------- trees

SPECIAL = list("\\`*_[]()<>&~|!#+-=.:{}@\"'$%^;/?,1x")
CHINESE = list("长三角是中“”，。：（）《》、！？…—·")
SPACES = [" ", "  ", "\n", "　", "\u00a0", "\t"]
TOKENS = (
    "http://a.cn/b https://a.cn www.b.cn ftp://c a@b.cn [x](javascript:alert(1)) <javascript:x> [a]:javascript:x &amp; &#106; &lt; 1. 2) - + # ## > ``` ~~~ --- === ***"
    " ** __ ~~ |---| ![ ]( ][ [^1] [x] {{ }} {% {#x} {:a=b} <img> <!-- ]]> \\* 0x ．1 12. →+ ￥5 😀 é e\u0301 <br>"
).split(" ")  # fmt: skip
texts = st.lists(
    st.sampled_from(CHINESE)
    | st.sampled_from(SPECIAL)
    | st.sampled_from(SPACES)
    | st.sampled_from(TOKENS)
    | st.sampled_from(["a", "Z", "9", "字词"]),
    min_size=1,
    max_size=6,
).map("".join)
urls = st.sampled_from(
    [
        "https://a.cn/b",
        "/x(y",
        "a_b*c",
        "/中文",
        "https://a.cn/?a=1&amp;b=2&copy=3",
        "/(x)_y",
        "a b",
        "#n",
        "mailto:a@b.cn",
        "/~~x~~",
        "/`x`",
        "/[x]",
        "?q='1'",
        "http://a.cn",
    ]
)
titles = st.just("") | texts


def element(tag, children, **attributes):
    return SafeElement(tag, {name: value for name, value in attributes.items() if value}, children)


images = st.builds(lambda src, alt, title: element("img", [], src=src, alt=alt, title=title), urls, titles, titles)
breaks = st.just(element("br", []))


def inlines(depth, *, linked=False):
    leaves = texts | texts | images | breaks | st.builds(lambda text: element("code", [text]), texts)
    if not depth:
        return st.lists(leaves, min_size=1, max_size=3)
    deeper = inlines(depth - 1, linked=linked)
    nested = st.builds(element, st.sampled_from("strong em del b i s strong em sub u code mark span".split()), deeper)
    choices = leaves | nested | nested
    if not linked:
        links = st.builds(
            lambda nodes, href, title: element("a", nodes, href=href, title=title), inlines(depth - 1, linked=True), urls, titles
        )
        choices = choices | links | urls.map(lambda url: element("a", [url], href=url))
    return st.lists(choices, min_size=1, max_size=4)


def cells(tag):
    return st.lists(st.builds(element, st.just(tag), inlines(1)), min_size=2, max_size=2)


rows = st.builds(element, st.just("tr"), cells("td"))
tables = st.builds(
    lambda head, body: element("table", [*([element("tr", head)] if head else []), *body]),
    st.none() | cells("th"),
    st.lists(rows, min_size=1, max_size=2),
)
code_texts = st.lists(texts | st.sampled_from(["\n", "\n\n", "    ", "```", "\n```\n", "~~~\n"]), min_size=1, max_size=5).map(
    "".join
)
fences = st.builds(
    lambda text, language: element("pre", [SafeElement("code", {"class": language} if language else {}, [text])]),
    code_texts,
    st.sampled_from(["", "language-python", "language-c++"]),
)
paragraphs = st.builds(element, st.sampled_from(["p", "p", "p", "h2", "h3"]), inlines(2))


def items(depth):
    with_lists = (
        st.builds(lambda nodes, lists: [*nodes, *lists], inlines(1), st.lists(lists(depth - 1), max_size=2))
        if depth
        else inlines(1)
    )
    return st.builds(element, st.just("li"), inlines(1) | with_lists | blocks(depth - 1 if depth else 0))


def lists(depth):
    return st.builds(
        lambda tag, nodes, start: element(tag, nodes, start=start if tag == "ol" else ""),
        st.sampled_from(["ul", "ol"]),
        st.lists(items(depth), min_size=1, max_size=3),
        st.sampled_from(["", "1", "3", "98"]),
    )


def blocks(depth):
    choices = paragraphs | paragraphs | fences | tables | st.just(element("hr", []))
    if depth:
        boxed = st.builds(element, st.sampled_from(["blockquote", "figure", "details"]), blocks(depth - 1))
        terms = st.builds(
            lambda term, nodes: element("dl", [element("dt", term), element("dd", nodes)]), inlines(1), blocks(depth - 1)
        )
        choices = choices | lists(depth - 1) | boxed | terms
    return st.lists(choices, min_size=1, max_size=3)


# ---------------------------------------------------------------- the promise


def check(tree, engine):
    markdown = write_markdown(tree)
    assert read(ENGINES[engine](markdown)) == read(write_html(tree)), markdown
    assert not markdown or markdown.endswith("\n")
    assert not markdown.endswith("\n\n")
    assert not markdown.startswith("---")


def sealed(body):
    """The tree that the gate makes of a body of HTML."""
    return tree_of(list(seal(Document(parse(body, page=False).body), ARTICLE).children))


@pytest.mark.parametrize("engine", ENGINES)
@given(nodes=inlines(3))
def test_inline_content_comes_back(engine, nodes):
    check(tree_of([element("p", nodes)]), engine)


@pytest.mark.parametrize("engine", ENGINES)
@given(nodes=blocks(2))
def test_blocks_come_back(engine, nodes):
    check(tree_of(nodes), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("markup", CASES)
def test_the_cases_come_back(engine, markup):
    check(parse_tree(markup), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "markup",
    [
        "<p><code>a</code><code>b</code></p>",
        "<p>`<code>a</code>`</p>",
        "<p><img src='/a' alt='^'><a href='/b'>^</a></p>",
        "<p><img src='/a' title='\\'><img src='/b' title='c'></p>",
        "<p><a href='/a' title='\\*'>b</a></p>",
        "<p>a<strong>b<img src='/c'></strong><del>d</del></p>",
        "<p><strong><del>a</del></strong>b</p>",
        "<ul><li>a<ul><li>b</li></ul><ul><li><hr></li></ul></li></ul>",
        "<ul><li><hr></li></ul><ul><li><hr></li></ul>",
        "<p>☺<strong>→a</strong>b<em>￥5</em>6<strong>😀</strong></p>",
        "<p>a<strong>\u2028b</strong>c<em>\ufeffd</em></p>",
        "<p><a href='/a'><code>](javascript:x)`</code></a></p>",
        "<p><a href='/a'><img src='/b' alt='\\](javascript:x)'></a></p>",
        "<p>[<a href='/a'>b</a>](javascript:x)</p>",
        "<p>http<b></b>://a.cn www<span>.a.cn</span> a<u></u>@b.cn</p>",
    ],
)
def test_what_was_hard_comes_back(engine, markup):
    check(parse_tree(markup), engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_articles_come_back(engine, corpus_input):
    body = FRONT_MATTER.sub("", decode(corpus_input.read_bytes()).text)
    check(sealed(body), engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_attacks_stay_text(engine, shared):
    lines = (shared / "security" / "md-dev.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        check(sealed(json.loads(line)["html"]), engine)


@pytest.mark.parametrize("name", ["vue", "jinja", "all"])
@pytest.mark.parametrize("engine", ENGINES)
@given(nodes=inlines(2))
def test_content_comes_back_with_delimiters_apart(engine, name, nodes):
    tree = tree_of([element("p", nodes)])
    assert read(ENGINES[engine](write_markdown(tree, Templates.of(name)))) == read(write_html(tree))
