"""The filter: what `newsclean` does when its first argument is no subcommand. Parameters only; `run` does the work."""

from typing import TypeVar

import click

from newsclean import __version__
from newsclean.cli import candidates
from newsclean.cli.group import FallbackCommand
from newsclean.cli.loading import loading
from newsclean.cli.messages import VERBOSITY
from newsclean.cli.request import Request
from newsclean.cli.status import Status

_Given = TypeVar("_Given")


def split_names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a list of lists of them."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def refuse_empty(_ctx: click.Context, _param: click.Parameter, value: _Given) -> _Given:
    """An empty name is an unset variable of a script; as a path it would mean the current folder."""
    if value == "" or (isinstance(value, tuple) and "" in value):
        raise click.BadParameter("an empty name")
    return value


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls by position
    if value and not ctx.resilient_parsing:
        click.echo(f"newsclean {__version__}")
        ctx.exit()


@click.command(
    cls=FallbackCommand,
    help="""Clean news HTML: from each PATH, or from standard input, to standard output.

    No PATH or "-" reads standard input. Several PATHs, and folders, need -i, -o DIR, --check or --diff. Content and diffs go to
    standard output, everything else to standard error.

    Settings come from the nearest newsclean.toml, or pyproject.toml with a table [tool.newsclean], above each file; an option
    goes before them.

    Exit status: 0 done, 1 --check or --diff found changes, 2 usage, configuration, reading or writing failed, 3 a document was
    refused. Every file is still tried; the highest status wins.""",
)
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(allow_dash=True, readable=False),
    callback=refuse_empty,
    metavar="[PATH]...",
    shell_complete=candidates.paths,
)
@click.option("-i", "--in-place", is_flag=True, help="Clean the files where they are; those that are clean stay untouched.")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(),
    callback=refuse_empty,
    help="Write to this file, or one file per PATH to this folder.",
)
@click.option("--check", is_flag=True, help="Write nothing; status 1 when -i would change a file.")
@click.option("--diff", is_flag=True, help="Write nothing but what -i would change, as a diff; status 1 when there is any.")
@click.option("--fail-on-change", is_flag=True, help="Status 1 when -i changed a file.")
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(0), default=1, help="Work in N processes; 0: one a processor.  [default: 1]"
)
@click.option(
    "--exclude",
    metavar="GLOB",
    multiple=True,
    callback=refuse_empty,
    help="Leave out files, as a line of .gitignore would; repeatable.",
)
@click.option(
    "--to",
    type=click.Choice(["html", "markdown", "text", "json"]),
    help="What comes out; json is content, metadata and journal.  [default: html, but Markdown stays Markdown]",
)
@click.option(
    "--from", "read_as", type=click.Choice(["auto", "html", "markdown", "feed"]), help="What comes in.  [default: auto]"
)
@click.option("--url", metavar="URL", help="Where the document is from: recognises the site, completes relative links.")
@click.option(
    "--site", metavar="ID", shell_complete=candidates.sites, help="The pack of rules: its id, auto, or none.  [default: auto]"
)
@click.option(
    "--pack", "packs", metavar="FILE", multiple=True, type=click.Path(), help="A pack of rules of your own; repeatable."
)
@click.option(
    "--enable",
    metavar="PASS",
    multiple=True,
    callback=split_names,
    shell_complete=candidates.passes,
    help="Run this pass; repeatable, or a,b,c.",
)
@click.option(
    "--disable",
    metavar="PASS",
    multiple=True,
    callback=split_names,
    shell_complete=candidates.passes,
    help="Leave this pass out; repeatable, or a,b,c.",
)
@click.option(
    "--lift",
    metavar="NAMES",
    multiple=True,
    callback=split_names,
    shell_complete=candidates.credit_names,
    help="Write these credits (editor,source,author …) into the front matter.",
)
@click.option(
    "--document/--no-document",
    default=None,
    help="A whole page comes out as a complete minimal page, not as a fragment; always so with -i, --check and --diff.",
)
@click.option(
    "--max-loss",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    help="Ignore a rule that would take more than this share of the text.  [default: 0.4]",
)
@click.option(
    "--strict/--no-strict", default=None, help="Refuse a document from which rules would take more than --max-loss allows."
)
@click.option(
    "--fallback", type=click.Choice(["readability", "none"]), help="Who finds the article where no rule does.  [default: none]"
)
@click.option(
    "--policy",
    type=click.Choice(["article", "strict", "relaxed"]),
    help="What may leave: relaxed adds sections, ids and known players, strict keeps only text and links.  [default: article]",
)
@click.option(
    "--markdown",
    type=click.Choice(["gfm", "commonmark", "pure", "cjk-friendly"]),
    help="What Markdown may be made of; pure has no HTML.  [default: gfm]",
)
@click.option(
    "--verify", type=click.Choice(["bleach", "nh3", "none"]), help="Have a second sanitizer check the output.  [default: none]"
)
@click.option(
    "--template-safe",
    type=click.Choice(["vue", "liquid", "jinja", "go", "all", "none"]),
    help="Write braces so that this template engine leaves them alone.  [default: none]",
)
@click.option(
    "--limit",
    "limits",
    metavar="NAME=VALUE",
    multiple=True,
    shell_complete=candidates.limits,
    help="What a document may have at most (bytes, depth, nodes, attributes, text), or take (seconds); repeatable.",
)
@click.option("--on-limit", type=click.Choice(["refuse"]), help="What becomes of a document beyond a limit.  [default: refuse]")
@click.option(
    "--config", metavar="FILE", type=click.Path(), callback=refuse_empty, help="Take the settings from this file alone."
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--show-config", is_flag=True, help="Show the settings for each PATH and where each comes from; clean nothing.")
@click.option("--explain", is_flag=True, help="Show on standard error what was changed, by which pass and rule, where and why.")
@click.option("--report", metavar="FILE", type=click.Path(), callback=refuse_empty, help="Write the same as JSON lines.")
@click.option("--stdin-filename", metavar="NAME", type=click.Path(), help="What to call standard input in messages and reports.")
@click.option("-q", "--quiet", count=True, help="Errors only.")
@click.option("-v", "--verbose", count=True, help="A line per file; -vv adds tracebacks of internal errors.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour tables, diffs and the progress bar."
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version and exit."
)
@click.pass_context
def filter_command(ctx: click.Context, /, **_params: object) -> Status:
    """Run the filter and return its exit status."""
    request = Request(**ctx.params)
    ctx.meta[VERBOSITY] = request.verbose
    with loading():
        from newsclean.cli.run import run_filter  # noqa: PLC0415 - --help, --version and usage errors need no lxml

    return run_filter(request)
