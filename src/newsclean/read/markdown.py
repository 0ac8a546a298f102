"""Markdown as an engine reads it: the text of its paragraphs and cells, its raw HTML, and where each stands in the source."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsclean.errors import RefusedError
from newsclean.read.cells import cells_of
from newsclean.read.lines import Lines
from newsclean.read.notes import BASE, DEFINITIONS, NOTES, ROWS, TICK, Definition, Env, Note, engine

if TYPE_CHECKING:
    from markdown_it.token import Token

_BLANK: Final = " \t"
_CELLS: Final = frozenset({"th_open", "td_open"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a Markdown text that has no blocks in it: what a paragraph, a heading or a cell says, or a block of raw HTML.

    `text` is without what containers put before each line, `places` are the offsets of its characters in the source. `line` is
    its first line, counted from 1, `before` what stands before it in that line, `notes` what the engine found in it, `breaks`
    the offsets of its line ends.
    """

    text: str
    places: Sequence[int]
    line: int
    before: str = ""
    notes: Sequence[Note] = ()
    is_block: bool = False
    breaks: Sequence[int] = ()

    def range_of(self, start: int, stop: int) -> tuple[int, int]:
        """The range of the source in which the characters `start:stop` stand."""
        return self.places[start], self.places[stop - 1] + 1

    def line_of(self, start: int) -> int:
        """The line in which the character `start` stands, counted from 1."""
        return self.line + bisect_left(self.breaks, start)


def nothing() -> None:
    """Do nothing: what `read` calls now and then when nobody asked for more."""


class Markdown:
    """A text as the engine reads it. `parts` and `definitions` are in the order of the text.

    `tick` is called now and then. RefusedError "depth" when the text is nested deeper than the engine can read.
    """

    def __init__(self, source: str, tick: Callable[[], None] = nothing, *, tables: bool = True) -> None:
        self.source: Final = source
        self.lines: Final = Lines(source)
        self.env: Final[Env] = {NOTES: [], BASE: 0, DEFINITIONS: [], ROWS: {}, TICK: tick}
        self.tokens: Final[list[Token]] = []
        self._engine: Final = engine(tables=tables)
        self.parts: Final[list[Part]] = []
        try:
            self._engine.block.parse(self.lines.text, self._engine, self.env, self.tokens)
            self._read()
        except RecursionError:
            raise RefusedError("depth", "the Markdown is nested deeper than it can be read") from None

    @property
    def definitions(self) -> Sequence[Definition]:
        """The definitions of references; their offsets are those of the source."""
        return [self._placed(one) for one in self.env[DEFINITIONS]]

    @property
    def has_tables(self) -> bool:
        """Whether there is a table in it."""
        return bool(self.env[ROWS])

    def rendered(self) -> str:
        """The HTML that the engine makes of the text."""
        return str(self._engine.renderer.render(self.tokens, self._engine.options, self.env))

    def code(self) -> Iterator[str]:
        """What stands in blocks of code and in spans of code."""
        for token in self.tokens:
            if token.type in {"fence", "code_block"}:
                yield token.content
        for part in self.parts:
            yield from (part.text[note.start : note.stop] for note in part.notes if note.kind == "code")

    def text_of(self, text: str) -> str:
        """What readers would see if `text` stood in a paragraph: its text and its code, without white space."""
        tokens: list[Token] = []
        self._engine.inline.parse(text, self._engine, {**self.env, NOTES: [], BASE: 0}, tokens)
        return "".join(shown(tokens))

    def _placed(self, one: Definition) -> Definition:
        source_of = self.lines.source_of
        start, stop, colon = source_of(one.start), source_of(one.stop - 1) + 1, source_of(one.colon)
        return one._replace(start=start, stop=stop, colon=colon, places=[source_of(place) for place in one.places])

    def _read(self) -> None:
        column, row, last = 0, 0, ""
        for token in self.tokens:
            if token.type == "tr_open":
                column, row = -1, token.map[0] if token.map else 0
            elif token.type == "tr_close":
                self._read_cells_beyond(row, column)
            column += token.type in _CELLS
            self._read_leaf(token, column if last in _CELLS else None)
            last = token.type

    def _read_leaf(self, token: "Token", column: int | None) -> None:
        if token.type == "html_block":
            self.parts.append(self._block(token))
        elif token.type == "inline":
            self._read_inline(token, column)

    def _read_inline(self, token: "Token", column: int | None) -> None:
        first = token.map[0] if token.map else 0
        token.children = []
        places = self._places(token.content, first) if column is None else self._cell(token.content, first, column)
        self._add(token.content, places, first + 1, token.children)

    def _add(self, text: str, places: list[int], line: int, tokens: "list[Token]") -> None:
        notes: list[Note] = []
        self.env[NOTES] = notes
        self._engine.inline.parse(text, self._engine, self.env, tokens)
        self.parts.append(Part(text, places, line, notes=sorted(notes, key=_start), breaks=_breaks(text)))

    def _read_cells_beyond(self, row: int, column: int) -> None:
        """Cells that the table has no column for: an engine leaves them out, and one that knows no tables does not."""
        start = self.lines.source_of(self.env[ROWS][row])
        whole = self.lines.line(row)[start - self.lines.sources[row] :]
        for places in cells_of(whole)[column + 1 :]:
            if places:
                text = "".join(whole[place] for place in places)
                self._add(text, [start + place for place in places], row + 1, [])

    def _places(self, text: str, first: int) -> list[int]:
        """The offsets of `text`: each of its lines is the end of a line of the source, white space at its edges aside."""
        places: list[int] = []
        for number, line in enumerate(text.split("\n"), first):
            real = line.lstrip(_BLANK)
            whole = self.lines.line(number)
            place = self.lines.sources[number] + whole.rfind(real)
            places.extend([place] * (len(line) - len(real)))
            places.extend(range(place, place + len(real) + 1))
        return places

    def _cell(self, text: str, row: int, column: int) -> list[int]:
        start = self.env[ROWS][row]
        number = self.lines.number_of(start)
        whole = self.lines.line(number)
        shift = start - self.lines.starts[number]
        cells = cells_of(whole[shift:])
        if not text or column >= len(cells):
            return [self.lines.sources[number]]
        return [self.lines.sources[number] + shift + place for place in cells[column]]

    def _block(self, token: "Token") -> Part:
        first = token.map[0] if token.map else 0
        text = token.content.removesuffix("\n")
        whole, top = self.lines.line(first), text.partition("\n")[0]
        before = whole[: len(whole) - len(top.lstrip(_BLANK))]
        return Part(text, self._places(text, first), first + 1, before, is_block=True, breaks=_breaks(text))


def _breaks(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


def _start(note: Note) -> int:
    return note.start


def shown(tokens: "Sequence[Token]") -> Iterator[str]:
    """The text that readers see in inline `tokens`, white space aside."""
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield "".join(token.content.split())
        elif token.children:
            yield from shown(token.children)
