"""The filter: what `newsclean` does when its first argument is no subcommand. Parameters only; `run` does the work."""

import click

from newsclean import __version__
from newsclean.cli import candidates
from newsclean.cli.group import FallbackCommand
from newsclean.cli.loading import loading
from newsclean.cli.messages import VERBOSITY
from newsclean.cli.options import options, refuse_empty
from newsclean.cli.request import Request
from newsclean.cli.status import Status


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls by position
    if value and not ctx.resilient_parsing:
        click.echo(f"newsclean {__version__}")
        ctx.exit()


@click.command(
    cls=FallbackCommand,
    params=options(),
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
