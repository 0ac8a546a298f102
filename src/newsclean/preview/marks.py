"""How an entry of the journal is told in a page: in words, in colours, as attributes, and as the note beside a block."""

from collections.abc import Sequence
from itertools import takewhile
from operator import eq
from typing import Final

from newsclean.journal import Change
from newsclean.write.html import escape

HUES: Final = frozenset(
    "ad-iframes article disclaimers editor-credits hidden link-lists promotion qr-blocks related share trackers widgets".split()
)
"""The passes that have a colour of their own; what the others take is grey."""

DONE: Final = {"drop": "removed", "lift": "moved to the metadata", "cut": "text removed", "replace": "text replaced"}
"""A verb in words, where a reader may not know it."""

TAKING: Final = frozenset({"drop", "lift", "cut"})
_CONTROLS: Final = (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
_BROKEN: Final = dict.fromkeys(_CONTROLS, "\ufffd")


def inert(text: str) -> str:
    """`text` for the content of an element or for a value in double quotes: no character of it means anything there."""
    return escape(text.translate(_BROKEN)).replace('"', "&quot;").replace("'", "&#39;")


def hue_of(step: str) -> str:
    """The class that gives the colour of a pass."""
    return f"hue-{step}" if step in HUES else "hue-none"


def shortened(text: str, most: int) -> str:
    """`text` on one line with at most `most` characters."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else f"{line[:most]}…"


class Marks:
    """Writes the marks of one document, and remembers which entries got one."""

    def __init__(self, journal: Sequence[Change]) -> None:
        self.journal: Final = journal
        self.placed: set[int] = set()

    def attributes(self, number: int) -> str:
        """Class, label and number of what the entry `number` took; the first of them can be reached with the keyboard."""
        change = self.journal[number]
        stop = "" if number in self.placed else ' tabindex="0"'
        self.placed.add(number)
        label = inert(f"{change.step}: {done(change)}. {change.why}{rule(change)}")
        return f' data-n="{number}" data-pass="{inert(change.step)}" role="group" aria-label="{label}"{stop}'

    def classes(self, number: int) -> str:
        """The classes of what the entry `number` took or changed."""
        change = self.journal[number]
        return f"{'cut' if change.did in TAKING else 'altered'} {hue_of(change.step)}"

    def about(self, numbers: Sequence[int]) -> str:
        """The attribute that names the entries which are about an element and did not remove it."""
        if not numbers:
            return ""
        self.placed.update(numbers)
        return f' data-about="{" ".join(map(str, dict.fromkeys(numbers)))}"'

    def note(self, number: int, excerpt: str = "") -> str:
        """What appears beside a block under the pointer or the focus."""
        change = self.journal[number]
        line = "" if change.line is None else f" · line {change.line}"
        parts = [
            f'<span class="pass">{inert(change.step)}</span> {inert(done(change))}{line}',
            _part("why", change.why),
            _part("rule", "" if change.by == change.step else change.by),
            _part("said", excerpt),
            _part("said", change.became and f"now “{shortened(_new_in(change), 80)}”"),
        ]
        return f'<span class="note" aria-hidden="true">{"".join(parts)}</span>'


def shared(one: str, other: str) -> int:
    """How many characters the two have in common at their start."""
    return sum(takewhile(bool, map(eq, one, other)))


def _new_in(change: Change) -> str:
    """What is new in the text that took the place of another."""
    start = shared(change.text, change.became)
    end = shared(change.text[start:][::-1], change.became[start:][::-1])
    return change.became[start : len(change.became) - end]


def _part(name: str, text: str) -> str:
    return f'<span class="{name}">{inert(text)}</span>' if text else ""


def done(change: Change) -> str:
    """What was done, in words."""
    return DONE.get(change.did, f"{change.did} {change.what}")


def rule(change: Change) -> str:
    """The rule in brackets, where it was one."""
    return f" ({change.by})" if change.by != change.step else ""
