"""The state of one run of inline Markdown: what is written, and what waits.

White space waits until something follows it, and an element until it holds something. So a space at the edge of an element lands
outside of it, where it does not keep a mark from working, and an element without content is not written at all.
"""

from enum import Enum
from typing import Final, final

from newsclean.regex import regex
from newsclean.write.markdown.emphasis import Mark, settle
from newsclean.write.markdown.escape import Escaper

# A tag alone on its line starts an HTML block, which takes in the lines after it.
_LONE_TAG: Final = regex(r"<[a-z][a-z0-9]*(?: [^<>]*)?>(?=\n|\Z)")


class Place(Enum):
    """Where a run stands: only in a paragraph may it have more than one line."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"


@final
class Span:
    """An element around inline content: what is written before and after it.

    `kind` makes it a mark, whose spelling is settled at the end of the run; `link` that of a link. `kept`: it is written also
    when it holds nothing.
    """

    __slots__ = ("closes", "kept", "kind", "link", "mark", "opens")

    def __init__(self, opens: str, closes: str, *, kind: str = "", link: bool = False) -> None:
        self.opens = opens
        self.closes = closes
        self.kind = kind
        self.link = link
        self.kept = link
        self.mark: Mark | None = None


THROUGH: Final = Span("", "")
"""An element that leaves no trace but its content."""


@final
class Run:
    """Builds the Markdown of one run of inline nodes, from calls in document order. `in_link`: a link is open."""

    __slots__ = (
        "_fresh",
        "_linked",
        "_mark",
        "_marks",
        "_opening",
        "_pieces",
        "_text",
        "_waiting",
        "escaper",
        "in_link",
        "place",
    )

    def __init__(self, escaper: Escaper, place: Place) -> None:
        self.escaper: Final = escaper
        self.place: Final = place
        self.in_link = False
        self._linked = False
        self._pieces: list[str] = []
        self._text: list[str] = []
        self._waiting = ""
        self._fresh = place is Place.PARAGRAPH
        self._opening: list[Span] = []
        self._marks: list[Mark] = []
        self._mark: Mark | None = None

    def add_text(self, text: str) -> None:
        """Text, joined with the text before it unless something written stands between."""
        if self._opening:
            body = text.lstrip()
            self._text.append(text[: len(text) - len(body)])
            if not body:
                return
            self._open()
            text = body
        self._text.append(text)

    def add_leaf(self, markdown: str) -> None:
        """Something that is Markdown already and holds no more."""
        self._open()
        self._put(markdown)

    def follows_tick(self) -> bool:
        """Whether what comes next touches a code span, or a tick."""
        return not (self._waiting or any(self._text) or self._opening) and bool(self._pieces) and self._pieces[-1].endswith("`")

    def add_break(self) -> None:
        """A line break; at the start and at the end of a block it is nothing."""
        self._write_text()
        if self._pieces:
            within = "<br>" if self.escaper.flavour.html else " "
            self._waiting = self._waiting.rstrip(" ") + ("\\\n" if self.place is Place.PARAGRAPH else within)

    def add_opportunity(self) -> None:
        """A place where a line may be broken."""
        self._write_text()
        if self._pieces:
            self._waiting += "<wbr>"

    def enter(self, span: Span) -> None:
        """The start of an element."""
        self._opening.append(span)
        self.in_link |= span.link

    def leave(self, span: Span) -> None:
        """The end of an element; one that holds nothing is left out, unless it is kept."""
        if span.link:
            self.in_link = False
        if self._opening and not span.kept:
            self._opening.pop()
            return
        self._open()
        self._pieces.append(span.closes)
        if span.mark is not None:
            span.mark.end = len(self._pieces) - 1
            self._mark = span.mark.around
        if span.link:
            self._linked = False

    def finish(self) -> str:
        """The run as Markdown, "" when nothing in it can be seen."""
        self._write_text()
        if self._marks:
            settle(self._pieces, self._marks, self.escaper.flavour)
        text = "".join(self._pieces)
        alone = _LONE_TAG.match(text) if text.startswith("<") else None
        return f"<span>{alone[0]}</span>{text[alone.end() :]}" if alone else text

    def _open(self) -> None:
        """Write the text so far and the starts of the elements that waited for content."""
        self._write_text()
        for span in self._opening:
            self._put(span.opens)
            if span.kind:
                self._mark = span.mark = Mark(span.kind, len(self._pieces) - 1, self._mark)
                self._marks.append(self._mark)
            elif span.link:
                self._start_link()
        self._opening.clear()

    def _start_link(self) -> None:
        self._linked = True
        before = self._pieces[-2] if len(self._pieces) > 1 else ""
        if before.endswith("!"):
            self._pieces[-2] = f"{before[:-1]}\\!"

    def _write_text(self) -> None:
        """Move the text that was gathered to the pieces; white space at its end waits."""
        if not self._text:
            return
        text = self.escaper.collapsed("".join(self._text))
        self._text.clear()
        body = text.strip()
        if not body:
            self._wait(text)
            return
        if len(body) == len(text):
            self._put(self._escaped(body))
            return
        start = len(text) - len(text.lstrip())
        self._wait(text[:start])
        self._put(self._escaped(body))
        self._waiting = text[start + len(body) :]

    def _escaped(self, body: str) -> str:
        fresh = self._fresh or (self.place is Place.PARAGRAPH and "\n" in self._waiting)
        return self.escaper.text(body, fresh=fresh, linked=self._linked)

    def _wait(self, space: str) -> None:
        """Let white space wait: none where a line starts, and one space where two meet."""
        waiting = self._waiting
        if space.startswith(" ") and (waiting.endswith((" ", "\n", "<br>")) or not (waiting or self._pieces)):
            space = space[1:]
        self._waiting = waiting + space

    def _put(self, piece: str) -> None:
        if self._waiting:
            self._pieces.append(self._waiting)
            self._waiting = ""
        self._pieces.append(piece)
        self._fresh = False
