"""RuleIndex: every selector and comment text of a set of packs, and the one walk that finds what they mean in a document."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.compounds import PREFIX, VALUE, Key, Shape, broader, shape_of, words_of
from newsclean.rules.model import COMMON, Pack, Rule
from newsclean.rules.select import Selector, compile_selectors
from newsclean.rules.survey import FINGERPRINT, Entry, Meaning, Survey

_MEMO_SIZE: Final = 8192
_VARIED: Final = frozenset(
    {"a", "img", "iframe", "video", "audio", "source", "embed", "object", "script", "link", "meta", "input"}
)


_ANY_VALUE: Final = "=*"
"""The kind of a key under which selectors for a value are filed again: for elements whose values are no part of their shape."""

_WORDED: Final = frozenset("div section aside ul ol li dl dd p table header footer nav center form address".split())
"""Elements whose classes and ids tell what they are for. A heading's id often is its own text."""


def _is_worded(shape: Shape) -> bool:
    return shape.tag in _WORDED


_BOX: Final = Selector(("", ""), (_is_worded,), (), ())


class Candidates(NamedTuple):
    """What elements of one shape may mean: fingerprints that the shape alone proves, and selectors to try on each element.

    `keys` are those of the shape, for selectors that need such an element around another.
    """

    proven: tuple[Meaning, ...]
    entries: tuple[Entry, ...]
    keys: frozenset[Key]


class RuleIndex:
    """The selectors of `packs`, compiled and filed. Immutable but for a bounded memory of shapes."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self.packs: Final = tuple(packs)
        self._filed: Final[dict[Key, list[Entry]]] = defaultdict(list)
        self._memo: Final[dict[tuple[object, ...], Candidates]] = {}
        self.markers: Final[dict[str, list[Meaning]]] = defaultdict(list)
        self.prefixes: Final[dict[str, Meaning]] = {}
        for pack in self.packs:
            self._file_pack(pack)
            for text in pack.fingerprints:
                self._file_fingerprint(pack.ident, text)
        self.openings: Final = tuple(self.prefixes)
        self._filed.default_factory = None
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
        meaning = Meaning("rule", pack, " ".join(rule.words), 0, rule)
        for word in rule.words:
            self._filed["word", word].append(Entry(_BOX, meaning))

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
        for selector in compile_selectors(text):
            self._filed[selector.key].append(Entry(selector, meaning))
            if selector.key[0] == VALUE:
                self._filed[_ANY_VALUE, broader(selector.key)[1]].append(Entry(selector, meaning))

    def survey(self, root: Element) -> Survey:
        """Walk `root` once."""
        found = Survey(nodes=list(root.iter()), keys=_keys_around(root))
        met, comments = found.met, found.comments
        here: dict[tuple[object, ...], tuple[Entry, ...]] = {}
        for el in found.nodes:
            tag = el.tag
            if tag.__class__ is not str:
                comments.setdefault((el.text or "").strip(), []).append(el)
                continue
            if tag in _VARIED:
                key: tuple[object, ...] = (tag, el.get("class"), el.get("id"), *el.keys())
            else:
                key = (tag, *el.items())
            entries = here.get(key)
            if entries is None:
                entries = here[key] = self._meet(key, el, found)
            if entries:
                met.append((el, entries))
        return found

    def _meet(self, key: tuple[object, ...], el: Element, found: Survey) -> tuple[Entry, ...]:
        """Note the first element of a shape in a document; the selectors to try on all elements of this shape."""
        candidates = self._memo.get(key)
        if candidates is None:
            candidates = self._candidates(el)
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            self._memo[key] = candidates
        found.tags.add(str(el.tag))
        found.names.update(map(str, el.keys()))
        found.keys |= candidates.keys
        found.fingerprints += candidates.proven
        return candidates.entries

    def _candidates(self, el: Element) -> Candidates:
        """The selectors that elements like `el` may match. Where all attribute values belong to the key, those are tried here."""
        shape = shape_of(el)
        decided = shape.tag not in _VARIED
        keys = _keys_of(el, shape, decided=decided)
        fitting: list[Entry] = []
        for key in keys:
            for selector, meaning, _ in self._filed.get(key, ()):
                if not selector.fits(shape) or (decided and not all(test(el) for test in selector.own)):
                    continue
                if selector is _BOX and any(one.meaning is meaning for one in fitting):
                    continue
                fitting.append(Entry(selector, meaning, selector.context if decided else selector.own + selector.context))
        fitting.sort(key=lambda one: one.meaning.pack == COMMON)
        proven = [one for one in fitting if one.meaning.role == FINGERPRINT and not one.tests]
        entries = tuple(one for one in fitting if one not in proven)
        return Candidates(tuple(one.meaning for one in proven), entries, frozenset(keys))


def _keys_around(root: Element) -> set[Key]:
    """The keys of the elements that hold `root`."""
    return {key for above in root.iterancestors() for key in _keys_of(above, shape_of(above), decided=True)}


def _keys_of(el: Element, shape: Shape, *, decided: bool) -> list[Key]:
    """The keys of selectors that elements of `shape` may match; `decided` where the shape says all about their attributes."""
    keys: list[Key] = [("tag", shape.tag), ("id", shape.ident)]
    keys += [("class", name) for name in sorted(shape.classes)]
    keys += [("name", name) for name in sorted(shape.names)]
    keys += [("class^", shape.class_value[:PREFIX]), ("id^", shape.ident[:PREFIX])]
    if decided:
        keys += [(VALUE, f"{name}={value}") for name, value in dom.attributes_of(el)]
    else:
        keys += [(_ANY_VALUE, name) for name in sorted(shape.names)]
    if shape.class_value or shape.ident:
        keys += [("word", word) for word in sorted(words_of(shape))]
    return keys
