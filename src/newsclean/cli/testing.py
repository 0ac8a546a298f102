"""`newsclean rules test`: whether the rules of packs keep their word."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from newsclean.cli.listing import packs_with
from newsclean.cli.messages import explain_failure
from newsclean.cli.status import Status
from newsclean.cli.terminal import escaped, one_line
from newsclean.errors import PackError
from newsclean.passes import standard
from newsclean.proof import Trial, trials
from newsclean.rules.load import load_pack
from newsclean.rules.model import Pack


def try_packs(files: Sequence[str]) -> Status:
    """Try every rule of the packs in `files`, or of all packs there are.

    Prints a line for each failure and a summary, and returns the worst status: every file is tried.
    """
    count = _Count()
    worst = max([_try_file(file, count) for file in files] or [_try_all(count)])
    click.echo(count.summary())
    return max(worst, Status.FOUND if count.failed else Status.FINE)


@dataclass(slots=True)
class _Count:
    packs: int = 0
    rules: int = 0
    trials: int = 0
    failed: int = 0

    def summary(self) -> str:
        about = f"{_plural(self.packs, 'pack')}, {_plural(self.rules, 'rule')}, {_plural(self.trials, 'example')}"
        return f"{about}: {f'{self.failed} failed' if self.failed else 'all right'}"


def _try_all(count: _Count) -> Status:
    for pack in packs_with():
        _try_pack(pack, None, count)
    return Status.FINE


def _try_file(file: str, count: _Count) -> Status:
    path = Path(file)
    try:
        _try_pack(load_pack(path, passes=standard().names), path, count)
    except PackError as error:
        return explain_failure("", error, 0)
    return Status.FINE


def _try_pack(pack: Pack, path: Path | None, count: _Count) -> None:
    count.packs += 1
    count.rules += len(pack.rules)
    for trial in trials(pack, path):
        count.trials += 1
        if trial.complaint:
            count.failed += 1
            click.echo(_failure(pack, trial))


def _failure(pack: Pack, trial: Trial) -> str:
    place = f"{escaped(pack.path)}: {trial.rule.ident}, {trial.kind} {trial.number}"
    return f"{place}: {one_line(trial.complaint)}: {one_line(trial.html)}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
