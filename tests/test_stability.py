"""Damaged documents of which a second clean once changed something more, made as small as they go."""

import pytest

from newsclean import Cleaner

CLEANER = Cleaner()
MARKDOWN = Cleaner(to="markdown")
SENTENCE = "最后一张云图画完，自动相机接替了老站长，他说，相机看见云的样子，铅笔还看见云要去哪里。"

CASES = {
    "text that a rule takes stood between a line and a picture": (
        '本报讯扫码关注公众号<p class="share">本报讯</p><img src="https://example.com/a.jpg">',
        "<p>本报讯扫码关注公众号</p>\n",
    ),
    "a control character between two runs": ("<b>本报讯</b>\x01<b>本报讯</b>", "<p><strong>本报讯本报讯</strong></p>\n"),
    "a control character in a cue": ("<p>正文。</p><p>文章来&#x0b;源：北岸财经</p>", "<p>正文。</p>\n"),
    "a typed indent in two runs": ("本报讯<br>&nbsp;<b>&nbsp;</b>本报讯", "<p>本报讯</p>\n<p>本报讯</p>\n"),
    "a typed indent and a picture": (
        "本报讯<br>&nbsp;<img src=a.png>&nbsp;本报讯<br>&nbsp;<!-- c -->本报讯",
        '<p>本报讯<br>&nbsp;<img src="a.png">&nbsp;本报讯<br>&nbsp;本报讯</p>\n',
    ),
    "a picture without an image": ("<figure><picture>字", "<p>字</p>\n"),
    "a source that held the picture's text": (
        "<figure><picture><source srcset=h.webp><img><p>字",
        '<figure>\n<img src="h.webp">\n<p>字</p>\n</figure>\n',
    ),
    "an address that no policy lets pass": ("<figure>字<img src=:>", "<p>字</p>\n"),
    "a set of sizes that no policy lets pass": ('<figure><picture><source srcset="v d">字', "<p>字</p>\n"),
    "a link that lost its picture": ("<a href=h><img src=:></a>", ""),
    "a row without a table": ("<tbody><strong>题<p>文", "<h2>题</h2>\n<p><strong>文</strong></p>\n"),
    "a caption without a table": ("<ul>字<caption>", "<ul>\n<li>字</li>\n</ul>\n"),
    "cells without a table": ("<td>甲<td>乙<tr>丙", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n"),
    "a body within an element": ("<!DOCTYPE HTML><meta><d><body>字号", ""),
    "loose text in a list beside the article": (f"<ul>›<li>{SENTENCE}", f"<ul>\n<li>›</li>\n<li>{SENTENCE}</li>\n</ul>\n"),
    "a sentence that stands loose in a list": (
        f"<ul><li>甲</li>{SENTENCE}",
        f"<ul>\n<li>甲</li>\n<li>{SENTENCE}</li>\n</ul>\n",
    ),
    "a link without an address": (f"<ul><li>甲<li><a>{SENTENCE}", f"<ul>\n<li>甲</li>\n<li>{SENTENCE}</li>\n</ul>\n"),
    "a formula around blocks": ("<strong>题<math><p>文", "<h2>题</h2>\n<p><strong>文</strong></p>\n"),
    "a break in an option": ("<option><br>", ""),
    "breaks in an output": ("<output>甲<br><br>乙</output>", "<p>甲</p>\n<p>乙</p>\n"),
    "an attribute that has no name": ("<a href=b {=1 \x01=2><p>甲</p><p>乙</p></a>", '<p><a href="b">甲</a></p>\n<p><a href="b">乙</a></p>\n'),
    "a front matter that only its picture makes one": (
        "---\ntitle: 't'\nn, 22\nimage: 'a.png'\n---\n\n<p>字</p><img class=qrcode src=a.png>\n",
        "---\ntitle: 't'\nn, 22\nimage: 'a.png'\n---\n\n<p>字</p>\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_second_clean_changes_nothing(name):
    source, expected = CASES[name]
    content = CLEANER.clean(source).content
    assert content == expected
    assert CLEANER.clean(content).content == content
    assert MARKDOWN.clean(content).content == MARKDOWN.clean(source).content


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p><a href="a.jpg"><img src="a.jpg"></a></p><p>文。</p>', "<p>文。</p>\n"),
        ('<p><img src="a.jpg"><br>文。</p>', "<p>文。</p>\n"),
        (
            "<h2>题</h2><p>文。</p><p><b>小题</b></p><p>文。</p>",
            "<p>题</p>\n<p>文。</p>\n<p><strong>小题</strong></p>\n<p>文。</p>\n",
        ),
    ],
    ids=["a link around a picture", "a break behind a picture", "a bold line among headings"],
)
def test_what_a_strict_policy_takes_leaves_nothing_behind(source, expected):
    cleaner = Cleaner(policy="strict")
    assert cleaner.clean(source).content == expected
    assert cleaner.clean(expected).content == expected
