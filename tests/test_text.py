"""The text writer: what a reader sees, and nothing else."""

import pytest

from newsclean.gate.tree import SafeElement
from newsclean.write.text import write_text
from safetree import parse_tree, tree_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        (" \n<p> </p><p>　</p><hr>", ""),
        ("一<p>二 \n 三</p>四", "一\n\n二 三\n\n四\n"),
        ("<h2>甲<b>乙</b></h2><p>　　丙<a href='/x'>丁</a></p>", "甲乙\n\n　　丙丁\n"),
        ("<p>甲 <br> 乙<br></p>", "甲\n乙\n"),
        ("<p>a<img src='/x' alt='y'>b<wbr>c</p>", "abc\n"),
        ("<ul><li>甲</li><li><p>乙</p><p>丙</p></li><li></li></ul>", "- 甲\n- 乙\n  丙\n"),
        ("<ul><li>甲<ol start='9'><li>乙</li><li>丙<br>丁</li></ol></li></ul>", "- 甲\n  9. 乙\n  10. 丙\n      丁\n"),
        ("<ol start='x'><li>甲</li></ol>", "1. 甲\n"),
        ("<ol start='" + "0" * 5000 + "'><li>甲</li></ol>", "1. 甲\n"),
        (
            "<table><caption>表</caption><tr><th>甲</th><td></td><td><p>乙</p><p>丙</p></td></tr><tr><td>丁<br>戊</td></tr></table>",
            "表\n甲\t\t乙 丙\n丁 戊\n",
        ),
        ("<pre>\n a\r\n\n  <b>b</b>\n</pre>", " a\n\n  b\n"),
        ("<pre>\n</pre>", ""),
        ("<blockquote><p>甲</p>乙</blockquote><figure><img src='/x'><figcaption>丙</figcaption></figure>", "甲\n\n乙\n\n丙\n"),
        ("<dl><dt>甲</dt><dd>乙</dd></dl><details><summary>丙</summary>丁</details>", "甲\n\n乙\n\n丙\n\n丁\n"),
        ("<p>&lt;b&gt; *a* {{x}}</p>", "<b> *a* {{x}}\n"),
    ],
)
def test_text(markup, text):
    assert write_text(parse_tree(markup)) == text


@pytest.mark.parametrize("tags", [["blockquote"], ["li", "ul"], ["div"], ["b"], ["td", "tr", "table"]])
def test_deep_trees_are_written(tags):
    inner = "深"
    for number in range(3000):
        inner = SafeElement(tags[number % len(tags)], {}, [inner])
    written = write_text(tree_of([inner]))
    assert written.strip("- ") == "深\n"
    assert len(written) < 100
