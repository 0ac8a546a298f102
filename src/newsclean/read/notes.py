"""A Markdown engine that notes where it found what: raw HTML, code, autolinks, and the destinations of links and images.

markdown-it says of blocks on which lines they stand, and of what is within a paragraph nothing. So its rules are wrapped: each
notes the range that it matched. The offsets are those of the text of the paragraph, which the engine cut out of its lines.
"""

from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

Env = MutableMapping[str, Any]
"""What a run of the engine knows: its `references`, and under the names below what is kept here."""

NOTES: Final = "newsclean notes"
BASE: Final = "newsclean base"
DEFINITIONS: Final = "newsclean definitions"
ROWS: Final = "newsclean rows"
TICK: Final = "newsclean tick"

_InlineRule = Callable[["StateInline", bool], bool]
_BlockRule = Callable[["StateBlock", int, int, bool], bool]
_DEEP: Final = 1_000_000
"""markdown-it leaves out what is nested deeper than it was told; Python's own limit is met before this one."""


class Note(NamedTuple):
    """One find: "html", "code", "auto" (an address in brackets), "link" or "image" (the destination, which is `value`)."""

    kind: str
    start: int
    stop: int
    value: str = ""


class Definition(NamedTuple):
    """The destination of a reference definition: its range in the text, and what it says; `label` is as written.

    `colon` is where that sign stands behind the label, `around` what is not the destination, `places` its characters' offsets.
    """

    start: int
    stop: int
    value: str
    label: str
    colon: int
    around: str
    places: Sequence[int]


@cache
def engine(*, tables: bool = True) -> "MarkdownIt":
    """CommonMark with strikethrough and, unless told otherwise, the `tables` of GFM; raw HTML on, every address as it is written.

    It keeps nothing of a run but in its `Env`, so threads share it.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a Markdown file pays for its import

    class Engine(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - a method of markdown-it
            return True

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - a method of markdown-it
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - a method of markdown-it
            return link

    made = Engine("commonmark", {"html": True, "maxNesting": _DEEP})
    made.enable(["strikethrough", "table"] if tables else ["strikethrough"])
    found = dict(zip(made.get_active_rules()["inline"], made.inline.ruler.getRules(""), strict=True))
    for name, wrap in (("html_inline", _html), ("autolink", _autolink), ("backticks", _code), ("link", _link), ("image", _image)):
        made.inline.ruler.at(name, wrap(found[name]))
    blocks = dict(zip(made.get_active_rules()["block"], made.block.ruler.getRules(""), strict=True))
    made.block.ruler.at("reference", _reference(blocks["reference"]))
    if tables:
        made.block.ruler.at("table", _table(blocks["table"]), {"alt": ["paragraph", "reference"]})
    return made


def _note(state: "StateInline", kind: str, start: int, stop: int, value: str = "") -> None:
    state.env[NOTES].append(Note(kind, state.env[BASE] + start, state.env[BASE] + stop, value))


def _html(rule: _InlineRule) -> _InlineRule:
    def noted(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls by position
        start = state.pos
        found = rule(state, silent)
        if found and not silent:
            _note(state, "html", start, state.pos)
        return found

    return noted


def _autolink(rule: _InlineRule) -> _InlineRule:
    def noted(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - as above
        start = state.pos
        found = rule(state, silent)
        if found and not silent:
            href = state.tokens[-3].attrGet("href")
            _note(state, "auto", start, state.pos, str(href))
        return found

    return noted


def _code(rule: _InlineRule) -> _InlineRule:
    def noted(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - as above
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent and len(state.tokens) > count and state.tokens[-1].type == "code_inline":
            _note(state, "code", start, state.pos)
        return found

    return noted


def _link(rule: _InlineRule) -> _InlineRule:
    def noted(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - as above
        start = state.pos
        state.env[TICK]()
        found = rule(state, silent)
        if found and not silent:
            _note_destination(state, "link", start, start)
        return found

    return noted


def _image(rule: _InlineRule) -> _InlineRule:
    def noted(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - as above
        start, base = state.pos, state.env[BASE]
        state.env[TICK]()
        state.env[BASE] = base + start + 2
        try:
            found = rule(state, silent)
        finally:
            state.env[BASE] = base
        if found and not silent:
            _note_destination(state, "image", start, start + 1)
        return found

    return noted


def _note_destination(state: "StateInline", kind: str, start: int, bracket: int) -> None:
    """Note the destination of the link or image that was just read, where it has one of its own; `bracket` opens its label."""
    stop, state.pos = state.pos, start
    helpers = state.md.helpers
    label_end = helpers.parseLinkLabel(state, bracket, kind == "link")
    state.pos = stop
    pos = label_end + 2
    if stop <= label_end + 1 or state.src[label_end + 1] != "(":
        return
    while state.src[pos] in " \t\n":
        pos += 1
    found = helpers.parseLinkDestination(state.src, pos, stop)
    if found.ok and found.pos > pos:
        _note(state, kind, pos, found.pos, found.str)


def _reference(rule: _BlockRule) -> _BlockRule:
    def noted(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
        state.env[TICK]()
        found = rule(state, start, end, silent)
        if found and not silent:
            state.env[DEFINITIONS].append(_definition(state, start))
        return found

    return noted


def _definition(state: "StateBlock", start: int) -> Definition:
    """The definition on the lines from `start` to the one where the engine stands."""
    places: list[int] = []
    for number in range(start, state.line):
        places.extend(range(state.bMarks[number] + state.tShift[number], state.eMarks[number] + 1))
    text = "".join(state.src[place : place + 1] or "\n" for place in places)
    pos = 1
    while text[pos] != "]":
        pos += 2 if text[pos] == "\\" else 1
    label, colon = text[1:pos], places[pos + 1]
    pos += 2
    while text[pos] in " \t\n":
        pos += 1
    found = state.md.helpers.parseLinkDestination(text, pos, len(text))
    around, beside = text[:pos] + text[found.pos :], places[:pos] + places[found.pos :]
    return Definition(places[pos], places[found.pos - 1] + 1, found.str, label, colon, around, beside)


def _table(rule: _BlockRule) -> _BlockRule:
    def noted(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
        found = rule(state, start, end, silent)
        if found and not silent:
            rows = range(start, state.line)
            state.env[ROWS].update({row: state.bMarks[row] + state.tShift[row] for row in rows})
        return found

    return noted
