"""The options that say how to clean, for every command that cleans: each is declared once."""

from typing import Final, TypeVar

import click

from newsclean.cli import candidates

_Given = TypeVar("_Given")


def split_names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a list of lists of them."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def refuse_empty(_ctx: click.Context, _param: click.Parameter, value: _Given) -> _Given:
    """An empty name is an unset variable of a script; as a path it would mean the current folder."""
    if value == "" or (isinstance(value, tuple) and "" in value):
        raise click.BadParameter("an empty name")
    return value


_OPTIONS: Final = (
    click.Option(
        ["--from", "read_as"], type=click.Choice(["auto", "html", "markdown", "feed"]), help="What comes in.  [default: auto]"
    ),
    click.Option(["--url"], metavar="URL", help="Where the document is from: recognises the site, completes relative links."),
    click.Option(
        ["--site"],
        metavar="ID",
        shell_complete=candidates.sites,
        help="The pack of rules: its id, auto, or none.  [default: auto]",
    ),
    click.Option(
        ["--pack", "packs"], metavar="FILE", multiple=True, type=click.Path(), help="A pack of rules of your own; repeatable."
    ),
    click.Option(
        ["--enable"],
        metavar="PASS",
        multiple=True,
        callback=split_names,
        shell_complete=candidates.passes,
        help="Run this pass; repeatable, or a,b,c.",
    ),
    click.Option(
        ["--disable"],
        metavar="PASS",
        multiple=True,
        callback=split_names,
        shell_complete=candidates.passes,
        help="Leave this pass out; repeatable, or a,b,c.",
    ),
    click.Option(
        ["--lift"],
        metavar="NAMES",
        multiple=True,
        callback=split_names,
        shell_complete=candidates.credit_names,
        help="Write these credits (editor,source,author …) into the front matter.",
    ),
    click.Option(
        ["--document/--no-document"],
        default=None,
        help="A whole page comes out as a complete minimal page, not as a fragment; always so with -i, --check and --diff.",
    ),
    click.Option(
        ["--max-loss"],
        metavar="SHARE",
        type=click.FloatRange(0, 1),
        help="Ignore a rule that would take more than this share of the text.  [default: 0.4]",
    ),
    click.Option(
        ["--strict/--no-strict"], default=None, help="Refuse a document from which rules would take more than --max-loss allows."
    ),
    click.Option(
        ["--fallback"],
        type=click.Choice(["readability", "none"]),
        help="Who finds the article where no rule does.  [default: none]",
    ),
    click.Option(
        ["--policy"],
        type=click.Choice(["article", "strict", "relaxed"]),
        help="What may leave: relaxed adds sections, ids and known players, strict keeps text and links.  [default: article]",
    ),
    click.Option(
        ["--markdown"],
        type=click.Choice(["gfm", "commonmark", "pure", "cjk-friendly"]),
        help="What Markdown may be made of; pure has no HTML.  [default: gfm]",
    ),
    click.Option(
        ["--verify"],
        type=click.Choice(["bleach", "nh3", "none"]),
        help="Have a second sanitizer check the output.  [default: none]",
    ),
    click.Option(
        ["--template-safe"],
        type=click.Choice(["vue", "liquid", "jinja", "go", "all", "none"]),
        help="Write braces so that this template engine leaves them alone.  [default: none]",
    ),
    click.Option(
        ["--limit", "limits"],
        metavar="NAME=VALUE",
        multiple=True,
        shell_complete=candidates.limits,
        help="What a document may have at most (bytes, depth, nodes, attributes, text), or take (seconds); repeatable.",
    ),
    click.Option(
        ["--on-limit"], type=click.Choice(["refuse"]), help="What becomes of a document beyond a limit.  [default: refuse]"
    ),
    click.Option(
        ["--config"], metavar="FILE", type=click.Path(), callback=refuse_empty, help="Take the settings from this file alone."
    ),
    click.Option(["--isolated"], is_flag=True, help="Read no configuration file."),
)
_BY_NAME: Final = {str(option.name): option for option in _OPTIONS}


def options(*, without: str = "") -> list[click.Parameter]:
    """The options by which a document is cleaned, but those that are named in `without`, separated by spaces."""
    left_out = without.split()
    return [option for name, option in _BY_NAME.items() if name not in left_out]
