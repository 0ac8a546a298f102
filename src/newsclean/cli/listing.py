"""`newsclean passes` and `newsclean packs`: what there is to name in an option."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from newsclean.cli.terminal import columns, pad

if TYPE_CHECKING:
    from newsclean.rules.model import Pack


@click.command()
def passes() -> None:
    """List the passes in the order they run, with what each does."""
    from newsclean.passes import standard  # noqa: PLC0415 - only this command needs it

    _print_table([(step.name, step.about) for step in standard()])


@click.command()
def packs() -> None:
    """List the packs of rules: id, hosts, number of rules, where from."""
    from newsclean.passes import standard  # noqa: PLC0415 - only this command needs it
    from newsclean.rules.catalog import all_packs  # noqa: PLC0415 - only this command needs it

    _print_table([_pack_row(pack) for pack in all_packs(passes=standard().names)])


def _pack_row(pack: "Pack") -> tuple[str, ...]:
    count = len(pack.rules)
    return pack.ident, ", ".join(pack.hosts) or "-", "1 rule" if count == 1 else f"{count} rules", pack.path


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip())
