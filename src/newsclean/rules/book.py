"""RuleBook: the rules of all packs, ready to look at a document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from newsclean import dom
from newsclean.document import Document, Finding
from newsclean.dom import Element
from newsclean.rules.detect import COMMON, evidence
from newsclean.rules.findings import ElementFinding, RegionFinding
from newsclean.rules.index import Hit, RuleIndex, Survey, regions
from newsclean.rules.lines import LineRules, LineScan, LinesFinding
from newsclean.rules.model import Pack, Rule


@dataclass(frozen=True, slots=True)
class _Active:
    """What one choice of packs has besides selectors."""

    packs: frozenset[str]
    lines: LineRules
    line_steps: tuple[str, ...]
    regions: tuple[Rule, ...]
    tokens: Mapping[str, Mapping[str, str]]


class RuleBook:
    """The compiled rules of `packs`. `site` is "auto", "none", or the id of the one site pack to use."""

    def __init__(self, packs: Iterable[Pack], site: str = "auto") -> None:
        self.index: Final = RuleIndex(packs)
        self.site: Final = site
        self._chosen: Final[dict[tuple[str, ...], _Active]] = {}

    def consult(self, doc: Document) -> None:
        """Look at `doc` once, and leave in it what was noticed: sites, findings, article, tokens, and credits of the page."""
        survey = self.index.survey(doc.root)
        doc.sites = self._sites(survey, doc.url)
        active = self._active(doc.sites)
        doc.tokens = active.tokens
        doc.findings = self._findings(survey, active)
        if any(hit.meaning.role != "rule" for hit in survey.hits):
            doc.article = _containers(survey.hits, active.packs, page=doc.page)
            _note_credits(doc, survey.hits, active.packs)

    def _sites(self, survey: Survey, url: str | None) -> tuple[str, ...]:
        if self.site != "auto":
            return () if self.site == "none" else (self.site,)
        return tuple(pack for pack in evidence(self.index, survey, url) if pack != COMMON)

    def _active(self, sites: tuple[str, ...]) -> _Active:
        active = self._chosen.get(sites)
        if active is None:
            active = self._chosen[sites] = self._choose(sites)
        return active

    def _choose(self, sites: tuple[str, ...]) -> _Active:
        names = frozenset((COMMON, *sites))
        rules = [rule for pack in self.index.packs if pack.ident in names for rule in pack.rules]
        lines = [rule for rule in rules if not rule.select and not rule.between]
        tokens: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for token in self.index.tokens(names):
            tokens[token.attribute][token.token] = token.means
        return _Active(
            names,
            LineRules.of(lines),
            tuple(dict.fromkeys(rule.step for rule in lines)),
            tuple(rule for rule in rules if rule.between),
            dict(tokens),
        )

    def _findings(self, survey: Survey, active: _Active) -> Mapping[str, list[Finding]]:
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for rule in active.regions if survey.comments else ():
            start, stop = rule.between or ("", "")
            found[rule.step] += [RegionFinding(rule, *pair) for pair in regions(survey.comments, start, stop)]
        for (_, pack, _, _, rule_), el in survey.hits:
            if rule_ is not None and pack in active.packs:
                found[rule_.step].append(ElementFinding(rule_, el))
        scan = LineScan(active.lines)
        for step in active.line_steps:
            found[step].append(LinesFinding(scan, step))
        return found


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


def _note_credits(doc: Document, hits: Iterable[Hit], active: frozenset[str]) -> None:
    for meaning, el in hits:
        if meaning.role == "metadata" and meaning.pack in active and meaning.text not in doc.metadata:
            text = el.get("content") or dom.collapse(dom.text_of(el))
            if text:
                doc.metadata[meaning.text] = text
