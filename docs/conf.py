"""Settings of the documentation, and what of it is made: the reference of the passes, and the list of sites."""

import tomllib
from pathlib import Path

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

myst_enable_extensions = ["deflist", "smartquotes"]
myst_heading_anchors = 3

autodoc_mock_imports = ["pyarrow", "pyspark"]  # extras that the build of the documentation can do without
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
add_module_names = False
nitpick_ignore_regex = [("py:.*", r"(?!newsclean\b).*")]  # other projects' names are not resolved: the build has no network


def _show_cases(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Append to the reference of the passes the cases of every standard step, in the order in which they run."""
    if docname == "reference/passes":
        for name in standard().names:
            source[0] += f"\n```{{include}} ../../tests/cases/{name}.md\n:heading-offset: 1\n```\n"


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
    app.connect("autodoc-skip-member", _is_left_out)
    app.add_lexer("metadata", TextLexer)
