"""A bar on standard error while many files are cleaned, for someone who looks at a terminal and has waited a second."""

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
    """A bar of `total` steps on one line, which is hidden while anything else is written to the terminal.

    It is drawn between files and not by a thread: the cursor stays as it is, and processes can be started meanwhile.
    """

    def __init__(self, total: int, *, color: bool) -> None:
        self._total: Final = total
        self._color: Final = color
        # A runner of hooks collects what a terminal would show, and shows it at the end.
        is_seen = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb" and "PRE_COMMIT" not in os.environ
        self._is_wanted: Final = total > 1 and is_seen
        self._due = monotonic() + _PATIENCE
        self._is_drawn = False
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        """The bar, not drawn yet."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        """Hide the bar."""
        self.hide()

    def hide(self) -> None:
        """Make room for what is written next."""
        if self._is_drawn:
            _write(_ERASED)
            self._is_drawn = False
            self._due = monotonic()

    def show(self, done: int) -> None:
        """Draw the bar with `done` steps, when it is time to."""
        if not self._is_wanted or monotonic() < self._due:
            return
        line = self._line(done)
        self._is_drawn = True  # also where Ctrl-C comes while it is written
        _write(_ERASED + line)
        self._due = monotonic() + _PAUSE

    def _line(self, done: int) -> str:
        self._progress = self._progress or _progress(self._total, color=self._color)
        console = self._progress.console
        self._progress.update(self._progress.task_ids[0], completed=done)
        with console.capture() as drawn:
            console.print(self._progress, end="")
        return drawn.get().partition("\n")[0]


def _write(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _progress(total: int, *, color: bool) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - a run that is over in a second needs no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415 - as above

    console = Console(file=sys.stderr, no_color=not color)
    progress = Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, auto_refresh=False)
    progress.add_task("", total=total)
    return progress
