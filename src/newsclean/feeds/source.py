"""A feed as it was read: its items, where the values stand in its source, and how others are put in their place."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import urljoin

from newsclean.errors import RefusedError
from newsclean.feeds.plain import plain_text
from newsclean.feeds.vocabulary import XHTML, Role
from newsclean.journal import Change
from newsclean.limits import Deadline, Limits

Facts: TypeAlias = dict[str, list[str]]


class Meter:
    """Counts what is read of a feed: elements, or the strings of JSON. RefusedError for one beyond the limits."""

    __slots__ = ("_deadline", "_limits", "_met")

    def __init__(self, limits: Limits, deadline: Deadline | None) -> None:
        self._limits: Final = limits
        self._deadline: Final = deadline
        self._met = 0

    def count(self, depth: int) -> None:
        """One more, `depth` of them within one another."""
        self._met += 1
        if self._met > self._limits.nodes:
            raise _beyond("nodes", self._limits.nodes, self._met)
        if depth > self._limits.depth:
            raise _beyond("depth", self._limits.depth, depth)
        if self._deadline is not None:
            self._deadline.check()


def _beyond(rule: str, limit: int, met: int) -> RefusedError:
    what = "elements" if rule == "nodes" else "elements within one another"
    return RefusedError(rule, f"{met:,} {what} in a feed, and at most {limit:,} are read", limit=limit, value=met)


class Edit(NamedTuple):
    """`new` in the place of what stands from `start` to `stop`; equal numbers put it between."""

    start: int
    stop: int
    new: str


@dataclass(slots=True)
class Item:
    """One item: the `line` where it begins, and what its elements tell of it (title, link, date …), as HTML."""

    line: int
    number: int
    facts: Facts = field(default_factory=dict)

    def first(self, fact: str) -> str:
        """The first that was told of `fact`, "" when nothing was."""
        return next(iter(self.facts.get(fact, ())), "")

    @property
    def label(self) -> str:
        """What messages call it."""
        title = plain_text(self.first("title"))[:60]
        return f"item {self.number} ({f'{title!r}, ' if title else ''}line {self.line})"


class Inline(NamedTuple):
    """How markup that stands in a feed as XML is written: `prefix` before every name, `before` and `after` around it all."""

    prefix: str
    before: str
    after: str
    empty: str
    """What stands in its place when nothing is left of it."""
    stays: bool = True
    """Whether `before` is what stands before it now."""


IN_DIV: Final = Inline("", f'<div xmlns="{XHTML}">', "</div>", "")
"""In a `div` of its own."""

ESCAPED: Final = Inline("", "", "", "")
"""As character data."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: from `start` to `stop` it stands in the source, and `text` is what it says, HTML where `role` says so.

    `inline` is None for character data. `base` is the address to which its relative ones are relative, when it is told.
    """

    name: str
    role: Role
    line: int
    start: int
    stop: int
    text: str
    item: Item | None
    base: str | None = None
    inline: Inline | None = None


def joined(base: str | None, address: str) -> str:
    """`address`, which may be relative to `base`; as it is when the two make none."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address


def applied(source: bytes, edits: Sequence[Edit]) -> bytes:
    """`source` with the edits made; one within another is left out, since that has taken its place."""
    parts, position = [], 0
    for start, stop, new in sorted(edits, key=lambda edit: (edit.start, -edit.stop)):
        if start >= position:
            parts += [source[position:start], new.encode()]
            position = stop
    return b"".join([*parts, source[position:]])


class FeedSource(ABC):
    """What reading gives, whatever the format."""

    items: Sequence[Item]
    facts: Facts
    values: Sequence[Value]
    blanked: Sequence["Blanked"]
    """Addresses that would run something, with what the journal says of them."""

    lines_count = True
    """Whether a line of a value is a line of the source."""

    is_mended = False
    """Whether something was put right that had to be, before it could be read."""

    @abstractmethod
    def respelled(self, value: Value, html: str) -> Sequence[Edit]:
        """The edits that put `html` in the place of `value`; none when it stands there."""

    @abstractmethod
    def spliced(self, edits: Sequence[Edit]) -> str:
        """The source with the edits made."""


Blanked: TypeAlias = tuple[Edit, Change]
"""An edit that blanks an address, with what the journal says of it."""

BLANK: Final = "#"
"""The address that leads nowhere."""


def blanked(name: str, line: int) -> Change:
    """What the journal says of an address that was blanked."""
    return Change("gate", "gate/values", "set", name, "", "the address would run something", line)
