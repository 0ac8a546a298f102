"""`newsclean passes`, `newsclean packs` and `newsclean rules`: what there is to name in an option."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

from newsclean.cli.terminal import columns, one_line, pad
from newsclean.errors import OptionError

if TYPE_CHECKING:
    from newsclean.rules.model import Pack


@click.command()
def passes() -> None:
    """List the passes in the order they run, with what each does and how many rules it has."""
    from newsclean.passes import standard  # noqa: PLC0415 - only this command needs it

    counts = Counter(rule.step for pack in packs_with() for rule in pack.rules)
    print_table([(step.name, _count(counts[step.name]), step.about) for step in standard()])


@click.command()
@click.option("--pack", "packs", metavar="FILE", multiple=True, type=click.Path(), help="A pack of your own; repeatable.")
def packs(packs: tuple[str, ...]) -> None:
    """List the packs of rules: id, number of rules, what they are about, where from, hosts."""
    print_table([_pack_row(pack) for pack in packs_with(packs)])


def list_rules(packs: Sequence[str], sites: Collection[str], passes: Collection[str]) -> None:
    """Print a line for each rule of the packs `sites` (all when empty) that belongs to one of `passes` (any when empty).

    OptionError for an unknown pack or pass.
    """
    from newsclean.passes import standard  # noqa: PLC0415 - only this command needs it

    known = packs_with(packs)
    _refuse_unknown("site", sites, [pack.ident for pack in known])
    _refuse_unknown("pass", passes, standard().names)
    chosen = [rule for pack in known if not sites or pack.ident in sites for rule in pack.rules]
    print_table([(rule.ident, rule.step, one_line(rule.why)) for rule in chosen if not passes or rule.step in passes])


def packs_with(files: Sequence[str] = ()) -> "tuple[Pack, ...]":
    """Every pack there is, `files` last. Raises PackError for one that is wrong."""
    from newsclean.passes import standard  # noqa: PLC0415 - `newsclean --version` needs no lxml
    from newsclean.rules.catalog import all_packs  # noqa: PLC0415 - as above
    from newsclean.rules.packfile import PackFile  # noqa: PLC0415 - as above

    return all_packs(map(PackFile.read, files), passes=standard().names)


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Write `rows` to standard output, their columns under each other; nothing when there are none."""
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = [pad(text, width) for text, width in zip(row[:-1], widths[:-1], strict=True)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())


def _pack_row(pack: "Pack") -> tuple[str, ...]:
    return pack.ident, _count(len(pack.rules)), one_line(pack.about) or "-", pack.path, ", ".join(pack.hosts) or "-"


def _count(rules: int) -> str:
    return "1 rule" if rules == 1 else f"{rules} rules" if rules else "-"


def _refuse_unknown(option: str, names: Collection[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise OptionError(option, name, f"unknown {'pack' if option == 'site' else option}", known=known)
