"""Leads: rules filed by the first characters of the lines that they mean.

Every rule for lines names its cues, literal texts that open the line. Filed by their first two characters (or the one that a cue
has), a line costs two look-ups, however many rules there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.model import Rule
from newsclean.value import Value

OPENERS: Final = dom.BLANK + "（(【[〔「『《<〈“\"'·•●▲■◆▶▼★☆*＊#|丨｜－—–-_=~～@＠"
"""What may stand in front of the first word of a line that a cue means."""

LEAD: Final = 2


class Leads(Value):
    """The rules by the first characters of their cues."""

    filed: dict[str, tuple[Rule, ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Leads":
        """File `rules`."""
        filed: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for lead in sorted({spelling for cue in rule.cue for spelling in _spellings(cue[:LEAD])}):
                filed[lead].append(rule)
        return cls({lead: tuple(found) for lead, found in filed.items()})

    def rules_for(self, lead: str) -> tuple[Rule, ...]:
        """The rules that may mean a line with the first characters `lead`."""
        return self.filed.get(lead, ()) + self.filed.get(lead[:1], ())


def lead_of(text: str) -> str:
    """The first characters of a line, after what may stand in front of them."""
    return text.lstrip(OPENERS)[:LEAD]


def lead_in(el: Element) -> str:
    """The first characters of the line in `el`."""
    lead = lead_of(el.text or "")
    return lead_of(dom.text_of(el)) if len(lead) < LEAD and len(el) else lead


def opening(rules: Sequence[Rule], line: str) -> list[Rule]:
    """Those of `rules` for which `line` is short enough, and which have a cue that opens it."""
    if not rules:
        return []
    text = dom.collapse(line)
    start = text.lstrip(OPENERS).lower()
    return [rule for rule in rules if len(text) <= rule.max_chars and start.startswith(rule.cue)]


def _spellings(lead: str) -> set[str]:
    """`lead`, lower case, as a line may begin with it."""
    return {lead, lead.upper(), lead.capitalize()}
