r"""Text stays text: what a Markdown engine could take for markup is spelled so that none does.

A backslash where it is inert in every engine, an entity where a backslash is not: `\<` is live after a GFM autolink literal,
which swallows the backslash, and before a colon Python-Markdown shows it. An e-mail address needs an element, because cmark-gfm
looks for those in text that it has decoded already.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Final, TypeAlias, final

from newsclean.gate.tree import SafeNode
from newsclean.regex import regex
from newsclean.write.markdown.flavour import GFM, Flavour
from newsclean.write.markdown.lone import lone_signs
from newsclean.write.templates import Templates

_ORDINARY: Final = bytes(set(range(128)) - set(b"\\`*_<&~{@[] \t\n\f\r"))
_SPACE: Final = regex(r"[\t\n\f\r][ \t\n\f\r]*| [ \t\n\f\r]+")
_LITERAL: Final = regex(rb"://|www\.")
_LINK_LIKE: Final = ("](", "][", "]:")
_LINE_SPACE: Final = frozenset("\t\n\f\r")
_STARTERS: Final = frozenset("#*+->=|:[0123456789")

# What CommonMark calls Unicode white space: it decides whether a run of marks can open or close.
_WHITE: Final = " \\t\\n\\f\\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Some engines take a `#` at the start of a line for a heading also when no space follows it, or three colons for a container.
_BLOCK_START: Final = regex(
    r"(?P<number>[0-9]{1,9})[.)](?=[ ]|\Z)|[-+*](?=[ ]|\Z)|[\#>]|:::|[-=|:][-=|:\ ]*\Z|\[(?=[ xX]\](?:[ ]|\Z)|!)",
    re.VERBOSE,
)
# Every alternative starts with a character of its own, so that the search goes from one such character to the next.
_ALWAYS: Final = (
    r"\\(?=[!-/:-@\[-`{-~]|\Z)",
    "<",
    r"&(?=\#?[A-Za-z0-9]*(?:;|\Z)|\#[0-9xX])",
    r"\{(?=[:.\#]|[^{}]*=)",
)
_MARKS: Final[Mapping[str, str]] = MappingProxyType({
    "`": "`",
    "*": rf"\*(?:(?<![{_WHITE}]\*)|(?![{_WHITE}]))",
    "_": "__*",
    "~": rf"~(?:(?<![{_WHITE}]~)|(?![{_WHITE}]))",
})  # fmt: skip
_FOOTNOTE: Final = r"\[(?=\^)"
_OPENING: Final = r"\["
_CLOSING: Final = r"\]"
_BRACE: Final = r"\{(?=[^{}]*\})"
_CARET: Final = r"\^(?<![\s\S]\^)"
_ADDRESS: Final = (
    r":(?:(?<=http:)|(?<=https:)|(?<=ftp:))(?=//)",
    r"\.(?<=www\.)(?<![^\s*_~(]www\.)",
)
_MAIL: Final = r"@(?<=[!-~]@)(?=[A-Za-z0-9_-]*\.[A-Za-z0-9_-])"
_REPLACED: Final[Mapping[str, str]] = MappingProxyType({"<": "&lt;", "&": "&amp;", ":": "&#58;", "@": "@<wbr>"})


def _line(match: re.Match[str]) -> str:
    """Low lines: within a word they mark nothing."""
    text, start, end = match.string, match.start(), match.end()
    within = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return match[0] if within else "\\_" * (end - start)


def _replaced(match: re.Match[str]) -> str:
    found = match[0]
    return _line(match) if found[0] == "_" else _REPLACED.get(found) or f"\\{found}"


def _replaced_in_label(match: re.Match[str]) -> str:
    """As `_replaced`, for engines that look for the end of a label without heed to backslashes."""
    found = match[0]
    return f"&#{ord(found)};" if found in "[]" else _replaced(match)


@lru_cache(maxsize=64)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join((*_ALWAYS, *parts)), re.IGNORECASE)


_Escape: TypeAlias = Callable[[str], str]
_LABEL: Final = _pattern((*_MARKS.values(), _OPENING, _CLOSING, _CARET))


def _unmarked_start(text: str) -> str:
    """`text`, already escaped, so that no block other than a paragraph starts with it."""
    found = _BLOCK_START.match(text)
    if found is None:
        return text
    at = found.end("number") if found["number"] else 0
    return f"{text[:at]}\\{text[at:]}"


def collapsed(text: str) -> str:
    """`text` with every run of HTML white space as one space."""
    return _SPACE.sub(" ", text)


def _others(templates: Templates | None, flavour: Flavour, *, linked: bool) -> tuple[str, ...]:
    """What is escaped besides marks: whether brackets are, is told by `linked`."""
    # Without HTML a link to an e-mail address, which shows the same, is the lesser evil.
    mail = (_MAIL,) if flavour.html else ()
    # Where Vue is at home, Markdown has attributes in braces, and a directive without a value is one.
    brace = () if templates is None or not templates.late else (_BRACE,)
    return (*brace, _OPENING if linked else _FOOTNOTE, *_ADDRESS, *mail)


@final
class Escaper:
    """Escapes the text of one tree. It asks once which special characters occur at all.

    `templates` is what keeps template engines out, or None; `flavour` what may be written.
    """

    __slots__ = ("_escape", "_escape_within", "_has_closing", "_marks", "_needs", "_others", "_spaces", "flavour", "templates")

    def __init__(self, text: str, templates: Templates | None, flavour: Flavour = GFM) -> None:
        self.templates = templates
        self.flavour = flavour
        plain = text.encode("ascii", "ignore")
        signs = frozenset(plain.translate(None, _ORDINARY).decode())
        double = ("  ",) if b"  " in plain else ()
        self._spaces: tuple[str, ...] = (*(signs & _LINE_SPACE), *double)
        self._marks = signs & _MARKS.keys()
        literal = _LITERAL.search(plain.lower()) is not None
        linked = not signs.isdisjoint("[]") and any(sign in text for sign in _LINK_LIKE)
        self._needs: tuple[str, ...] = tuple(signs & set("\\`*_<&~{@["))
        if literal:
            self._needs += (".", ":")
        if templates is not None:
            self._needs += templates.signs
        self._others = _others(templates, flavour, linked=linked)
        self._escape: _Escape = partial(_pattern((*_MARKS.values(), *self._others)).sub, _replaced)
        self._escape_within: _Escape = partial(_LABEL.sub, _replaced_in_label if linked else _replaced)
        self._has_closing = "]" in signs

    def begin(self, nodes: Sequence[SafeNode]) -> None:
        """Learn which signs are alone in `nodes`, the run of inline content that is written next."""
        if self._marks:
            lone = lone_signs(nodes, self._marks)
            marks = tuple(mark for sign, mark in _MARKS.items() if sign not in lone)
            self._escape = partial(_pattern((*marks, *self._others)).sub, _replaced)

    def plain(self, text: str) -> str | None:
        """`text`, a whole paragraph, as Markdown when nothing in it needs care; None otherwise."""
        text = text.strip(" \t\n\f\r")
        for sign in self._needs:
            if sign in text:
                return None
        if text.isspace() or not text or text[0] in _STARTERS:
            return None
        return self.collapsed(text)

    def collapsed(self, text: str) -> str:
        """`text`, a run of text of the tree, with every run of HTML white space as one space."""
        for space in self._spaces:
            if space in text:
                return collapsed(text)
        return text

    def text(self, text: str, *, fresh: bool, linked: bool) -> str:
        """`text`, a run without white space to collapse, as Markdown.

        `fresh`: a line of a paragraph starts with it. `linked`: it is within a link.
        """
        if (linked and (self._has_closing or text[0] in "^(")) or any(sign in text for sign in self._needs):
            escape = self._escape_within if linked else self._escape
            text = escape(text) if self.templates is None else self.templates.markdown(text, escape, linked=linked)
        return _unmarked_start(text) if fresh and text[0] in _STARTERS else text

    def label(self, text: str) -> str:
        """The description of an image as Markdown. Some engines pair a backslash at its end with the bracket."""
        text = collapsed(text).strip()
        body = text.removesuffix("\\")
        return _LABEL.sub(_replaced_in_label, body) + ("" if body == text else "&#92;")
