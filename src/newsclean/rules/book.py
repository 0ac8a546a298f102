"""RuleBook: the rules of all packs, ready to look at a document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final, TypeAlias

from newsclean import dom
from newsclean.document import Document, Finding
from newsclean.dom import Element
from newsclean.rules.credits import PageCredits
from newsclean.rules.detect import ASKED, Detector
from newsclean.rules.findings import ElementFinding, RegionFinding, TokenFinding
from newsclean.rules.index import RuleIndex
from newsclean.rules.lines import LineRules
from newsclean.rules.model import COMMON, Pack, Rule
from newsclean.rules.search import Hit
from newsclean.rules.sections import SectionRules
from newsclean.rules.survey import Survey, regions, survey_of
from newsclean.value import Value

LINES: Final = "lines"
"""The step that tries the text rules of all passes, once paragraphs are paragraphs."""

TOKENS: Final = "cms-style"
"""The step that turns vendor style tokens into elements."""

SECTIONS: Final = "sections"
"""What certain lines head; the step `article` settles it, once it knows where the article stands."""

_MOST_CHOICES: Final = 64
"""Choices of packs that are remembered. A document may look like one of many sites at once, and the next like others."""

_NESTED: Final = 16
"""Elements within one another that one rule is tried on. Boxes of one kind stand in one another twice or three times."""

_Regions: TypeAlias = Mapping[str, Sequence[tuple[int, Rule]]]
"""Rules about regions, with the numbers of their order, by the text of the comment at the start."""


class _Active(Value):
    """What one choice of packs looks for; `regions` by the comment at which they begin."""

    index: RuleIndex
    lines: LineRules
    sections: SectionRules
    regions: _Regions

    def findings(self) -> dict[str, list[Finding]]:
        """Those that look at the text themselves when their step comes."""
        found: dict[str, list[Finding]] = {LINES: [self.lines]}
        return found | {SECTIONS: [self.sections]} if self.sections.leads.filed else found


class RuleBook:
    """The compiled rules of `packs`. `site` is "auto", "none", or the id of the only one to use; `steps` the passes that run."""

    def __init__(self, packs: Iterable[Pack], site: str, steps: Iterable[str]) -> None:
        self.packs: Final = tuple(packs)
        self.detector: Final = Detector(self.packs)
        self.credits: Final = PageCredits(self.packs)
        self.site: Final = site
        self.steps: Final = frozenset(steps)
        self._chosen: Final[dict[frozenset[str], _Active]] = {}

    def consult(self, doc: Document, head: Element | None = None) -> None:
        """Look at `doc` once, and leave in it what was noticed: sites, findings, article, and credits of the page.

        The `head` of a page is looked at for fingerprints and credits.
        """
        survey = survey_of(doc.root)
        about = None if head is None else survey_of(head)
        doc.evidence = self._evidence(doc, survey, about)
        doc.sites = tuple(doc.evidence)
        active = self._active(frozenset(doc.sites))
        doc.tags, doc.names, doc.nodes = survey.tags, survey.names, survey.nodes
        hits = active.index.hits(survey)
        doc.findings = self._findings(survey, hits, active)
        doc.article = _containers(hit for hit in hits if hit.meaning.pack != COMMON)
        doc.likely = _containers(hit for hit in hits if hit.meaning.pack == COMMON)
        credits_of_page = hits if about is None else [*hits, *active.index.hits(about)]
        doc.told.update(self.credits.found(credits_of_page, (*doc.sites, COMMON)))
        doc.metadata.update({name: value for name, value in doc.told.items() if name == "title"})

    def _evidence(self, doc: Document, survey: Survey, head: Survey | None) -> Mapping[str, tuple[str, ...]]:
        if self.site != "auto":
            return {} if self.site == "none" else {self.site: (ASKED,)}
        return {pack: texts for pack, texts in self.detector.evidence(doc, survey, head).items() if pack != COMMON}

    def _active(self, sites: frozenset[str]) -> _Active:
        active = self._chosen.get(sites)
        if active is None:
            if len(self._chosen) >= _MOST_CHOICES:
                self._chosen.clear()
            active = self._chosen[sites] = self._choose(sites)
        return active

    def _choose(self, sites: frozenset[str]) -> _Active:
        chosen = (pack for pack in self.packs if pack.ident == COMMON or pack.ident in sites)
        packs = sorted(chosen, key=lambda pack: pack.ident == COMMON)
        rules = [rule for pack in packs for rule in pack.rules]
        active = [rule for rule in rules if rule.step in self.steps]
        return _Active(
            RuleIndex(packs),
            LineRules.of(rule for rule in active if rule.is_for_lines),
            SectionRules.of(rule for rule in active if rule.heads),
            _by_start(rule for rule in rules if rule.between),
        )

    def _findings(self, survey: Survey, hits: Iterable[Hit], active: _Active) -> Mapping[str, list[Finding]]:
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        if survey.comments and active.regions:
            _find_regions(survey, active.regions, found)
        kept = {hit.el for hit in hits if hit.meaning.role == "keep"}
        for (role, pack, text, _, rule), el in _reachable(_unique(hits)):
            if pack == COMMON and el in kept:
                continue
            if rule is not None:
                found[rule.step].append(ElementFinding(rule, el))
            elif role == "token":
                found[TOKENS].append(TokenFinding(text, el))
        return found | active.findings()


def _unique(hits: Iterable[Hit]) -> list[Hit]:
    """Each rule once for an element, however many of its selectors the element matches."""
    return list({(id(hit.meaning.rule), hit.meaning.text, hit.el): hit for hit in hits}.values())


def _reachable(hits: list[Hit]) -> list[Hit]:
    """Of what one rule means only what stands in fewer than `_NESTED` others of it: each is read with all that it holds."""
    counts = Counter(id(hit.meaning.rule) for hit in hits)
    levels: defaultdict[int, dict[Element, int]] = defaultdict(dict)
    reached: list[Hit] = []
    for hit in hits:
        rule = id(hit.meaning.rule)
        if counts[rule] < _NESTED or _level(hit.el, levels[rule]) <= _NESTED:
            reached.append(hit)
    return reached


def _level(el: Element, levels: dict[Element, int]) -> int:
    """How many elements of one rule `el`, the next of them in document order, stands in, itself included; `levels` are known."""
    path: list[Element] = []
    node: Element | None = el
    while node is not None and node not in levels:
        path.append(node)
        node = node.getparent()
    around = 0 if node is None else levels[node]
    levels.update(dict.fromkeys(path, around))
    levels[el] = around + 1
    return around + 1


def _by_start(rules: Iterable[Rule]) -> _Regions:
    filed: dict[str, list[tuple[int, Rule]]] = {}
    for number, rule in enumerate(rules):
        start, _ = rule.between or ("", "")
        filed.setdefault(start, []).append((number, rule))
    return filed


def _find_regions(survey: Survey, rules: _Regions, found: defaultdict[str, list[Finding]]) -> None:
    numbered = (one for start in rules.keys() & survey.comments.keys() for one in rules[start])
    for _, rule in sorted(numbered, key=itemgetter(0)):
        start, stop = rule.between or ("", "")
        if stop in survey.comments:
            found[rule.step] += [
                RegionFinding(rule, *pair) for pair in regions(survey.comments, start, stop) if _has_content(*pair)
            ]


def _has_content(start: Element, stop: Element) -> bool:
    """Whether anything but white space and comments stands between two siblings."""
    node: Element | None = start
    while node is not None and node is not stop:
        if (node is not start and dom.is_element(node)) or not dom.is_blank_after(node):
            return True
        node = node.getnext()
    return False


def _containers(hits: Iterable[Hit]) -> list[Element]:
    """The elements that packs name as the article's, in the order of each pack's list."""
    named = [(hit.meaning.rank, number, hit.el) for number, hit in enumerate(hits) if hit.meaning.role == "article"]
    return [el for _, _, el in sorted(named, key=lambda one: one[:2])]
