"""What is shown on standard error while something takes long, for someone who looks at a terminal and has waited a second."""

import os
import sys
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from newsclean.cli.terminal import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE: Final = 1.0
"""Seconds for which nothing is shown."""
_PAUSE: Final = 0.1
"""Seconds after which a bar that nothing has hidden is drawn anew."""
_ERASED: Final = "\r\x1b[K"


class Bar:
    """A bar on one line, which is hidden while anything else is written to the terminal.

    It is drawn between steps and not by a thread: the cursor stays as it is, and processes can be started meanwhile. `unit` is
    what is counted, `total` how many there are, None where nobody knows.
    """

    def __init__(self, unit: str, total: int | None, *, color: bool) -> None:
        self._unit: Final = unit
        self._total: Final = total
        self._color: Final = color
        # A runner of hooks collects what a terminal would show, and shows it at the end.
        is_seen = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb" and "PRE_COMMIT" not in os.environ
        self._is_wanted: Final = (total is None or total > 1) and is_seen
        self._start: Final = monotonic()
        self._due = self._start + _PATIENCE
        self._is_drawn = False
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        """The bar, not drawn yet."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None) -> None:
        """Hide the bar, and the ^C that the terminal has written where it was."""
        self._is_drawn |= self._is_wanted and isinstance(error, KeyboardInterrupt)
        self.hide()

    def hide(self) -> None:
        """Make room for what is written next."""
        if self._is_drawn:
            _write(_ERASED)
            self._is_drawn = False
            self._due = monotonic()

    def show(self, done: int, facts: str = "", *, share: float | None = None, before: int = 0) -> None:
        """Draw the bar, when it is time to: how many are `done`, at what rate, and `facts` about them.

        `share` is the part of the whole that they are, where no total says so; `before` of them were done by another run.
        """
        now = monotonic()
        if not self._is_wanted or now < self._due:
            return
        rate = f"{done:,} {self._unit}, {(done - before) / max(now - self._start, _PAUSE):,.0f}/s"
        part = done / self._total if self._total else share
        line = self._line(part, f"{rate}, {facts}" if facts else rate)
        self._is_drawn = True  # also where Ctrl-C comes while it is written
        _write(_ERASED + line)
        self._due = now + _PAUSE

    def _line(self, part: float | None, told: str) -> str:
        self._progress = self._progress or _progress(color=self._color)
        console = self._progress.console
        self._progress.update(self._progress.task_ids[0], total=None if part is None else 1.0, completed=part or 0.0, told=told)
        with console.capture() as drawn:
            console.print(self._progress, end="")
        return drawn.get().partition("\n")[0]


def _write(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _progress(*, color: bool) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - a run that is over in a second needs no bar
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    console = Console(file=sys.stderr, no_color=not color)
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("{task.fields[told]}", markup=False))
    progress = Progress(*columns, console=console, auto_refresh=False)
    progress.add_task("", total=None, told="")
    return progress
