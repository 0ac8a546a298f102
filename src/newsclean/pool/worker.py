"""One process of a pool, seen from the side that sends it tasks."""

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from newsclean.pool.answers import NO_ROOM, TOO_LARGE, Bounds, Cause, Lost, PoolError
from newsclean.pool.context import Context, without_interrupts
from newsclean.pool.service import serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")
_GRACE: Final = 5.0
"""Seconds in which a process that is told to end has to be gone: enough to put down the file that it writes."""


@dataclass(slots=True)
class Chunk(Generic[_Task, _Done]):
    """Tasks that are sent together, and the answers there are; those without one are sent again when their process is lost."""

    tasks: list[_Task]
    answers: list[_Done | Lost] = field(default_factory=list)
    is_taken: bool = False

    @property
    def is_done(self) -> bool:
        """Whether each task has its answer."""
        return len(self.answers) == len(self.tasks)


class Worker(Generic[_Task, _Done]):
    """A process that does the tasks of one chunk after the other."""

    def __init__(self, prepare: Callable[[], Callable[[_Task], _Done]], bounds: Bounds, context: Context) -> None:
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self._bounds: Final = bounds
        self._process: Final[BaseProcess] = context.Process(target=serve, args=(theirs, prepare, bounds.memory), daemon=True)
        with without_interrupts(context):
            self._process.start()
        theirs.close()
        self._chunk: Chunk[_Task, _Done] | None = None
        self._since: float | None = None
        self.is_lost = False

    @property
    def is_idle(self) -> bool:
        """Whether it has nothing to do."""
        return self._chunk is None and not self.is_lost

    @property
    def rest(self) -> float | None:
        """Seconds until the task at hand is out of time, None for any time. To begin takes what it takes."""
        if self._chunk is None or self._since is None or self._bounds.seconds is None:
            return None
        return max(self._since + self._bounds.seconds - monotonic(), 0)

    def take(self, chunk: Chunk[_Task, _Done]) -> None:
        """Begin with those of its tasks that have no answer yet."""
        chunk.is_taken = True
        self._chunk = chunk
        self._since = None if self._since is None else monotonic()
        with suppress(OSError):  # it died idle, which the pipe will tell
            self.connection.send(chunk.tasks[len(chunk.answers) :])

    def hear(self) -> None:
        """Take one answer, or the news that the process is gone. `PoolError` when it never began."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._lose("died", "")
            return
        is_first, self._since = self._since is None, monotonic()
        if is_first and answer is not None:
            raise PoolError(f"a process could not begin: {answer}")
        if not is_first and self._chunk is not None:
            self._chunk.answers.append(answer)
            if self._chunk.is_done:
                self._chunk = None

    def check_time(self) -> None:
        """Give it up when its task is out of time and no answer has come."""
        if self.rest == 0 and not self.connection.poll():
            self._process.kill()
            self._lose("time", f"more than {self._bounds.seconds:g} seconds")

    def dismiss(self) -> None:
        """Tell it to begin no other task than the one at hand."""
        with suppress(OSError):
            self.connection.send(None)

    def wait(self, patience: float | None) -> None:
        """Let it come to the end of that task: `patience` seconds, None for as long as it takes."""
        try:
            while self.connection.poll(_GRACE if self.is_idle else patience):
                self.connection.recv()
        except (EOFError, OSError):
            self._process.join(_GRACE)

    def end(self) -> None:
        """End it if it has not ended; a file that it is writing is written first."""
        for how in (self._process.terminate, self._process.kill):
            if self._process.is_alive():
                how()
                self._process.join(_GRACE)
        self.connection.close()

    def _lose(self, cause: Cause, detail: str) -> None:
        self._process.join()
        self.connection.close()
        self.is_lost = True
        if self._process.exitcode == NO_ROOM:
            cause, detail = "memory", TOO_LARGE
        detail = detail or _death(self._process.exitcode or 0)
        if self._since is None:
            raise PoolError(f"a process could not begin: {detail}")
        if self._chunk is not None:
            self._chunk.answers.append(Lost(cause, detail))
            self._chunk.is_taken = self._chunk.is_done
            self._chunk = None


def _death(code: int) -> str:
    if code >= 0:
        return f"its process ended with status {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"its process was ended by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")
