"""What a process may take, and what is said of a task that cost it."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from newsclean.errors import NewscleanError

Cause: TypeAlias = Literal["time", "memory", "died"]

NO_ROOM: Final = 77
"""The exit status of a process that had no memory for the task that was sent."""

TOO_LARGE: Final = "more memory than a document may take"


class PoolError(NewscleanError):
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
