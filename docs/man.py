"""Writes docs/newsclean.1, the manual page, from what `--help` and the reference of the command line say.

Run it as `python docs/man.py`; a test says when the page is not current.
"""

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from newsclean import __version__
from newsclean.cli.configuration import KEYS, OWN_NAME, SHARED_NAME
from newsclean.cli.main import newsclean
from newsclean.cli.sections import sections

DOCS: Final = Path(__file__).parent
PAGE: Final = DOCS / "newsclean.1"
_STATUS: Final = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)]*\)")
# What roff would take for its own, and the signs that it would set as others than the ones to type.
_ESCAPES: Final = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "…": "\\|.\\|.\\|."}

_FILES: Final = {
    OWN_NAME: "The settings for the files in its folder and in those below.",
    SHARED_NAME: f"The same, in a table [tool.newsclean]. In one folder {OWN_NAME} goes before it.",
    ".gitignore": "What git ignores is left out when a folder is gone through.",
}
_ENVIRONMENT: Final = {
    "NO_COLOR": "When it is set and not empty, nothing is coloured unless --color always is given.",
    "TERM": "On a terminal of the type dumb nothing is coloured.",
    "COLUMNS": "The width of the table of --explain.",
}
_EXAMPLES: Final = {
    "newsclean page.html > clean.html": "Clean a page.",
    "curl -s URL | newsclean --url URL --to markdown": "Clean a page from the web to Markdown.",
    "newsclean -i content/posts": "Clean all articles of a folder where they are.",
    "newsclean --diff content/posts | less -R": "See what would change.",
    "newsclean --check -q content/posts || echo 'not clean'": "Ask in a script.",
    "newsclean -j 0 -o out --to markdown pages": "Turn a folder of pages into Markdown, on all processors.",
    "newsclean --explain page.html > /dev/null": "See what is removed, and why.",
}


def _with_all(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _with_all(one)


_PLACES: Final = {str(one.metavar) for command in (newsclean.fallback, *_with_all(newsclean)) for one in command.params} | {
    "DIR", "OPTIONS", "PATH"
}  # fmt: skip
_MARKED: Final = re.compile(
    r"(?P<bold>`[^`]+`|(?<![\w./-])--?[a-zA-Z][\w-]*)"
    rf"|\b(?:{'|'.join(re.escape(one) for one in sorted(_PLACES, reverse=True) if one.isupper())})\b"
)


def page() -> str:
    """The manual page in roff."""
    released = re.search(rf"^## \[{re.escape(__version__)}\] - ([\d-]+)$", _text_of("../CHANGELOG.md"), re.MULTILINE)
    head = f'.TH NEWSCLEAN 1 "{released[1] if released else ""}" "newsclean {__version__}"'
    lines = "".join(f"{line}\n" for line in (head, *_body()))
    return re.sub(r"(?m)(^\.S[HS] .*\n)\.PP\n", r"\1", lines)  # a heading begins a paragraph itself


def _text_of(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def _body() -> Iterator[str]:
    ctx = click.Context(newsclean, info_name="newsclean", **newsclean.context_settings)
    command = newsclean.fallback
    yield from (".SH NAME", r"newsclean \- turn the HTML of news sites into safe HTML or Markdown")
    yield ".SH SYNOPSIS"
    yield from _synopsis(command, ctx)
    yield ".SH DESCRIPTION"
    yield from _paragraphs(command.help)
    yield ".SH OPTIONS"
    for heading, options in sections(command.get_params(ctx)):
        yield f".SS {_marked(heading)}"
        yield from _options(options, ctx)
    yield ".SH SUBCOMMANDS"
    yield from _paragraphs("A subcommand is recognised as the first argument only; a file of the same name is reached as ./NAME.")
    for name, one in sorted(newsclean.commands.items()):
        yield from _subcommand(one, click.Context(one, info_name=name, parent=ctx))
    yield from _end()


def _end() -> Iterator[str]:
    yield ".SH CONFIGURATION"
    yield from _paragraphs(
        f"A key of a configuration file is the long name of an option: {', '.join(KEYS)}. --show-config tells what holds."
    )
    yield ".SH EXIT STATUS"
    yield from _terms(dict(_STATUS.findall(_text_of("reference/cli.md"))))
    for heading, terms in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT)):
        yield f".SH {heading}"
        yield from _terms(terms)
    yield ".SH EXAMPLES"
    for typed, about in _EXAMPLES.items():
        yield from (*_paragraphs(about), ".PP", ".nf", ".RS", _bold(typed), ".RE", ".fi")
    yield from (".SH SEE ALSO", r".BR git (1),", r".BR gitignore (5),", r".BR patch (1)")


def _synopsis(command: click.Command, ctx: click.Context) -> Iterator[str]:
    pieces = " ".join(map(_marked, command.collect_usage_pieces(ctx)))
    yield f"{_bold(ctx.command_path)} {pieces}"


def _subcommand(command: click.Command, ctx: click.Context) -> Iterator[str]:
    yield from (f".SS {_marked(ctx.command_path)}", *_synopsis(command, ctx))
    yield from _paragraphs(command.help)
    yield from _options([one for one in command.params if isinstance(one, click.Option)], ctx)
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _subcommand(one, click.Context(one, info_name=name, parent=ctx))


def _options(options: Iterable[click.Option], ctx: click.Context) -> Iterator[str]:
    for record in filter(None, (option.get_help_record(ctx) for option in options)):
        yield from (".TP", _marked(record[0]), *_lines(record[1]))


def _terms(terms: Mapping[str, str]) -> Iterator[str]:
    for term, about in terms.items():
        yield from (".TP", _bold(term), *_lines(_LINK.sub(r"\1", about)))


def _paragraphs(text: str | None) -> Iterator[str]:
    """The paragraphs of a help text; one that begins with a backspace keeps its lines, as click has it."""
    for paragraph in inspect.cleandoc(text or "").split("\n\n"):
        lines = paragraph.split("\n")
        if lines[0] == "\b":
            yield from (".PP", ".nf", ".RS", *map(_marked, lines[1:]), ".RE", ".fi")
        else:
            yield from (".PP", *_lines(paragraph))


def _lines(text: str) -> list[str]:
    """Text in lines of a length that is good to compare; options and code are bold, what is to be replaced is in italics."""
    lines = textwrap.wrap(_marked(" ".join(text.split())), 78, break_long_words=False, break_on_hyphens=False)
    return [f"\\&{line}" if line.startswith(".") else line for line in lines]


def _marked(text: str) -> str:
    written, end = "", 0
    for found in _MARKED.finditer(text):
        font = "B" if found["bold"] else "I"
        written += rf"{_escaped(text[end : found.start()])}\f{font}{_escaped(found[0].strip('`'))}\fR"
        end = found.end()
    return written + _escaped(text[end:])


def _bold(text: str) -> str:
    return rf"\fB{_escaped(text)}\fR"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
