"""Blocks: the boxes of a page that look like boilerplate, in the article and around it, as proposed rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from newsclean.dom import Element
from newsclean.scaffold.kinds import AROUND, LINK_LIST, Kind, kind_of
from newsclean.scaffold.names import Names, stable_names
from newsclean.scaffold.proposal import Proposal, near_miss, piece_of, quoted, slug, words_of
from newsclean.scaffold.sizes import Size, shown

_BOXES: Final = frozenset("div section aside ul ol dl nav footer header form table p center details".split())
_PAGE_PARTS: Final = frozenset({"header", "nav", "footer"})
_LINKS_FROM: Final = 3
_LINKED: Final = 0.6
_MOST_SENTENCES: Final = 0.3
"""The share of the article's sentences above which a box is the article's own, whatever it is called."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The boxes of a page whose article stands in `container`."""

    root: Element
    container: Element
    sizes: Mapping[Element, Size]
    names: Names

    def within(self) -> list[Proposal]:
        """Rules for boxes in the article."""
        return _distinct(self._within())

    def around(self) -> list[Proposal]:
        """Rules for boxes beside the article and beside what it stands in."""
        return _distinct(self._around())

    def _within(self) -> Iterator[Proposal]:
        flagged: set[Element] = set()
        for el in self.container.iterdescendants(*_BOXES):
            kind = self._kind(el) if flagged.isdisjoint(el.iterancestors()) and self._may_go(el) else None
            proposal = None if kind is None else self._proposal(el, kind)
            if proposal is not None:
                flagged.add(el)
                yield proposal

    def _around(self) -> Iterator[Proposal]:
        for node in takewhile(lambda one: one is not self.root, (self.container, *self.container.iterancestors())):
            beside = (*reversed(list(node.itersiblings(preceding=True))), *node.itersiblings())
            for el in (one for one in beside if one.tag in _BOXES and self._may_go(one)):
                kind = self._kind(el)
                proposal = self._proposal(el, AROUND if kind is None or (kind is LINK_LIST and el.tag in _PAGE_PARTS) else kind)
                if proposal is not None:
                    yield proposal

    def _may_go(self, el: Element) -> bool:
        """Whether `el` shows something, and neither the article nor its title."""
        shows = self.sizes[el].chars or self.sizes[el].images
        return bool(shows) and not self._is_article(el) and next(el.iter("h1"), None) is None

    def _kind(self, el: Element) -> Kind | None:
        """What `el` looks like; None when it may be a part of the article."""
        size = self.sizes[el]
        is_list = size.links >= _LINKS_FROM and size.linked >= _LINKED * size.chars
        return kind_of(stable_names(el), shown(el)) or (LINK_LIST if is_list else None)

    def _is_article(self, el: Element) -> bool:
        if el is self.container or el in self.container.iterancestors():
            return True
        return self.sizes[el].sentences > _MOST_SENTENCES * self.sizes[self.container].sentences

    def _proposal(self, el: Element, kind: Kind) -> Proposal | None:
        name = self.names.rarest(el)
        if not name or any(map(self._is_article, self.names.bearers(name))):
            return None
        words = words_of(shown(el))
        return Proposal(
            ident=slug(name),
            step=kind.step,
            why=self._seen(el, words),
            keys=(("select", quoted(name)),),
            hit=piece_of(el),
            miss=near_miss(words),
            remarks=(kind.question,),
        )

    def _seen(self, el: Element, words: str) -> str:
        """What was seen of `el`: the reason to begin with."""
        size = self.sizes[el]
        counts = ((size.chars, "character"), (size.links, "link"), (size.images, "image"))
        told = ", ".join(f"{count} {noun}" if count == 1 else f"{count} {noun}s" for count, noun in counts if count)
        return f"seen: a box with {told}" + (f", which begins “{words}”" if words else "")


def _distinct(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The first of each selector."""
    return list({one.keys: one for one in reversed(list(proposals))}.values())[::-1]
