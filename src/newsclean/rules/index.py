"""RuleIndex: every selector and comment text of a set of packs, and the one walk that finds what they mean in a document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.compounds import ANY_VALUE, PREFIX, VALUE, Key, Shape, shape_of, words_of
from newsclean.rules.filing import Boxes, Entry, Filing, Fitting, Meaning
from newsclean.rules.model import Pack, Rule
from newsclean.rules.select import BESIDE, Selector, compile_selectors
from newsclean.rules.survey import FINGERPRINT, Survey

_MEMO_SIZE: Final = 8192
_VARIED: Final = frozenset(
    {"a", "img", "iframe", "video", "audio", "source", "embed", "object", "script", "link", "meta", "input"}
)


_WORDED: Final = frozenset("div section aside ul ol li dl dd p table header footer nav center form address".split())
"""Elements whose classes and ids tell what they are for. A heading's id often is its own text."""


def _is_worded(shape: Shape) -> bool:
    return shape.tag in _WORDED


_BOX: Final = Selector(("", ""), (_is_worded,), (), ())


class Candidates(NamedTuple):
    """What elements of one shape are good for.

    `proven` are fingerprints that the shape alone proves; `marks` and `meanings` what to try on each element, fingerprints and
    all else, or None. `around` and `beside` name the boxes that selectors need for what stands in them, and beside them.
    """

    proven: Sequence[Entry]
    marks: Fitting | None
    meanings: Fitting | None
    around: frozenset[str]
    beside: frozenset[str]


class RuleIndex:
    """The selectors of `packs`, compiled and filed. Immutable but for a bounded memory of shapes."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self.packs: Final = tuple(packs)
        self._marks: Final = Filing()
        self._meanings: Final = Filing()
        self._boxes: Final = Boxes()
        self._memo: Final[dict[tuple[object, ...], Candidates]] = {}
        self.markers: Final[dict[str, list[Meaning]]] = defaultdict(list)
        self.prefixes: Final[dict[str, Meaning]] = {}
        for pack in self.packs:
            self._file_pack(pack)
            for text in pack.fingerprints:
                self._file_fingerprint(pack.ident, text)
        self.openings: Final = tuple(self.prefixes)
        self.markers.default_factory = None

    def _file_pack(self, pack: Pack) -> None:
        for rank, text in enumerate(pack.article):
            self._file(text, Meaning("article", pack.ident, text, rank))
        for text in pack.keep:
            self._file(text, Meaning("keep", pack.ident, text))
        for rank, credit in enumerate(pack.metadata):
            self._file(credit.select, Meaning("metadata", pack.ident, credit.name, rank))
        for rule in pack.rules:
            self._file_rule(pack.ident, rule)
        for token in (one for one in pack.tokens if one.means):
            self._file(f'[{token.attribute}~="{token.token}" i]', Meaning("token", pack.ident, token.means))

    def _file_rule(self, pack: str, rule: Rule) -> None:
        if rule.select:
            self._file(rule.select, Meaning("rule", pack, rule.select, 0, rule))
        if rule.words:
            meaning = Meaning("rule", pack, " ".join(rule.words), 0, rule)
            self._meanings.put(_BOX, meaning, [("word", word) for word in rule.words])

    def _file_fingerprint(self, pack: str, text: str) -> None:
        meaning = Meaning(FINGERPRINT, pack, text)
        if text.startswith("generator:"):
            return  # the head of the page says it, not its body
        if not text.startswith("comment:"):
            self._file(text, meaning)
        elif text.endswith("*"):
            self.prefixes[text.removeprefix("comment:")[:-1].strip()] = meaning
        else:
            self.markers[text.removeprefix("comment:").strip()].append(meaning)

    def _file(self, text: str, meaning: Meaning) -> None:
        filing = self._marks if meaning.role == FINGERPRINT else self._meanings
        for selector in compile_selectors(text):
            filing.put(selector, meaning)
            self._boxes.put(selector.needs)

    def survey(self, root: Element) -> Survey:
        """Walk `root` once."""
        found = Survey(nodes=list(root.iter()))
        here: dict[tuple[object, ...], Candidates | None] = {}
        for el in found.nodes:
            tag = el.tag
            if tag.__class__ is not str:
                found.comments.setdefault((el.text or "").strip(), []).append(el)
                continue
            if tag in _VARIED:
                key: tuple[object, ...] = (tag, el.get("class"), el.get("id"), *el.keys())
            else:
                key = (tag, *el.items())
            if key in here:
                candidates = here[key]
            else:
                candidates = here[key] = self._meet(key, el, found)
            if candidates is not None:
                _note(found, el, candidates)
        return found

    def _meet(self, key: tuple[object, ...], el: Element, found: Survey) -> Candidates | None:
        """Note the first element of a shape in a document; what all of this shape are good for, None for nothing."""
        candidates = self._memo.get(key)
        if candidates is None:
            candidates = self._candidates(el)
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            self._memo[key] = candidates
        found.tags.add(str(el.tag))
        found.names.update(map(str, el.keys()))
        found.beside |= candidates.beside
        found.fingerprints += [one.meaning for one in candidates.proven]
        return candidates if candidates.marks or candidates.meanings or candidates.around else None

    def _candidates(self, el: Element) -> Candidates:
        """What elements like `el` are good for. Where their attribute values belong to the shape, those are tried here."""
        shape = shape_of(el)
        decided = shape.tag not in _VARIED
        keys = _keys_of(el, shape, decided=decided)
        marks = self._marks.fitting(el, shape, keys, decided=decided)
        meanings = self._meanings.fitting(el, shape, keys, decided=decided)
        boxes = self._boxes.names(el, shape, keys, decided=decided)
        beside = frozenset(name for name in boxes if name.startswith(BESIDE))
        return Candidates(
            [one for one in marks.anywhere if not one.tests],
            _if_any(marks._replace(anywhere=[one for one in marks.anywhere if one.tests])),
            _if_any(meanings),
            boxes - beside,
            beside,
        )


def _if_any(fitting: Fitting) -> Fitting | None:
    return fitting if fitting.anywhere or fitting.drawers else None


def _note(found: Survey, el: Element, candidates: Candidates) -> None:
    if candidates.marks is not None:
        found.marked.append((el, candidates.marks))
    if candidates.meanings is not None:
        found.met.append((el, candidates.meanings))
    if candidates.around:
        found.boxes[el] = candidates.around


def _keys_of(el: Element, shape: Shape, *, decided: bool) -> list[Key]:
    """The keys of selectors that elements of `shape` may match; `decided` where the shape says all about their attributes."""
    keys: list[Key] = [("tag", shape.tag), ("id", shape.ident)]
    keys += [("class", name) for name in sorted(shape.classes)]
    keys += [("name", name) for name in sorted(shape.names)]
    keys += [("class^", shape.class_value[:PREFIX]), ("id^", shape.ident[:PREFIX])]
    if decided:
        keys += [(VALUE, f"{name}={value}") for name, value in dom.attributes_of(el)]
    else:
        keys += [(ANY_VALUE, name) for name in sorted(shape.names)]
    if shape.class_value or shape.ident:
        keys += [("word", word) for word in sorted(words_of(shape))]
    return keys
