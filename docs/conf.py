"""Settings of the documentation, and the one page that is made: the reference of the passes."""

import tomllib
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from newsclean.passes import standard

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

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
add_module_names = False
nitpick_ignore_regex = [("py:.*", r"(?!newsclean\b).*")]  # other projects' names are not resolved: the build has no network


def _show_cases(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Append to the reference of the passes the cases of every standard step, in the order in which they run."""
    if docname == "reference/passes":
        for name in standard().names:
            source[0] += f"\n```{{include}} ../../tests/cases/{name}.md\n:heading-offset: 1\n```\n"


def _is_left_out(_app: Sphinx, _kind: str, _name: str, member: object, skip: bool, _options: object) -> bool:  # noqa: FBT001 - Sphinx calls by position
    """Whether a member is left out: the fields of a named tuple say no more than its docstring does."""
    return skip or str(getattr(member, "__doc__", "")).startswith("Alias for field number")


def setup(app: Sphinx) -> None:
    """Register the page that is made, and the language of a case's metadata."""
    app.connect("source-read", _show_cases)
    app.connect("autodoc-skip-member", _is_left_out)
    app.add_lexer("metadata", TextLexer)
