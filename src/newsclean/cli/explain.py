"""`--explain`: the journal as a table on standard error."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import eq
from typing import Final

import click

from newsclean.cleaned import Cleaned
from newsclean.cli.messages import say
from newsclean.cli.terminal import columns, escaped, one_line, pad, shorten, terminal_width
from newsclean.journal import Change
from newsclean.rules.detect import ASKED

_HEAD: Final = ("step", "rule", "done", "line", "count", "text", "why")
_NUMBERS: Final = frozenset({_HEAD.index("line"), _HEAD.index("count")})
_SAID: Final = ("host ", "canonical ", "images ")
_GAP: Final = "  "


def explain(name: str, cleaned: Cleaned, *, color: bool) -> None:
    """Write a line about the document and its journal as a table as wide as the terminal."""
    say(f"newsclean: {escaped(name)}: {summary(cleaned)}")
    for site, texts in cleaned.evidence.items():
        say(f"newsclean: {escaped(name)}: {witness(site, texts)}")
    lines = table(cleaned.journal, terminal_width())
    for number, line in enumerate(lines):
        say(click.style(line, bold=True) if number == 0 else line, color=color)


def summary(cleaned: Cleaned) -> str:
    """One line of facts: how many changes, what kind of document, which site."""
    count = sum(change.count for change in cleaned.journal)
    changes = "no change" if count == 0 else "1 change" if count == 1 else f"{count} changes"
    return f"{changes}, {cleaned.kind}, {f'site {cleaned.site}' if cleaned.site else 'no site recognised'}"


def witness(site: str, texts: Sequence[str]) -> str:
    """One line on why a pack was used: what the address and the images say, then the marks that were found in the document."""
    said = [text for text in texts if text == ASKED or text.startswith(_SAID)]
    marks = [text for text in texts if text not in said]
    if marks:
        said.append(f"{'1 mark' if len(marks) == 1 else f'{len(marks)} marks'}: {', '.join(marks)}")
    return one_line(f"site {site}: {', '.join(said)}")


def table(journal: Sequence[Change], width: int) -> Iterator[str]:
    """The lines of the table, its head first, none wider than `width` columns; no line for an empty journal."""
    if not journal:
        return
    rows = [_HEAD, *map(_cells, journal)]
    widths = _fit([max(map(columns, cells)) for cells in zip(*rows, strict=True)], width - len(_GAP) * (len(_HEAD) - 1))
    for row in rows:
        yield _GAP.join(_cell(index, text, widths[index]) for index, text in enumerate(row)).rstrip()


def _cells(change: Change) -> tuple[str, ...]:
    rule = change.by if change.by != change.step else "-"
    text = _difference(change.text, change.became) if change.became else change.text
    line = str(change.line) if change.line is not None else "-"
    cells = (change.step, rule, f"{change.did} {change.what}", line, str(change.count), text, change.why)
    return tuple(map(one_line, cells))


def _difference(before: str, after: str) -> str:
    """What differs between the two, so that a small change in a long text survives being shortened."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    dots = "…" if start else ""
    return f"{dots}{before[start : len(before) - end]} -> {dots}{after[start : len(after) - end]}"


def _shared(one: str, other: str) -> int:
    """How many characters the two have in common at their start."""
    return sum(takewhile(bool, map(eq, one, other)))


def _cell(index: int, text: str, width: int) -> str:
    return pad(shorten(text, width), width, right=index in _NUMBERS)


def _fit(natural: list[int], room: int) -> list[int]:
    """Widths that add up to `room` at most: the widest column gives way first, numbers never do."""
    words = [index for index in range(len(natural)) if index not in _NUMBERS]
    room -= sum(natural[index] for index in _NUMBERS)
    widths = list(natural)
    limit = max(natural[index] for index in words)
    while limit > 1 and sum(min(natural[index], limit) for index in words) > room:
        limit -= 1
    for index in words:
        widths[index] = min(natural[index], limit)
    return widths
