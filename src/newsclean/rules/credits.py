"""Credits of a page: the elements that packs name, and what they say of the article."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.filing import Meaning
from newsclean.rules.model import Pack
from newsclean.rules.patterns import Pattern
from newsclean.rules.search import Hit
from newsclean.rules.words import fields_of

_VALUE_ATTRIBUTES: Final[Mapping[str, str]] = {"time": "datetime", "data": "value"}
"""Elements with an attribute of their own for their value; any may have `content`, as microdata uses it."""


class PageCredits:
    """Where the pages of all `packs` say something about the article."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._packs: Final = {pack.ident: pack for pack in packs}

    def found(self, hits: Iterable[Hit], packs: Iterable[str]) -> dict[str, str]:
        """What the elements in `hits` say, by the names of the metadata; of `packs` the first, then the first element wins."""
        ranks = {pack: rank for rank, pack in enumerate(packs)}
        told = (hit for hit in hits if hit.meaning.role == "metadata" and hit.meaning.pack in ranks)
        found: dict[str, str] = {}
        for meaning, el in sorted(told, key=lambda hit: ranks[hit.meaning.pack]):
            if meaning.text not in found and (value := _value(el, self._pattern(meaning))):
                found[meaning.text] = value
        return found

    def _pattern(self, meaning: Meaning) -> Pattern | None:
        return next(one.text for one in self._packs[meaning.pack].metadata if one.name == meaning.text)


def _value(el: Element, pattern: Pattern | None) -> str:
    """What `el` says, or what the first group of `pattern` that matched holds of it; "" for nothing."""
    if pattern is None:
        return next(_says(el), "")
    matches = filter(None, map(pattern.search, _says(el)))
    return next((value for match in matches for value in fields_of(match.groupdict()).values()), "")


def _says(el: Element) -> Iterator[str]:
    """The value that `el` carries in an attribute, then its text; neither when empty."""
    carried = dom.collapse(el.get("content") or el.get(_VALUE_ATTRIBUTES.get(str(el.tag), "content")) or "")
    if carried:
        yield carried
    if text := dom.one_line(el):
        yield text
