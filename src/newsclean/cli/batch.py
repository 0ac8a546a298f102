"""`newsclean batch`: many documents from files of rows. Parameters only; `batching` does the work."""

import click

from newsclean.cli.messages import VERBOSITY
from newsclean.cli.options import options, refuse_empty
from newsclean.cli.status import Status


@click.command(
    params=options(without="url"),
    short_help="Clean many documents from files of rows, in several processes.",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="IN...", callback=refuse_empty)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(),
    callback=refuse_empty,
    help="The file of rows: .jsonl (.gz, .zst) or .parquet.",
)
@click.option("--to", type=click.Choice(["html", "markdown", "text"]), help="What the clean column holds.  [default: html]")
@click.option("--html-column", metavar="NAME", default="content", help="The column of the HTML.  [default: content]")
@click.option("--url-column", metavar="NAME", default="url", help="The column of the address, if there is one.  [default: url]")
@click.option("--id-column", metavar="NAME", default="id", help="The column by which reports call a row.  [default: id]")
@click.option("--prefix", metavar="TEXT", default="", help="Begin the names of the new columns with this.")
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(0), default=0, help="Work in N processes.  [default: 0, one a processor]"
)
@click.option(
    "--memory", metavar="MB", type=click.IntRange(16), default=2048, help="Refuse a document that takes more.  [default: 2048]"
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(),
    callback=refuse_empty,
    help="Write a summary: a page when the name ends in .html, else JSON.",
)
@click.option("--resume", is_flag=True, help="Take up a run that was interrupted.")
@click.option("-q", "--quiet", count=True, help="Errors only, and no progress bar.")
@click.option("-v", "--verbose", count=True, help="-vv adds tracebacks of internal errors.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the progress bar.")
@click.pass_context
def batch(ctx: click.Context, /, **values: object) -> Status:
    """Clean the documents of files of rows, and write a row for each, in the same order.

    IN is a file of rows (.jsonl, .csv, .tsv, each also .gz or .zst; .parquet; .warc), a page, or a folder with any of them. The
    columns of a row stay as they are; new are clean, metadata, site, removed, status (changed, unchanged, refused, failed) and
    error. A document that takes more than 60 seconds (--limit seconds=N) or kills its process is refused; the others go on.

    Exit status: 0 done, whatever the rows say; 2 it cannot be done, or was stopped; 130 interrupted. --resume goes on.
    """
    ctx.meta[VERBOSITY] = values["verbose"]
    from newsclean.cli.batching import run_batch  # noqa: PLC0415 - --help and usage errors need no lxml

    return run_batch(values)
