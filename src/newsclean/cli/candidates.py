"""What a shell offers for a value that is being typed. Nothing is loaded before somebody presses Tab."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FIRST: Final = "newsclean.first"
"""Where the group leaves in click's `Context.meta` whether the word that is being typed is its first."""
_SUFFIX: Final = ".toml"
# Packs are read strictly where they are used. Here a look that takes no time must do.
_RULE_ID: Final = re.compile(r"""^[ \t]*id[ \t]*=[ \t]*["']([a-z0-9-]+)["']""", re.MULTILINE)


class _Text(Protocol):
    """A file of a folder or of an archive."""

    @property
    def name(self) -> str: ...

    def read_text(self, encoding: str) -> str: ...


def paths(ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """Files; before them the subcommands, for the first word."""
    group = ctx.parent.command if ctx.parent and ctx.meta.get(FIRST) else None
    commands = group.commands.items() if isinstance(group, click.Group) else ()
    named = [(name, command.get_short_help_str()) for name, command in commands if name.startswith(incomplete)]
    return [*_items(named), _file(incomplete)]


def sites(ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The ids of packs, and for the filter what stands for all of them or none."""
    words = [] if ctx.command.name == "rules" else ["auto", "none"]
    return _items([(one, "") for one in (*words, *_packs(ctx)) if one.startswith(incomplete)])


def passes(_ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The names of passes; those of installed distributions, too, where they can be enabled."""
    from newsclean.passes import standard  # noqa: PLC0415 - only somebody who types a name of a pass waits for it
    from newsclean.passes.installed import installed_names  # noqa: PLC0415 - as above

    known = [(step.name, step.about) for step in standard()]
    if param.name != "passes":
        known += [(name, "") for name in installed_names()]
    return _one_of_several(known, incomplete)


def credit_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The names of credits."""
    from newsclean.rules.words import ROLES  # noqa: PLC0415 - as above

    return _one_of_several([(name, "") for name in ROLES], incomplete)


def limits(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The names of limits, each with the sign that a number follows."""
    from newsclean.limits import limit_names  # noqa: PLC0415 - as above

    return _items([(f"{name}=", "") for name in limit_names() if name.startswith(incomplete)])


def rule_ids(ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    """The ids of rules, each with that of its pack."""
    packs = {ident: file for ident, file in _packs(ctx).items() if ident.startswith(incomplete.partition("/")[0])}
    found = [f"{ident}/{rule}" for ident, file in packs.items() for rule in _rules_in(file)]
    return _items([(one, "") for one in found if one.startswith(incomplete)])


def _packs(ctx: click.Context) -> dict[str, _Text]:
    """The files of packs by id: those of the package, of installed distributions, and of the command line."""
    from importlib.resources import files  # noqa: PLC0415 - as above

    typed = [Path(one) for one in ctx.params.get("packs") or ()]
    found = [*sorted(files("newsclean.packs").iterdir(), key=lambda one: one.name), *_installed(), *typed]
    return {one.name.removesuffix(_SUFFIX): one for one in found if one.name.endswith(_SUFFIX)}


def _installed() -> Iterator[Path]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - as above

    for entry in entry_points(group="newsclean.packs"):
        with suppress(Exception):  # whatever it is, `newsclean packs` tells it
            yield Path(entry.load())


def _rules_in(file: _Text) -> list[str]:
    with suppress(OSError, UnicodeError):
        return _RULE_ID.findall(file.read_text("utf-8"))
    return []


def _one_of_several(known: Iterable[tuple[str, str]], incomplete: str) -> "list[CompletionItem[str]]":
    """Names for the last place of a list with commas; what stands before it stays."""
    before, comma, last = incomplete.rpartition(",")
    taken = {one.strip() for one in before.split(",")}
    fitting = [(name, about) for name, about in known if name.startswith(last) and name not in taken]
    return _items([(f"{before}{comma}{name}", about) for name, about in fitting])


def _items(named: Iterable[tuple[str, str]]) -> "list[CompletionItem[str]]":
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - nothing else needs it

    return [CompletionItem(value, help=about or None) for value, about in named]


def _file(incomplete: str) -> "CompletionItem[str]":
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - nothing else needs it

    return CompletionItem(incomplete, type="file")
