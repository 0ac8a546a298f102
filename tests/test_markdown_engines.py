"""Engines that are not CommonMark to the letter: the text is the same, and what was text does not come alive."""

import json
import re
from html import unescape
from urllib.parse import unquote

import html5lib
import markdown
import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markdown_trees import PLACES, texts
from newsclean import Cleaner
from newsclean.read.decode import decode
from newsclean.read.frontmatter import split
from newsclean.write.html import write_html
from newsclean.write.markdown import write_markdown
from safetree import parse_tree, tree_of

SPACE = re.compile(r"\s+")
OF_MARKDOWN = set(
    "html head body p br hr wbr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del table thead tbody tr td th".split()
)
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "cite", "poster"}
MISTUNE = mistune.create_markdown(escape=False, plugins=["strikethrough", "table", "url"])


def render_with_python_markdown(text):
    """Python-Markdown knows no backslash at the end of a line; two spaces there mean the same."""
    return markdown.markdown(text.replace("\\\n", "  \n"), extensions=["tables", "fenced_code"])


ENGINES = {"Python-Markdown": render_with_python_markdown, "mistune": MISTUNE}


def parsed(markup):
    return html5lib.parse(markup, namespaceHTMLElements=False)


def said(markup):
    return SPACE.sub("", "".join(parsed(markup).itertext()))


def alive(markup):
    """Elements that Markdown has no signs for, handlers, and addresses as an engine that decodes them twice has them."""
    found = set()
    for element in parsed(markup).iter():
        if element.tag not in OF_MARKDOWN:
            found.add(str(element.tag))
        for name, value in element.attrib.items():
            if name.startswith("on"):
                found.add(name)
            elif name in ADDRESSES:
                found.add(SPACE.sub("", unquote(unescape(value))))
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_articles_say_the_same(engine, corpus_input):
    html = Cleaner().clean(split(decode(corpus_input.read_bytes()).text)[1]).content
    assert said(ENGINES[engine](Cleaner(steps=(), to="markdown").clean(html).content)) == said(html)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_attack_comes_alive(engine, shared):
    for line in (shared / "security" / "md-dev.jsonl").read_text("utf-8").splitlines():
        html = Cleaner(steps=()).clean(json.loads(line)["html"]).content
        rendered = ENGINES[engine](Cleaner(steps=(), to="markdown").clean(html).content)
        assert alive(rendered) <= alive(html), line


@pytest.mark.parametrize("engine", ENGINES)
@given(text=texts, place=st.sampled_from(list(PLACES)))
def test_no_text_comes_alive(engine, text, place):
    tree = tree_of(PLACES[place](text))
    markdown = write_markdown(tree)
    assert alive(ENGINES[engine](markdown)) <= alive(write_html(tree)), markdown


# mistune takes a letter that ends in a combining mark for punctuation.
@given(text=texts.filter(lambda text: "\u0301" not in text), place=st.sampled_from(list(PLACES)))
def test_mistune_says_the_same(text, place):
    tree = tree_of(PLACES[place](text))
    markdown = write_markdown(tree)
    assert said(MISTUNE(markdown)) == said(write_html(tree)), markdown


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "markup",
    [
        "<h2>用 C#</h2><h2>##</h2>",
        "<table><tr><td><code>a|b</code></td><td>c|d</td></tr></table>",
        "<p>&lt;b&gt; <a href='/x'>&lt;/a&gt;</a> [a](javascript:x) &lt;javascript:x&gt;</p>",
    ],
)
def test_what_was_hard_says_the_same(engine, markup):
    tree = parse_tree(markup)
    assert said(ENGINES[engine](write_markdown(tree))) == said(write_html(tree))
