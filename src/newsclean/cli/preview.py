"""`newsclean preview`: a page that shows documents before and after. Parameters only; `previewing` does the work."""

from typing import Final

import click

from newsclean.cli.messages import VERBOSITY
from newsclean.cli.options import options, refuse_empty
from newsclean.cli.request import Request
from newsclean.cli.status import Status

_FOR_FILES: Final = "document lift"
"""Options that say how a file is written."""


@click.command(params=options(without=_FOR_FILES))
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True), callback=refuse_empty, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    callback=refuse_empty,
    help="Write to this file.  [default: standard output]",
)
@click.option("--open", "is_opened", is_flag=True, help="Open the file in the browser; needs -o.")
@click.option(
    "--to", type=click.Choice(["html", "markdown"]), help="What comes out.  [default: html, but Markdown stays Markdown]"
)
@click.option("-v", "--verbose", count=True, help="-vv adds tracebacks of internal errors.")
@click.pass_context
def preview(ctx: click.Context, /, *, is_opened: bool, **_params: object) -> Status:
    """Show in a page what is removed from each PATH, by which pass and rule, and why.

    The page is one file that works offline, and in which nothing of a document can run. "-" is standard input. A document that
    cannot be read (status 2) or is refused (status 3) has its message in the page, and the others are still shown.
    """
    ctx.params.pop("is_opened")
    request = Request(**ctx.params)
    ctx.meta[VERBOSITY] = request.verbose
    from newsclean.cli.previewing import run_preview  # noqa: PLC0415 - --help and usage errors need no lxml

    return run_preview(request, is_opened=is_opened)
