"""Compounds: the part of a selector that speaks of one element, as tests on its shape, its attribute values and its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from cssselect import parser as css

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.shapes import PREFIX, VALUE, Key, Shape, shape_of

Test = Callable[[Element], bool]


ShapeTest = Callable[[Shape], bool]


@dataclass(frozen=True, slots=True)
class ValueTest:
    """A test of the attribute `name`; `part` is a text that every value which passes holds, "" where none is known."""

    name: str
    part: str
    passes: Callable[[str], bool]

    def __call__(self, el: Element) -> bool:
        """Whether the value in `el` passes; none is the empty text."""
        return self.passes(el.get(self.name) or "")


class _Compound(NamedTuple):
    """One compound: its keys with their ranks, its tests on the shape, on attribute values, and on the place."""

    keys: list[tuple[int, Key]]
    shape: list[ShapeTest]
    own: list[ValueTest]
    context: list[Test]

    def parts(self) -> tuple[Key, tuple[ShapeTest, ...], tuple[ValueTest, ...], tuple[Test, ...]]:
        """The best key, and the tests."""
        best = max(self.keys, default=(0, ("", "")))[1]
        return best, tuple(self.shape), tuple(self.own), tuple(self.context)


def compile_compound(tree: css.Tree, text: str) -> tuple[Key, tuple[ShapeTest, ...], tuple[ValueTest, ...], tuple[Test, ...]]:
    """The key to file a compound under, and its tests on shape, values and place. ValueError for what is not supported."""
    found = _Compound([], [], [], [])
    while not isinstance(tree, css.Element):
        _add(found, tree, text)
        tree = tree.selector
    if tree.namespace is not None:
        raise ValueError(f"bad selector {text!r}: namespaces are not supported")
    if tree.element is not None:
        tag = tree.element.lower()
        found.keys.append((1, ("tag", tag)))
        found.shape.append(lambda one: one.tag == tag)
    return found.parts()


def compound_test(tree: css.Tree, text: str) -> Test:
    """A test of an element against the compound `tree`."""
    _, shape_tests, own, context = compile_compound(tree, text)
    tests: tuple[Test, ...] = own + context

    def matches(el: Element) -> bool:
        shape = shape_of(el)
        return all(test(shape) for test in shape_tests) and all(test(el) for test in tests)

    return matches


def _add(found: _Compound, tree: css.Tree, text: str) -> None:
    rank, key, shape_test, test = _simple(tree, text)
    if key is not None:
        found.keys.append((rank, key))
    if shape_test is not None:
        found.shape.append(shape_test)
    if isinstance(test, ValueTest):
        found.own.append(test)
    elif test is not None:
        found.context.append(test)


_Simple = tuple[int, Key | None, ShapeTest | None, Test | None]


def _simple(tree: css.Tree, text: str) -> _Simple:
    match tree:
        case css.Hash(id=ident):
            return 4, ("id", ident), lambda one: one.ident == ident, None
        case css.Class(class_name=name):
            return 3, ("class", name), lambda one: name in one.classes, None
        case css.Attrib():
            return _attribute(tree, text)
        case css.Negation(subselector=inner):
            unwanted = compound_test(inner, text)
            return 0, None, None, lambda el: not unwanted(el)
        case css.Pseudo(ident=ident) if ident in _PSEUDO:
            return 0, None, None, _PSEUDO[ident]
    raise ValueError(f"bad selector {text!r}: {tree!r} is not supported")


def _has_no_sibling(el: Element, *, preceding: bool) -> bool:
    return not any(dom.is_element(node) for node in el.itersiblings(preceding=preceding))


_PSEUDO: Final[dict[str, Test]] = {
    "first-child": lambda el: _has_no_sibling(el, preceding=True),
    "last-child": lambda el: _has_no_sibling(el, preceding=False),
    "only-child": lambda el: _has_no_sibling(el, preceding=True) and _has_no_sibling(el, preceding=False),
}


def _has_word(have: str, want: str) -> bool:
    return want in have.split()


def _is_of_language(have: str, want: str) -> bool:
    return have == want or have.startswith(want + "-")


_OPERATORS: Final[dict[str, Callable[[str, str], bool]]] = {
    "=": str.__eq__,
    "~=": _has_word,
    "|=": _is_of_language,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}
_PARTS: Final = frozenset({"^=", "$=", "*="})
"""The operators of which the empty text matches nothing."""


def _never(_have: str, _want: str) -> bool:
    return False


def _attribute(tree: css.Attrib, text: str) -> _Simple:
    name = tree.attrib.lower()
    if tree.namespace is not None:
        raise ValueError(f"bad selector {text!r}: namespaces are not supported")
    if tree.operator == "exists" or tree.value is None:
        return 2, ("name", name), lambda one: name in one.names, None
    want = tree.value.value or ""
    compare = _never if not want and tree.operator in _PARTS else _OPERATORS.get(tree.operator)
    if compare is None:
        raise ValueError(f"bad selector {text!r}: operator {tree.operator!r} is not supported")
    operator = tree.operator
    if getattr(tree, "flag", None) == "i":
        operator = ""  # neither a key nor a part is in the other case
        want, compare = want.lower(), _ignoring_case(compare)
    elif (name, tree.operator) == ("class", "~="):
        return 3, ("class", want), lambda one: want in one.classes, None
    return _attribute_value(name, want, compare, operator)


def _ignoring_case(compare: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    return lambda have, want: compare(have.lower(), want)


def _attribute_value(name: str, want: str, compare: Callable[[str, str], bool], operator: str) -> _Simple:
    rank, key = _key_of_value(name, want, operator)
    if name == "class":
        return rank, key, lambda one: name in one.names and compare(one.class_value, want), None
    if name == "id":
        return rank, key, lambda one: name in one.names and compare(one.ident, want), None

    test = ValueTest(name, want if operator else "", lambda have: compare(have, want))
    return rank, key, lambda one: name in one.names, test


def _key_of_value(name: str, want: str, operator: str) -> tuple[int, Key]:
    """The most selective key of a test of an attribute's value, with its rank."""
    if operator == "^=" and name in {"class", "id"} and len(want) >= PREFIX:
        return 3, (f"{name}^", want[:PREFIX])
    if operator == "=" and name not in {"class", "id"}:
        return 3, (VALUE, f"{name}={want}")
    return 2, ("name", name)
