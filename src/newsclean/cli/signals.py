"""Signals that end a run. What has been begun is finished or taken back first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

from newsclean.cli.status import Status

ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a process, besides the one of Ctrl-C."""


class Ended(KeyboardInterrupt):
    """Another program asks us to end, by the signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def status_of(interrupt: KeyboardInterrupt) -> int:
    """The exit status of an interrupted run, as a shell reports it."""
    return 128 + interrupt.number if isinstance(interrupt, Ended) else Status.INTERRUPTED


@contextmanager
def heeded() -> Iterator[None]:
    """In here a signal to end raises `Ended`, as Ctrl-C raises KeyboardInterrupt; not one that is ignored (`nohup`)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in ENDING}
    heard = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in heard:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise Ended(number)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals to end, and Ctrl-C, wait until this is over; those that are ignored stay so.

    A mask would not do: it is one of a thread, and where there is another the signal goes there, and its handler runs here.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDING)}
    held = [number for number, handler in before.items() if handler not in {signal.SIG_IGN, None}]
    for number in held:
        signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number in held:
            signal.signal(number, before[number])
        for number in came:
            signal.raise_signal(number)
