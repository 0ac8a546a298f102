"""Closing the elements of the new tree: what stands in the place of each, and how that nests."""

from collections import Counter
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.gate.arrange import boxed, joined, trim
from newsclean.gate.escaping import markup_of, tags_of
from newsclean.gate.frame import Frame
from newsclean.gate.model import BLOCKS, CHILDREN, LAYOUT, OPTIONAL, PHRASING_ONLY, PLAYERS, SPREAD, TRIMMED, VOID
from newsclean.gate.nesting import MOST_SPREAD, freed, spread
from newsclean.gate.tree import SafeElement, SafeNode

_REASONS: Final = {
    "elements": ("unwrap", "the policy keeps no such element"),
    "attributes": ("unset", "the policy keeps no such attribute"),
    "nesting": ("move", "it may hold no block"),
    "values": ("unset", "the value did not pass the check"),
}


class Closer:
    """Puts finished elements into their parents, and keeps account of what was left out: `lost` by rule, and `dropped`.

    `box` is the element put around loose text among blocks: a paragraph, unless the policy keeps none. `escaped` are elements
    that became text, each with the text that it held and the text that it is.
    """

    def __init__(self, box: tuple[str, ...]) -> None:
        self.box = box
        self.escaped: list[tuple[Element, str, str]] = []
        self.lost: dict[str, Counter[str]] = {name: Counter() for name in _REASONS}
        self.dropped: list[Element] = []
        self.texts: list[str] = []
        self.links = 0
        self.trimmed = 0

    def add_text(self, frame: Frame, text: str | None, *, behind: str = "body") -> None:
        """Put `text` into `frame`; white space behind a block, or at the start of one that is laid out, shows nothing."""
        if text and not (
            text.isspace() and (behind in BLOCKS or behind in LAYOUT) and (behind != "body" or frame.source in LAYOUT)
        ):
            self.texts.append(text)
            frame.children.append(text)

    def escape_whole(self, el: Element, parent: Frame) -> None:
        """Put the markup of `el` with all it holds into `parent`, as text."""
        markup = markup_of(el)
        self.escaped.append((el, dom.text_of(el), markup))
        self.add_text(parent, markup)

    def escape_tags(self, el: Element, frame: Frame) -> None:
        """Put the start tag of `el` into its `frame` as text; the end tag follows when it is finished."""
        start, frame.end_tag = tags_of(el)
        self.escaped.append((el, "", start + frame.end_tag))
        self.add_text(frame, start)
        frame.spliced = True

    def finish(self, frame: Frame, parent: Frame) -> None:
        """Put the finished `frame` into `parent`: as an element, or what it holds."""
        tag = frame.tag
        if frame.end_tag:
            self.add_text(frame, frame.end_tag)
        if tag == "a":
            self.links -= 1
        if tag and frame.has_block and tag in PHRASING_ONLY:
            self.relieve(frame)
            tag = ""
        parent.spread = max(parent.spread, frame.spread)
        if not tag:
            self.splice(frame, parent)
        elif tag in VOID:
            parent.children.append(SafeElement(tag, frame.attributes, []))
            parent.children.extend(frame.children)
            parent.spliced |= bool(frame.children)
            parent.has_block |= tag in BLOCKS or frame.has_block
        else:
            self.put(frame, parent)

    def relieve(self, frame: Frame) -> None:
        """Make what `frame` holds ready to stand without it, since it may hold no block."""
        children = joined(frame.children) if frame.spliced else frame.children
        if frame.tag in SPREAD and frame.spread < MOST_SPREAD:
            frame.spread += 1
            frame.children = spread(children, frame.tag, frame.attributes)
            self.lost["nesting"][f"{frame.tag} into blocks"] += 1
        else:
            self.lost["nesting" if frame.tag in PLAYERS else "elements"][frame.tag] += 1
            frame.children = freed(children, frame.tag, frame.attributes)

    def part(self, frame: Frame) -> None:
        """Keep apart the texts on either side of a block that shows nothing."""
        last = frame.children[-1] if frame.children else None
        if last is not None and (isinstance(last, str) or last.tag not in BLOCKS):
            # Two: once what follows is trimmed, other white space may stand beside it, and writers ask here whether any does.
            self.texts.append("  ")
            frame.children.append(" ")
            frame.spliced = True

    def put(self, frame: Frame, parent: Frame) -> None:
        """Put `frame` into `parent` as an element, unless it is a block that shows nothing."""
        tag = frame.tag
        children = joined(frame.children) if frame.spliced else frame.children
        only = CHILDREN.get(tag)
        if only is not None:
            children = boxed(children, *only)
        elif (tag in TRIMMED or tag in LAYOUT) and trim(children):
            self.trimmed += 1
        if children or tag not in OPTIONAL:
            parent.has_block |= tag in BLOCKS or frame.has_block
            parent.children.append(SafeElement(tag, frame.attributes, children))
        else:
            self.part(parent)

    def splice(self, frame: Frame, parent: Frame) -> None:
        """Put what `frame` holds into `parent`: as it is when inline, as paragraphs when it was laid out as a block."""
        parent.spliced = True
        parent.has_block |= frame.has_block
        if frame.source not in LAYOUT and frame.source not in BLOCKS:
            parent.children.extend(frame.children)
            return
        children = self.layout(frame)
        if not children or not self.box:
            self.part(parent)
        parent.children.extend(children)
        parent.has_block |= bool(children and self.box)
        if children and not self.box:
            self.part(parent)

    def layout(self, frame: Frame) -> list[SafeNode]:
        """The children of a layout element that is not kept: blocks as they are, inline runs as paragraphs where they may be."""
        children = joined(frame.children) if frame.spliced else frame.children
        if frame.source == "body" and not frame.has_block:
            trim(children)
            return children
        return boxed(children, BLOCKS, self.box)

    def write_journal(self, doc: Document) -> None:
        """Tell the journal of `doc` what was left out."""
        for el in self.dropped:
            text = dom.text_of(el)
            kept = "" if dom.is_blank(text) else text
            doc.record("drop", dom.label(el), why="not text of the document", by="gate/elements", text=kept, at=el)
        for el, text, markup in self.escaped:
            why = "the policy shows what it does not keep"
            doc.record("escape", dom.label(el), why=why, by="gate/elements", text=text, became=markup, at=el)
        for rule, names in self.lost.items():
            did, why = _REASONS[rule]
            for name, times in names.items():
                doc.count(did, name, times, why=why, by=f"gate/{rule}")
        if self.trimmed:
            doc.count("trim", "edge of a block", self.trimmed, why="white space there shows nothing", by="gate/space")
