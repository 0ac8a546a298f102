"""RuleIndex: selectors and what they mean, and where a document matches them."""

from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Final, TypeAlias

from newsclean.dom import Element
from newsclean.rules.filing import Boxes, Filing, Meaning, Order
from newsclean.rules.model import Filed, Pack
from newsclean.rules.search import Candidates, Hit, Search
from newsclean.rules.select import BESIDE, Selector, compile_selectors, parsed_of, selector_of
from newsclean.rules.shapes import Key, Shape, keys_of, keys_to_file, shape_of
from newsclean.rules.survey import Look, Survey

_MEMO_SIZE: Final = 1024
_MEMO_WIDTH: Final = 2000
"""Characters of a shape that is remembered: the memory outlives the document, and an attribute may hold millions."""

_WORDED: Final = frozenset("div section aside ul ol li dl dd p table header footer nav center form address".split())
"""Elements whose classes and ids tell what they are for. A heading's id often is its own text."""


def _is_worded(shape: Shape) -> bool:
    return shape.tag in _WORDED


_BOX: Final = Selector(("", ""), (_is_worded,), (), ())


_Waiting: TypeAlias = tuple[Sequence[object], Meaning, Order]
"""A selector that no element has asked for yet, as it was parsed beforehand, and where it is to be filed."""


class RuleIndex:
    """Selectors, compiled and filed; of `packs` all but the fingerprints.

    Immutable in use but for a bounded memory of shapes, and for selectors that were parsed beforehand: those are compiled when an
    element with their key is met, so that a process that cleans one document compiles what this one asks for.
    """

    def __init__(self, packs: Iterable[Pack] = ()) -> None:
        self._filing: Final = Filing()
        self._boxes: Final = Boxes()
        self._memo: dict[Look, Candidates] = {}
        self._waiting: Final[dict[Key, list[_Waiting]]] = {}
        self._lock: Final = Lock()
        for pack in packs:
            self._put_pack(pack)

    def _put_pack(self, pack: Pack) -> None:
        parsed = pack.body.parsed
        for text, meaning in selectors_of(pack):
            self.put(text, meaning, parsed.get(text))
            if meaning.rule is not None and meaning.rule.words:
                self._filing.put(_BOX, meaning, [("word", word) for word in meaning.rule.words])

    def put(self, text: str, meaning: Meaning, filed: Filed | None = None) -> None:
        """File the selectors in `text`; `filed` is what was parsed of it beforehand."""
        if filed is None:
            for selector in compile_selectors(text) if text else ():
                self._filing.put(selector, meaning)
                self._boxes.put(selector.needs)
        else:
            for (kind, name), raw in filed:
                waiting = (raw, meaning, self._filing.next_order(meaning))
                for key in keys_to_file((kind, name)):
                    self._waiting.setdefault(key, []).append(waiting)

    def hits(self, survey: Survey) -> list[Hit]:
        """What the elements of a document mean, in document order."""
        around = [el for root in survey.nodes[:1] for el in root.iterancestors()]
        if self._waiting:
            memo = self._memo
            self._meet([*around, *(el for look, el in survey.looks if look not in memo)])
        above = {el: self._candidates_like(el) for el in around}
        memo = self._memo
        return Search(survey, [self._candidates(look, el, memo) for look, el in survey.looks], above).hits()

    def _meet(self, elements: Iterable[Element]) -> None:
        """Compile the selectors that wait for elements like these.

        Another thread may be at work with the same index. Only what is filed as a whole waits no longer, and a memory that
        somebody still fills is one that nobody asks any more.
        """
        keys = {key for el in elements for key in keys_of(el, shape_of(el)) if key in self._waiting}
        if not keys:
            return
        with self._lock:
            met = keys & self._waiting.keys()
            for key in met:
                for raw, meaning, order in self._waiting[key]:
                    selector = selector_of(parsed_of(raw))
                    self._filing.put_under(key, selector, meaning, order)
                    self._boxes.put(selector.needs)
            self._memo = {}
            for key in met:
                del self._waiting[key]

    def _candidates(self, look: Look, el: Element, memo: dict[Look, Candidates]) -> Candidates:
        """What all elements that look like `el` are good for."""
        candidates = memo.get(look)
        if candidates is None:
            candidates = self._candidates_like(el)
            if sum(len(str(part)) for part in look) <= _MEMO_WIDTH:
                if len(memo) >= _MEMO_SIZE:
                    memo.clear()
                memo[look] = candidates
        return candidates

    def _candidates_like(self, el: Element) -> Candidates:
        shape = shape_of(el)
        keys = keys_of(el, shape)
        fitting = self._filing.fitting(el, shape, keys)
        boxes = self._boxes.names(el, shape, keys)
        beside = frozenset(name for name in boxes if name.startswith(BESIDE))
        return Candidates(fitting if fitting.anywhere or fitting.drawers else None, boxes - beside, beside)


def selectors_of(pack: Pack) -> Iterator[tuple[str, Meaning]]:
    """The selectors of `pack` but the fingerprints, with what they mean; "" for a rule that names words."""
    ident, body = pack.ident, pack.body
    yield from ((text, Meaning("article", ident, text, rank)) for rank, text in enumerate(body.article))
    yield from ((text, Meaning("keep", ident, text)) for text in body.keep)
    yield from ((one.select, Meaning("metadata", ident, one.name, rank)) for rank, one in enumerate(body.metadata))
    yield from (
        (rule.select, Meaning("rule", ident, rule.select or " ".join(rule.words), 0, rule))
        for rule in body.rules
        if rule.select or rule.words
    )
    yield from ((f'[{one.attribute}~="{one.token}" i]', Meaning("token", ident, one.means)) for one in body.tokens if one.means)
