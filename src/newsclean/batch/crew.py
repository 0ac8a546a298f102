"""Processes that do tasks in order. One that dies, hangs or eats memory costs only the task it was at.

The standard pools give up as a whole when a process dies, and cannot say which task killed it. Here a process answers each task
by itself, so the one that it was at is the first without an answer.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import wait
from typing import Final, Generic, TypeVar

from newsclean.batch.worker import Bounds, Lost, Portion, Worker

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")
_AHEAD: Final = 4
"""Portions under way for each process, so that none waits for the slowest."""


class Crew(Generic[_Task, _Done]):
    """`jobs` processes, each with what `prepare` returns there, which does one task. All of these must pickle.

    `portion` tasks are sent at a time. `patience` is how many seconds a task under way is given to end when nobody wants the
    rest any more.
    """

    def __init__(
        self,
        prepare: Callable[[], Callable[[_Task], _Done]],
        jobs: int,
        *,
        bounds: Bounds | None = None,
        portion: int = 1,
        patience: float = 0,
    ) -> None:
        self._prepare: Final = prepare
        self._jobs: Final = jobs
        self._bounds: Final = bounds or Bounds()
        self._portion: Final = portion
        self._patience: Final = patience

    def results(self, tasks: Iterable[_Task]) -> Iterator[_Done | Lost]:
        """What comes of each task, in order and lazily: no more tasks are taken than keep the processes busy."""
        source = iter(tasks)
        portions: deque[Portion[_Task, _Done]] = deque()
        workers: list[Worker[_Task, _Done]] = []
        try:
            while self._fill(portions, source):
                self._hand_out(workers, portions)
                if not portions[0].is_done:
                    _listen(workers)
                while portions and portions[0].is_done:
                    yield from portions.popleft().answers
        finally:
            for worker in workers:
                worker.stop(self._patience)

    def _fill(self, portions: deque[Portion[_Task, _Done]], source: Iterator[_Task]) -> bool:
        """Take tasks until there are enough under way. Whether there are any."""
        while len(portions) < self._jobs * _AHEAD and (some := list(islice(source, self._portion))):
            portions.append(Portion(some))
        return bool(portions)

    def _hand_out(self, workers: list[Worker[_Task, _Done]], portions: deque[Portion[_Task, _Done]]) -> None:
        workers[:] = [worker for worker in workers if not worker.is_lost]
        for portion in portions:
            if portion.is_taken:
                continue
            worker = next((worker for worker in workers if worker.is_idle), None)
            if worker is None and len(workers) < self._jobs:
                worker = Worker(self._prepare, self._bounds)
                workers.append(worker)
            if worker is None:
                return
            worker.take(portion)


def _listen(workers: list[Worker[_Task, _Done]]) -> None:
    """Wait until something is heard of a process, or one is out of time."""
    rests = [worker.rest for worker in workers if worker.rest is not None]
    heard = wait([worker.connection for worker in workers if not worker.is_lost], min(rests, default=None))
    for worker in workers:
        if worker.connection in heard:
            worker.hear()
        elif not worker.is_lost:
            worker.check_time()
