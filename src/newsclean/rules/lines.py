"""Lines: the text rules, tried on every block of text that opens with one of their cues.

Every text rule names its cues, literal texts that open the line (or, for `cut`, occur in it).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.broken import take_broken_lines
from newsclean.rules.cues import Cues
from newsclean.rules.findings import apply_to_line, guard_places
from newsclean.rules.leads import Leads, lead_in, lead_of, opening
from newsclean.rules.meeting import apply_where_lines_met
from newsclean.rules.model import Rule, is_anchored
from newsclean.value import Value

EDGE: Final = 10
"""How many lines at each end of an article count as its head and its tail."""

ROUNDS: Final = 20
"""How often the lines of an article are gone through at most; two rounds are the rule."""

LINE_TAGS: Final = dom.BLOCKS - frozenset("table tbody thead tfoot tr hr ul ol dl pre body".split())
"""Blocks that can hold a line of text."""


class LineRules(Value):
    """The text rules of the active packs. A Finding of `lines`.

    `cuts` are those about the start or the end of a line, whose cues stand anywhere in it.
    """

    leads: Leads
    cuts: Cues

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "LineRules":
        """File `rules`."""
        cuts: list[Rule] = []
        whole: list[Rule] = []
        for rule in rules:
            (cuts if rule.cut is not None or (rule.note is not None and is_anchored(rule.note)) else whole).append(rule)
        return cls(Leads.of(whole), Cues(cuts))

    def takes(self, doc: Document) -> Iterable[Element]:
        """Lines that a rule means wherever in the article they stand: what is left of them when paragraphs are settled counts."""
        for el, rules in self._openings(doc):
            text = dom.collapse(dom.text_of(el))
            means = (rule.text.fullmatch(text) for rule in opening(rules, text) if rule.text is not None and not rule.linked)
            if any(means):
                yield el

    def apply(self, doc: Document) -> None:
        """Try the rules on all lines until none finds anything more: what is gone may have stood before another line or end."""
        for _ in range(ROUNDS):
            if not self._go_through(doc) and not apply_where_lines_met(doc):
                break

    def _go_through(self, doc: Document) -> bool:
        """Try every rule on the blocks that open with one of its cues, and the cuts on those that hold one. Whether text went."""
        lines, opened = self._scan(doc)
        total = len(lines)
        tried = [
            (rule, lines[number])
            for number, rules in opened
            for rule in opening(rules, dom.text_of(lines[number]))
            if _in_place(rule, number, total)
        ]
        tried += self._cuts(lines)
        _guard(doc, tried)
        changed = False
        for rule, el in tried:
            if doc.holds(el):
                doc.step = rule.step
                changed |= apply_to_line(doc, rule, el)
        return self._take_broken(doc, lines) or changed

    def _take_broken(self, doc: Document, lines: Sequence[Element]) -> bool:
        """Try the rules on the lines that `br` makes of a block. Whether text went."""
        if doc.tags is not None and "br" not in doc.tags:
            return False
        total = len(lines)

        def rules_for(text: str, number: int) -> Iterator[Rule]:
            rules = opening(self.leads.rules_for(lead_of(text)), text)
            return (rule for rule in rules if _in_place(rule, number, total))

        return take_broken_lines(doc, [el for el in lines if doc.holds(el)], rules_for)

    def _openings(self, doc: Document) -> Iterator[tuple[Element, tuple[Rule, ...]]]:
        for el in doc.root.iter():
            if el.tag in LINE_TAGS and not (len(el) and dom.has_block(el)) and (rules := self.leads.rules_for(lead_in(el))):
                yield el, rules

    def _scan(self, doc: Document) -> tuple[list[Element], list[tuple[int, tuple[Rule, ...]]]]:
        """The blocks of the article that hold no further block, and the numbers of those that open as some rules ask."""
        lines: list[Element] = []
        opened: list[tuple[int, tuple[Rule, ...]]] = []
        for el in doc.root.iter():
            if el.tag not in LINE_TAGS or (len(el) and dom.has_block(el)):
                continue
            if rules := self.leads.rules_for(lead_in(el)):
                opened.append((len(lines), rules))
            elif dom.is_empty(el):
                continue
            lines.append(el)
        return lines, opened

    def _cuts(self, lines: Sequence[Element]) -> list[tuple[Rule, Element]]:
        if not self.cuts:
            return []
        total = len(lines)
        edges = [*range(min(EDGE, total)), *range(max(EDGE, total - EDGE), total)]
        if self.cuts.is_for_tails:
            edges = edges[-EDGE:]
        texts = [dom.text_of(lines[number]) if len(lines[number]) else lines[number].text or "" for number in edges]
        everything = "\n".join(texts).lower()
        rules = self.cuts.rules_in(everything)
        return [
            (rule, lines[number])
            for number, text in zip(edges if rules else (), texts, strict=False)
            for rule in rules
            if _in_place(rule, number, total) and any(cue in text.lower() for cue in rule.cue)
        ]


def _guard(doc: Document, tried: Iterable[tuple[Rule, Element]]) -> None:
    """Have the loss guard look at all lines of each rule together: a line by itself is seldom much of an article."""
    places: defaultdict[str, list[Element]] = defaultdict(list)
    rules: dict[str, Rule] = {}
    for rule, el in tried:
        rules[rule.ident] = rule
        places[rule.ident].append(el)
    for ident, rule in rules.items():
        if not doc.loss.stopped.get(ident):
            doc.step = rule.step
            guard_places(doc, rule, places[ident])


def _in_place(rule: Rule, number: int, total: int) -> bool:
    return rule.place == "any" or (number < EDGE if rule.place == "head" else number >= total - EDGE)
