"""Flavours of Markdown, and the self-check that compares what was written with what was meant."""

import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from markdown_trees import blocks, element, inlines
from newsclean import Cleaner, OptionError, RefusedError, clean
from newsclean.write.markdown import check as self_check
from newsclean.write.markdown import shown, write_markdown
from newsclean.write.markdown.check import difference
from newsclean.write.markdown.flavour import FLAVOURS, GFM
from safetree import parse_tree, tree_of

WITH_HTML = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
WITHOUT_HTML = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
COMMONMARK = MarkdownIt("commonmark", {"html": True})


def written(markup, name):
    return write_markdown(parse_tree(markup), None, FLAVOURS[name])


@pytest.mark.parametrize("name", FLAVOURS)
@given(nodes=blocks(2) | inlines(3).map(lambda nodes: [element("p", nodes)]))
def test_every_flavour_says_what_the_tree_says(name, nodes):
    tree, flavour = tree_of(nodes), FLAVOURS[name]
    markdown = write_markdown(tree, None, flavour)
    assert difference(markdown, shown(tree, flavour), flavour) is None, markdown


@given(nodes=blocks(2) | inlines(3).map(lambda nodes: [element("p", nodes)]))
def test_pure_markdown_has_no_html(nodes):
    markdown = write_markdown(tree_of(nodes), None, FLAVOURS["pure"])
    assert WITHOUT_HTML.render(markdown) == WITH_HTML.render(markdown)


@given(nodes=blocks(2))
def test_commonmark_needs_no_extension(nodes):
    markdown = write_markdown(tree_of(nodes), None, FLAVOURS["commonmark"])
    assert COMMONMARK.render(markdown) == WITH_HTML.render(markdown)


@pytest.mark.parametrize(
    ("markup", "pure"),
    [
        ("<p><strong>“长三角”</strong>是</p>", "“**长三角**”是\n"),
        ("<p><strong>注意：</strong>请看</p>", "**注意**：请看\n"),
        ("<p>见<strong>《书》</strong>。</p>", "见《**书**》。\n"),
        ("<p>是<strong>“”</strong>是</p>", "是“”是\n"),
        ("<p>是<strong>“<em>好</em>”</strong>是</p>", "是“*好*”是\n"),
        ("<p>是<em>“<code>a</code>”</em>是</p>", "是“`a`”是\n"),
        ("<p>10<sup>2</sup> H<sub>2</sub>O x<sup>ab</sup><sub>q</sub></p>", "10² H₂O xabq\n"),
        ("<p><kbd>a<b>b</b></kbd> <samp>c</samp> <q>d</q> <u>e</u><wbr>f</p>", "`ab` `c` “d” ef\n"),
        ("<p><ruby>字<rp>（</rp><rt>zì</rt><rp>）</rp></ruby></p>", "字(zì)\n"),
        ("<p>a@example.com</p>", "a@example.com\n"),
        ("<p><a href='/x'><code>a]</code></a></p>", "[a\\]](/x)\n"),
        ("<dl><dt>a</dt><dd>b</dd><dd><p>c</p></dd></dl>", "**a**\n\nb\n\nc\n"),
        ("<details open><summary>a</summary><p>b</p></details>", "**a**\n\nb\n"),
        ("<pre><code class='language-x'>a<b>b</b>\n<br>c</code></pre>", "```x\nab\n\nc\n```\n"),
        ("<p><video src='/v' title='t'></video><audio><source src='/a'></audio></p>", "[t](/v)[/a](/a)\n"),
        ("<p><video>a</video><iframe src='https://e.com/1' title='t'></iframe></p>", "a[t](https://e.com/1)\n"),
        ("<table><tr><td>a<br>b</td><td><p>c</p><ul><li>d</li></ul></td></tr></table>", "|  |  |\n| --- | --- |\n| a b | c d |\n"),
        (
            "<table><caption>t</caption><tr><th colspan=2>a</th><th>b</th></tr><tr><td rowspan=2>c</td><td>d</td></tr><tr><th>e</th><td>f</td></tr></table>",
            "t\n\n| a |  | b |\n| --- | --- | --- |\n| c | d |  |\n|  | e | f |\n",
        ),
        ("<table><tr><td colspan=900 rowspan=900>a</td><td>b</td></tr></table>", "a b\n"),
        (f"<table><tr>{'<td>a</td>' * 30}</tr>{'<tr><td>b</td></tr>' * 30}</table>", f"{'a ' * 30}\n\n".replace(" \n", "\n") + "b\n\n" * 29 + "b\n"),
        ("<table><tr></tr></table><p>a</p>", "a\n"),
        ("<blockquote>" * 20 + "a" + "</blockquote>" * 20, "> " * 18 + "a\n"),
        ("<ul><li>" * 10 + "a" + "</li></ul>" * 10, "- " * 9 + "a\n"),
    ],
)  # fmt: skip
def test_pure(markup, pure):
    assert written(markup, "pure") == pure


@pytest.mark.parametrize(
    ("markup", "friendly"),
    [
        ("<p><strong>“长三角”</strong>是</p>", "**“长三角”**是\n"),
        ("<p>是<strong>注意：</strong>请看<em>《书》</em>。</p>", "是**注意：**请看*《书》*。\n"),
        ("<p>a<strong>“b”</strong>c</p>", "a<strong>“b”</strong>c\n"),
        ("<p>カ<strong>ﾀ。</strong>ナ 한<em>(글)</em>은</p>", "カ**ﾀ。**ナ 한*(글)*은\n"),
    ],
)
def test_cjk_friendly(markup, friendly):
    assert written(markup, "cjk-friendly") == friendly


@pytest.mark.parametrize(
    ("markup", "commonmark"),
    [
        ("<p>a <del>b</del></p>", "a <del>b</del>\n"),
        (
            "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
            "<table>\n<tr>\n<th>a</th>\n</tr>\n<tr>\n<td>b</td>\n</tr>\n</table>\n",
        ),
    ],
)
def test_commonmark(markup, commonmark):
    assert written(markup, "commonmark") == commonmark


def test_the_option():
    assert clean("<p><strong>“长”</strong>是</p>", to="markdown", markdown="pure").content == "“**长**”是\n"
    with pytest.raises(OptionError, match="gfm, commonmark, pure, cjk-friendly"):
        Cleaner(markdown="mmd")
    with pytest.raises(OptionError, match="leave template_safe out"):
        Cleaner(markdown="pure", template_safe="vue")


# The self-check


@pytest.mark.parametrize(
    ("markup", "markdown", "said"),
    [
        ("<p>abc</p>", "abd", "the text 'c' became 'd'"),
        ("<p>abc</p>", "ab", "the text 'c' became ''"),
        ("<p>a <b>b</b></p>", "a b", "strong 'b' became nothing"),
        ("<p>a b</p>", "a *b*", "nothing became em 'b'"),
        ("<p><a href='/x y'>a</a></p>", "[a](/z)", "a 'a' /xy became a 'a' /z"),
        ("<p><img src='/x' alt='a b'></p>", "![c](/x)", "img '' /x ab became img '' /x c"),
        ("<h2>a</h2>", "### a", "h2 'a' became h3 'a'"),
        ("<ul><li>a</li></ul>", "a", "li 'a' became nothing"),
        ("<pre>a</pre>", "a", "pre 'a' became nothing"),
        ("<p>&lt;b&gt;</p>", "<b>", "the text '<b>' became ''"),
    ],
)
def test_a_difference_is_told(markup, markdown, said):
    found = difference(markdown, parse_tree(markup).children, GFM)
    assert found == f"{said} as markdown-it-py renders it: a fault of newsclean, please report it there"


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<p>a<i>b</i></p>", "a*b*".replace("*", "<i>", 1).replace("*", "</i>")),
        ("<p><a href='/%E4%B8%AD'>a</a></p>", "[a](/中)"),
        ("<pre><code>a</code></pre>", "```\na\n```"),
        ("<p><img srcset='/a 1x, /b 2x'></p>", "![](/a)"),
        ("<p><a>a</a><b></b></p>", "a"),
        ("<p>a</p>\n<hr>b", "a\n\n---\n\nb"),
    ],
)
def test_what_is_the_same_is_no_difference(markup, markdown):
    assert difference(markdown, parse_tree(markup).children, GFM) is None


def test_an_engine_that_is_alone_is_at_fault(monkeypatch):
    monkeypatch.setattr(self_check, "_renderings", lambda _markdown: {"one": "<p>a</p>", "other": "<p>b</p>"})
    assert "as other renders it: a fault of other" in difference("a", parse_tree("<p>a</p>").children, GFM)


def test_a_document_that_would_not_say_the_same_is_refused(monkeypatch):
    monkeypatch.setattr("newsclean.write.markdown.write_markdown", lambda *_words: "b\n")
    with pytest.raises(RefusedError, match="would not say the same: the text 'a' became 'b'") as caught:
        clean("<p>a</p>", to="markdown", verify="bleach")
    assert caught.value.rule == "verify"
    assert clean("<p>a</p>", to="markdown").content == "b\n"


@pytest.mark.parametrize("name", FLAVOURS)
def test_articles_pass_the_check(name, corpus_input):
    cleaner = Cleaner(to="markdown", markdown=name, verify="bleach")
    assert re.search(r"\w", cleaner.clean(corpus_input.read_bytes()).content)
