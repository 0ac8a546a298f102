"""Selectors: parsed once, filed by their most selective key, matched during one walk of the document.

As in browsers, a selector is filed under one key of its rightmost compound (id, else class, else attribute, else tag), so a
document is tested only against selectors that share a key with one of its elements. Elements of equal shape (tag, class, id and
attribute names) have the same candidates, which are worked out once and remembered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.compounds import Compound, Parsed, ShapeTest, Simple, Test, ValueTest, compound_test, tests_of
from newsclean.rules.shapes import Key, Shape

BESIDE: Final = "~"
"""What a name begins with that is of an element somewhere in the document, and not around another."""


class Selector(NamedTuple):
    """One compiled selector without commas.

    `key` files it. `shape` are tests on the shape of an element, `own` on its attribute values, `context` on where it stands.
    `needs` are the compounds left of it by their names, marked with `BESIDE` where the element stands beside others and not
    around them: where one of them is missing nothing can match.
    """

    key: Key
    shape: tuple[ShapeTest, ...]
    own: tuple[ValueTest, ...]
    context: tuple[Test, ...]
    needs: Mapping[str, "Selector"] = MappingProxyType({})

    @property
    def tests(self) -> tuple[Test, ...]:
        """Those on an element itself, whose shape fits."""
        return (*self.own, *self.context)

    def fits(self, shape: Shape) -> bool:
        """Whether elements of `shape` can match."""
        return all(test(shape) for test in self.shape)


@lru_cache(maxsize=8192)  # every selector is compiled once to check it and once to file it, by every Cleaner
def compile_selectors(text: str) -> tuple[Selector, ...]:
    """The selectors of a comma-separated list. ValueError says what is wrong, or that a selector matches everything."""
    from newsclean.rules.syntax import parse_selectors  # noqa: PLC0415 - the selectors of built-in packs come parsed

    selectors = tuple(map(selector_of, parse_selectors(text)))
    if any(one.key == ("", "") for one in selectors):
        raise ValueError(f"selector {text!r} matches everything: name a tag, class, id or attribute at its end")
    return selectors


def selector_of(parsed: Parsed) -> Selector:
    """What was parsed, ready to be tried."""
    (_, compound), *left = parsed
    key, shape, own, context = tests_of(compound)
    return Selector(key, shape, own, context + _left_tests(left), _needs(left))


def raw_of(parsed: Parsed) -> list[object]:
    """What was parsed as lists of strings, for a file."""
    return [[combinator, list(map(_raw_simple, compound))] for combinator, compound in parsed]


def _raw_simple(one: Simple) -> list[object]:
    raw: list[object] = [*one[:-1], list(map(_raw_simple, one.inner))]
    while not raw[-1]:
        raw.pop()
    return raw


def parsed_of(raw: Sequence[Any]) -> Parsed:
    """What `raw_of` made lists of."""
    return tuple((combinator, tuple(map(_simple_of, compound))) for combinator, compound in raw)


_OMITTED: Final = ("", "", ())
"""What `raw_of` leaves out at the end of a `Simple`."""


def _simple_of(raw: Sequence[Any]) -> Simple:
    kind, name, *rest = raw
    said: list[Any] = [*rest, *_OMITTED[len(rest) :]]
    operator, value, inner = said
    return Simple(kind, name, operator, value, tuple(map(_simple_of, inner)))


def _needs(left: Sequence[tuple[str, Compound]]) -> dict[str, Selector]:
    """The compounds `left` of the rightmost, by name; a `*` needs nothing."""
    needs: dict[str, Selector] = {}
    for combinator, compound in left:
        if compound and (selector := Selector(*tests_of(compound))).key != ("", ""):
            needs[f"{'' if combinator in _AROUND else BESIDE}{compound!r}"] = selector
    return needs


def _left_tests(left: Sequence[tuple[str, Compound]]) -> tuple[Test, ...]:
    """The tests of what stands `left` of a compound: none, or one that asks for all the rest."""
    tests: tuple[Test, ...] = ()
    for combinator, compound in reversed(left):
        tests = (_COMBINATORS[combinator](_both(compound_test(compound), tests)),)
    return tests


def _both(own: Test, left: Sequence[Test]) -> Test:
    """A test of a whole element, combinators included."""
    return lambda el: own(el) and all(test(el) for test in left)


def _within(left: Test) -> Test:
    return lambda el: any(left(above) for above in el.iterancestors())


def _child_of(left: Test) -> Test:
    def test(el: Element) -> bool:
        parent = el.getparent()
        return parent is not None and left(parent)

    return test


def _elements_before(el: Element) -> Iterator[Element]:
    return (node for node in el.itersiblings(preceding=True) if dom.is_element(node))


def _right_after(left: Test) -> Test:
    def test(el: Element) -> bool:
        before = next(_elements_before(el), None)
        return before is not None and left(before)

    return test


def _after(left: Test) -> Test:
    return lambda el: any(left(before) for before in _elements_before(el))


_AROUND: Final = frozenset({" ", ">"})
_COMBINATORS: Final[dict[str, Callable[[Test], Test]]] = {" ": _within, ">": _child_of, "+": _right_after, "~": _after}
