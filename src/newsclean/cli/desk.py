"""Where the outcomes of a run are told, and what they add up to."""

import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click

from newsclean.cli.messages import explain_failure, say
from newsclean.cli.report import Report
from newsclean.cli.request import Request
from newsclean.cli.status import Status
from newsclean.cli.streams import write_stdout
from newsclean.cli.terminal import escaped, is_color_wanted, is_terminal
from newsclean.cli.work import Outcome

if TYPE_CHECKING:
    from newsclean.cli.changes import Diff

_ORDER: Final = ("cleaned", "to be cleaned", "unchanged", "clean", "refused", "failed")


class Desk:
    """Where outcomes are told: on standard error, on standard output where a diff is wanted, and in the report.

    `before` is called before anything is told.
    """

    def __init__(self, request: Request, *, is_many: bool, before: Callable[[], None]) -> None:
        self.request: Final = request
        self.is_many: Final = is_many
        self.before: Final = before
        self.report: Final = None if request.report is None else Report()
        self.counts: Final = Counter[str]()
        self.worst = Status.FINE

    def take(self, outcome: Outcome) -> None:
        """Tell one outcome, or those of its parts."""
        for one in outcome.parts or (outcome,):
            self._take(one)

    def _take(self, outcome: Outcome) -> None:
        self.counts[self._result(outcome)] += 1
        self.worst = max(self.worst, self._status(outcome))
        if self.report is not None:
            _record(self.report, outcome)
        if self._is_told(outcome):
            self.before()
            self._tell(outcome)

    def close(self) -> Status:
        """Write the report and a summary, and return the exit status."""
        if self.request.keeps_files and self.is_many and not self.request.quiet:
            say(f"newsclean: {self._summary()}")
        if self.report is None or self.request.report is None:
            return self.worst
        try:
            self.report.write(self.request.report)
        except OSError as error:
            return max(self.worst, explain_failure(self.request.report, error, self.request.verbose))
        return self.worst

    def _result(self, outcome: Outcome) -> str:
        if outcome.failure is not None:
            return "refused" if outcome.failure.status is Status.REFUSED else "failed"
        if not outcome.changed:
            return "unchanged" if self.request.in_place else "clean"
        return "cleaned" if self.request.in_place else "to be cleaned"

    def _summary(self) -> str:
        parts = [f"{count} {result}" for result, count in sorted(self.counts.items(), key=lambda item: _ORDER.index(item[0]))]
        return f"{self.counts.total()} files: {', '.join(parts)}"

    def _status(self, outcome: Outcome) -> Status:
        if outcome.failure is not None:
            return outcome.failure.status
        looks = self.request.check or self.request.diff or (self.request.in_place and self.request.fail_on_change)
        return Status.FOUND if looks and outcome.changed else Status.FINE

    def _is_told(self, outcome: Outcome) -> bool:
        request = self.request
        if outcome.failure is not None or outcome.diff is not None or request.explain:
            return True
        return not request.quiet and (request.verbose > 0 or (request.keeps_files and outcome.changed))

    def _tell(self, outcome: Outcome) -> None:
        request, cleaned, name = self.request, outcome.cleaned, outcome.task.source.name
        if outcome.failure is not None:
            outcome.failure.tell(request.verbose)
        if cleaned is None:
            return
        self._show(outcome.diff)
        from newsclean.cli.explain import explain, summary  # noqa: PLC0415 - a filter says nothing

        if request.explain:
            explain(name, cleaned, color=is_color_wanted(request.color))
        elif not request.quiet:
            say(f"newsclean: {escaped(name)}: {self._done(outcome, summary(cleaned))}")

    def _done(self, outcome: Outcome, facts: str) -> str:
        if not self.request.keeps_files:
            return f"{facts} -> {escaped(outcome.task.target.name)}" if outcome.task.target else facts
        if not outcome.changed:
            return f"unchanged, {facts}"
        return f"{'cleaned' if self.request.in_place else 'would be cleaned'}, {facts}"

    def _show(self, diff: "Diff | None") -> None:
        if diff is None:
            return
        if not is_terminal(sys.stdout) and self.request.color != "always":
            write_stdout(diff.data)
            return
        for line in diff.on_terminal(color=is_color_wanted(self.request.color, sys.stdout)):
            click.echo(line, color=True)


def _record(report: Report, outcome: Outcome) -> None:
    name = outcome.task.source.name
    if outcome.failure is not None:
        report.add_failure(name, outcome.failure)
    elif outcome.cleaned is not None:
        report.add(name, outcome.cleaned)
