"""`newsclean preview`: a page that shows documents before and after. Parameters only; `previewing` does the work."""

import click

from newsclean.cli.filter import refuse_empty, split_names
from newsclean.cli.messages import VERBOSITY
from newsclean.cli.request import Request
from newsclean.cli.status import Status


@click.command()
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
@click.option("--from", "read_as", type=click.Choice(["auto", "html", "markdown"]), help="What comes in.  [default: auto]")
@click.option("--url", metavar="URL", help="Where the documents are from.")
@click.option("--site", metavar="ID", help="The pack of rules: its id, auto, or none.  [default: auto]")
@click.option(
    "--pack", "packs", metavar="FILE", multiple=True, type=click.Path(), help="A pack of rules of your own; repeatable."
)
@click.option("--enable", metavar="PASS", multiple=True, callback=split_names, help="Run this pass; repeatable, or a,b,c.")
@click.option("--disable", metavar="PASS", multiple=True, callback=split_names, help="Leave this pass out; repeatable, or a,b,c.")
@click.option("--fallback", type=click.Choice(["readability", "none"]), help="Who finds the article where no rule does.")
@click.option("--policy", type=click.Choice(["article", "strict", "relaxed"]), help="What may leave.  [default: article]")
@click.option(
    "--config", metavar="FILE", type=click.Path(), callback=refuse_empty, help="Take the settings from this file alone."
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
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
