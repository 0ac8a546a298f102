"""Many tasks in several processes, in order. A process that dies costs only the task that killed it."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from typing import Final, Generic, TypeVar

from newsclean.cli.signals import ENDING

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")
_AHEAD: Final = 4
"""Tasks given to each process before the first result is waited for, so that none is idle."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Generic[_Task, _Done]):
    """Processes that do tasks. `lost` says what became of a task whose process died."""

    def __init__(self, do: Callable[[_Task], _Done], lost: Callable[[_Task], _Done], jobs: int) -> None:
        self._do: Final = do
        self._lost: Final = lost
        self._jobs: Final = jobs

    def results(self, tasks: Sequence[_Task]) -> Iterator[_Done]:
        """What comes of each task, in order.

        When a process dies (killed, out of memory), the tasks under way are done again, each in a process of its own, so that
        the one that kills its process is known.
        """
        rest = deque(tasks)
        while rest:
            under_way: deque[_Task] = deque()
            yield from self._until_one_dies(rest, under_way)
            yield from map(self._alone, under_way)

    def _until_one_dies(self, rest: deque[_Task], under_way: deque[_Task]) -> Iterator[_Done]:
        """Move tasks from `rest` to `under_way`, and out of there when their result is yielded."""
        futures: deque[Future[_Done]] = deque()
        pool = _pool(self._jobs)
        try:
            while rest or futures:
                while rest and len(futures) < self._jobs * _AHEAD:
                    under_way.append(rest.popleft())
                    futures.append(pool.submit(self._do, under_way[-1]))
                done = futures.popleft().result()
                under_way.popleft()
                yield done
        except BrokenProcessPool:
            return
        finally:
            _end(pool)

    def _alone(self, task: _Task) -> _Done:
        pool = _pool(1)
        try:
            return pool.submit(self._do, task).result()
        except BrokenProcessPool:
            return self._lost(task)
        finally:
            _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """Let each process end what it has begun, and begin nothing else; after another Ctrl-C, end them at once."""
    try:
        pool.shutdown(wait=True, cancel_futures=True)
    except KeyboardInterrupt:
        # The thread that would end them may be gone after this (bpo-45274), and Python would wait for them forever.
        for process in multiprocessing.active_children():
            process.terminate()
        raise


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_follow_parent)


def _follow_parent() -> None:
    """Make this process, one of several that work for its parent, end when the parent does, and not before it.

    The pool ends its processes by SIGTERM, which has to have its usual effect.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
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
