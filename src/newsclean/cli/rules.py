"""`newsclean rules`: what the rules are, whether they keep their word, and a first sketch of a pack. Parameters only."""

import click

from newsclean.cli import candidates
from newsclean.cli.status import Status

_PACK = click.option(
    "--pack", "packs", metavar="FILE", multiple=True, type=click.Path(), help="A pack of rules of your own; repeatable."
)


@click.group(invoke_without_command=True)
@_PACK
@click.option(
    "--site",
    "sites",
    metavar="ID",
    multiple=True,
    shell_complete=candidates.sites,
    help="Only the rules of this pack; repeatable.",
)
@click.option(
    "--pass",
    "passes",
    metavar="PASS",
    multiple=True,
    shell_complete=candidates.passes,
    help="Only the rules of this pass; repeatable.",
)
@click.pass_context
def rules(ctx: click.Context, packs: tuple[str, ...], sites: tuple[str, ...], passes: tuple[str, ...]) -> None:
    """List the rules, one a line: id, pass, reason. Show one, test them, or sketch a new pack."""
    if ctx.invoked_subcommand is None:
        from newsclean.cli.listing import list_rules  # noqa: PLC0415 - --help and usage errors need no lxml

        list_rules(packs, sites, passes)
    elif packs or sites or passes:
        raise click.UsageError(f"write options behind {ctx.invoked_subcommand!r}: those before it are for the list")


@rules.command()
@click.argument("ident", metavar="ID", shell_complete=candidates.rule_ids)
@_PACK
def show(ident: str, packs: tuple[str, ...]) -> None:
    """Show a rule: all it says, and what it makes of its hits and misses.

    ID is pack/rule (sina/append-qr), or the rule alone when only one pack has it.
    """
    from newsclean.cli.showing import show_rule  # noqa: PLC0415 - --help and usage errors need no lxml

    show_rule(ident, packs)


@rules.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
def test(files: tuple[str, ...]) -> Status:
    """Try the hits and misses of every rule in each pack FILE; of all packs there are when no FILE is given.

    Exit status: 0 every rule keeps its word, 1 some do not, 2 a pack is wrong or cannot be read.
    """
    from newsclean.cli.testing import try_packs  # noqa: PLC0415 - --help and usage errors need no lxml

    return try_packs(files)


@rules.command()
@click.argument("page", type=click.Path(allow_dash=True), metavar="PAGE")
@click.option("--url", metavar="URL", help="Where the page is from, when it does not say so itself.")
@click.option("--id", "ident", metavar="ID", help="The id of the pack.  [default: the name of the output, or of the domain]")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write to this new file and not to standard output.")
def new(page: str, url: str | None, ident: str | None, output: str | None) -> None:
    """Sketch a pack for the site of a saved PAGE ("-" is standard input).

    The sketch loads and its rules keep their word; comments in it say what is left to decide.
    """
    from newsclean.cli.sketching import sketch_pack  # noqa: PLC0415 - --help and usage errors need no lxml

    sketch_pack(page, url, ident, output)
