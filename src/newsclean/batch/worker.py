"""One process of a crew, seen from both sides of its pipe."""

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeAlias, TypeVar

from newsclean.errors import NewscleanError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

Cause: TypeAlias = Literal["time", "memory", "died"]
_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


def _context() -> SpawnContext | ForkServerContext:
    """How processes begin: without the threads of this one, whose locks they would wait for, and without its pipes."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["newsclean.api"])
    return context


_CONTEXT: Final = _context()
_STATM: Final = Path("/proc/self/statm")


class CrewError(NewscleanError):
    """A process could not begin to work."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What became of a task that cost its process: out of `time`, out of `memory`, or `died` (killed, crashed)."""

    cause: Cause
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process may take: `seconds` for one task by the clock, `memory` in bytes beyond what it begins with.

    None: anything.
    """

    seconds: float | None = None
    memory: int | None = None


@dataclass(slots=True)
class Portion(Generic[_Task, _Done]):
    """Tasks that are sent together, and the answers there are; those without one are sent again when their process is lost."""

    tasks: list[_Task]
    answers: list[_Done | Lost] = field(default_factory=list)
    is_taken: bool = False

    @property
    def is_done(self) -> bool:
        """Whether each task has its answer."""
        return len(self.answers) == len(self.tasks)


class Worker(Generic[_Task, _Done]):
    """A process that does the tasks of one portion after the other."""

    def __init__(self, prepare: Callable[[], Callable[[_Task], _Done]], bounds: Bounds) -> None:
        self.connection: Connection
        self.connection, theirs = _CONTEXT.Pipe()
        self._bounds: Final = bounds
        self._process: Final[BaseProcess] = _CONTEXT.Process(target=_serve, args=(theirs, prepare, bounds.memory), daemon=True)
        self._process.start()
        theirs.close()
        self._portion: Portion[_Task, _Done] | None = None
        self._since: float | None = None
        self.is_lost = False

    @property
    def is_idle(self) -> bool:
        """Whether it has nothing to do."""
        return self._portion is None and not self.is_lost

    @property
    def rest(self) -> float | None:
        """Seconds until the task at hand is out of time, None for any time. To begin takes what it takes."""
        if self._portion is None or self._since is None or self._bounds.seconds is None:
            return None
        return max(self._since + self._bounds.seconds - monotonic(), 0)

    def take(self, portion: Portion[_Task, _Done]) -> None:
        """Begin with those of its tasks that have no answer yet."""
        portion.is_taken = True
        self._portion = portion
        self._since = None if self._since is None else monotonic()
        with suppress(OSError):  # it died idle, which the pipe will tell
            self.connection.send(portion.tasks[len(portion.answers) :])

    def hear(self) -> None:
        """Take one answer, or the news that the process is gone. `CrewError` when it never began."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._lose("died", "")
            return
        is_first, self._since = self._since is None, monotonic()
        if is_first and answer is not None:
            raise CrewError(f"a process could not begin: {answer}")
        if not is_first and self._portion is not None:
            self._portion.answers.append(answer)
            if self._portion.is_done:
                self._portion = None

    def check_time(self) -> None:
        """Give it up when its task is out of time and no answer has come."""
        if self.rest == 0 and not self.connection.poll():
            self._lose("time", f"more than {self._bounds.seconds:g} seconds")

    def stop(self, patience: float) -> None:
        """Let it end the task at hand, and no other; after `patience` seconds by force."""
        if self.is_lost:
            return
        with suppress(OSError):
            self.connection.send(None)
        with suppress(EOFError, OSError):
            while self.connection.poll(patience):
                self.connection.recv()
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _lose(self, cause: Cause, detail: str) -> None:
        if cause == "time":
            self._process.kill()
        self._process.join()
        self.connection.close()
        self.is_lost = True
        detail = detail or _death(self._process.exitcode or 0)
        if self._since is None:
            raise CrewError(f"a process could not begin: {detail}")
        if self._portion is not None:
            self._portion.answers.append(Lost(cause, detail))
            self._portion.is_taken = self._portion.is_done
            self._portion = None


def _death(code: int) -> str:
    if code >= 0:
        return f"its process ended with status {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"its process was ended by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")


def _serve(connection: Connection, prepare: Callable[[], Callable[[_Task], object]], memory: int | None) -> None:
    """The life of a process: begin, say so, then do what is sent until None is, or nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        do = prepare()
    except Exception as error:  # noqa: BLE001 - whoever started this process has to know
        connection.send(f"{type(error).__name__}: {error}")
        return
    _bound(memory)
    with suppress(EOFError, OSError):
        connection.send(None)
        while (tasks := connection.recv()) is not None:
            for number, task in enumerate(tasks):
                if number and connection.poll():  # between tasks nothing is sent but the order to stop
                    return
                connection.send(_done(do, task))


def _done(do: Callable[[_Task], object], task: _Task) -> object:
    try:
        return do(task)
    except MemoryError:
        return Lost("memory", "more memory than a document may take")


def _bound(memory: int | None) -> None:
    """Give this process `memory` bytes beyond those it has; where the system cannot, none."""
    if memory is None or not _STATM.exists():
        return
    import resource  # noqa: PLC0415 - not on every system

    now = int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
