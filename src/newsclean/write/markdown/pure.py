"""Nodes as Markdown can hold them without any HTML: what has no form in Markdown is said with what has one.

Definition lists and disclosures become paragraphs, cells that span become single ones, keys become code, small figures above and
below the line become the characters that Unicode has for them. Of other elements only the content stays.
"""

from collections.abc import Callable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.grid import gridded
from newsclean.write.markdown.links import source_of

_ABOVE: Final = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_BELOW: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

Nodes = list[SafeNode]


def _text(nodes: Nodes) -> str:
    """The text of `nodes`, which hold no element that was not simplified."""
    texts: list[str] = []
    stack = nodes[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            texts.append(node)
        else:
            texts.append("\n" if node.tag == "br" else "")
            stack.extend(reversed(node.children))
    return "".join(texts)


def _through(el: SafeElement) -> Nodes:
    return el.children


def _code(el: SafeElement) -> Nodes:
    return [SafeElement("code", el.attributes, [_text(el.children)])]


def _pre(el: SafeElement) -> Nodes:
    holders = [child for child in el.children if isinstance(child, SafeElement) and "class" in child.attributes]
    return [SafeElement("pre", {**el.attributes, **(holders[0].attributes if holders else {})}, [_text(el.children)])]


def _moved(el: SafeElement, characters: dict[int, int]) -> Nodes:
    text = _text(el.children)
    return [text.translate(characters)] if text and all(ord(char) in characters for char in text) else el.children


def _above(el: SafeElement) -> Nodes:
    return _moved(el, _ABOVE)


def _below(el: SafeElement) -> Nodes:
    return _moved(el, _BELOW)


def _quoted(el: SafeElement) -> Nodes:
    return ["“", *el.children, "”"]


def _annotated(el: SafeElement) -> Nodes:
    """What ruby says beside a text, in parentheses unless the page has its own."""
    return ["(", *el.children, ")"]


def _nothing(_el: SafeElement) -> Nodes:
    return []


def _term(children: Nodes) -> SafeElement:
    return SafeElement("p", {}, [SafeElement("strong", {}, children)])


def _definitions(el: SafeElement) -> Nodes:
    """Terms as strong paragraphs, and what is said of them as what follows."""
    items = [child for child in el.children if isinstance(child, SafeElement)]
    return list(chain.from_iterable([_term(item.children)] if item.tag == "dt" else _as_blocks(item) for item in items))


def _as_blocks(el: SafeElement) -> Nodes:
    if any(isinstance(child, SafeElement) and child.tag in BLOCKS for child in el.children):
        return el.children
    return [SafeElement("p", {}, el.children)]


def _disclosure(el: SafeElement) -> Nodes:
    """The summary as a strong paragraph, and all that it hides."""
    return [
        _term(child.children) if isinstance(child, SafeElement) and child.tag == "summary" else child for child in el.children
    ]


def _player(el: SafeElement) -> Nodes:
    """A link that reads as what the player says of itself."""
    url = source_of(el)
    parts = [child for child in el.children if not isinstance(child, SafeElement) or child.tag != "source"]
    text = " ".join(_text(parts).split()) or el.attributes.get("title", "").strip() or url
    return [SafeElement("a", {"href": url}, [text])] if url else parts


def _link(el: SafeElement) -> Nodes:
    """A link in which no other stands: the link that became of a player gives way to the one around it."""
    stack: Nodes = list(el.children)
    while stack:
        node = stack.pop()
        if isinstance(node, SafeElement):
            if node.tag == "a":
                node.tag, node.attributes = "span", {}
            stack.extend(node.children)
    return [el]


def _table(el: SafeElement) -> Nodes:
    return gridded(el)


_FORMS: Final[Mapping[str, Callable[[SafeElement], Nodes]]] = MappingProxyType({
    **dict.fromkeys(
        "abbr acronym bdi bdo big cite data dfn font ins label mark nobr rb rtc ruby small span time tt u var".split(), _through
    ),
    **dict.fromkeys(("code", "kbd", "samp"), _code),
    **dict.fromkeys(("audio", "iframe", "video"), _player),
    "a": _link,
    "details": _disclosure,
    "dl": _definitions,
    "pre": _pre,
    "q": _quoted,
    "rp": _nothing,
    "rt": _annotated,
    "sub": _below,
    "sup": _above,
    "table": _table,
    "wbr": _nothing,
})  # fmt: skip


def simplified(nodes: Nodes) -> Nodes:
    """`nodes` with every element that Markdown has no form for replaced; innermost first, without recursion."""
    root = SafeElement("", {}, [])
    stack: list[tuple[SafeElement, SafeElement, int]] = [(SafeElement("", {}, nodes), root, 0)]
    while stack:
        source, made, position = stack.pop()
        if position < len(source.children):
            stack.append((source, made, position + 1))
            child = source.children[position]
            if isinstance(child, str):
                made.children.append(child)
            else:
                stack.append((child, SafeElement(child.tag, child.attributes, []), 0))
        elif stack:
            form = _FORMS.get(made.tag)
            stack[-1][1].children.extend([made] if form is None else form(made))
    return root.children
