"""inline-styles: style attributes and presentational elements go; what they mean stays."""

import re
from collections.abc import Callable
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.emphasis import join_runs
from newsclean.regex import regex
from newsclean.rules.emphasis import emphasise

_DECLARATION: Final = regex(r"(?<![a-z-])([a-z-]++)\s*+:\s*+([^;!]*)")
_NUMBER: Final = regex(r"\d{1,4}")
_BOLD_FROM: Final = 600
_RENAMED: Final = {"b": "strong", "i": "em", "strike": "del", "tt": "code", "acronym": "abbr"}
_UNWRAPPED: Final = ("font", "big", "basefont", "blink", "marquee", "nobr")


def _weight(value: str) -> str:
    if value in {"bold", "bolder"}:
        return "strong"
    number = _NUMBER.fullmatch(value)
    return "strong" if number and int(number.group()) >= _BOLD_FROM else ""


def _alignment(value: str) -> str:
    return {"super": "sup", "sub": "sub"}.get(value, "")


_MEANINGS: Final[dict[str, Callable[[str], str]]] = {
    "font-weight": _weight,
    "font-style": lambda value: "em" if value in {"italic", "oblique"} else "",
    "text-decoration": lambda value: "del" if "line-through" in value else "",
    "text-decoration-line": lambda value: "del" if "line-through" in value else "",
    "vertical-align": _alignment,
}


def meanings_of(style: str) -> tuple[str, ...]:
    """The elements that say what a style attribute means, in order: `font-weight:700;font-style:italic` is ("strong", "em")."""
    found = (_MEANINGS[name](value.strip()) for name, value in _DECLARATION.findall(style.lower()) if name in _MEANINGS)
    return tuple(dict.fromkeys(one for one in found if one))


def drop_inline_styles(doc: Document) -> None:
    """Replace style attributes and presentational elements by elements with the same meaning."""
    if doc.may_have("style"):
        for el in [one for one in doc.root.iterdescendants() if "style" in one.attrib]:
            _convert_style(doc, el)
    for el in doc.iter(*_RENAMED):
        doc.rename(el, _RENAMED[str(el.tag)], why="says how it looks; the new name says what it means")
    presentational = list(doc.iter("center", "font"))
    holders = dom.block_holders(doc.root) if presentational else ()
    for el in presentational:
        if el.tag == "center" or el in holders:
            doc.rename(el, "div", why="an element that centres or colours blocks is a wrapper")
    doc.unwrap_all(_UNWRAPPED, why="says how the text looks, not what it is")
    join_runs(doc)


def _convert_style(doc: Document, el: Element) -> None:
    style = el.get("style") or ""
    if el.tag in {"b", "strong"} and re.search(r"font-weight\s*:\s*(?:normal|[1-4]00)", style):
        doc.rename(el, "span", why="its own style takes the boldness away")
    for means in meanings_of(style):
        emphasise(doc, el, means, why="its style attribute means it")
    doc.unset(el, "style", why="styles belong to the site, not to the article")
