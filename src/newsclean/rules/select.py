"""Selectors: parsed once by cssselect, filed by their most selective key, matched during one walk of the document.

As in browsers, a selector is filed under one key of its rightmost compound (id, else class, else attribute, else tag), so a
document is tested only against selectors that share a key with one of its elements. Elements of equal shape (tag, class, id and
attribute names) have the same candidates, which are worked out once and remembered.

Supported: type, class, id, attribute tests with `= ~= |= ^= $= *=` and the `i` flag, `:not(compound)`, `:first-child`,
`:last-child`, `:only-child`, and the four combinators. Anything else is an error when the selector is compiled.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import cssselect
from cssselect import parser as css

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.compounds import ShapeTest, Test, ValueTest, compile_compound, compound_test
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
    try:
        parsed = cssselect.parse(text)
    except cssselect.SelectorError as error:
        raise ValueError(f"bad selector {text!r}: {error}") from None
    selectors = []
    for one in parsed:
        if one.pseudo_element is not None:
            raise ValueError(f"bad selector {text!r}: pseudo-elements select no element")
        compound, left = _combined(one.parsed_tree, text)
        key, shape, own, context = compile_compound(compound, text)
        if key == ("", ""):
            raise ValueError(f"selector {text!r} matches everything: name a tag, class, id or attribute at its end")
        selectors.append(Selector(key, shape, own, context + left, _needs(one.parsed_tree, text)))
    return tuple(selectors)


def _needs(tree: css.Tree, text: str) -> dict[str, Selector]:
    """The compounds of `tree` but the rightmost, by name; a `*` needs nothing."""
    needs: dict[str, Selector] = {}
    while isinstance(tree, css.CombinedSelector):
        mark, tree = "" if tree.combinator in _AROUND else BESIDE, tree.selector
        compound = tree.subselector if isinstance(tree, css.CombinedSelector) else tree
        selector = Selector(*compile_compound(compound, text))
        if selector.key != ("", ""):
            needs[f"{mark}{compound!r}"] = selector
    return needs


def _combined(tree: css.Tree, text: str) -> tuple[css.Tree, tuple[Test, ...]]:
    """The rightmost compound of `tree`, and the tests of what stands left of it."""
    if not isinstance(tree, css.CombinedSelector):
        return tree, ()
    return tree.subselector, (_COMBINATORS[tree.combinator](_matcher(tree.selector, text)),)


def _matcher(tree: css.Tree, text: str) -> Test:
    """A test of a whole element against `tree`, combinators included."""
    compound, left = _combined(tree, text)
    own = compound_test(compound, text)
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
