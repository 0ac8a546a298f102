"""Lines: the text rules, tried on every block of text that opens with one of their cues.

Every text rule names its cues, literal texts that open the line (or, for `cut`, occur in it). The rules are filed by the first
two characters of their cues, so a line costs one look-up, however many rules there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.findings import apply_to_line
from newsclean.rules.model import Rule

EDGE: Final = 10
"""How many lines at each end of an article count as its head and its tail."""

_OPENERS: Final = dom.BLANK + "（(【[〔「『《<〈“\"'·•●▲■◆▶▼★☆*＊#|丨｜－—–-_=~～@＠"
_LEAD: Final = 40

LINE_TAGS: Final = tuple(sorted(dom.BLOCKS - frozenset("table tbody thead tfoot tr hr ul ol dl pre body".split())))


def lines_of(doc: Document) -> list[tuple[Element, str]]:
    """The blocks of the article that hold no further block, each with the text it opens with, in document order."""
    if doc.lines is None:
        doc.lines = [(el, el.text or "") for el in doc.root.iter(*LINE_TAGS) if not len(el) or not dom.has_block(el)]
    return doc.lines


@dataclass(frozen=True, slots=True)
class LineRules:
    """The text rules of the active packs, filed by the first two characters of their cues."""

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

    def scan(self, doc: Document) -> dict[str, list[tuple[Rule, Element]]]:
        """What the rules mean to try, by pass: (rule, block) for every block that opens with a cue in the right place."""
        found: defaultdict[str, list[tuple[Rule, Element]]] = defaultdict(list)
        lines = lines_of(doc)
        by_lead = self.by_lead
        for number, (el, opening) in enumerate(lines):
            lead = opening[:_LEAD].lstrip(_OPENERS)[:2]
            if len(lead) < 2:  # noqa: PLR2004 - lines are filed by two characters
                lead = dom.text_of(el)[:_LEAD].lstrip(_OPENERS)[:2]
            for rule in by_lead.get(lead.lower(), ()):
                if _in_place(rule, number, len(lines)) and _opens(rule, el):
                    found[rule.step].append((rule, el))
        if self.cuts:
            self._scan_cuts(lines, found)
        return found

    def _scan_cuts(self, lines: Sequence[tuple[Element, str]], found: defaultdict[str, list[tuple[Rule, Element]]]) -> None:
        total = len(lines)
        for number in (*range(min(EDGE, total)), *range(max(EDGE, total - EDGE), total)):
            el = lines[number][0]
            text = dom.text_of(el).lower()
            for rule in self.cuts:
                if _in_place(rule, number, total) and any(cue in text for cue in rule.cue):
                    found[rule.step].append((rule, el))


def _in_place(rule: Rule, number: int, total: int) -> bool:
    return rule.place == "any" or (number < EDGE if rule.place == "head" else number >= total - EDGE)


def _opens(rule: Rule, el: Element) -> bool:
    text = dom.collapse(dom.text_of(el))
    return len(text) <= rule.max_chars and text.lstrip(_OPENERS).lower().startswith(rule.cue)


@dataclass(slots=True)
class LineScan:
    """One scan of the lines of one document, made when the first pass with text rules asks."""

    rules: LineRules
    _found: dict[str, list[tuple[Rule, Element]]] | None = field(default=None)

    def of_step(self, doc: Document, step: str) -> Sequence[tuple[Rule, Element]]:
        """The (rule, block) pairs of the pass `step`."""
        if self._found is None:
            self._found = self.rules.scan(doc)
        return self._found.get(step, ())


@dataclass(frozen=True, slots=True)
class LinesFinding:
    """The text rules of one pass."""

    scan: LineScan
    step: str

    def apply(self, doc: Document) -> None:
        """Try every rule on the blocks that open with one of its cues."""
        for rule, el in self.scan.of_step(doc, self.step):
            if doc.holds(el):
                apply_to_line(doc, rule, el)
