"""A proposal: a rule that a person still has to agree with."""

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from newsclean import dom
from newsclean.dom import Element

_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_VOID: Final = frozenset({"img", "br", "hr", "input", "source"})
_LEFT_OUT: Final = frozenset({"script", "style", "template", "noscript", "iframe", "svg"})
_KEPT: Final = ("id", "class", "href", "src")
_MOST_TAGS: Final = 8
_MOST_CHARS: Final = 60
_MOST_ADDRESS: Final = 80
_BASIC_PLANE: Final = 0xFFFF


class Proposal(NamedTuple):
    """One `[[rule]]`: its keys, TOML text included, the piece of the page that it takes, and `remarks` for a person."""

    ident: str
    step: str
    why: str
    keys: tuple[tuple[str, str], ...]
    hit: str
    miss: str
    remarks: tuple[str, ...]

    def lines(self, context: str) -> Iterator[str]:
        """The rule as TOML; its hit stands behind `context`, a line of the article."""
        yield from (f"# {comment(remark)}" for remark in self.remarks)
        yield "[[rule]]"
        yield f"id = {quoted(self.ident)}"
        yield f"pass = {quoted(self.step)}"
        yield f"why = {quoted(self.why)}"
        yield from (f"{name} = {value}" for name, value in self.keys)
        yield f"hits = [{quoted(context + self.hit)}]"
        yield f"misses = [{quoted(self.miss)}]"


def quoted(text: str) -> str:
    """`text` as a TOML string: as it is between single quotes where that can be, else with escapes."""
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08X}" if ord(char) > _BASIC_PLANE else f"\\u{ord(char):04X}"


def comment(text: str) -> str:
    """`text` on one line, without what TOML forbids in a comment and what a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in dom.collapse(text))


def slug(name: str) -> str:
    """An id for a rule, made of a class, id or label."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    return "-".join(part.lower() for part in parts) or "rule"


def words_of(text: str, most: int = 40) -> str:
    """The beginning of `text` on one line, at most `most` characters, cut between words where there are some."""
    text = dom.collapse(text)
    if len(text) <= most:
        return text
    head, space, _ = text[:most].rpartition(" ")
    return f"{head if space and len(head) > most // 2 else text[:most]}…"


def is_chinese(text: str) -> bool:
    """Whether some of `text` is in a script without spaces between words."""
    return _CJK.search(text) is not None


def line_of(text: str) -> str:
    """A paragraph with the beginning of `text`."""
    return f"<p>{html.escape(words_of(text, _MOST_CHARS), quote=False)}</p>"


def near_miss(words: str) -> str:
    """A paragraph of an article that happens to hold `words`."""
    words = html.escape(words.rstrip("…") or "…", quote=False)
    text = (
        f"门口的牌子上写着“{words}”几个字，没有人在意。"
        if is_chinese(words)
        else f"The sign at the door said “{words}”, and nobody minded."
    )
    return f"<p>{text}</p>"


def piece_of(el: Element) -> str:
    """`el` as HTML, cut down to its first tags and words."""
    piece = _Piece()
    walk = etree.iterwalk(el, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            piece.close(node)
            piece.write("" if node is el else dom.text_after(node))
        elif not piece.has_room():
            break
        elif node.tag in _LEFT_OUT:
            walk.skip_subtree()
        else:
            piece.open(node)
    return piece.ended()


class _Piece:
    """HTML that is written until there is no more room."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[Element] = []
        self._tags = 0
        self._chars = 0

    def has_room(self) -> bool:
        """Whether another element may be begun."""
        return self._tags < _MOST_TAGS and self._chars < _MOST_CHARS

    def open(self, el: Element) -> None:
        """Write the start tag of `el` and the text behind it."""
        values = ((name, dom.collapse(el.get(name) or "")) for name in _KEPT)
        attributes = "".join(f' {name}="{html.escape(value[:_MOST_ADDRESS])}"' for name, value in values if value)
        self._written.append(f"<{el.tag}{attributes}>")
        self._tags += 1
        if el.tag not in _VOID:
            self._open.append(el)
        self.write(dom.Slot(el, inside=True).value)

    def close(self, el: Element) -> None:
        """Write the end tag of `el`, if its start tag was written."""
        if self._open and self._open[-1] is el:
            self._written.append(f"</{self._open.pop().tag}>")

    def write(self, text: str) -> None:
        """Write as much of `text` as there is room for."""
        text = re.sub(r"\s+", " ", text)[: _MOST_CHARS - self._chars]
        self._chars += len(text)
        self._written.append(html.escape(text, quote=False))

    def ended(self) -> str:
        """All that was written, with every element closed."""
        return "".join((*self._written, *(f"</{el.tag}>" for el in reversed(self._open))))
