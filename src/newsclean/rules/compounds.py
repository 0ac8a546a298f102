"""Compounds: the part of a selector that speaks of one element, as tests on its shape, its attribute values and its place."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.shapes import PREFIX, VALUE, Key, Shape, shape_of

Test = Callable[[Element], bool]


ShapeTest = Callable[[Shape], bool]


class Simple(NamedTuple):
    """One thing that a compound says: `kind` is "tag", "id", "class", "attribute", "pseudo" or "not" (of all of `inner`).

    The `operator` of an attribute is "" where the attribute only has to be there, and ends in `IGNORING_CASE` with that flag.
    """

    kind: str
    name: str
    operator: str = ""
    value: str = ""
    inner: tuple["Simple", ...] = ()


Compound: TypeAlias = tuple[Simple, ...]
"""What a compound says, the last first; nothing for `*`."""

Parsed: TypeAlias = tuple[tuple[str, Compound], ...]
"""One selector without commas: its compounds from right to left, each with the combinator behind it ("" for the first)."""

IGNORING_CASE: Final = "i"


class ValueTest:
    """A test of the attribute `name`; `part` is a text that every value which passes holds, "" where none is known."""

    __slots__ = ("name", "part", "passes")

    def __init__(self, name: str, part: str, passes: Callable[[str], bool]) -> None:
        self.name: Final = name
        self.part: Final = part
        self.passes: Final = passes

    def __call__(self, el: Element) -> bool:
        """Whether the value in `el` passes; none is the empty text."""
        return self.passes(el.get(self.name) or "")


Tests: TypeAlias = tuple[Key, tuple[ShapeTest, ...], tuple[ValueTest, ...], tuple[Test, ...]]
"""A compound to be tried: the key to file it under, and its tests on the shape, on attribute values, and on the place."""


def tests_of(compound: Compound) -> Tests:
    """The key to file a compound under, ("", "") for one that matches everything, and its tests on shape, values and place."""
    keys: list[tuple[int, Key]] = []
    shape: list[ShapeTest] = []
    own: list[ValueTest] = []
    context: list[Test] = []
    for rank, key, shape_test, test in map(_simple, compound):
        if key is not None:
            keys.append((rank, key))
        if shape_test is not None:
            shape.append(shape_test)
        if isinstance(test, ValueTest):
            own.append(test)
        elif test is not None:
            context.append(test)
    return max(keys, default=(0, ("", "")))[1], tuple(shape), tuple(own), tuple(context)


def compound_test(compound: Compound) -> Test:
    """A test of an element against `compound`."""
    _, shape_tests, own, context = tests_of(compound)
    tests: tuple[Test, ...] = own + context

    def matches(el: Element) -> bool:
        shape = shape_of(el)
        return all(test(shape) for test in shape_tests) and all(test(el) for test in tests)

    return matches


_Simple = tuple[int, Key | None, ShapeTest | None, Test | None]


def _simple(one: Simple) -> _Simple:
    return _KINDS[one.kind](one)


def _tag(one: Simple) -> _Simple:
    name = one.name
    return 1, ("tag", name), lambda shape: shape.tag == name, None


def _ident(one: Simple) -> _Simple:
    name = one.name
    return 4, ("id", name), lambda shape: shape.ident == name, None


def _class(one: Simple) -> _Simple:
    name = one.name
    return 3, ("class", name), lambda shape: name in shape.classes, None


def _negation(one: Simple) -> _Simple:
    unwanted = compound_test(one.inner)
    return 0, None, None, lambda el: not unwanted(el)


def _pseudo(one: Simple) -> _Simple:
    return 0, None, None, PSEUDO[one.name]


def _has_no_sibling(el: Element, *, preceding: bool) -> bool:
    return not any(dom.is_element(node) for node in el.itersiblings(preceding=preceding))


PSEUDO: Final[dict[str, Test]] = {
    "first-child": lambda el: _has_no_sibling(el, preceding=True),
    "last-child": lambda el: _has_no_sibling(el, preceding=False),
    "only-child": lambda el: _has_no_sibling(el, preceding=True) and _has_no_sibling(el, preceding=False),
}
"""What may stand behind a colon."""


def _has_word(have: str, want: str) -> bool:
    return want in have.split()


def _is_of_language(have: str, want: str) -> bool:
    return have == want or have.startswith(want + "-")


OPERATORS: Final[dict[str, Callable[[str, str], bool]]] = {
    "=": str.__eq__,
    "~=": _has_word,
    "|=": _is_of_language,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}
"""How values of attributes are compared."""

_PARTS: Final = frozenset({"^=", "$=", "*="})
"""The operators of which the empty text matches nothing."""


def _never(_have: str, _want: str) -> bool:
    return False


def _attribute(one: Simple) -> _Simple:
    name, want = one.name, one.value
    if not one.operator:
        return 2, ("name", name), lambda shape: name in shape.names, None
    operator = one.operator.removesuffix(IGNORING_CASE)
    compare = _never if not want and operator in _PARTS else OPERATORS[operator]
    if operator != one.operator:
        operator = ""  # neither a key nor a part is in the other case
        want, compare = want.lower(), _ignoring_case(compare)
    elif (name, operator) == ("class", "~="):
        return _class(Simple("class", want))
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


_KINDS: Final[dict[str, Callable[[Simple], _Simple]]] = {
    "tag": _tag,
    "id": _ident,
    "class": _class,
    "attribute": _attribute,
    "not": _negation,
    "pseudo": _pseudo,
}
