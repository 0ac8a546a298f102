"""Template-safe output: no delimiter of an engine is left, and no character is lost."""

import html
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsclean import Cleaner
from newsclean.errors import OptionError
from newsclean.gate.tree import SafeElement
from newsclean.write.html import write_html
from newsclean.write.markdown import write_markdown
from newsclean.write.templates import Templates
from safetree import parse_tree, tree_of

DELIMITERS = {
    "vue": ["{{", "}}", "[["],
    "go": ["{{", "}}"],
    "liquid": ["{{", "}}", "{%", "%}"],
    "jinja": ["{{", "}}", "{%", "%}", "{#", "#}"],
    "all": ["{{", "}}", "{%", "%}", "{#", "#}", "${", "#{", "<%", "%>", "[[", "]]", "[("],
}
LATE = ["vue", "jinja", "all"]
MARKDOWN_IT = MarkdownIt("default", {"html": True})

texts = st.text(st.sampled_from("{}%#$<>[]()*_`\\!=|&;a字 \n"), min_size=1, max_size=12)
engines = st.sampled_from(sorted(DELIMITERS))


def element(tag, *children, **attributes):
    return SafeElement(tag, attributes, list(children))


def visible(markup):
    root = html.unescape(markup.replace("<wbr>", ""))
    return "".join(root.split())


def trees(first, second, third):
    return tree_of(
        [
            element("p", first, element("b", second), third, element("img", src=f"/{first}", alt=second, title=third)),
            element(
                "h2",
                element("a", first, href=f"/{second}(", title=third),
                second,
                element("a", third, element("code", first), href="%"),
            ),
            element("p", element("code", first), element("span", second), element("sub", third), element("br"), first),
            element("ul", element("li", second), element("li", element("video", third, src=f"/{third}"))),
            element("pre", element("code", third)),
            element("table", element("tr", element("td", first), element("td", element("code", second)))),
            element("table", element("tr", element("td", first, title=second, colspan="2"))),
            element("details", element("summary", third), element("p", second)),
        ]
    )


@pytest.mark.parametrize("name", ["", "Vue", "erb"])
def test_an_unknown_engine_is_refused_with_the_known_ones(name):
    with pytest.raises(OptionError) as refused:
        Templates.of(name)
    assert refused.value.known == ("vue", "liquid", "jinja", "go", "all")
    assert refused.value.option == "template_safe"


@pytest.mark.parametrize("name", DELIMITERS)
def test_a_value_that_can_be_compared_and_pickled(name):
    templates = Templates.of(name)
    assert pickle.loads(pickle.dumps(templates)) == templates == Templates.of(name)  # noqa: S301 - made here
    assert len({templates, Templates.of(name)}) == 1
    assert templates != Templates.of("go" if name == "vue" else "vue")
    assert templates != name
    assert repr(templates) == f"Templates.of('{name}')"


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("vue", "{{ x }}", "&#123;{ x &#125;&#125;"),
        ("vue", "{ x } {% a %}.", "{ x } {% a %}."),
        ("vue", "{{{", "&#123;&#123;&#123;"),
        ("liquid", "{% a %} {# b #}.", "&#123;% a %&#125; {# b #}."),
        ("jinja", "{# b #} 5%", "&#123;# b #&#125; 5%"),
        ("go", "${x} {", "${x} &#123;"),
        ("all", "${x} <% y %> [[z]] 5", "$&#123;x} &#60;% y %&#62; &#91;[z&#93;] 5"),
    ],
)
def test_one_character_of_each_delimiter_is_an_entity(name, text, written):
    assert Templates.of(name).text(text) == written


@given(name=engines, runs=st.lists(texts, min_size=1, max_size=4))
def test_no_delimiter_is_left_in_text_or_where_two_runs_meet(name, runs):
    written = "".join(map(Templates.of(name).text, runs))
    assert not any(delimiter in written for delimiter in DELIMITERS[name])
    assert html.unescape(written) == html.unescape("".join(runs))


@given(name=engines, runs=st.tuples(texts, texts, texts))
def test_no_delimiter_is_left_in_html(name, runs):
    written = write_html(trees(*runs), Templates.of(name))
    assert not any(delimiter in written for delimiter in DELIMITERS[name])


@given(name=engines, runs=st.tuples(texts, texts, texts))
def test_no_delimiter_is_left_in_markdown(name, runs):
    written = write_markdown(trees(*runs), Templates.of(name))
    assert not any(delimiter in written for delimiter in DELIMITERS[name])


@given(name=st.sampled_from(LATE), runs=st.tuples(texts, texts, texts))
def test_no_delimiter_comes_back_when_the_markdown_is_rendered(name, runs):
    rendered = MARKDOWN_IT.render(write_markdown(trees(*runs), Templates.of(name)))
    assert not any(delimiter in rendered for delimiter in DELIMITERS[name])


@given(name=engines, runs=st.tuples(texts, texts))
def test_no_character_is_lost_in_markdown(name, runs):
    tree = tree_of([element("p", runs[0], element("u", runs[1])), element("pre", runs[1])])
    safe, plain = (MARKDOWN_IT.render(write_markdown(tree, templates)) for templates in (Templates.of(name), None))
    assert visible(safe).replace("<code>", "").replace("</code>", "") == visible(plain).replace("<code>", "").replace(
        "</code>", ""
    )


@pytest.mark.parametrize(
    ("name", "markup", "markdown"),
    [
        ("vue", "<p>a {{ x }}</p>", "a {<wbr>\\{ x }<wbr>}\n"),
        ("vue", "<p>[[toc]] a {v-else}</p><p>{b} {c</p>", "[<wbr>[toc]] a \\{v-else}\n\n\\{b} {c\n"),
        ("go", "<p>[[toc]] a {v-else}</p>", "[[toc]] a {v-else}\n"),
        ("go", "<p>{{ x }}</p>", "&#123;{ x &#125;}\n"),
        ("go", "<p>a {% x %} 5%</p>", "a {% x %} 5%\n"),
        ("jinja", "<p><code>{{ x }}</code> <code>y</code></p>", "<code>{<wbr>\\{ x }<wbr>}</code> `y`\n"),
        (
            "liquid",
            "<pre><code class='language-x'>{% a\n\nb</code></pre>",
            '<pre><code class="language-x">&#123;% a&#10;\nb</code></pre>\n',
        ),
        ("all", "<p>[<a href='/x'>y]</a>]</p>", "&#91;[y&#93;](/x)&#93;\n"),
        ("vue", "<p><img src='/a' alt='{{ x }}'></p>", '<span><img src="/a" alt="&#123;{ x &#125;&#125;"></span>\n'),
        ("vue", "<p><a href='/a' title='{{'>x</a></p>", '<a href="/a" title="&#123;&#123;">x</a>\n'),
        ("vue", "<p>a<video src='/a'>{{</video></p>", 'a<video src="/a">{<wbr>{</video>\n'),
        ("all", "<p><video src='/a'>(a</video></p>", '<video src="/a">(a</video>\n'),
        ("all", "<p><a href='/a'>(</a><a href='/b'>b(</a></p>", "[&#40;](/a)[b(](/b)\n"),
        ("all", "<p><img src='/a' alt='(b)'></p>", '<span><img src="/a" alt="(b)"></span>\n'),
        ("all", "<p>(a) #{b} [(c)]</p>", "(a) #<wbr>\\{b} [<wbr>(c)&#93;\n"),
        ("all", "<p><a href='%('>x</a></p>", "[x](%%28)\n"),
    ],
)
def test_markdown(name, markup, markdown):
    assert write_markdown(parse_tree(markup), Templates.of(name)) == markdown


@pytest.mark.parametrize(
    ("name", "markup", "written"),
    [
        ("vue", "{{ x }} <b>{</b><p>{{</p>{", "&#123;<wbr>{ x &#125;<wbr>} <b>&#123;</b>\n<p>&#123;&#123;</p>\n&#123;\n"),
        ("go", "{{ x }}", "&#123;{ x &#125;&#125;\n"),
        ("vue", "<pre>a\n\n \n{{</pre>", "<pre>a&#10;&#10; \n&#123;&#123;</pre>\n"),
    ],
)
def test_html_that_a_markdown_engine_may_read(name, markup, written):
    content = write_html(parse_tree(markup), Templates.of(name))
    assert content == written
    assert write_html(parse_tree(content.removesuffix("\n")), Templates.of(name)) == content


@pytest.mark.parametrize("name", DELIMITERS)
def test_no_delimiter_is_left_in_the_head_of_a_page(name):
    signs = "".join(DELIMITERS[name])
    page = f"<!doctype html><html lang='{signs}'><head><title>{html.escape(signs)}</title></head><body><p>a</p></body></html>"
    written = Cleaner(document=True, template_safe=name).clean(page).content
    assert not any(delimiter in written for delimiter in DELIMITERS[name])
    assert f"<title>{signs}</title>" in html.unescape(written)
    assert f'lang="{signs}"' in html.unescape(written)


@pytest.mark.parametrize("sign", ["{", "{%", "}", "%", "[", "]", "${", "<%", "{{"])
def test_many_delimiters_take_linear_time(sign):
    text = sign * 100_000
    templates = Templates.of("all")
    assert not templates.alive(templates.text(text))
    assert write_markdown(tree_of([element("p", text)]), templates)
