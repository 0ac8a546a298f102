"""The libraries that newsclean is compared with, each with the settings that its own documentation recommends for news.

A library is imported when it is first asked for. Every call takes one document of labelled.py and gives its output.
"""

import logging
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from importlib import import_module
from types import ModuleType
from typing import Final, NamedTuple

from labelled import Labelled, Output

Work = Callable[[Labelled], Output]


class System(NamedTuple):
    """A library: its distribution, the module to import, the settings in words, and the call that it takes.

    `writes` is "html", or "text" where headings, images and emphasis cannot come out.
    """

    name: str
    distribution: str
    module: str
    settings: str
    made: Callable[[ModuleType], Work]
    writes: str = "html"


def _lines(text: str) -> str:
    """Plain text as HTML: a paragraph for each line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _facts(title: object, author: object, date: object = None) -> dict[str, str]:
    """Facts that were found; a list of authors as one text."""
    return {name: _joined(value) for name, value in (("title", title), ("author", author), ("date", date)) if value}


def _joined(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


# ---------------------------------------------------------------- newsclean


def _newsclean(module: ModuleType, site: str) -> Work:
    cleaner = module.Cleaner(site=site)
    split = import_module("newsclean.read.frontmatter").split

    def work(document: Labelled) -> Output:
        cleaned = cleaner.clean(document.given, document.url)
        body = split(cleaned.content)[1] if cleaned.kind == "frontmatter" else cleaned.content
        return Output(body, {name: _joined(value) for name, value in cleaned.metadata.items()})

    return work


# ---------------------------------------------------------------- extractors


def _trafilatura(module: ModuleType, **favour: bool) -> Work:
    extract = partial(
        module.extract, output_format="html", include_formatting=True, include_images=True, include_links=True,
        include_tables=True, include_comments=False, **favour,
    )  # fmt: skip
    facts_in = import_module("trafilatura.metadata").extract_metadata

    def work(document: Labelled) -> Output:
        html = extract(document.page(article=False), url=document.url) or ""
        facts = facts_in(document.page(article=False), default_url=document.url)
        return Output(html, _facts(facts.title, facts.author, facts.date) if facts else {})

    return work


def _readability(module: ModuleType) -> Work:
    def work(document: Labelled) -> Output:
        page = module.Document(document.page(article=True), url=document.url)
        return Output(page.summary(html_partial=True), _facts(page.short_title(), page.author()))

    return work


def _newspaper(module: ModuleType) -> Work:
    def work(document: Labelled) -> Output:
        article = module.article(
            document.url or "https://example.com/", language=document.language, input_html=document.page(article=False),
            fetch_images=False, clean_article_html=False,
        )  # fmt: skip
        return Output(article.article_html, _facts(article.title, article.authors, article.publish_date))

    return work


def _goose(module: ModuleType) -> Work:
    words = {"zh": module.text.StopWordsChinese, "en": module.text.StopWords}
    made = {
        language: module.Goose({"use_meta_language": False, "target_language": language, "stopwords_class": words[language]})
        for language in words
    }

    def work(document: Labelled) -> Output:
        article = made[document.language].extract(raw_html=document.page(article=True))
        return Output(_lines(article.cleaned_text), _facts(article.title, article.authors, article.publish_date))

    return work


def _justext(module: ModuleType) -> Work:
    english = module.get_stoplist("English")
    # Its lengths are those of alphabets; a Chinese character says about as much as three letters.
    settings = {
        "en": partial(module.justext, stoplist=english),
        "zh": partial(module.justext, stoplist=frozenset(), stopwords_low=0, stopwords_high=0, length_low=25, length_high=70),
    }

    def work(document: Labelled) -> Output:
        found = settings[document.language](document.page(article=True))
        tagged = [("h2" if one.is_heading else "p", escape(one.text)) for one in found if not one.is_boilerplate]
        return Output("".join(f"<{tag}>{text}</{tag}>" for tag, text in tagged))

    return work


def _resiliparse(_module: ModuleType) -> Work:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text

    def work(document: Labelled) -> Output:
        return Output(
            extract(
                document.page(article=True), main_content=True, preserve_formatting="minimal_html", links=True, alt_texts=False
            )
        )

    return work


def _turbohtml(module: ModuleType) -> Work:
    def work(document: Labelled) -> Output:
        article = module.parse(document.page(article=True)).article()
        html = "" if article.element is None else article.element.html
        return Output(html, _facts(article.title, article.byline, article.date))

    return work


def _gne(module: ModuleType) -> Work:
    extractor = module.GeneralNewsExtractor()

    def work(document: Labelled) -> Output:
        found = extractor.extract(document.page(article=True), with_body_html=True, host=document.url or "")
        return Output(found["body_html"], _facts(found["title"], found["author"], found["publish_time"]))

    return work


def _magic_html(module: ModuleType) -> Work:
    extractor = module.GeneralExtractor()

    def work(document: Labelled) -> Output:
        found = extractor.extract(document.page(article=True), base_url=document.url or "")
        return Output(found["html"], _facts(found.get("title"), None))

    return work


def _boilerpy(_module: ModuleType) -> Work:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor()
    return lambda document: Output(_lines(extractor.get_content(document.page(article=True))))


EXTRACTORS: Final = (
    System("newsclean", "newsclean", "newsclean", "defaults", partial(_newsclean, site="auto")),
    System("newsclean, no site", "newsclean", "newsclean", 'site="none"', partial(_newsclean, site="none")),
    System(
        "trafilatura, recall", "trafilatura", "trafilatura", "HTML with formatting, images, links and tables; favor_recall",
        partial(_trafilatura, favor_recall=True),
    ),
    System("trafilatura", "trafilatura", "trafilatura", "the same, balanced", _trafilatura),
    System(
        "trafilatura, precision", "trafilatura", "trafilatura", "the same; favor_precision",
        partial(_trafilatura, favor_precision=True),
    ),
    System("readability-lxml", "readability-lxml", "readability", "summary(html_partial=True)", _readability),
    System("newspaper4k", "newspaper4k", "newspaper", "language told, jieba installed, HTML of the article", _newspaper),
    System("goose3", "goose3", "goose3", "language and its stop words told, jieba installed", _goose, "text"),
    System("jusText", "jusText", "justext", "English stop words; for Chinese none, and a third of the lengths", _justext, "text"),
    System("resiliparse", "Resiliparse", "resiliparse", "main_content, minimal_html, links", _resiliparse),
    System("turbohtml", "turbohtml", "turbohtml", "article()", _turbohtml),
    System("gne", "gne", "gne", "with_body_html, host told", _gne),
    System("magic-html", "magic-html", "magic_html", "extract(), address told", _magic_html),
    System("boilerpy3", "boilerpy3", "boilerpy3", "ArticleExtractor", _boilerpy, "text"),
)  # fmt: skip
"""What finds articles."""

# ---------------------------------------------------------------- sanitizers


def _allowed() -> tuple[set[str], Mapping[str, set[str]]]:
    """The elements of newsclean's article policy with their attributes, and what pages use for emphasis and layout."""
    rows = import_module("newsclean").ARTICLE.elements
    return {*rows, "b", "i", "div", "span"}, {tag: set(row) for tag, row in rows.items()}


def _newsclean_gate(module: ModuleType) -> Work:
    cleaner = module.Cleaner(steps=(), read_as="html")
    return lambda document: Output(cleaner.clean(document.html).content)


def _bleach(module: ModuleType) -> Work:
    tags, attributes = _allowed()
    lists = {tag: sorted(names) for tag, names in attributes.items()}
    cleaner = module.sanitizer.Cleaner(tags=tags, attributes=lists, protocols={"http", "https", "mailto"}, strip=True)
    return lambda document: Output(cleaner.clean(document.html))


def _nh3(module: ModuleType) -> Work:
    tags, attributes = _allowed()
    cleaner = module.Cleaner(tags=tags, attributes=dict(attributes), url_schemes={"http", "https", "mailto"})
    return lambda document: Output(cleaner.clean(document.html))


def _lxml_html_clean(module: ModuleType) -> Work:
    cleaner = module.Cleaner(style=True)
    return lambda document: Output(cleaner.clean_html(document.html) if document.html.strip() else "")


SANITIZERS: Final = (
    System("nothing done", "lxml", "lxml", "the documents as they are", lambda _module: lambda document: Output(document.html)),
    System("newsclean, gate alone", "newsclean", "newsclean", "steps=()", _newsclean_gate),
    System("bleach", "bleach", "bleach", "what newsclean's article policy keeps, and b, i, div, span; strip=True", _bleach),
    System("nh3", "nh3", "nh3", "the same", _nh3),
    System("lxml-html-clean", "lxml_html_clean", "lxml_html_clean", "Cleaner(style=True)", _lxml_html_clean),
)
"""What makes HTML harmless and finds no article."""


def installed(systems: Iterable[System]) -> Iterator[tuple[System, Work]]:
    """The systems that can be imported, with their call."""
    for system in systems:
        try:
            yield system, system.made(import_module(system.module))
        except ImportError as error:
            print(f"left out: {system.name} ({error})", file=sys.stderr)


def quiet() -> None:
    """Keep what libraries say of their own accord off the screen: the tables are the output."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
