"""Changes to the tree. Each leaves the text around what it moves or removes where a reader sees it."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from lxml import etree

from newsclean.dom.facts import Element
from newsclean.regex import regex

_UNWRITABLE: Final = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG: Final = 16 * 1024


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


def merge(el: Element, others: Sequence[Element]) -> None:
    """Move what `others`, the siblings right after `el`, hold to the end of `el`, and take them out; text behind the last stays.

    Text is joined once, so a thousand neighbours cost a thousand times one.
    """
    last = el[-1] if len(el) else None
    texts = [(el.text if last is None else last.tail) or ""]
    for other in others:
        texts.append(other.text or "")
        if len(other):
            _put_texts(el, last, texts)
            el.extend(list(other))
            last = el[-1]
            texts = [last.tail or ""]
    _put_texts(el, last, texts)
    set_tail(el, others[-1].tail)
    for other in others:
        other.tail = None
        detach(other)


def _put_texts(el: Element, last: Element | None, texts: list[str]) -> None:
    text = "".join(texts) or None
    if last is None:
        set_text(el, text)
    else:
        set_tail(last, text)


def unwrap_all(root: Element, tags: Collection[str]) -> dict[str, int]:
    """Put what every element with one of `tags` below `root` holds in its place; how many of each there were."""
    counts = Counter(str(el.tag) for el in root.iterdescendants(*tags))
    if counts:
        etree.strip_tags(root, *counts)
    return dict(counts)


def _give_text(parent: Element, el: Element, text: str | None) -> None:
    """Put `text` in front of `el`, a child of `parent`, as its previous sibling's tail or the parent's text.

    Where that is long already, an empty comment parts them: a text that grew by a word a thousand times would be copied as often.
    """
    if not text:
        return
    before = el.getprevious()
    have = (parent.text if before is None else before.tail) or ""
    if len(have) > _LONG:
        hole = etree.Comment()
        el.addprevious(hole)
        set_tail(hole, text)
    elif before is not None:
        set_tail(before, have + text)
    else:
        set_text(parent, have + text)


def detach(el: Element) -> None:
    """Take `el` out of its tree; the text after it stays."""
    parent = el.getparent()
    if parent is None:
        return
    if tail := el.tail:
        _give_text(parent, el, tail)
        el.tail = None
    parent.remove(el)


def unwrap(el: Element) -> None:
    """Put the children and text of `el` in its place."""
    parent = el.getparent()
    if parent is None:
        return
    _give_text(parent, el, el.text)
    tail, el.tail, el.text = el.tail, None, None
    last = el
    for child in list(el):
        last.addnext(child)
        last = child
    if tail:
        if last is el:
            _give_text(parent, el, tail)
        else:
            set_tail(last, (last.tail or "") + tail)
    parent.remove(el)


def pour_out(el: Element) -> None:
    """Put the children and text of `el` behind it, before the text that follows."""
    tail, text = el.tail, el.text
    el.tail = el.text = None
    last = el
    for child in list(el):
        last.addnext(child)
        last = child
    if tail:
        set_tail(last, (last.tail or "") + tail)
    if text:
        set_tail(el, text + (el.tail or ""))


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
