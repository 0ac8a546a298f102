"""Lines: the text rules, tried on every block of text that opens with one of their cues.

Every text rule names its cues, literal texts that open the line (or, for `cut`, occur in it). The rules are filed by the first
two characters of their cues, so a line costs one look-up, however many rules there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.findings import apply_to_line
from newsclean.rules.model import Rule

EDGE: Final = 10
"""How many lines at each end of an article count as its head and its tail."""

_OPENERS: Final = dom.BLANK + "（(【[〔「『《<〈“\"'·•●▲■◆▶▼★☆*＊#|丨｜－—–-_=~～@＠"
_LEAD: Final = 24

LINE_TAGS: Final = dom.BLOCKS - frozenset("table tbody thead tfoot tr hr ul ol dl pre body".split())
"""Blocks that can hold a line of text."""


def lines_of(doc: Document) -> list[tuple[Element, str]]:
    """The blocks of the article that hold no further block, each with the text it opens with, in document order."""
    if doc.lines is None:
        doc.lines = [(el, el.text or "") for el in doc.root.iter() if el.tag in LINE_TAGS and (not len(el) or not dom.has_block(el))]
    return doc.lines


@dataclass(frozen=True, slots=True)
class LineRules:
    """The text rules of the active packs, filed by the first two characters of their cues. A Finding of the step `lines`."""

    by_lead: dict[str, list[Rule]]
    cuts: tuple[Rule, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "LineRules":
        """File `rules`."""
        by_lead: defaultdict[str, list[Rule]] = defaultdict(list)
        cuts: list[Rule] = []
        for rule in rules:
            if rule.cut is not None:
                cuts.append(rule)
                continue
            for lead in sorted({cue[:2] for cue in rule.cue}):
                by_lead[lead].append(rule)
        return cls(dict(by_lead), tuple(cuts))

    def apply(self, doc: Document) -> None:
        """Try every rule on the blocks that open with one of its cues, and the cuts on those that hold one."""
        lines = lines_of(doc)
        for rule, el in [*self._openings(lines), *self._cuts(lines)]:
            if doc.holds(el):
                doc.step = rule.step
                apply_to_line(doc, rule, el)

    def _openings(self, lines: Sequence[tuple[Element, str]]) -> list[tuple[Rule, Element]]:
        by_lead = self.by_lead
        found: list[tuple[Rule, Element]] = []
        for number, (el, opening) in enumerate(lines):
            lead = opening[:_LEAD].lstrip(_OPENERS)[:2]
            if len(lead) < 2 and len(el):  # noqa: PLR2004 - rules are filed by two characters
                lead = dom.text_of(el)[:_LEAD].lstrip(_OPENERS)[:2]
            rules = by_lead.get(lead) or by_lead.get(lead.lower())
            if rules:
                found += [(rule, el) for rule in rules if _in_place(rule, number, len(lines)) and _opens(rule, el)]
        return found

    def _cuts(self, lines: Sequence[tuple[Element, str]]) -> list[tuple[Rule, Element]]:
        if not self.cuts:
            return []
        total = len(lines)
        edges = [*range(min(EDGE, total)), *range(max(EDGE, total - EDGE), total)]
        texts = [dom.text_of(lines[number][0]) if len(lines[number][0]) else lines[number][1] for number in edges]
        everything = "\n".join(texts).lower()
        rules = [rule for rule in self.cuts if any(cue in everything for cue in rule.cue)]
        return [
            (rule, lines[number][0])
            for number, text in zip(edges, texts, strict=True)
            for rule in rules
            if _in_place(rule, number, total) and any(cue in text.lower() for cue in rule.cue)
        ]


def _in_place(rule: Rule, number: int, total: int) -> bool:
    return rule.place == "any" or (number < EDGE if rule.place == "head" else number >= total - EDGE)


def _opens(rule: Rule, el: Element) -> bool:
    text = dom.collapse(dom.text_of(el))
    return len(text) <= rule.max_chars and text.lstrip(_OPENERS).lower().startswith(rule.cue)
