"""Prove template-safe output with the template engines of node.

usage: templates.py NODE_DIR

Cleans the documents of `tests/hostile.py` for each template language to HTML and to Markdown, and gives what comes out to the
engines that `templates.cjs` knows: as it is, and, for engines that may run after the Markdown engine, as markdown-it renders it.
Each has to give back its source unchanged, Vue the same text. Fails also when an engine finds nothing alive in the output that
is not template-safe. NODE_DIR is the folder in which npm installed the engines.
"""

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from markdown_it import MarkdownIt

from newsclean import Cleaner

PROJECT: Final = Path(__file__).resolve().parents[1]
MARKDOWN_IT: Final = MarkdownIt("default", {"html": True})
TARGETS: Final = ("html", "markdown")
LEAST_ALIVE: Final = 60
"""Sources of the control in which each engine has to find something alive."""

SHOWN: Final = 20
_TAG: Final = re.compile(r"<[^<>]*>")


class Language(NamedTuple):
    """A value of `--template-safe`, the engines that stand for it, and whether they may run after the Markdown engine."""

    name: str
    engines: tuple[str, ...]
    late: bool


# Mustache has the delimiters of Go's templates.
LANGUAGES: Final = (
    Language("vue", ("vue", "mustache"), late=True),
    Language("liquid", ("liquidjs",), late=False),
    Language("jinja", ("nunjucks",), late=True),
    Language("go", ("mustache", "handlebars"), late=False),
    Language("all", ("vue", "mustache", "handlebars", "liquidjs", "nunjucks", "ejs", "lodash"), late=True),
)
ALL: Final = LANGUAGES[-1]

Sources = dict[tuple[str, str], str]
"""What each engine has to render, with the name of the document it is from."""


class Output(NamedTuple):
    """What came out of a document, as a template engine meets it."""

    name: str
    text: str
    is_html: bool

    def fits(self, engine: str) -> bool:
        """Whether `engine` reads such a text: Vue compiles HTML alone."""
        return self.is_html or engine != "vue"


class Hostile(Protocol):
    """The function of tests/hostile.py that is used here."""

    def documents(self) -> Mapping[str, str]:
        """Documents by name."""


def _hostile() -> Hostile:
    spec = importlib.util.spec_from_file_location("hostile", PROJECT / "tests" / "hostile.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(PROJECT / "tests" / "hostile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    hostile: Hostile = module
    return hostile


def _outputs(documents: Mapping[str, str], language: str | None, *, late: bool) -> Iterator[Output]:
    """The output of every document, and with `late` what the Markdown engine makes of it."""
    for target in TARGETS:
        cleaner = Cleaner(to=target, template_safe=language, steps=())
        for name, document in documents.items():
            content = cleaner.clean(document).content
            yield Output(f"{language}, {target}, {name}", content, target == "html")
            if late:
                yield Output(f"{language}, rendered {target}, {name}", MARKDOWN_IT.render(content), is_html=True)


def _sources(documents: Mapping[str, str], language: Language, safe: str | None) -> Sources:
    """What the engines of `language` have to render, written template-safe for `safe`."""
    outputs = _outputs(documents, safe, late=language.late)
    return {(engine, out.text): out.name for out in outputs for engine in language.engines if out.fits(engine)}


def _rendered(sources: Sources, node: Path) -> list[object]:
    """What the engines make of `sources`, in their order."""
    script = Path(__file__).with_name("templates.cjs")
    given = json.dumps([{"engine": engine, "source": source} for engine, source in sources])
    run = subprocess.run(["node", script], input=given, capture_output=True, text=True, cwd=node, check=True)  # noqa: S607 - the one on the PATH
    results: list[object] = json.loads(run.stdout)
    return results


def _text(markup: str) -> str:
    return "".join(unescape(_TAG.sub("", markup)).split())


def _is_untouched(source: str, result: object) -> bool:
    """Whether an engine gave back `source`: Vue, which writes its HTML anew, the text of it, having found nothing alive."""
    if isinstance(result, str):
        return result == source
    return isinstance(result, dict) and result.get("alive") is False and _text(str(result["html"])) == _text(source)


def _touched(sources: Sources, node: Path) -> dict[tuple[str, str], object]:
    """The sources that an engine did not leave alone, and what it made of each."""
    results = zip(sources, _rendered(sources, node), strict=True)
    return {key: result for key, result in results if not _is_untouched(key[1], result)}


def main() -> int:
    """Print what an engine touched; 0 when nothing is, and without template-safe output enough."""
    node, documents = Path(sys.argv[1]), _hostile().documents()
    sources: Sources = {}
    for language in LANGUAGES:
        sources |= _sources(documents, language, language.name)
    touched = _touched(sources, node)
    alive = Counter(engine for engine, _ in _touched(_sources(documents, ALL._replace(late=False), None), node))
    sizes = Counter(engine for engine, _ in sources)
    for engine in ALL.engines:
        print(f"{engine}: {sizes[engine]} sources; of those that are not template-safe {alive[engine]} are alive")
    for (engine, source), result in list(touched.items())[:SHOWN]:
        print(f"{engine} touched {sources[engine, source]}\n  {source[:200]!r}\n  {str(result)[:200]}")
    print(f"{len(documents)} documents, {len(touched)} touched")
    return 1 if touched or any(alive[engine] < LEAST_ALIVE for engine in ALL.engines) else 0


if __name__ == "__main__":
    raise SystemExit(main())
