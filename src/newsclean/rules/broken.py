"""Broken lines: the lines that `br` makes of one block. A text rule takes such a line out and leaves the others."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.findings import credits_in
from newsclean.rules.guard import is_too_much, size_of
from newsclean.rules.model import Rule


class BrokenLine(NamedTuple):
    """One line of the block `el`: its places of text, and the `br` in front of it or, for the first line, behind it."""

    el: Element
    slots: tuple[dom.Slot, ...]
    text: str
    br: Element


def broken_lines(el: Element) -> list[BrokenLine]:
    """The lines of `el` that hold text and no picture, the last first; [] when no `br` stands directly in it."""
    lines: list[BrokenLine] = []
    slots, before, shows = [dom.Slot(el, inside=True)], None, False
    for child in el:
        if child.tag == "br":
            if not shows:
                lines.append(_line(el, slots, child if before is None else before))
            slots, before, shows = [], child, False
        elif dom.is_element(child):
            slots += dom.slots(child)
            shows = shows or dom.has_media(child)
        slots.append(dom.Slot(child, inside=False))
    if before is not None and not shows:
        lines.append(_line(el, slots, before))
    return [line for line in reversed(lines) if not dom.is_blank(line.text)]


def _line(el: Element, slots: list[dom.Slot], br: Element) -> BrokenLine:
    return BrokenLine(el, tuple(slots), "".join(slot.value for slot in slots), br)


def take_broken_lines(doc: Document, blocks: Sequence[Element], rules_for: Callable[[str, int], Iterator[Rule]]) -> bool:
    """Put the rules that mean a broken line in `blocks` into effect; `rules_for` gives those for a text in the block of a number.

    Whether text went.
    """
    changed = False
    for number, el in enumerate(blocks):
        told: list[dict[str, str]] = []
        for line in broken_lines(el) if len(el) else ():
            changed |= any(_apply(doc, rule, line, told) for rule in rules_for(line.text, number))
        for fields in reversed(told):
            doc.note(**fields)
    return changed


def _apply(doc: Document, rule: Rule, line: BrokenLine, told: list[dict[str, str]]) -> bool:
    """Put `rule` into effect on `line`; what it says of the article goes into `told`. Whether text went."""
    text = dom.collapse(line.text)
    if rule.linked:
        return False  # which of the links of the block stand in the line is not known
    if rule.text is not None and not rule.text.fullmatch(text):
        return False
    fields = credits_in(rule, text)
    if fields is None:
        return False
    doc.step = rule.step
    if rule.note is not None:
        told.append(fields)
        return False
    if is_too_much(doc, rule, "line", size_of((text,))):
        return False
    told.append(fields)
    _cut(doc, rule, line)
    br = next(line.el.iter("br"), line.br) if line.slots[0].inside else line.br
    doc.drop(br, why="the break of a line that went", by=rule.ident)
    return True


def _cut(doc: Document, rule: Rule, line: BrokenLine) -> None:
    """Take the text of `line` away where it stands: the verb `cut` would go through all the places of text of the block."""
    taken = "".join(slot.value for slot in line.slots)
    for slot in line.slots:
        slot.write("")
    doc.record("cut", dom.label(line.el), why=rule.why, by=rule.ident, text=taken, at=line.el)
