"""Markdown says what the tree says: rendered by the reference engines it has the same text in the same elements."""

from typing import NamedTuple
from urllib.parse import unquote

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from newsclean.gate.tree import SafeElement
from newsclean.write.html import write_html
from newsclean.write.markdown import write_markdown
from safetree import tree_of

EXAMPLES = 150


MARKDOWN_IT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def render_with_cmark(markdown):
    return cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)


ENGINES = {"cmark-gfm": render_with_cmark, "markdown-it": MARKDOWN_IT.render}

# ---------------------------------------------------------------- what a reader gets

ALIASES = {"b": "strong", "i": "em", "s": "del"}
TRANSPARENT = {"body", "article", "p", "div", "span", "thead", "tbody", "figure", "figcaption", "wbr", "time"}
BLOCKS = set(
    "p div li ul ol blockquote pre h1 h2 h3 h4 h5 h6 table thead tbody tr td th figure figcaption dl dt dd details summary hr".split()
)


class Seen(NamedTuple):
    """One visible character, or an image, or a rule: what is before it in its block, and what it is in, from the outside in."""

    what: str
    breaks: int
    space: bool
    within: tuple[tuple[str, int], ...]


class Reader:
    """Reads a tree of lxml as a reader does: character by character."""

    def __init__(self):
        self.seen = []
        self.path = []
        self.numbers = {}
        self.counts = {}
        self.begin_block()

    def begin_block(self):
        self.fresh = True
        self.breaks = 0
        self.space = False

    def see(self, what):
        for name, key in self.path:
            if key not in self.numbers:
                self.counts[name] = self.counts.get(name, 0) + 1
                self.numbers[key] = self.counts[name]
        within = tuple((name, self.numbers[key]) for name, key in self.path)
        self.seen.append(Seen(what, 0 if self.fresh else self.breaks, self.space and not self.breaks and not self.fresh, within))
        self.breaks = 0
        self.fresh = self.space = False

    def text(self, text):
        for char in text or "":
            if char.isspace():
                self.space = True
            else:
                self.see(char)

    def start(self, element):
        tag = ALIASES.get(element.tag, element.tag)
        if tag in BLOCKS:
            self.begin_block()
        if tag == "br":
            self.breaks += 1
        elif tag == "img":
            self.see(f"img {target_of(element.get('src'))} {spaced(element.get('alt'))} {spaced(element.get('title'))}")
        elif tag == "hr":
            self.see("hr")
        elif tag not in TRANSPARENT and not (tag == "code" and element.getparent().tag == "pre"):
            self.path.append((name_of(tag, element), element))
        self.text(element.text)

    def end(self, element):
        tag = ALIASES.get(element.tag, element.tag)
        if self.path and self.path[-1][1] is element:
            self.path.pop()
        if tag in BLOCKS:
            self.begin_block()
        self.text(element.tail)


def spaced(text):
    return " ".join((text or "").split())


def target_of(url):
    return unquote((url or "").strip())


def name_of(tag, element):
    if tag == "a":
        return f"a {target_of(element.get('href'))} {spaced(element.get('title'))}"
    if tag == "pre":
        code = element.find("code")
        return f"pre {element.get('lang') or ('' if code is None else code.get('class', '').removeprefix('language-'))}"
    return f"{tag} {spaced(element.get('title'))}" if tag == "abbr" else tag


def read(markup):
    reader = Reader()
    if not markup.strip():
        return []
    root = html.document_fromstring(f"<html><body>{markup}</body></html>", parser=html.HTMLParser(huge_tree=True)).find("body")
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.start(element)
        else:
            reader.end(element)
    return reader.seen


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


def check(nodes, engine):
    tree = tree_of(nodes)
    markdown = write_markdown(tree)
    assert read(ENGINES[engine](markdown)) == read(write_html(tree)), markdown
    assert markdown == "" or (markdown.endswith("\n") and not markdown.endswith("\n\n") and not markdown.startswith("---"))
    return markdown


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=EXAMPLES)
@given(nodes=inlines(3))
def test_inline_content_comes_back(engine, nodes):
    check([element("p", nodes)], engine)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=EXAMPLES)
@given(nodes=blocks(2))
def test_blocks_come_back(engine, nodes):
    check(nodes, engine)
