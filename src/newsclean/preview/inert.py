"""A tree of nodes as markup that cannot do anything, whatever the tree holds.

Only `div`, `span` and `br` are written, with classes from a list, numbers and escaped text as attributes. No parser takes them
for anything else, wherever they stand; none of them has an address or runs anything. What an element looked like is told by
its class, what it meant by its role.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from newsclean import dom
from newsclean.preview.fates import fate_in
from newsclean.preview.marks import Marks, inert, shortened
from newsclean.preview.media import is_hidden_input, is_medium, placeholder
from newsclean.preview.ranges import Ranges
from newsclean.preview.trace import Node

_UNSEEN: Final = frozenset(
    "base bgsound canvas datalist head link math meta noembed noframes noscript param script source style svg template"
    " title".split()
)
"""Elements that show nothing, or nothing that could be shown without running it."""

_STYLED: Final = frozenset(
    "a b big blockquote button caption center cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark"
    " ol p pre q s samp small strike strong sub sup table tbody td tfoot th thead tr tt u ul".split()
)
_LEVELS: Final = {f"h{level}": f' role="heading" aria-level="{level}"' for level in range(1, 7)}
_ROLES: Final[Mapping[str, str]] = {
    **_LEVELS,
    **{
        tag: f' role="{role}"' for tag, role in (("ul", "list"), ("ol", "list"), ("li", "listitem"), ("blockquote", "blockquote"))
    },
}
_DEEPEST: Final = 200
"""Elements in one another that are written; browsers flatten what is nested deeper than about 500."""
_EXCERPT: Final = 90


class InertWriter:
    """Writes one tree with its marks."""

    def __init__(self, root: Node, ranges: Ranges, marks: Marks) -> None:
        self.root = root
        self.ranges = ranges
        self.marks = marks
        self.shown = _shown_in(root)

    def written(self) -> str:
        """What the root holds."""
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        stack: list[str | tuple[Node, int | None, int]] = [(self.root, None, 0)]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                yield item
                continue
            node, around, depth = item
            fate = fate_in(node, around)
            whole = self._whole(node, fate, around)
            after = self._text(node, inside=False)
            if whole is not None:
                yield whole + after
                continue
            start, end = self._tags(node, fate, around, deep=depth > _DEEPEST)
            yield start + (placeholder(node) if is_medium(node.tag) else "") + self._text(node, inside=True)
            stack.append(end + after)
            stack.extend((child, fate, depth + bool(end)) for child in reversed(node.children))

    def _whole(self, node: Node, fate: int | None, around: int | None) -> str | None:
        """What stands for `node` with all it holds; None when that is written itself."""
        if node.tag == "br":
            return f"<br{self.marks.about(node.about)}>"
        if is_medium(node.tag) and not is_hidden_input(node) and not any(id(child) in self.shown for child in node.children):
            start, end = self._tags(node, fate, around, deep=False, extra="medium")
            return f"{start}{placeholder(node)}{end}"
        if id(node) in self.shown or node is self.root:
            return None
        return self._chip(node, fate, around)

    def _chip(self, node: Node, fate: int | None, around: int | None) -> str:
        """A small label for what shows nothing."""
        numbers = _about(node, fate)
        number = fate if fate is not None and fate != around else None
        if number is None and not numbers:
            return ""
        if number is None:
            return f'<span class="chip"{self.marks.about(numbers)}>{inert(node.label)}</span>'
        attributes = self.marks.attributes(number) + self.marks.about(numbers)
        said = self.marks.note(number, shortened(node.text, _EXCERPT))
        return f'<span class="chip {self.marks.classes(number)}"{attributes}>{inert(node.label)}{said}</span>'

    def _tags(self, node: Node, fate: int | None, around: int | None, *, deep: bool, extra: str = "") -> tuple[str, str]:
        """Start and end of what is written for `node`: nothing for an element that nobody would see."""
        name = "div" if node.tag in dom.BLOCKS else "span"
        classes = [f"t-{node.tag}"] if node.tag in _STYLED else []
        classes += [extra] if extra else []
        attributes, note = _ROLES.get(node.tag, ""), ""
        if fate is not None and fate != around:
            classes.append(self.marks.classes(fate))
            attributes, note = self.marks.attributes(fate), self.marks.note(fate)
        elif fate is None and around is not None:
            classes.append("kept")
        numbers = _about(node, fate) if extra else [number for number in node.about if number != fate]
        attributes += self.marks.about(numbers) + _target(node)
        if not classes and (deep or (name == "span" and not attributes)):
            return "", ""
        shown = f' class="{" ".join(classes)}"' if classes else ""
        return f"<{name}{shown}{attributes}>{note}", f"</{name}>"

    def _text(self, node: Node, *, inside: bool) -> str:
        text = node.text if inside else node.after
        ranges = self.ranges.get((id(node), inside), ())
        if not ranges:
            return inert(text) if text else ""
        parts: list[str] = []
        place = 0
        for start, stop, number in ranges:
            attributes = f' class="{self.marks.classes(number)}"{self.marks.attributes(number)}'
            parts += [inert(text[place:start]), f"<span{attributes}>{self.marks.note(number)}{inert(text[start:stop])}</span>"]
            place = stop
        return "".join((*parts, inert(text[place:])))


def _about(node: Node, fate: int | None) -> list[int]:
    """The entries about `node` and all it holds, but for the one that removed it."""
    return [number for one in node.walk() for number in one.about if number != fate]


def _target(node: Node) -> str:
    href = node.attributes.get("href", "") if node.tag == "a" else ""
    return f' title="{inert(shortened(href, 300))}"' if href else ""


def _shown_in(root: Node) -> set[int]:
    """The identities of the nodes in which something shows."""
    shown: set[int] = set()
    for node in reversed(list(root.walk())):
        if _shows(node) or any(id(child) in shown or _has_text(node, child) for child in node.children):
            shown.add(id(node))
    return shown


def _shows(node: Node) -> bool:
    if not node.tag or node.tag in _UNSEEN:
        return False
    return node.tag == "hr" or (is_medium(node.tag) and not is_hidden_input(node)) or not dom.is_blank(node.text)


def _has_text(node: Node, child: Node) -> bool:
    return node.tag not in _UNSEEN and not dom.is_blank(child.after)
