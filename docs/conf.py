"""Settings of the documentation, and what of it is made: the reference of the passes, and the list of sites."""

import re
import tomllib
from pathlib import Path
from typing import Final

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from newsclean.passes import standard
from newsclean.rules.catalog import built_in
from newsclean.rules.model import COMMON

PROJECT = Path(__file__).resolve().parents[1]

project = "newsclean"
author = "The newsclean authors"
copyright = "2026, The newsclean authors"
release = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"newsclean {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]

myst_enable_extensions = ["deflist", "smartquotes"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
add_module_names = False
nitpick_ignore_regex = [("py:.*", r"(?!newsclean\b).*")]  # other projects' names are not resolved: the build has no network


_LONGEST_SHORT: Final = 24
"""Characters of code that fit beside a word on a phone."""

_FENCED: Final = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_BETWEEN: Final = {"```html": "becomes", "```metadata": "and the metadata"}


def _show_cases(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Append to the reference of the passes a table of the standard steps, and the cases of each, in their order."""
    if docname == "reference/passes":
        rows = [("step", "what it does"), ("---", "---"), *((f"[{step.name}](#{step.name})", step.about) for step in standard())]
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        source[0] += f"\n{table}\n{''.join(_cases_of(name) for name in standard().names)}"


def _cases_of(name: str) -> str:
    """The cases of one pass, their headings a level lower, with a word between a block of before and what comes of it."""
    parts = _FENCED.split((PROJECT / "tests" / "cases" / f"{name}.md").read_text("utf-8"))
    shown = ""
    for text, block in zip(parts[::2], [*parts[1::2], ""], strict=True):
        follows = not text.strip() and bool(shown)
        shown += re.sub("^#", "##", text, flags=re.MULTILINE)
        shown += f"{_BETWEEN[block.splitlines()[0]]}\n\n{block}" if follows and block else block
    return f"\n{shown}\n"


def _mark_short_code(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Mark code in a line that is short enough to stay unbroken."""
    for node in doctree.findall(nodes.literal):
        if len(node.astext()) <= _LONGEST_SHORT:
            node["classes"].append("short")


def _list_sites(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Append to the page on sites a table of the packs of the library."""
    if docname == "reference/sites":
        sites = [pack for pack in built_in(standard().names) if pack.ident != COMMON]
        rows = [(f"`{one.ident}`", one.about, ", ".join(one.hosts) or "-", str(len(one.rules))) for one in sites]
        lines = [("pack", "about", "hosts", "rules"), ("---",) * 4, *rows]
        source[0] += "\n" + "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _is_left_out(_app: Sphinx, _kind: str, _name: str, member: object, skip: bool, _options: object) -> bool:  # noqa: FBT001 - Sphinx calls by position
    """Whether a member is left out: the fields of a named tuple say no more than its docstring does."""
    return skip or str(getattr(member, "__doc__", "")).startswith("Alias for field number")


def setup(app: Sphinx) -> None:
    """Register what is made, and the language of a case's metadata."""
    app.connect("source-read", _show_cases)
    app.connect("source-read", _list_sites)
    app.connect("doctree-resolved", _mark_short_code)
    app.connect("autodoc-skip-member", _is_left_out)
    app.add_lexer("metadata", TextLexer)
