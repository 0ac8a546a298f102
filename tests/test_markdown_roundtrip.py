"""Markdown says what the tree says: rendered by the reference engines it has the same text in the same elements."""

import json
import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from markdown_trees import BORDERS, PLACES, SPECIAL, TOKENS, blocks, bordered, element, inlines, lists, texts
from newsclean.document import Document
from newsclean.gate.gate import seal
from newsclean.gate.presets import ARTICLE
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

# ---------------------------------------------------------------- the promise


def check(tree, engine):
    markdown = write_markdown(tree)
    assert read(ENGINES[engine](markdown)) == read(write_html(tree)), markdown
    assert not markdown or markdown.endswith("\n")
    assert not markdown.endswith("\n\n")
    assert not markdown.startswith("---")


MORE = settings(max_examples=3 * settings().max_examples)


def check_all(tree):
    """Every engine reads what the tree says."""
    markdown, wanted = write_markdown(tree), read(write_html(tree))
    for engine, render in ENGINES.items():
        assert read(render(markdown)) == wanted, f"{engine}: {markdown}"
    assert not markdown.startswith("---")


def sealed(body):
    """The tree that the gate makes of a body of HTML."""
    return tree_of(list(seal(Document(parse(body, page=False).body), ARTICLE).children))


@MORE
@given(nodes=inlines(3))
def test_inline_content_comes_back(nodes):
    check_all(tree_of([element("p", nodes)]))


@MORE
@given(nodes=blocks(2))
def test_blocks_come_back(nodes):
    check_all(tree_of(nodes))


@MORE
@given(nodes=st.lists(lists(2), min_size=1, max_size=2), quoted=st.booleans())
def test_lists_in_lists_and_quotations_come_back(nodes, quoted):
    check_all(tree_of([element("blockquote", nodes)] if quoted else nodes))


@MORE
@given(nodes=bordered)
def test_a_mark_comes_back_between_any_characters(nodes):
    check_all(tree_of([element("p", nodes)]))


@MORE
@given(text=texts, place=st.sampled_from(list(PLACES)))
def test_any_text_comes_back_at_any_place(text, place):
    check_all(tree_of(PLACES[place](text)))


@pytest.mark.parametrize("place", PLACES)
def test_every_sign_comes_back_at_every_place(place):
    for text in [*SPECIAL, *TOKENS]:
        check_all(tree_of(PLACES[place](text)))


@pytest.mark.parametrize("tag", ["strong", "em", "del"])
@pytest.mark.parametrize("outer", BORDERS)
def test_a_mark_comes_back_between_every_two_characters(tag, outer):
    for inner in BORDERS:
        left, right = element(tag, [f"{inner}字"]), element(tag, [f"字{inner}"])
        check_all(tree_of([element("p", [outer, left, "字"]), element("p", ["字", right, outer])]))


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
