"""Template-safe output: text that no template engine of a site generator takes for its own.

Un-escaping `&#123;&#123;` gives `{{`, which runs, or breaks the build, where the page passes through a template engine. A
numeric entity keeps such a delimiter apart in HTML. In Markdown that holds only when the engine reads the page before the
Markdown engine does: one that reads the rendered page (Vue in VitePress, Nunjucks in Hexo) meets the delimiter again, because
most Markdown engines decode entities. There a `<wbr>` between the two characters holds in either order.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple, final

from newsclean.errors import OptionError


class _Engine(NamedTuple):
    """What opens or closes a construct of an engine, and whether it may run after the Markdown engine."""

    delimiters: tuple[str, ...]
    late: bool


_BRACES: Final = ("{{", "}}")
_TAGS: Final = ("{%", "%}")
_REMARKS: Final = ("{#", "#}")
_ENGINES: Final = {
    "vue": _Engine((*_BRACES, "[["), late=True),  # [[toc]] is a table of contents in VitePress
    "liquid": _Engine((*_BRACES, *_TAGS), late=False),
    "jinja": _Engine((*_BRACES, *_TAGS, *_REMARKS), late=True),
    "go": _Engine(_BRACES, late=False),
    "all": _Engine((*_BRACES, *_TAGS, *_REMARKS, "${", "#{", "<%", "%>", "[[", "]]", "[("), late=True),
}
_BREAK: Final = "<wbr>"
_BRACKETS: Final = frozenset("{}[]<>")


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _edges(delimiter: str) -> str:
    """The pattern of the one character of a delimiter that an entity replaces, also where its other half may follow.

    The half is a bracket of some kind, which stands for nothing else in a text; the other may be a percent sign.
    """
    first, second = delimiter[0], delimiter[1]
    if first in _BRACKETS:
        return rf"{re.escape(first)}(?={re.escape(second)}|\Z)"
    return rf"(?<={re.escape(first)}){re.escape(second)}|\A{re.escape(second)}"


def _between(delimiter: str) -> str:
    first, second = delimiter[0], delimiter[1]
    return f"(?<={re.escape(first)})(?={re.escape(second)})"


@final
class Templates:
    """Neutralises the delimiters of one template engine, or of all of them; made by `Templates.of`."""

    __slots__ = ("_alone", "_seams", "_whole", "late", "name", "signs")

    def __init__(self, name: str, delimiters: tuple[str, ...], *, late: bool) -> None:
        self.name = name
        self.late = late
        self.signs = tuple(sorted({delimiter[0] for delimiter in delimiters}))
        self._alone = re.compile("|".join(map(_edges, delimiters)))
        self._seams = re.compile("|".join(map(_between, delimiters)))
        self._whole = re.compile("|".join(map(re.escape, delimiters)))

    @classmethod
    def of(cls, name: str) -> "Templates":
        """The one for the engine `name`: vue, liquid, jinja, go or all. Raises `OptionError` for any other name."""
        engine = _ENGINES.get(name)
        if engine is None:
            raise OptionError("template_safe", name, known=_ENGINES)
        return cls(name, engine.delimiters, late=engine.late)

    def __eq__(self, other: object) -> bool:
        return self.name == other.name if isinstance(other, Templates) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"Templates.of({self.name!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Templates.of, (self.name,)

    def alive(self, text: str) -> bool:
        """Whether `text` holds a delimiter of the engine."""
        return self._whole.search(text) is not None

    def text(self, escaped: str) -> str:
        """`escaped`, HTML text or an attribute's value, with one character of each delimiter as a numeric entity.

        Decoding gives back every character. A character at either end that the neighbour could complete is replaced as well.
        """
        return self._alone.sub(_entity, escaped)

    def loose(self, escaped: str) -> str:
        """`escaped`, HTML text without a block around it: where the HTML is in a Markdown file, its entities do not last."""
        return _BREAK.join(map(self.text, self._seams.split(escaped))) if self.late else self.text(escaped)

    def markdown(self, text: str, escape: Callable[[str], str], *, linked: bool) -> str:
        """`text`, a run of text not yet escaped, as Markdown: `escape` is applied to what lies between the delimiters' halves.

        `linked`: the square bracket of a link may stand before it.
        """
        if linked and text[0] == "(" and "[" in self.signs:
            return f"&#40;{self.markdown(text[1:], escape, linked=False)}"
        parts = self._seams.split(text)
        if self.late:
            return _BREAK.join([*map(escape, parts[:-1]), self._closed(parts[-1], escape)])
        halves = [escape(part[:-1]) + f"&#{ord(part[-1])};" for part in parts[:-1]]
        return "".join([*halves, self._closed(parts[-1], escape)])

    def _closed(self, part: str, escape: Callable[[str], str]) -> str:
        """The last part: the square bracket of a link may follow it."""
        if part.endswith(("[", "]")) and "[" in self.signs:
            return escape(part[:-1]) + f"&#{ord(part[-1])};"
        return escape(part)
