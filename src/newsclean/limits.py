"""Limits: how large a document may be, and how long it may take. Beyond any of them it is refused, whole.

They are far beyond what an article is, and bound the memory and the time that a hostile document can cost.
"""

from collections.abc import Mapping
from time import monotonic
from types import MappingProxyType
from typing import Final

from newsclean.errors import OptionError, RefusedError
from newsclean.value import Value

MOST: Final[Mapping[str, int]] = MappingProxyType(
    {"bytes": 1_000_000_000, "depth": 2048, "nodes": 10**9, "attributes": 10**6, "text": 10**9, "seconds": 10**9}
)
"""The largest limits: libxml2 stops reading at 2,048 levels and at a text of 1,000,000,000 bytes."""


class Limits(Value, kw_only=True):
    """What one document may have at most. OptionError for a limit that is no positive number or beyond `MOST`.

    `bytes`: its size, as given and in UTF-8. `depth`: elements within one another, html and body included. `nodes`: elements,
    comments and processing instructions. `attributes`: on one tag. `text`: characters of text between tags, those of scripts and
    styles and white space included. `seconds`: the time it may take by the clock, None for any time; off by default, because what
    comes back must not depend on the machine.
    """

    bytes: int = 64 * 1024 * 1024
    depth: int = MOST["depth"]
    nodes: int = 500_000
    attributes: int = 10_000
    text: int = 20_000_000
    seconds: float | None = None

    def __post_init__(self) -> None:
        for name in limit_names():
            value, most = getattr(self, name), MOST[name]
            if name == "seconds":
                if value is not None and not _is_within(value, most, int, float):
                    raise OptionError("limits", value, f"seconds is a number above 0, and at most {most:,}, or None")
            elif not _is_within(value, most, int):
                raise OptionError("limits", value, f"{name} is a whole number above 0, and at most {most:,}")


def _is_within(value: object, most: int, *kinds: type[float]) -> bool:
    return isinstance(value, kinds) and not isinstance(value, bool) and 0 < value <= most


def limit_names() -> tuple[str, ...]:
    """The names of all limits."""
    return Limits.names_of_fields()


class Deadline:
    """When the time of one document is over.

    Nothing interrupts the work: whoever works asks now and then. So it is safe in every thread, and needs no signal.
    """

    __slots__ = ("_end", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds: Final = seconds
        self._end: Final = monotonic() + seconds

    def check(self) -> None:
        """RefusedError "time" when it is over."""
        over = monotonic() - self._end
        if over > 0:
            spent = self.seconds + over
            raise RefusedError(
                "time", f"{spent:.1f} seconds, and at most {self.seconds:g} are spent", limit=self.seconds, value=spent
            )


def deadline_of(limits: Limits) -> Deadline | None:
    """The deadline of a document that begins now, None when it may take any time."""
    return None if limits.seconds is None else Deadline(limits.seconds)
