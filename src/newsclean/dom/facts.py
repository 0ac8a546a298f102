"""Questions about nodes."""

from typing import Final, TypeAlias

from lxml import etree

from newsclean.regex import regex

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml publishes no other name for the type

BLANK: Final = (
    " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff"
    "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f\ufffe\uffff"
)
"""White space, zero-width and control characters: what shows nothing at the edge of a block."""

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
_CONTROLS: Final = dict.fromkeys(ord(char) for char in BLANK if char < " " and not char.isspace())
_AS_SPACES: Final = {ord(char): " " for char in BLANK if not char.isspace()}
_SPACE: Final = " \t\r\n"
_NAME: Final = regex(r"[a-z_][a-z0-9_:.-]*")
_SPACES = regex(r"[\s\u200b\ufeff]+")


def squash(text: str) -> str:
    """`text` without any white space, zero-width spaces included: what conservation compares."""
    squashed = "".join(text.split())
    return squashed if squashed.isascii() or not _has_zero_width(squashed) else squashed.translate(_ZERO_WIDTH)


def _has_zero_width(text: str) -> bool:
    return "\u200b" in text or "\ufeff" in text or "\u200d" in text or "\u200c" in text or "\u2060" in text


def collapse(text: str) -> str:
    """`text` with runs of white space as one space and none at the ends, without control characters."""
    collapsed = _SPACES.sub(" ", text).strip()
    return collapsed if collapsed.isprintable() else _SPACES.sub(" ", collapsed.translate(_CONTROLS)).strip()


def spaced(text: str) -> str:
    """`text` with a space in the place of every zero-width and control character, as long as before."""
    return text if text.isprintable() else text.translate(_AS_SPACES)


def text_of(el: Element) -> str:
    """All text within `el` in order, comments left out, nothing collapsed."""
    return etree.tostring(el, method="text", encoding="unicode", with_tail=False)


def size_of(el: Element) -> int:
    """Characters of text within `el`, white space left out."""
    return len(squash(text_of(el)))


def is_blank(text: str | None) -> bool:
    """Whether `text` shows nothing: None, empty, or only white space and zero-width characters."""
    return not text or not text.strip(BLANK)


def linked_share(el: Element) -> float:
    """The share of the text in `el`, white space left out, that is in links; 0.0 where there is no text."""
    size = size_of(el)
    linked = sum(map(size_of, el.iter("a"))) if size else 0
    return min(1.0, linked / size) if linked else 0.0


def line_of(el: Element) -> int | None:
    """The line of the source in which `el` starts; None for one that a pass made."""
    return el.sourceline  # type: ignore[return-value]  # the stub has no type for it


def attributes_of(el: Element) -> list[tuple[str, str]]:
    """The attributes of `el` in order."""
    return el.items()  # type: ignore[return-value]  # str in a parsed document; the stub also has bytes


def movable_attributes(el: Element) -> list[tuple[str, str]]:
    """The attributes of `el` that another element can be given: lxml takes names from its parser that it refuses elsewhere."""
    return [(name, value) for name, value in attributes_of(el) if _NAME.fullmatch(name)]


def is_element(node: Element) -> bool:
    """Whether `node` is an element, and not a comment or a processing instruction."""
    return isinstance(node.tag, str)


def has_media(el: Element) -> bool:
    """Whether `el` is or holds an image, a player, a frame or a rule."""
    if not len(el):
        return el.tag in MEDIA
    return next(el.iter(*_MEDIA_TAGS), None) is not None


def has_block(el: Element) -> bool:
    """Whether some element below `el` is a block. Of many elements that stand in one another, ask `block_holders`."""
    return any(child.tag in BLOCKS for child in el.iterdescendants())


def block_holders(root: Element) -> set[Element]:
    """All elements below `root`, and itself, that hold a block. Costs a walk up from each block to the first that is known."""
    holders: set[Element] = set()
    for block in root.iterdescendants(*BLOCKS):
        holder = block.getparent()
        while holder is not None and holder not in holders and block is not root:
            holders.add(holder)
            block, holder = holder, holder.getparent()  # noqa: PLW2901 - climbs
    return holders


def is_empty(el: Element) -> bool:
    """Whether `el` shows nothing: no text and no media. Stops at the first thing that shows."""
    if not len(el):
        return el.tag not in MEDIA and (not isinstance(el.tag, str) or is_blank(el.text))
    for node in el.iter():
        tag = node.tag
        if tag in MEDIA or (isinstance(tag, str) and not is_blank(node.text)) or (node is not el and not is_blank(node.tail)):
            return False
    return True


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


def text_after(el: Element) -> str:
    """The text between `el` and the next node."""
    return el.tail or ""


def is_blank_after(el: Element) -> bool:
    """Whether nothing shows between `el` and the next node."""
    tail = el.tail
    return not tail or not tail.strip(BLANK)


def has_loose_text(el: Element) -> bool:
    """Whether text stands directly in `el`; ideographic spaces count as text here."""
    return bool((el.text or "").strip(_SPACE)) or any((child.tail or "").strip(_SPACE) for child in el)


def first_child(el: Element) -> Element | None:
    """The first node in `el`, None where there is none. lxml counts all of them to tell their number."""
    return next(iter(el), None)


def only_child(el: Element) -> Element | None:
    """The one node in `el` when there is no text beside it, else None."""
    only = first_child(el)
    if only is None or only.getnext() is not None or not is_blank(el.text) or not is_blank_after(only):
        return None
    return only
