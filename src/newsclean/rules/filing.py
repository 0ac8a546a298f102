"""Filing: selectors by the key of their rightmost compound, and within that by one of the compounds left of it.

A document asks for the keys that its elements have, and then for the compounds that what stands around them matches. So selectors
that speak of other classes, or of the same ones within other boxes, cost it nothing, however many they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, TypeAlias

from newsclean.dom import Element
from newsclean.rules.compounds import Test
from newsclean.rules.model import COMMON, Rule
from newsclean.rules.select import BESIDE, Selector
from newsclean.rules.shapes import Key, Shape, keys_to_file

_RANKS: Final = ("id", "class", "=", "class^", "id^", "name", "tag")
"""The kinds of keys, those first that the fewest elements have as a rule."""


Order: TypeAlias = tuple[bool, int, int]
"""Whether an entry is a common one, the rank of the key under which it was found, and its number."""


class Meaning(NamedTuple):
    """What a match says: `role` is "rule", "token", "fingerprint", "article", "keep" or "metadata"; `pack` whose.

    `text` is the selector, for a token what it means, for metadata the name; `rank` its place in the pack's list.
    """

    role: str
    pack: str
    text: str
    rank: int = 0
    rule: Rule | None = None


class Entry(NamedTuple):
    """One selector and its meaning; `order` says which of several is first, `tests` are those still to try on an element."""

    selector: Selector
    meaning: Meaning
    order: Order
    tests: tuple[Test, ...] = ()


class Fitting(NamedTuple):
    """What elements of one shape may mean: the entries for any place, and the drawers with those that need something around it.

    A drawer comes with the rank of its key.
    """

    shape: Shape
    anywhere: Sequence[Entry]
    drawers: Sequence[tuple[int, Mapping[str, Sequence[Entry]]]]

    def entries(self, el: Element, around: AbstractSet[str]) -> Sequence[Entry]:
        """The entries for `el`, an element of the shape, where `around` are the names of what may stand around it."""
        found: list[Entry] = []
        for rank, drawer in self.drawers:
            for need in drawer.keys() & around:
                filed = (one for one in drawer[need] if one.selector.needs.keys() <= around)
                found += _fitting(el, self.shape, filed, rank)
        return _in_order((*self.anywhere, *found)) if found else self.anywhere


class Filing:
    """Selectors with what they mean."""

    def __init__(self) -> None:
        self._anywhere: Final[dict[Key, list[Entry]]] = {}
        self._drawers: Final[dict[Key, dict[str, list[Entry]]]] = {}
        self._size = 0

    def put(self, selector: Selector, meaning: Meaning, keys: Iterable[Key] = ()) -> None:
        """File `selector` under `keys`, or else under its own."""
        order = self.next_order(meaning)
        for key in keys or keys_to_file(selector.key):
            self.put_under(key, selector, meaning, order)

    def next_order(self, meaning: Meaning) -> Order:
        """The place of what is filed next, or later, with that meaning."""
        self._size += 1
        return meaning.pack == COMMON, 0, self._size

    def put_under(self, key: Key, selector: Selector, meaning: Meaning, order: Order) -> None:
        """File `selector` under `key`, at its place among the others."""
        entry = Entry(selector, meaning, order)
        if selector.needs:
            self._drawers.setdefault(key, {}).setdefault(_rarest(selector.needs), []).append(entry)
        else:
            self._anywhere.setdefault(key, []).append(entry)

    def fitting(self, el: Element, shape: Shape, keys: Sequence[Key]) -> Fitting:
        """What elements like `el` may mean, which have the `shape` and its `keys`."""
        anywhere: list[Entry] = []
        for rank, key in enumerate(keys):
            anywhere += _fitting(el, shape, self._anywhere.get(key, ()), rank)
        drawers = [(rank, self._drawers[key]) for rank, key in enumerate(keys) if key in self._drawers]
        return Fitting(shape, _in_order(anywhere), drawers)


class Boxes:
    """The compounds that selectors need around an element or beside it."""

    def __init__(self) -> None:
        self._names: Final[set[str]] = set()
        self._filing: Final = Filing()

    def put(self, needs: Mapping[str, Selector]) -> None:
        """File all of `needs`."""
        for name, selector in needs.items():
            if name not in self._names:
                self._names.add(name)
                self._filing.put(selector, Meaning("box", "", name))

    def names(self, el: Element, shape: Shape, keys: Sequence[Key]) -> frozenset[str]:
        """The names of those that elements like `el` may match, which have the `shape` and its `keys`."""
        return frozenset(one.meaning.text for one in self._filing.fitting(el, shape, keys).anywhere)


def _rarest(needs: Mapping[str, Selector]) -> str:
    """The name in `needs` that is likely to occur the least."""
    return min(needs, key=lambda name: (name.startswith(BESIDE), _RANKS.index(needs[name].key[0]), name))


def _fitting(el: Element, shape: Shape, filed: Iterable[Entry], rank: int) -> Iterator[Entry]:
    """Those of `filed` that `el` fits, with the tests that are left. Where the shape decides, attribute values are tried here."""
    for selector, meaning, (is_common, _, number), _ in filed:
        if not selector.fits(shape):
            continue
        if not shape.is_decided:
            yield Entry(selector, meaning, (is_common, rank, number), selector.tests)
        elif all(test(el) for test in selector.own):
            yield Entry(selector, meaning, (is_common, rank, number), selector.context)


def _in_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    """`entries` in their order, one that was filed under several keys once."""
    once: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda one: one.order):
        once.setdefault(entry.order[2], entry)
    return tuple(once.values())
