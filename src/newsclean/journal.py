"""The journal: everything that was done to a document, in order."""

from typing import NamedTuple


class Change(NamedTuple):
    """One thing done to a document.

    `step` is the step that did it, `by` the rule ("sina/append-qr") or the step again, `did` the verb, `what` the element or
    attribute, `text` all the text it took from the body, `became` the text put in its place, `why` the reason, `line` the line
    of the source (None where there is none), `count` how many equal changes this entry stands for.
    """

    step: str
    by: str
    did: str
    what: str
    text: str
    why: str
    line: int | None
    count: int = 1  # type: ignore[assignment]  # the journal's word; nobody counts the fields of a change
    became: str = ""


class _Tally:
    """How often an entry without text stands for a change, with its number and the line of the first."""

    __slots__ = ("line", "number", "times")

    def __init__(self, number: int, line: int | None) -> None:
        self.number = number
        self.line = line
        self.times = 0


class Journal:
    """The changes of one document. Equal changes that took no text are one entry with a count."""

    __slots__ = ("_entries", "_tally")

    def __init__(self) -> None:
        self._entries: list[Change | tuple[str, str, str, str, str]] = []
        self._tally: dict[tuple[str, str, str, str, str], _Tally] = {}

    def changes(self) -> tuple[Change, ...]:
        """Every change so far, in order."""
        return tuple(
            entry
            if isinstance(entry, Change)
            else Change(*entry[:4], "", entry[4], self._tally[entry].line, self._tally[entry].times)
            for entry in self._entries
        )

    def add(self, change: Change) -> int:
        """Write one change that took text or put some; the number of its entry."""
        self._entries.append(change)
        return len(self._entries) - 1

    def count(self, key: tuple[str, str, str, str, str], times: int, line: int | None) -> int:
        """Write `times` equal changes without text; `key` is step, by, did, what and why. The number of their entry."""
        tally = self._tally.get(key)
        if tally is None:
            tally = self._tally[key] = _Tally(len(self._entries), line)
            self._entries.append(key)
        tally.times += times
        return tally.number
