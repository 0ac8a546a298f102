"""`newsclean rules show`: all that a rule says, and what it makes of its hits and misses."""

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click

from newsclean.cli.listing import packs_with
from newsclean.cli.terminal import one_line, pad
from newsclean.journal import Change
from newsclean.proof import Trial, cleaner_for, rule_trials
from newsclean.rules.model import Pack, Rule

_LABELS: Final = {"step": "pass"}
_SHOWN_APART: Final = frozenset({"ident", "hits", "misses"})
_WIDTH: Final = 9


def show_rule(name: str, files: Sequence[str]) -> None:
    """Print the rule `name` of the packs there are and of `files`. Raises click.UsageError when there is none, or several."""
    packs = packs_with(files)
    pack, rule = _find(name, packs)
    click.echo(rule.ident)
    for label, value in _facts(rule):
        click.echo(_row(label, value))
    click.echo(_row("from", f"{pack.path} ({pack.about})" if pack.about else pack.path))
    for trial in rule_trials(rule, cleaner_for(pack, _file_of(pack, files))):
        click.echo("".join(f"\n{line}" for line in _lines(trial)))


def _find(name: str, packs: Sequence[Pack]) -> tuple[Pack, Rule]:
    found = {rule.ident: (pack, rule) for pack in packs for rule in pack.rules}
    fitting = [ident for ident in found if ident == name or ident.partition("/")[2] == name]
    if len(fitting) == 1:
        return found[fitting[0]]
    if fitting:
        raise click.UsageError(f"several packs have a rule {name!r}: {', '.join(fitting)}")
    close = get_close_matches(name, [*found, *(ident.partition("/")[2] for ident in found)], 3)
    raise click.UsageError(f"no rule {name!r}" + (f"; similar: {', '.join(close)}" if close else " (newsclean rules lists them)"))


def _file_of(pack: Pack, files: Sequence[str]) -> Path | None:
    return Path(pack.path) if pack.path in {str(Path(file)) for file in files} else None


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    """What the rule says, key by key; keys that were not given are left out, but for those with a default of their own."""
    for name in Rule.names_of_fields():
        value = getattr(rule, name)
        if name not in _SHOWN_APART and value not in (None, "", (), False):
            yield _LABELS.get(name, name), _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else str(value)


def _lines(trial: Trial) -> Iterator[str]:
    yield f"{trial.kind} {trial.number}" + (f": {trial.complaint}" if trial.complaint else "")
    yield _row("before", trial.html)
    if trial.error:
        return
    yield _row("after", trial.after or "(nothing)")
    yield from (_row(change.did, _told(change)) for change in trial.changes)
    yield from (_row("note", f"{name}: {value}") for name, value in trial.noted)
    if not trial.changes and not trial.noted:
        yield _row("rule", "leaves it as it is")


def _told(change: Change) -> str:
    text = f"{change.what}: {change.text}" if change.text else change.what
    return f"{text} -> {change.became}" if change.became else text


def _row(label: str, value: str) -> str:
    return f"  {pad(label, _WIDTH)} {one_line(value)}"
