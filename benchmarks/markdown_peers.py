"""newsclean's Markdown beside that of other converters: what comes back, what is escaped, what comes alive, what it costs.

usage: python benchmarks/markdown_peers.py [SHARED_DIR] [--rounds N] [--show]

Prints a Markdown table, a row for each converter that is installed. Needs the extra `test`; the peers are markdownify, html2text,
html-to-markdown and turbohtml of the package index, with their defaults (html2text without wrapping).

- Documents: the corpus of SHARED_DIR, or else the project's own articles, cleaned to HTML. Every converter gets the same HTML.
- Exact: the Markdown, rendered with raw HTML on, has the same text and the same headings, marks, links with their targets, images
  with their descriptions, list items, quotations, cells and code. White space does not count.
- Escapes: backslashes before ASCII punctuation and entities, outside code, addresses and tags, on 1,000 characters of text
  without white space.
- Alive: attacks of SHARED_DIR, safe HTML before the conversion, of which cmark-gfm or markdown-it makes an element, a handler or
  an address that was text. Elements that Markdown has signs for are not counted, nor the harmless `wbr`.
- Time: all documents, against their parse by lxml, the median of all rounds.
"""

import argparse
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple
from urllib.parse import unquote

import cmarkgfm  # type: ignore[import-untyped] # it has no types
import html5lib
import markdown as python_markdown  # type: ignore[import-untyped] # its types are a package of their own
import mistune
from cmarkgfm.cmark import Options  # type: ignore[import-untyped] # the same
from lxml import etree
from markdown_it import MarkdownIt

import newsclean
from newsclean.read.decode import decode
from newsclean.read.frontmatter import split

PROJECT: Final = Path(__file__).resolve().parents[1]
MARKDOWN_IT: Final = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

_MISTUNE: Final = mistune.create_markdown(escape=False, plugins=["strikethrough", "table", "url"])

Convert = Callable[[str], str]


def by_cmark(markdown: str) -> str:
    """What cmark-gfm makes of it, raw HTML and all addresses let through."""
    rendered: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return rendered


def by_mistune(markdown: str) -> str:
    """What mistune makes of it, raw HTML let through."""
    return str(_MISTUNE(markdown))


def by_python_markdown(markdown: str) -> str:
    """What Python-Markdown makes of it, with tables and fenced code."""
    rendered: str = python_markdown.markdown(markdown, extensions=["tables", "fenced_code"])
    return rendered


ENGINES: Final[Mapping[str, Convert]] = {"cmark-gfm": by_cmark, "markdown-it": MARKDOWN_IT.render}
OTHERS: Final[Mapping[str, Convert]] = {"mistune": by_mistune, "Python-Markdown": by_python_markdown}
"""Engines that do not follow CommonMark to the letter: of them only the text is looked at."""


# ---------------------------------------------------------------- converters


def _newsclean(_module: ModuleType) -> Convert:
    cleaner = newsclean.Cleaner(steps=(), to="markdown")
    return lambda html: cleaner.clean(html).content


def _html2text(module: ModuleType) -> Convert:
    def convert(html: str) -> str:
        markdown: str = module.HTML2Text(bodywidth=0).handle(html)
        return markdown

    return convert


def _html_to_markdown(module: ModuleType) -> Convert:
    def convert(html: str) -> str:
        markdown: str = module.convert(html).content
        return markdown

    return convert


class Converter(NamedTuple):
    """A converter by the name of its distribution, the module to import, and the call that it takes."""

    name: str
    module: str
    made: Callable[[ModuleType], Convert]


CONVERTERS: Final = (
    Converter("newsclean", "newsclean", _newsclean),
    Converter("turbohtml", "turbohtml", lambda module: lambda html: str(module.parse_fragment(html).to_markdown())),
    Converter("html-to-markdown", "html_to_markdown", _html_to_markdown),
    Converter("markdownify", "markdownify", lambda module: lambda html: str(module.markdownify(html))),
    Converter("html2text", "html2text", _html2text),
)


def installed() -> Iterator[tuple[str, Convert]]:
    """The converters that can be imported: name and version, and the call."""
    for converter in CONVERTERS:
        try:
            yield f"{converter.name} {version(converter.name)}", converter.made(import_module(converter.module))
        except (ImportError, PackageNotFoundError):
            print(f"not installed: {converter.name}")


# ---------------------------------------------------------------- what comes back

_SPACE: Final = re.compile(r"\s+")
_SAME: Final = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
_FACTS: Final = frozenset("strong em del code pre a img h1 h2 h3 h4 h5 h6 li blockquote td th hr sub sup".split())


class Content(NamedTuple):
    """All text of a document without white space, and how often it has each fact."""

    text: str
    facts: Counter[tuple[str, ...]]


def _text(element: etree._Element) -> str:
    return _SPACE.sub("", "".join(map(str, element.itertext("*"))))


def _fact(element: etree._Element) -> tuple[str, ...]:
    """The kind of `element` and what it says; () when it says nothing."""
    kind, text = _SAME.get(str(element.tag), str(element.tag)), _text(element)
    if kind == "img":
        return kind, unquote(element.get("src", "").strip()), _SPACE.sub("", element.get("alt", ""))
    if kind == "a":
        return (kind, text, unquote(element.get("href", "").strip())) if element.get("href") else ()
    return (kind, text) if text or kind == "hr" else ()


def content_of(html: str) -> Content:
    """What `html` says."""
    root = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False).getroot()
    elements = [element for element in root.iter("*") if _SAME.get(element.tag, element.tag) in _FACTS]
    shown = [element for element in elements if not (element.tag == "code" and element.getparent().tag == "pre")]
    return Content(_text(root), Counter(fact for element in shown if (fact := _fact(element))))


# ---------------------------------------------------------------- escapes

_NO_TEXT: Final = re.compile(
    r"""
      ^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*$   # a block of code
    | <(?P<tag>pre|code)\b.*?</(?P=tag)>            # code as HTML
    | (?<!\\)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)
    | <[a-zA-Z/!][^<>]*>                            # a tag, an autolink
    | (?<=\])\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)   # the address of a link
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


def escapes_in(markdown: str) -> Counter[str]:
    """The escapes of `markdown`, and how often each is in it."""
    return Counter(_ESCAPE.findall(_NO_TEXT.sub(" ", markdown)))


# ---------------------------------------------------------------- what comes alive

_OF_MARKDOWN: Final = frozenset(
    "html head body p br wbr hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del s table thead tbody tr th td".split()
)
_ADDRESSES: Final = frozenset(
    {"href", "src", "srcset", "action", "formaction", "data", "cite", "poster", "background", "xlink:href"}
)


def _alive(html: str) -> set[tuple[str, str]]:
    """What in `html` is more than text: elements that Markdown has no signs for, handlers, addresses."""
    found: set[tuple[str, str]] = set()
    root = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False).getroot()
    for element in root.iter("*"):
        if element.tag not in _OF_MARKDOWN:
            found.add(("element", str(element.tag)))
        for name, value in element.attrib.items():
            if name.startswith("on"):
                found.add(("handler", str(name)))
            elif name in _ADDRESSES:
                found.add(("address", _SPACE.sub("", unquote(value))))
    return found


def comes_alive(html: str, markdown: str) -> bool:
    """Whether one of the engines makes of `markdown` what `html` has not."""
    before = _alive(html)
    return any(_alive(render(markdown)) - before for render in ENGINES.values())


# ---------------------------------------------------------------- the table


def _bodies(shared: Path | None) -> list[str]:
    """The documents, as they come."""
    folder = shared / "corpus" if shared else PROJECT / "tests" / "articles"
    paths = sorted(folder.glob("*/input.*"))
    return [split(decode(path.read_bytes()).text)[1] for path in paths]


def _attacks(shared: Path) -> list[str]:
    lines = (shared / "security" / "md-dev.jsonl").read_text("utf-8").splitlines()
    gate = newsclean.Cleaner(steps=())
    return [gate.clean(json.loads(line)["html"]).content for line in lines]


class Row(NamedTuple):
    """The figures of one converter."""

    name: str
    exact: Mapping[str, int]
    texts: Mapping[str, int]
    escapes: Counter[str]
    alive: int


def measure(name: str, convert: Convert, documents: list[str], attacks: list[str]) -> Row:
    """Convert everything once and look at it."""
    exact: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    escapes: Counter[str] = Counter()
    for html in documents:
        markdown, wanted = convert(html), content_of(html)
        escapes += escapes_in(markdown)
        for engine, render in ENGINES.items():
            got = content_of(render(markdown))
            texts[engine] += got.text == wanted.text
            exact[engine] += got == wanted
        for engine, render in OTHERS.items():
            texts[engine] += content_of(render(markdown)).text == wanted.text
    return Row(name, exact, texts, escapes, sum(comes_alive(html, convert(html)) for html in attacks))


def _parse(html: str) -> object:
    return etree.fromstring(html, etree.HTMLParser(huge_tree=True))


def _seconds(convert: Callable[[str], object], documents: Iterable[str]) -> float:
    start = time.perf_counter()
    for html in documents:
        convert(html)
    return time.perf_counter() - start


def times_of(converters: Mapping[str, Convert], documents: list[str], rounds: int) -> dict[str, float]:
    """How often the parse of the documents fits into their conversion, by converter."""
    ratios: dict[str, list[float]] = {name: [] for name in converters}
    for _ in range(rounds):
        for name, convert in converters.items():
            floor = _seconds(_parse, documents)
            ratios[name].append(_seconds(convert, documents) / floor)
    return {name: statistics.median(found) for name, found in ratios.items()}


def print_table(rows: list[Row], times: Mapping[str, float], characters: int) -> None:
    """A row for each converter."""
    every = [*ENGINES, *OTHERS]
    print(f"| converter | exact: {', '.join(ENGINES)} | same text: {', '.join(every)} | escapes | alive | time |")
    print("| --- | --- | --- | --- | --- | --- |")
    for row in rows:
        exact, texts = (
            ", ".join(str(row.exact[engine]) for engine in ENGINES),
            ", ".join(str(row.texts[engine]) for engine in every),
        )
        escapes = f"{1000 * row.escapes.total() / characters:.2f}"
        print(f"| {row.name} | {exact} | {texts} | {escapes} | {row.alive} | {times[row.name]:.1f} |")


def main() -> None:
    """Measure, and print what was measured."""
    arguments = argparse.ArgumentParser(description="Compare converters from HTML to Markdown.")
    arguments.add_argument("shared", nargs="?", type=Path, metavar="SHARED_DIR", help="the reference data")
    arguments.add_argument("--rounds", type=int, default=5, help="timed rounds (default 5)")
    arguments.add_argument("--show", action="store_true", help="list the escapes of each converter")
    given = arguments.parse_args()
    cleaner = newsclean.Cleaner()
    documents = [cleaner.clean(body).content for body in _bodies(given.shared)]
    attacks = _attacks(given.shared) if given.shared else []
    characters = sum(len(content_of(html).text) for html in documents)
    converters = dict(installed())
    engines = ", ".join(f"{name} {version(name)}" for name in ("cmarkgfm", "markdown-it-py", "mistune", "markdown"))
    print(f"{len(documents)} documents, {characters:,} characters, {len(attacks)} attacks; {engines}\n")
    rows = [measure(name, convert, documents, attacks) for name, convert in converters.items()]
    print_table(rows, times_of(converters, documents, given.rounds), characters)
    for row in rows if given.show else ():
        print(row.name, dict(row.escapes.most_common()))


if __name__ == "__main__":
    main()
