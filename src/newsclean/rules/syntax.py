"""The text of selectors, parsed by cssselect into plain values: what a selector says, without the machinery that tries it.

Supported: type, class, id, attribute tests with `= ~= |= ^= $= *=` and the `i` flag, `:not(compound)`, `:first-child`,
`:last-child`, `:only-child`, and the four combinators. Anything else is an error.
"""

import cssselect
from cssselect import parser as css

from newsclean.rules.compounds import IGNORING_CASE, OPERATORS, PSEUDO, Compound, Parsed, Simple


def parse_selectors(text: str) -> tuple[Parsed, ...]:
    """The selectors of a comma-separated list. ValueError says what is wrong."""
    try:
        trees = cssselect.parse(text)
    except cssselect.SelectorError as error:
        raise ValueError(f"bad selector {text!r}: {error}") from None
    if any(one.pseudo_element is not None for one in trees):
        raise ValueError(f"bad selector {text!r}: pseudo-elements select no element")
    return tuple(_parsed(one.parsed_tree, text) for one in trees)


def _parsed(tree: css.Tree, text: str) -> Parsed:
    parts: list[tuple[str, Compound]] = []
    combinator = ""
    while isinstance(tree, css.CombinedSelector):
        parts.append((combinator, _compound(tree.subselector, text)))
        combinator, tree = tree.combinator, tree.selector
    return (*parts, (combinator, _compound(tree, text)))


def _compound(tree: css.Tree, text: str) -> Compound:
    """What the compound `tree` says, the last first."""
    found: list[Simple] = []
    while not isinstance(tree, css.Element):
        found.append(_simple(tree, text))
        tree = tree.selector
    if tree.namespace is not None:
        raise ValueError(f"bad selector {text!r}: namespaces are not supported")
    if tree.element is not None:
        found.append(Simple("tag", tree.element.lower()))
    return tuple(found)


def _simple(tree: css.Tree, text: str) -> Simple:
    match tree:
        case css.Hash(id=ident):
            return Simple("id", ident)
        case css.Class(class_name=name):
            return Simple("class", name)
        case css.Attrib():
            return _attribute(tree, text)
        case css.Negation(subselector=inner):
            return Simple("not", "", inner=_compound(inner, text))
        case css.Pseudo(ident=ident) if ident in PSEUDO:
            return Simple("pseudo", ident)
    raise ValueError(f"bad selector {text!r}: {tree!r} is not supported")


def _attribute(tree: css.Attrib, text: str) -> Simple:
    if tree.namespace is not None:
        raise ValueError(f"bad selector {text!r}: namespaces are not supported")
    name = tree.attrib.lower()
    if tree.operator == "exists" or tree.value is None:
        return Simple("attribute", name)
    if tree.operator not in OPERATORS:
        raise ValueError(f"bad selector {text!r}: operator {tree.operator!r} is not supported")
    flag = IGNORING_CASE if getattr(tree, "flag", None) == IGNORING_CASE else ""
    return Simple("attribute", name, tree.operator + flag, tree.value.value or "")
