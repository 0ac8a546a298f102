"""Node surgery and questions about nodes; the only file that knows tails.

lxml keeps the text that follows an element as that element's `tail`, and takes it along when the element is removed. Every
function here that moves or removes a node leaves the text around it where a reader sees it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml publishes no other name for the type

BLANK: Final = (
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff"
)
"""White space and zero-width characters: what shows nothing at the edge of a block."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center details dd dir div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary"
    " table tbody td tfoot th thead tr ul".split()
)
"""Elements that a browser lays out as blocks, tables and list items (HTML standard, section 15.3)."""

MEDIA: Final = frozenset(
    {"img", "video", "audio", "picture", "iframe", "embed", "object", "hr", "input", "canvas", "svg", "math"}
)
"""Elements that show something without holding text."""

_MEDIA_TAGS: Final = tuple(sorted(MEDIA))
_ZERO_WIDTH: Final = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


def squash(text: str) -> str:
    """`text` without any white space, zero-width spaces included: what conservation compares."""
    squashed = "".join(text.split())
    return squashed if squashed.isascii() or not _has_zero_width(squashed) else squashed.translate(_ZERO_WIDTH)


def _has_zero_width(text: str) -> bool:
    return "\u200b" in text or "\ufeff" in text or "\u200d" in text or "\u200c" in text or "\u2060" in text


def collapse(text: str) -> str:
    """`text` with runs of white space as one space and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def text_of(el: Element) -> str:
    """All text within `el` in order, comments left out, nothing collapsed."""
    return etree.tostring(el, method="text", encoding="unicode", with_tail=False)


def is_blank(text: str | None) -> bool:
    """Whether `text` shows nothing: None, empty, or only white space and zero-width characters."""
    return not text or not text.strip(BLANK)


def line_of(el: Element) -> int | None:
    """The line of the source in which `el` starts; None for one that a pass made."""
    return el.sourceline  # type: ignore[return-value]  # the stub has no type for it


def attributes_of(el: Element) -> list[tuple[str, str]]:
    """The attributes of `el` in order."""
    return el.items()  # type: ignore[return-value]  # str in a parsed document; the stub also has bytes


def is_element(node: Element) -> bool:
    """Whether `node` is an element, and not a comment or a processing instruction."""
    return isinstance(node.tag, str)


def has_media(el: Element) -> bool:
    """Whether `el` is or holds an image, a player, a frame or a rule."""
    if not len(el):
        return el.tag in MEDIA
    return next(el.iter(*_MEDIA_TAGS), None) is not None


def has_block(el: Element) -> bool:
    """Whether some element below `el` is a block."""
    return any(child.tag in BLOCKS for child in el.iterdescendants())


def is_empty(el: Element) -> bool:
    """Whether `el` shows nothing: no text and no media."""
    if not len(el):
        return is_blank(el.text) and el.tag not in MEDIA
    return is_blank(text_of(el)) and not has_media(el)


def label(el: Element) -> str:
    """A short name for people: `div#side.ad`, `img`, with the first id and class only."""
    if not is_element(el):
        return "comment"
    name = str(el.tag)
    if ident := el.get("id"):
        name += f"#{ident.split()[0] if ident.split() else ''}"
    if classes := (el.get("class") or "").split():
        name += f".{classes[0]}"
    return name[:80]


_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """`text` without the control characters that the HTML parser takes and lxml refuses to write back; they show nothing."""
    return _UNWRITABLE.sub("", text)


def set_text(el: Element, text: str | None) -> None:
    """Make `text` the text with which `el` opens."""
    try:
        el.text = text
    except ValueError:
        el.text = writable(text or "")


def set_tail(el: Element, text: str | None) -> None:
    """Make `text` the text behind `el`."""
    try:
        el.tail = text
    except ValueError:
        el.tail = writable(text or "")


def set_attribute(el: Element, name: str, value: str) -> None:
    """Give `el` the attribute `name`."""
    try:
        el.set(name, value)
    except ValueError:
        el.set(name, writable(value))


def append_content(el: Element, other: Element) -> None:
    """Move what `other` holds to the end of `el`, and take `other`, the next sibling, out; the text behind it stays."""
    if other.text:
        if len(el):
            set_tail(el[-1], (el[-1].tail or "") + other.text)
        else:
            set_text(el, (el.text or "") + other.text)
    el.extend(list(other))
    detach(other)


def _give_text(el: Element, text: str | None) -> None:
    """Put `text` in front of `el`, as its previous sibling's tail or its parent's text."""
    if not text:
        return
    before = el.getprevious()
    if before is not None:
        set_tail(before, (before.tail or "") + text)
        return
    parent = el.getparent()
    if parent is not None:
        set_text(parent, (parent.text or "") + text)


def detach(el: Element) -> None:
    """Take `el` out of its tree; the text after it stays."""
    parent = el.getparent()
    if parent is None:
        return
    if tail := el.tail:
        _give_text(el, tail)
        el.tail = None
    parent.remove(el)


def unwrap(el: Element) -> None:
    """Put the children and text of `el` in its place."""
    parent = el.getparent()
    if parent is None:
        return
    _give_text(el, el.text)
    tail, el.tail, el.text = el.tail, None, None
    last = el
    for child in list(el):
        last.addnext(child)
        last = child
    if tail:
        if last is el:
            _give_text(el, tail)
        else:
            set_tail(last, (last.tail or "") + tail)
    parent.remove(el)


def move_before(el: Element, place: Element) -> None:
    """Move `el` in front of `place`; the text after each stays after it or where it was."""
    detach(el)
    place.addprevious(el)


def move_into(el: Element, place: Element) -> None:
    """Move `el` to the end of `place`; the text after it stays where it was."""
    detach(el)
    place.append(el)


def wrap_content(el: Element, tag: str) -> Element:
    """Put everything within `el` into a new child `tag`, and return that child."""
    inner = etree.Element(tag)
    set_text(inner, el.text)
    el.text = None
    for child in list(el):
        inner.append(child)
    el.append(inner)
    return inner


class Run(NamedTuple):
    """Neighbouring inline nodes of one parent: `first` and `last` are nodes or None where the run is only text.

    `after` is the node before the run (its tail opens the run), or None when the parent's text does.
    """

    parent: Element
    after: Element | None
    nodes: tuple[Element, ...]

    @property
    def opening(self) -> str:
        """The text with which the run opens, before its first node."""
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def is_blank(self) -> bool:
        """Whether the run shows nothing at all."""
        return is_blank(self.opening) and all(
            is_blank(node.tail) and (not is_element(node) or is_empty(node)) for node in self.nodes
        )


def inline_runs(parent: Element, breaks: frozenset[str] = BLOCKS) -> Iterator[Run]:
    """The runs of inline nodes and text among the children of `parent`, in order, split at children whose tag is in `breaks`.

    Empty runs (no node, no text) are left out. Do not change the tree before the iteration is over.
    """
    after: Element | None = None
    nodes: list[Element] = []
    for child in parent:
        if child.tag in breaks:
            run = Run(parent, after, tuple(nodes))
            if nodes or run.opening:
                yield run
            after, nodes = child, []
        else:
            nodes.append(child)
    run = Run(parent, after, tuple(nodes))
    if nodes or run.opening:
        yield run


def wrap_run(run: Run, tag: str) -> Element:
    """Put `run` into a new element `tag` at its place, and return that element."""
    box = etree.Element(tag)
    set_text(box, run.opening or None)
    if run.after is None:
        run.parent.text = None
        run.parent.insert(0, box)
    else:
        run.after.tail = None
        run.after.addnext(box)
    for node in run.nodes:
        box.append(node)
    return box


class Slot(NamedTuple):
    """One place of text: `el.text` when `inside`, else `el.tail`."""

    el: Element
    inside: bool

    @property
    def value(self) -> str:
        """The text at this place, "" where there is none."""
        return (self.el.text if self.inside else self.el.tail) or ""

    def write(self, text: str) -> None:
        """Replace the text at this place."""
        if self.inside:
            set_text(self.el, text or None)
        else:
            set_tail(self.el, text or None)


def slots(el: Element) -> Iterator[Slot]:
    """Every place of text within `el` in order; those of comments left out, their tails not."""
    if is_element(el):
        yield Slot(el, inside=True)
    for event, node in etree.iterwalk(el, events=("start", "end", "comment", "pi")):
        if node is el:
            continue
        if event == "start":
            yield Slot(node, inside=True)
        else:
            yield Slot(node, inside=False)


def cut_text(el: Element, start: int, stop: int) -> str:
    """Remove the characters `start:stop` of the text within `el`, and return them. Elements stay, also empty ones."""
    taken: list[str] = []
    position = 0
    for slot in list(slots(el)):
        value = slot.value
        if not value:
            continue
        low, high = max(start - position, 0), min(stop - position, len(value))
        position += len(value)
        if low < high:
            taken.append(value[low:high])
            slot.write(value[:low] + value[high:])
    return "".join(taken)


def replace_text(place: Iterable[Slot], old: str, new: str) -> int:
    """Replace `old` by `new` in every slot of `place`; how many times it was there."""
    count = 0
    for slot in place:
        value = slot.value
        if old in value:
            count += value.count(old)
            slot.write(value.replace(old, new))
    return count
