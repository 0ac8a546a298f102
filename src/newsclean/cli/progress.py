"""What is shown on standard error while something takes long, for someone who looks at a terminal and has waited a second."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from newsclean.cli.terminal import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

_Item = TypeVar("_Item")
_PATIENCE: Final = 1.0
"""Seconds for which nothing is shown."""
_PAUSE: Final = 0.1
"""Seconds between two pictures."""


def watched(items: Iterable[_Item], total: int, *, color: bool) -> Iterator[_Item]:
    """`items` as they come; meanwhile a bar of `total` steps stands below what is written to standard error."""
    with Meter(None if total == 1 else "files", total, color=color) as meter:
        for number, item in enumerate(items, 1):
            yield item
            meter.show(number)


class Meter:
    """A bar of `total` things (None: nobody knows how many) of the kind `unit` (None: no bar), with their rate."""

    def __init__(self, unit: str | None, total: int | None = None, *, color: bool) -> None:
        self._unit: Final = unit if is_terminal(sys.stderr) else None
        self._total: Final = total
        self._color: Final = color
        self._start: Final = monotonic()
        self._shown = self._start + _PATIENCE - _PAUSE
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, done: int, facts: str = "", *, share: float | None = None) -> None:
        """Show how many are `done`, and `facts` about them, unless that was shown just now.

        `share` is the part of the whole that they are, where their number says nothing about that.
        """
        now = monotonic()
        if self._unit is None or now - self._shown < _PAUSE:
            return
        self._shown = now
        if self._bar is None:
            self._bar = _bar(color=self._color)
        part = share if self._total is None else done / self._total
        told = [f"{done:,} {self._unit}", f"{done / (now - self._start):,.0f}/s", *filter(None, [facts])]
        self._bar.update(self._bar.task_ids[0], total=None if part is None else 1.0, completed=part or 0.0, facts=", ".join(told))
        self._bar.refresh()


def _bar(*, color: bool) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - what is over in a second needs no bar
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    console = Console(file=sys.stderr, no_color=not color)
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("{task.fields[facts]}", markup=False))
    # While it is there, rich puts what others write to standard error above it. No thread draws: forks would inherit its locks.
    bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
    bar.start()
    bar.add_task("", total=None, facts="")
    return bar
