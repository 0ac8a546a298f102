"""SafeTree to HTML: one block on each line, and nothing in it that opens markup by accident."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.gate.tree import SafeElement
from newsclean.write.html import element_html, escape, escape_value, opening_tag, write_html
from newsclean.write.page import write_page
from newsclean.write.templates import Templates
from safetree import parse_tree, tree_of

SPECIAL = "<>&\"'\u00a0 \n\t{}%#`=/!-;a"


def element(tag, *children, **attributes):
    return SafeElement(tag, attributes, list(children))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "text alone\n",
        "a <em>b</em> c\n",
        "<p>a</p>\n<p>b</p>\n",
        "<h2>a</h2>\n<p>b <strong>c <em>d</em></strong><br>e</p>\n<hr>\n",
        "<ul>\n<li>a</li>\n<li>\nb\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n",
        "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n",
        "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n",
        (
            '<table>\n<caption>a</caption>\n<thead>\n<tr>\n<th scope="col">b</th>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
            '<td colspan="2">c</td>\n</tr>\n</tbody>\n</table>\n'
        ),
        '<figure>\n<img src="/a" alt="">\n<figcaption>b</figcaption>\n</figure>\n',
        "<blockquote>\na <em>b</em>\n<p>c</p>\nd\n</blockquote>\n",
        "<details open>\n<summary>a</summary>\n<p>b</p>\n</details>\n",
        '<ol reversed start="3">\n<li value="3">a</li>\n</ol>\n',
        '<p><video controls src="/a"><source src="/b"></video></p>\n',
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>\n",
        "<p>a&nbsp;b &lt;p&gt; &amp;amp; \"c\" 'd'</p>\n",
        '<p><a href="/?a=1&amp;b=2" title="&lt;&quot;&gt;">x</a></p>\n',
    ],
)
def test_the_written_form(written):
    assert write_html(parse_tree(written)) == written


def test_white_space_is_collapsed_and_gone_at_the_edges():
    assert write_html(tree_of([element("p", "\n a \t\n b\r\nc "), element("p", " a ", element("em", "  b\n"))])) == (
        "<p>a b c</p>\n<p>a <em> b </em></p>\n"
    )
    assert write_html(tree_of([" \n ", element("p", "a"), " ", element("p", "b"), "\n"])) == "<p>a</p>\n<p>b</p>\n"
    assert write_html(tree_of([element("p", "\u3000a\u3000")])) == "<p>\u3000a\u3000</p>\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\n  b\tc\n", "<pre>a\n  b\tc\n</pre>\n"),
        ("\na", "<pre>\n\na</pre>\n"),
        ("\n\n", "<pre>\n\n\n</pre>\n"),
        ("", "<pre></pre>\n"),
        ("<b>&\u00a0", "<pre>&lt;b&gt;&amp;&nbsp;</pre>\n"),
    ],
)
def test_preformatted_text_stays_as_it_is(text, written):
    tree = tree_of([element("pre", text)] if text else [element("pre")])
    assert write_html(tree) == written
    read = html5lib.parseFragment(written, treebuilder="etree", namespaceHTMLElements=False)
    assert (read[0].text or "") == text


def test_code_in_preformatted_text():
    tree = tree_of([element("pre", element("code", "\na  b\n", **{"class": "language-c"}))])
    assert write_html(tree) == '<pre><code class="language-c">\na  b\n</code></pre>\n'


@given(text=st.text(SPECIAL), value=st.text(SPECIAL))
def test_text_and_values_come_back_as_they_were(text, value):
    written = write_html(tree_of([element("pre", element("a", text, href=value))]))
    read = html5lib.parseFragment(written, treebuilder="etree", namespaceHTMLElements=False)
    assert [el.tag for el in read.iter()] == ["DOCUMENT_FRAGMENT", "pre", "a"]
    assert read[0][0].attrib == {"href": value}
    assert (read[0][0].text or "") == text


def test_escaping():
    assert escape('<a href="x">&\u00a0') == '&lt;a href="x"&gt;&amp;&nbsp;'
    assert escape_value("\"'<>&\n\r\t") == "&quot;'&lt;&gt;&amp;&#10;&#13;&#9;"


def test_template_delimiters_are_taken_apart_in_text_and_values():
    tree = tree_of([element("p", "{{ a }} ", element("a", "{% b %}", href="/{{c}}", title="{{d}}"))])
    for name in ("jinja", "all"):
        templates = Templates.of(name)
        written = write_html(tree, templates)
        assert not templates.alive(written)
        read = html5lib.parseFragment(written, treebuilder="etree", namespaceHTMLElements=False)
        assert "".join(read.itertext()) == "{{ a }} {% b %}\n"
        assert read[0][0].attrib == {"href": "/{{c}}", "title": "{{d}}"}


def test_one_element_for_another_writer():
    table = parse_tree("<table><tr><td>a <em>b</em></td></tr></table>").children[0]
    assert element_html(table) == "<table>\n<tr>\n<td>a <em>b</em></td>\n</tr>\n</table>"
    assert element_html(element("em", "{{ &")) == "<em>{{ &amp;</em>"
    assert element_html(element("em", "{{"), Templates.of("vue")) == "<em>&#123;&#123;</em>"
    assert opening_tag(element("a", "b", href="/{{", title='"'), Templates.of("vue")) == (
        '<a href="/&#123;&#123;" title="&quot;">'
    )


def test_deep_trees_are_written():
    inline, block = element("em", "x"), element("blockquote", "x")
    for _ in range(3000):
        inline, block = element("em", inline), element("blockquote", block)
    assert write_html(tree_of([element("p", inline)])).count("</em>") == 3001
    assert write_html(tree_of([block])).count("</blockquote>") == 3001


def test_a_whole_page():
    page = write_page("<p>a</p>\n", title='a & "b" </title>', lang='zh"')
    assert page == (
        '<!doctype html>\n<html lang="zh&quot;">\n<head>\n<meta charset="utf-8">\n<title>a &amp; "b" &lt;/title&gt;</title>\n'
        "</head>\n<body>\n<article>\n<p>a</p>\n</article>\n</body>\n</html>\n"
    )
    assert "<html>\n" in write_page("")
    assert '<meta charset="big5&quot;">' in write_page("", charset='big5"')
