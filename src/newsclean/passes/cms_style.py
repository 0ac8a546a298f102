"""cms-style: tokens that a vendor's editor writes into attributes of its own (`cms-style="font-L strong-Bold"`)."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.emphasis import emphasise, join_runs

_WHY: Final = "the vendor's style token means it"


def convert_cms_style(doc: Document) -> None:
    """Turn vendor style tokens into elements and take the attributes away."""
    for attribute, meanings in doc.tokens.items():
        if not doc.may_have(attribute):
            continue
        marked = [(el, value) for el in doc.root.iter() if (value := el.get(attribute)) is not None]
        if not marked:
            continue
        _convert(doc, marked, meanings)
        etree.strip_attributes(doc.root, attribute)
        doc.count("unset", attribute, len(marked), why="a vendor's attribute; what it means is in the elements now")
    join_runs(doc)


def _convert(doc: Document, marked: list[tuple[Element, str]], meanings: Mapping[str, str]) -> None:
    known: dict[str, tuple[str, ...]] = {}
    for el, value in marked:
        means = known.get(value)
        if means is None:
            means = known[value] = tuple(dict.fromkeys(found for token in value.lower().split() if (found := meanings.get(token))))
        for one in means:
            emphasise(doc, el, one, why=_WHY)
