"""The life of a process of a pool: begin, say so, then do what is sent until there is no more, or nobody who wants it."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeVar

from newsclean.pool.answers import NO_ROOM, TOO_LARGE, Lost

_Task = TypeVar("_Task")
_STATM: Final = Path("/proc/self/statm")
_BETWEEN: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name))
"""Signals that a terminal sends to all its processes. Whoever started this one hears them too, and says when to stop."""


def serve(connection: Connection, prepare: Callable[[], Callable[[_Task], object]], memory: int | None) -> None:
    """Do what comes through `connection`: lists of tasks, each answered by itself; None, or its end, is the end.

    The first message back is None, or the reason why `prepare` failed. `memory` is that of `Bounds`.
    """
    _follow_parent()
    try:
        do = prepare()
    except Exception as error:  # noqa: BLE001 - whoever started this process has to know
        connection.send(f"{type(error).__name__}: {error}")
        return
    _bound(memory)
    with suppress(EOFError, OSError):
        connection.send(None)
        while (tasks := _received(connection)) is not None:
            for number, task in enumerate(tasks):
                if number and connection.poll():  # between tasks nothing is sent but the order to stop
                    return
                _answer(connection, do, task)


def _received(connection: Connection) -> Any:  # noqa: ANN401 - what was sent
    try:
        return connection.recv()
    except MemoryError:
        os._exit(NO_ROOM)  # of what comes a part is read, and nothing after it can be


def _answer(connection: Connection, do: Callable[[_Task], object], task: _Task) -> None:
    try:
        connection.send(do(task))
    except MemoryError:  # an answer is made whole before it is sent
        connection.send(Lost("memory", TOO_LARGE))


def _follow_parent() -> None:
    """End when the process does that wants the answers, and not before it. SIGTERM has its usual effect."""
    for number in _BETWEEN:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is None:
        return
    if hasattr(signal, "pthread_sigmask"):
        # The signal is for the thread that works, which may be in the middle of a file.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _bound(memory: int | None) -> None:
    """Give this process `memory` bytes beyond those it has; where the system cannot, none."""
    if memory is None or not _STATM.exists():
        return
    import resource  # noqa: PLC0415 - not on every system

    now = int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
