"""The panels beside the panes: the journal as a table, the passes with their counts, the metadata."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsclean.journal import Change
from newsclean.metadata import MetadataValue
from newsclean.preview.marks import TAKING, done, hue_of, inert, shortened
from newsclean.preview.shown import Shown

_MOST_TEXT = 160
_SCRIPTS = "machinery"


def journal_rows(shown: Shown) -> str:
    """A row for each entry of the journal, with a button that leads to its place."""
    return "".join(_row(number, change, is_placed=number in shown.placed) for number, change in enumerate(shown.journal))


def _row(number: int, change: Change, *, is_placed: bool) -> str:
    what = done(change) if change.did in TAKING else f"{change.did} {change.what}"
    where = "" if is_placed else ' class="nowhere"'
    name = f'<span class="swatch"></span>{inert(change.step)}'
    rule = f' <span class="rule">{inert(change.by)}</span>' if change.by != change.step else ""
    became = f' <span class="became">{inert(shortened(change.became, _MOST_TEXT))}</span>' if change.became else ""
    cells = (
        f'<th scope="row" class="{hue_of(change.step)}"><button type="button">{name}</button></th>',
        f"<td>{inert(shortened(what, 80))}</td>",
        f'<td class="number">{change.line or "–"}</td>',
        f'<td class="number">{change.count}</td>',
        f'<td class="text"><bdi>{inert(shortened(change.text, _MOST_TEXT))}</bdi>{became}</td>',
        f"<td>{inert(change.why)}{rule}</td>",
    )
    return f'<tr data-n="{number}" data-pass="{inert(change.step)}"{where}>{"".join(cells)}</tr>'


def pass_rows(journal: Sequence[Change]) -> str:
    """The passes that did something, each with a switch, a bar and a count: first those that took text or elements."""
    taking: Counter[str] = Counter()
    shaping: Counter[str] = Counter()
    for change in journal:
        (taking if change.did in TAKING else shaping)[change.step] += change.count
    for name in taking:
        taking[name] += shaping.pop(name, 0)
    return "".join((*_group("Took something away", taking), *_group("Changed the form", shaping)))


def _group(title: str, counts: Counter[str]) -> Iterator[str]:
    if not counts:
        return
    most = max(counts.values())
    yield f"<fieldset><legend>{title}</legend><ul>"
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield (
            f'<li class="{hue_of(name)}"><label><input type="checkbox" checked value="{inert(name)}">'
            f'<span class="name">{inert(name)}</span><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none"'
            f' aria-hidden="true"><rect width="{max(2, round(100 * count / most))}" height="8"/></svg>'
            f'<span class="number">{count}</span></label></li>'
        )
    yield "</ul></fieldset>"


def metadata_rows(metadata: Mapping[str, MetadataValue]) -> str:
    """The metadata as terms and what they are."""
    rows = [(name, (value,) if isinstance(value, str) else value) for name, value in metadata.items()]
    return "".join(
        f"<div><dt>{inert(name)}</dt>{''.join(f'<dd><bdi>{inert(one)}</bdi></dd>' for one in values)}</div>"
        for name, values in rows
    )


def summary(shown: Shown) -> str:
    """The facts in one line."""
    count = sum(change.count for change in shown.journal)
    taken = sum(len("".join(change.text.split())) for change in shown.journal if change.did in TAKING and change.step != _SCRIPTS)
    facts = [
        shown.kind,
        f"site {shown.site}" if shown.site else "no site recognised",
        "1 change" if count == 1 else f"{count} changes",
        f"{taken} characters of text taken",
    ]
    return " · ".join(map(inert, facts))
