"""A bar on standard error while many files are cleaned, for someone who looks at a terminal and has waited a second."""

import os
import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from newsclean.cli.terminal import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

_Item = TypeVar("_Item")
_PATIENCE: Final = 1.0
"""Seconds for which nothing is shown."""


def watched(items: Iterable[_Item], total: int, *, color: bool) -> Iterator[_Item]:
    """`items` as they come; meanwhile a bar of `total` steps stands below what is written to standard error."""
    # A runner of hooks collects what a terminal would show, and shows it at the end.
    if total == 1 or not is_terminal(sys.stderr) or "PRE_COMMIT" in os.environ:
        yield from items
        return
    start = monotonic()
    bar: Progress | None = None
    try:
        for number, item in enumerate(items, 1):
            yield item
            if bar is None and monotonic() - start > _PATIENCE:
                bar = _bar(total, color=color)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=number)
    finally:
        if bar is not None:
            bar.stop()


def _bar(total: int, *, color: bool) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - a run that is over in a second needs no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415 - as above

    console = Console(file=sys.stderr, no_color=not color)
    # While it is there, rich puts what others write to standard error above it.
    bar = Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True)
    bar.start()
    bar.add_task("", total=total)
    return bar
