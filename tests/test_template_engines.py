"""Template-safe output goes through real template engines unchanged, read before the Markdown engine or after it."""

import re
from html import unescape

import cmarkgfm
import jinja2
import liquid
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hostile import EXPRESSIONS, STRUCTURES
from newsclean import Cleaner

JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 - a template in, the same out
LIQUID = liquid.Environment(undefined=liquid.StrictUndefined)
MARKDOWN_IT = MarkdownIt("default", {"html": True})
TAG = re.compile(r"<(?!wbr>)[^<>]*>")


def by_jinja(source):
    return JINJA.from_string(source).render(x="PWNED")


def by_liquid(source):
    return LIQUID.from_string(source).render(x="PWNED")


def by_cmark(markdown):
    return cmarkgfm.markdown_to_html_with_extensions(markdown, options=Options.CMARK_OPT_UNSAFE, extensions=["table"])


ENGINES = {"jinja": [by_jinja], "liquid": [by_liquid], "all": [by_jinja, by_liquid]}
LATE = ["jinja", "all"]
RENDERERS = {"markdown-it": MARKDOWN_IT.render, "cmark-gfm": by_cmark}
CLEANERS = {
    (language, to, passes): Cleaner(to=to, template_safe=language, **({} if passes else {"steps": ()}))
    for language in (None, *ENGINES)
    for to in ("html", "markdown")
    for passes in (False, True)
}


def visible(markup):
    return "".join(unescape(TAG.sub("", markup.replace("<wbr>", ""))).split())


def is_alive(engine, source):
    try:
        return engine(source) != source
    except (jinja2.TemplateError, liquid.exceptions.LiquidError):
        return True


def sources_of(structure):
    """The expressions in one document, and, where the start of the document matters, each in its own."""
    each = [STRUCTURES[structure](text) for text in EXPRESSIONS]
    return ["<hr>".join(each), *(each if structure.startswith("loose") else ())]


@pytest.mark.parametrize("passes", [False, True], ids=["gate alone", "passes"])
@pytest.mark.parametrize("to", ["html", "markdown"])
@pytest.mark.parametrize("language", ENGINES)
@pytest.mark.parametrize("structure", STRUCTURES)
def test_an_engine_gives_back_its_source(structure, language, to, passes):
    for source in sources_of(structure):
        content = CLEANERS[language, to, passes].clean(source).content
        sources = [content] + ([render(content) for render in RENDERERS.values()] if language in LATE else [])
        for engine in ENGINES[language]:
            assert list(map(engine, sources)) == sources


@pytest.mark.parametrize("to", ["html", "markdown"])
@pytest.mark.parametrize("language", ENGINES)
@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_text_is_the_same(structure, language, to):
    for source in sources_of(structure):
        safe, plain = (CLEANERS[name, to, False].clean(source).content for name in (language, None))
        if to == "markdown":
            safe, plain = MARKDOWN_IT.render(safe), MARKDOWN_IT.render(plain)
        assert visible(safe) == visible(plain)


@pytest.mark.parametrize(("engine", "least"), [(by_jinja, 28), (by_liquid, 22)])
@pytest.mark.parametrize("to", ["html", "markdown"])
def test_without_the_option_the_expressions_are_alive(engine, least, to):
    cleaner = CLEANERS[None, to, False]
    contents = [cleaner.clean(STRUCTURES["paragraph"](text)).content for text in EXPRESSIONS]
    assert sum(is_alive(engine, content) for content in contents) >= least
    assert any("PWNED" in engine(content) for content in contents if "{{ x }}" in content and "{%" not in content)


SIGNS = st.text(st.sampled_from("{}%#$<>[]()x -"), max_size=4).map(lambda text: text.replace("<", "&lt;"))
SHAPES = (
    "{} <b>{}</b> <span>{}</span> <a@href='/{}'>{}</a> <code>{}</code> <i></i>{} <br>{} <wbr>{} <abbr@title='{}'>{}</abbr>"
    " <img@src='/a'@alt='{}'@title='{}'> <p>{}</p> <pre>{}@@{}</pre> <li>{}</li> &#123;{} <!----->{} <video@src='/{}'>{}</video>"
    " <td>{} <h2>{}</h2> <x-y>{}</x-y> &#1;{} &shy;{}"
)
PIECES = st.tuples(st.sampled_from([shape.replace("@@", "\n\n").replace("@", " ") for shape in SHAPES.split()]), SIGNS)


@given(language=st.sampled_from(list(ENGINES)), to=st.sampled_from(["html", "markdown"]), pieces=st.lists(PIECES, max_size=8))
def test_delimiters_split_in_any_way_stay_dead(language, to, pieces):
    source = "".join(piece.replace("{}", signs) for piece, signs in pieces)
    content = CLEANERS[language, to, False].clean(source).content
    sources = [content] + ([render(content) for render in RENDERERS.values()] if language in LATE else [])
    for engine in ENGINES[language]:
        assert list(map(engine, sources)) == sources
