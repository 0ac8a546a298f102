"""RuleBook: the rules of all packs, ready to look at a document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from newsclean import dom
from newsclean.document import Document, Finding
from newsclean.dom import Element
from newsclean.rules.credits import PageCredits
from newsclean.rules.detect import ASKED, COMMON, Detector
from newsclean.rules.findings import ElementFinding, RegionFinding, TokenFinding
from newsclean.rules.index import Hit, RuleIndex, Survey, regions
from newsclean.rules.lines import LineRules
from newsclean.rules.model import Pack, Rule

LINES: Final = "lines"
"""The step that tries the text rules of all passes, once paragraphs are paragraphs."""

TOKENS: Final = "cms-style"
"""The step that turns vendor style tokens into elements."""

_ABOUT_THE_PAGE: Final = frozenset({"article", "metadata"})


@dataclass(frozen=True, slots=True)
class _Active:
    """What one choice of packs has besides selectors."""

    packs: frozenset[str]
    lines: LineRules
    regions: tuple[Rule, ...]


class RuleBook:
    """The compiled rules of `packs`. `site` is "auto", "none", or the id of the only one to use; `steps` the passes that run."""

    def __init__(self, packs: Iterable[Pack], site: str, steps: Iterable[str]) -> None:
        self.index: Final = RuleIndex(packs)
        self.detector: Final = Detector(self.index)
        self.credits: Final = PageCredits(self.index.packs)
        self.site: Final = site
        self.steps: Final = frozenset(steps)
        self._chosen: Final[dict[tuple[str, ...], _Active]] = {}

    def consult(self, doc: Document) -> None:
        """Look at `doc` once, and leave in it what was noticed: sites, evidence, findings, article, and credits of the page."""
        survey = self.index.survey(doc.root)
        doc.evidence = self._evidence(doc, survey)
        doc.sites = tuple(doc.evidence)
        active = self._active(doc.sites)
        doc.tags, doc.names, doc.nodes = survey.tags, survey.names, survey.nodes
        doc.findings = self._findings(survey, active)
        if any(hit.meaning.role in _ABOUT_THE_PAGE for hit in survey.hits):
            doc.article = _containers(survey.hits, active.packs, page=doc.page)
            doc.metadata.update(self.credits.found(survey.hits, doc.sites))

    def _evidence(self, doc: Document, survey: Survey) -> Mapping[str, tuple[str, ...]]:
        if self.site != "auto":
            return {} if self.site == "none" else {self.site: (ASKED,)}
        return {pack: texts for pack, texts in self.detector.evidence(doc, survey).items() if pack != COMMON}

    def _active(self, sites: tuple[str, ...]) -> _Active:
        active = self._chosen.get(sites)
        if active is None:
            active = self._chosen[sites] = self._choose(sites)
        return active

    def _choose(self, sites: tuple[str, ...]) -> _Active:
        names = frozenset((COMMON, *sites))
        rules = [rule for pack in self.index.packs if pack.ident in names for rule in pack.rules]
        lines = [rule for rule in rules if not rule.select and not rule.between and rule.step in self.steps]
        return _Active(
            names,
            LineRules.of(lines),
            tuple(rule for rule in rules if rule.between),
        )

    def _findings(self, survey: Survey, active: _Active) -> Mapping[str, list[Finding]]:
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        if survey.comments and active.regions:
            _find_regions(survey, active.regions, found)
        for (role, pack, text, _, rule), el in survey.hits:
            if pack not in active.packs:
                continue
            if rule is not None:
                found[rule.step].append(ElementFinding(rule, el))
            elif role == "token":
                found[TOKENS].append(TokenFinding(text, el))
        found[LINES].append(active.lines)
        return found


def _find_regions(survey: Survey, rules: Iterable[Rule], found: defaultdict[str, list[Finding]]) -> None:
    for rule in rules:
        start, stop = rule.between or ("", "")
        if start in survey.comments and stop in survey.comments:
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


def _containers(hits: Iterable[Hit], active: frozenset[str], *, page: bool) -> list[Element]:
    """The elements that active packs name as the article's, site packs first, then in the order of each pack's list.

    The common pack's are for whole pages only: a fragment is an article already.
    """
    named = [
        (meaning.pack == COMMON, meaning.rank, number, el)
        for number, (meaning, el) in enumerate(hits)
        if meaning.role == "article" and meaning.pack in active and (page or meaning.pack != COMMON)
    ]
    return [el for _, _, _, el in sorted(named, key=lambda one: one[:3])]
