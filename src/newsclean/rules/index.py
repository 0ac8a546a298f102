"""RuleIndex: selectors and what they mean, and where a document matches them."""

from collections.abc import Iterable
from typing import Final

from newsclean.dom import Element
from newsclean.rules.filing import Boxes, Filing, Meaning
from newsclean.rules.model import Pack, Rule
from newsclean.rules.search import Candidates, Hit, Search
from newsclean.rules.select import BESIDE, Selector, compile_selectors
from newsclean.rules.shapes import Shape, keys_of, shape_of
from newsclean.rules.survey import Look, Survey

_MEMO_SIZE: Final = 1024
_MEMO_WIDTH: Final = 2000
"""Characters of a shape that is remembered: the memory outlives the document, and an attribute may hold millions."""

_WORDED: Final = frozenset("div section aside ul ol li dl dd p table header footer nav center form address".split())
"""Elements whose classes and ids tell what they are for. A heading's id often is its own text."""


def _is_worded(shape: Shape) -> bool:
    return shape.tag in _WORDED


_BOX: Final = Selector(("", ""), (_is_worded,), (), ())


class RuleIndex:
    """Selectors, compiled and filed; of `packs` all but the fingerprints. Immutable in use but for a bounded memory of shapes."""

    def __init__(self, packs: Iterable[Pack] = ()) -> None:
        self._filing: Final = Filing()
        self._boxes: Final = Boxes()
        self._memo: Final[dict[Look, Candidates]] = {}
        for pack in packs:
            self._put_pack(pack)

    def _put_pack(self, pack: Pack) -> None:
        for rank, text in enumerate(pack.article):
            self.put(text, Meaning("article", pack.ident, text, rank))
        for text in pack.keep:
            self.put(text, Meaning("keep", pack.ident, text))
        for rank, credit in enumerate(pack.metadata):
            self.put(credit.select, Meaning("metadata", pack.ident, credit.name, rank))
        for rule in pack.rules:
            self._put_rule(pack.ident, rule)
        for token in (one for one in pack.tokens if one.means):
            self.put(f'[{token.attribute}~="{token.token}" i]', Meaning("token", pack.ident, token.means))

    def _put_rule(self, pack: str, rule: Rule) -> None:
        if rule.select:
            self.put(rule.select, Meaning("rule", pack, rule.select, 0, rule))
        if rule.words:
            meaning = Meaning("rule", pack, " ".join(rule.words), 0, rule)
            self._filing.put(_BOX, meaning, [("word", word) for word in rule.words])

    def put(self, text: str, meaning: Meaning) -> None:
        """File the selectors in `text`."""
        for selector in compile_selectors(text):
            self._filing.put(selector, meaning)
            self._boxes.put(selector.needs)

    def hits(self, survey: Survey) -> list[Hit]:
        """What the elements of a document mean, in document order."""
        above = {el: self._candidates_like(el) for root in survey.nodes[:1] for el in root.iterancestors()}
        return Search(survey, [self._candidates(look, el) for look, el in survey.looks], above).hits()

    def _candidates(self, look: Look, el: Element) -> Candidates:
        """What all elements that look like `el` are good for."""
        candidates = self._memo.get(look)
        if candidates is None:
            candidates = self._candidates_like(el)
            if sum(len(str(part)) for part in look) <= _MEMO_WIDTH:
                if len(self._memo) >= _MEMO_SIZE:
                    self._memo.clear()
                self._memo[look] = candidates
        return candidates

    def _candidates_like(self, el: Element) -> Candidates:
        shape = shape_of(el)
        keys = keys_of(el, shape)
        fitting = self._filing.fitting(el, shape, keys)
        boxes = self._boxes.names(el, shape, keys)
        beside = frozenset(name for name in boxes if name.startswith(BESIDE))
        return Candidates(fitting if fitting.anywhere or fitting.drawers else None, boxes - beside, beside)
