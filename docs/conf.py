"""Settings of the documentation, and the one page that is made: the reference of the passes."""

import tomllib
from pathlib import Path

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
add_module_names = False
autodoc_typehints_format = "short"
nitpick_ignore_regex = [("py:.*", r"(?!newsclean\b).*")]  # other projects' names are not resolved: the build has no network


def _show_cases(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Append to the reference of the passes a section for every standard step: what it is about, and its cases."""
    if docname != "reference/passes":
        return
    for step in standard():
        cases = PROJECT / "tests" / "cases" / f"{step.name}.md"
        source[0] += f"\n## `{step.name}`\n\n{step.about}\n"
        if cases.exists():
            source[0] += f"\n```{{include}} ../../tests/cases/{step.name}.md\n:heading-offset: 1\n```\n"


def setup(app: Sphinx) -> None:
    """Register the page that is made."""
    app.connect("source-read", _show_cases)
