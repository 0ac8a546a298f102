"""Who does which task: chunks are handed out, and come back in order."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from typing import Final, Generic, TypeVar

from newsclean.pool.answers import Bounds, Lost
from newsclean.pool.context import Context, beside_threads
from newsclean.pool.worker import Chunk, Worker

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")
_AHEAD: Final = 4
"""Chunks under way for each process, so that none waits for the slowest."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _never(_task: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Pool(Generic[_Task, _Done]):
    """`jobs` processes, each with what `prepare` returns there, which does one task. All of these must pickle.

    `chunk` tasks are sent at a time. An exception costs the process as a crash does; MemoryError does not. `patience` is how
    many seconds a task under way is given to end when nobody wants the rest any more, None for as long as it takes. `context` is
    how processes begin. A task that `is_heavy` is sent alone.
    """

    prepare: Callable[[], Callable[[_Task], _Done]]
    jobs: int
    _: KW_ONLY
    bounds: Bounds = field(default=Bounds())
    chunk: int = 1
    patience: float | None = 0
    context: Context = field(default_factory=beside_threads)
    is_heavy: Callable[[_Task], bool] = field(default=_never)

    def results(self, tasks: Iterable[_Task]) -> Generator[_Done | Lost, None, None]:
        """What comes of each task, in order and lazily: no more tasks are taken than keep the processes busy.

        Closing it ends the processes. `PoolError` when one could not begin.
        """
        source = self._chunks(tasks)
        chunks: deque[Chunk[_Task, _Done]] = deque()
        workers: list[Worker[_Task, _Done]] = []
        try:
            while self._fill(chunks, source):
                self._hand_out(workers, chunks)
                if not chunks[0].is_done:
                    _listen(workers)
                while chunks and chunks[0].is_done:
                    yield from chunks.popleft().answers
        finally:
            self._stop([worker for worker in workers if not worker.is_lost])

    def _chunks(self, tasks: Iterable[_Task]) -> Iterator[list[_Task]]:
        some: list[_Task] = []
        for task in tasks:
            is_heavy = self.is_heavy(task)
            if some and is_heavy:
                yield some
                some = []
            some.append(task)
            if is_heavy or len(some) == self.chunk:
                yield some
                some = []
        if some:
            yield some

    def _fill(self, chunks: deque[Chunk[_Task, _Done]], source: Iterator[list[_Task]]) -> bool:
        """Take tasks until there are enough under way. Whether there are any."""
        chunks.extend(map(Chunk[_Task, _Done], islice(source, self.jobs * _AHEAD - len(chunks))))
        return bool(chunks)

    def _hand_out(self, workers: list[Worker[_Task, _Done]], chunks: deque[Chunk[_Task, _Done]]) -> None:
        workers[:] = [worker for worker in workers if not worker.is_lost]
        for chunk in chunks:
            if chunk.is_taken:
                continue
            worker = next((worker for worker in workers if worker.is_idle), None)
            if worker is None and len(workers) < self.jobs:
                worker = Worker(self.prepare, self.bounds, self.context)
                workers.append(worker)
            if worker is None:
                return
            worker.take(chunk)

    def _stop(self, workers: Sequence[Worker[_Task, _Done]]) -> None:
        """Let each end the task at hand; after another Ctrl-C, end them at once."""
        try:
            for worker in workers:
                worker.dismiss()
            for worker in workers:
                worker.wait(self.patience)
        finally:
            for worker in workers:
                worker.end()


def _listen(workers: Sequence[Worker[_Task, _Done]]) -> None:
    """Wait until something is heard of a process, or one is out of time."""
    rests = [worker.rest for worker in workers if worker.rest is not None]
    heard = wait([worker.connection for worker in workers if not worker.is_lost], min(rests, default=None))
    for worker in workers:
        if worker.connection in heard:
            worker.hear()
        elif not worker.is_lost:
            worker.check_time()
