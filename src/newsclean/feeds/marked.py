"""Markup that stands in a feed as XML, from its first start tag to its last end tag."""

from typing import Final

from newsclean.feeds.elements import Open, inline_in, is_empty, tag_of
from newsclean.feeds.source import ESCAPED, IN_DIV, Inline
from newsclean.feeds.vocabulary import ATOM, XHTML
from newsclean.feeds.xhtml import HtmlParts


class Marked:
    """The markup in `owner`, or the element `owner` itself where it `is_outer`. `depth` is how many of its elements are open."""

    __slots__ = ("_after", "_alone", "_children", "_first", "_parts", "depth", "is_outer", "owner")

    def __init__(self, owner: Open, *, is_outer: bool) -> None:
        self.owner: Final = owner
        self.is_outer: Final = is_outer
        self.depth = 0
        self._parts: Final = HtmlParts()
        self._children = 0
        self._alone = True
        self._first = owner
        self._after = owner.start
        if is_outer:
            self.start(owner)
        else:
            self.text(owner.text)

    @property
    def base(self) -> str | None:
        """The address to which the relative ones in it are relative, when it is told."""
        return self._first.base

    def start(self, element: Open) -> None:
        """A start tag."""
        if not self.depth:
            self._children += 1
            if self._children == 1:
                self._first = element
        self.depth += 1
        self._parts.start(element.name, element.attributes)

    def end(self, name: str, position: int) -> None:
        """The end tag at `position`."""
        self.depth -= 1
        self._parts.end(name)
        if not self.depth and self._children == 1:
            self._after = position

    def text(self, text: str) -> None:
        """Character data."""
        if self.depth or text.strip():
            self._parts.text(text)
            self._alone &= self.depth > 0

    def comment(self, text: str) -> None:
        """A comment; beside the one element that there is it is no part of the markup."""
        if self.depth:
            self._parts.comment(text)

    def settled(self, source: bytes, stop: int) -> tuple[int, int, str, Inline]:
        """Where the markup stands in `source`, its HTML, and how it is written; `stop` is where its owner ends.

        In a `div` of XHTML, what it holds is the markup, and the `div` is no part of it (RFC 4287, section 3.1.1.3).
        RSS knows no elements in its values. Its readers take their text for HTML, where escaped signs would be live.
        """
        owner = tag_of(source, self.owner.start)
        if not self.is_outer and self.owner.space != ATOM:
            return owner.end(), stop, str(self._parts), ESCAPED
        first = tag_of(source, self._first.start)
        is_div = self._children == 1 and self._alone and self._first.space == XHTML and self._first.name == "div"
        if is_div and not is_empty(first):
            return self._first.start, self._after, self._parts.inner(), inline_in(first)
        return self.owner.start if self.is_outer else owner.end(), stop, str(self._parts), IN_DIV
