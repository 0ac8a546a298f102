"""Send the examples of the CommonMark specification through the Markdown writer and back.

usage: spec.py SPEC_TXT

Each example is rendered by cmark and cleaned by the gate alone, to HTML and to Markdown; the Markdown is rendered by cmark-gfm
and by markdown-it. What comes back has to say the same as the HTML: the same text in the same elements, with the same
addresses. SPEC_TXT is the `spec.txt` of the npm package commonmark-spec.

Prints also how often the HTML is the same to the letter, cleaned once more, and without habits of engines: `s` for `del`, `lang`
for the language of code, and the `wbr` in a mail address that stays text. With `-v` the other examples are listed. Exit status
1 when an example says something else, or when a figure is below its floor.
"""

import importlib.util
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import cmarkgfm  # type: ignore[import-untyped] # it has no types
from cmarkgfm.cmark import Options  # type: ignore[import-untyped] # the same
from markdown_it import MarkdownIt

from newsclean import Cleaner

FEWEST: Final = 652
"""The examples of version 0.31.2."""

LEAST_TO_THE_LETTER: Final = 619

_EXAMPLE: Final = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
_HABITS: Final = (
    (re.compile(r"(</?)s>"), r"\1del>"),
    (re.compile(r'<pre lang="([^"]*)"><code>'), r'<pre><code class="language-\1">'),
)
_UNSAFE: Final = Options.CMARK_OPT_UNSAFE
_MARKDOWN_IT: Final = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

Render = Callable[[str], str]


def _by_cmark(markdown: str) -> str:
    rendered: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=_UNSAFE)
    return rendered


ENGINES: Final[Mapping[str, Render]] = {"cmark-gfm": _by_cmark, "markdown-it": _MARKDOWN_IT.render}


class Reader(Protocol):
    """The function of tests/reader.py that is used here."""

    def read(self, markup: str) -> list[object]:
        """What a reader sees, character by character."""


class Tools(NamedTuple):
    """What every example goes through."""

    reader: Reader
    to_html: Cleaner
    to_markdown: Cleaner


def _reader() -> Reader:
    path = Path(__file__).resolve().parents[1] / "tests" / "reader.py"
    spec = importlib.util.spec_from_file_location("reader", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    reader: Reader = module
    return reader


def examples_in(path: Path) -> list[str]:
    """The Markdown of every example."""
    return [found.replace("→", "\t") for found in _EXAMPLE.findall(path.read_text("utf-8"))]


def _plain(html: str) -> str:
    """`html` without the habits of engines."""
    for habit, replacement in _HABITS:
        html = habit.sub(replacement, html)
    return html.replace("<wbr>", "")


def differs(source: str, tools: Tools) -> tuple[str, str]:
    """The engine in which an example says something else, and the one in which its HTML is not the same to the letter, or ""."""
    rendered = cmarkgfm.markdown_to_html(source, options=_UNSAFE)
    html, markdown = tools.to_html.clean(rendered).content, tools.to_markdown.clean(rendered).content
    said = lettered = ""
    for engine, render in ENGINES.items():
        back = render(markdown)
        said = said or ("" if tools.reader.read(back) == tools.reader.read(html) else engine)
        lettered = lettered or ("" if _plain(tools.to_html.clean(_plain(back)).content) == _plain(html) else engine)
    return said, lettered


def main(path: Path) -> int:
    """Try every example; the exit status."""
    tools = Tools(_reader(), Cleaner(steps=()), Cleaner(steps=(), to="markdown"))
    examples = examples_in(path)
    same = to_the_letter = 0
    for number, source in enumerate(examples, 1):
        said, lettered = differs(source, tools)
        same += not said
        to_the_letter += not lettered
        if said or (lettered and "-v" in sys.argv):
            print(f"{number}: {source!r} comes back otherwise from {said or lettered}{'' if said else ', to the letter'}")
    print(f"{same} of {len(examples)} examples of CommonMark come back the same, {to_the_letter} of them to the letter")
    return int(same < len(examples) or len(examples) < FEWEST or to_the_letter < LEAST_TO_THE_LETTER)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
