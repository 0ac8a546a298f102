"""The gate: Document in, SafeTree out. The last step, without an off switch.

It builds a new tree and copies into it only what the policy names, so an argument about its output needs no argument about the
input. What it leaves out it writes into the journal.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.gate.arrange import boxed, joined, trim
from newsclean.gate.characters import UNPRINTABLE, has_controls, take_controls
from newsclean.gate.frame import Frame
from newsclean.gate.model import (
    BLOCKS,
    CHILDREN,
    LAYOUT,
    LEAVES,
    NEEDS,
    OPTIONAL,
    PARENTS,
    PHRASING_ONLY,
    PLAYERS,
    SPREAD,
    TRIMMED,
    VOID,
)
from newsclean.gate.nesting import freed, spread
from newsclean.gate.policy import DROPPED, Check, Policy
from newsclean.gate.tree import SEAL, SafeElement, SafeNode, SafeTree

STEP: Final = "gate"
_REASONS: Final = {
    "elements": ("unwrap", "the policy keeps no such element"),
    "attributes": ("unset", "the policy keeps no such attribute"),
    "values": ("unset", "the value did not pass the check"),
}


class _Builder:
    """Builds the SafeTree of one document."""

    def __init__(self, doc: Document, policy: Policy) -> None:
        self.doc = doc
        self.elements = policy.elements
        self.lost: dict[str, Counter[str]] = {name: Counter() for name in _REASONS}
        self.texts: list[str] = []
        self.links = 0
        self.trimmed = 0

    def build(self, root: Element) -> list[SafeNode]:
        """The nodes of the tree below `root`. A stack of open elements, each with the children still to come: no recursion."""
        frame = Frame(root, "body", "", {})
        self.add_text(frame, root.text)
        stack: list[tuple[Frame, Iterator[Element]]] = [(frame, iter(root))]
        while stack:
            frame, children = stack[-1]
            opened = self.fill(frame, children)
            if opened is not None:
                stack.append((opened, iter(opened.el)))
                continue
            stack.pop()
            if stack:
                self.finish(frame, stack[-1][0])
                self.add_text(stack[-1][0], frame.el.tail, behind=frame.source)
        return self.layout(frame)

    def fill(self, frame: Frame, children: Iterator[Element]) -> Frame | None:  # noqa: C901, PLR0915 - the hot loop
        """Put `children` into `frame` up to the first that has to be opened; that one, or None when all are in.

        The hot loop: an element without children, of a kind that needs no more care, is made here and now.
        """
        elements, texts, put, trimmed = self.elements, self.texts, frame.children.append, 0
        for el in children:
            tag = el.tag
            checks = elements.get(tag)
            if checks is None or tag not in LEAVES or len(el):
                opened = self.open(el, frame, checks)
                if opened is not None:
                    self.trimmed += trimmed
                    return opened
            else:
                attributes = self.attributes(tag, el, checks) if el.keys() else {}
                text = el.text
                if text and tag in TRIMMED:
                    kept = text.strip(dom.BLANK)
                    if len(kept) != len(text):
                        text = kept
                        trimmed += 1
                if text:
                    texts.append(text)
                if tag not in BLOCKS:
                    put(SafeElement(tag, attributes, [text] if text else []))
                elif text:
                    frame.has_block = True
                    put(SafeElement(tag, attributes, [text]))
                else:
                    self.part(frame)
            tail = el.tail
            if tail and not (tag in BLOCKS and tail.isspace()):
                texts.append(tail)
                put(tail)
        self.trimmed += trimmed
        return None

    def add_text(self, frame: Frame, text: str | None, *, behind: str = "body") -> None:
        """Put `text` into `frame`; white space behind a block, or at the start of one that is laid out, shows nothing."""
        if text and not (
            text.isspace() and (behind in BLOCKS or behind in LAYOUT) and (behind != "body" or frame.source in LAYOUT)
        ):
            self.texts.append(text)
            frame.children.append(text)

    def open(self, el: Element, parent: Frame, checks: Mapping[str, Check] | None) -> Frame | None:
        """A frame for `el`, or None when it goes with all it holds."""
        tag = str(el.tag)
        if checks is None:
            if tag in DROPPED:
                self.drop(el)
                parent.spliced = True
                return None
            frame = Frame(el, tag, "", {})
            self.lost["elements"][tag] += 1
        else:
            frame = Frame(el, tag, tag, self.attributes(tag, el, checks) if el.keys() else {})
            if not self.fits(frame, parent):
                self.lost["elements"][tag] += 1
                frame.tag = ""
            elif tag == "a":
                self.links += 1
        text = el.text
        self.add_text(frame, text.removeprefix("\n") if text and tag == "pre" else text)
        return frame

    def fits(self, frame: Frame, parent: Frame) -> bool:
        """Whether an element has the attributes, and stands in the parent, without which it is nothing."""
        tag = frame.source
        if tag in NEEDS and not any(frame.attributes.get(name) for name in NEEDS[tag]):
            return False
        if tag in PARENTS and parent.tag not in PARENTS[tag]:
            return False
        return not (tag == "a" and self.links)

    def attributes(self, tag: str, el: Element, checks: Mapping[str, Check]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in dom.attributes_of(el):
            check = checks.get(name)
            if check is None:
                self.lost["attributes"][name] += 1
                continue
            safe = check(value)
            if safe is None:
                self.lost["values"][f"{tag} {name}"] += 1
            else:
                kept[name] = safe
        return kept

    def drop(self, el: Element) -> None:
        text = dom.text_of(el)
        kept = "" if dom.is_blank(text) else text
        self.doc.record(
            "drop", dom.label(el), why="not text of the document", by="gate/elements", text=kept, line=dom.line_of(el)
        )

    def finish(self, frame: Frame, parent: Frame) -> None:
        """Put the finished `frame` into `parent`: as an element, or what it holds."""
        tag = frame.tag
        if tag == "a":
            self.links -= 1
        if tag and frame.has_block and tag in PHRASING_ONLY:
            self.relieve(frame)
            tag = ""
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
        if frame.tag in SPREAD:
            frame.children = spread(frame.children, frame.tag, frame.attributes)
            self.doc.count("move", f"{frame.tag} into blocks", why="it may hold no block", by="gate/nesting")
        else:
            self.lost["elements"][frame.tag] += frame.tag not in PLAYERS
            frame.children = freed(frame.children, frame.tag, frame.attributes)

    def part(self, frame: Frame) -> None:
        """Keep apart the texts on either side of a block that shows nothing."""
        last = frame.children[-1] if frame.children else None
        if last is not None and (isinstance(last, str) or last.tag not in BLOCKS):
            self.texts.append(" ")
            frame.children.append(" ")
            frame.spliced = True

    def put(self, frame: Frame, parent: Frame) -> None:
        tag = frame.tag
        children = joined(frame.children) if frame.spliced else frame.children
        only = CHILDREN.get(tag)
        if only is not None:
            children = boxed(children, *only)
        elif tag in TRIMMED and trim(children):
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
        parent.children.extend(children)
        parent.has_block |= bool(children)
        if not children:
            self.part(parent)

    def layout(self, frame: Frame) -> list[SafeNode]:
        """The children of a layout element that is not kept: blocks as they are, inline runs as paragraphs."""
        children = joined(frame.children) if frame.spliced else frame.children
        if frame.source == "body" and not frame.has_block:
            trim(children)
            return children
        return boxed(children, BLOCKS, ("p",))

    def write_journal(self) -> None:
        for rule, names in self.lost.items():
            did, why = _REASONS[rule]
            for name, times in names.items():
                self.doc.count(did, name, times, why=why, by=f"gate/{rule}")
        if self.trimmed:
            self.doc.count("trim", "edge of a block", self.trimmed, why="white space there shows nothing", by="gate/space")


def seal(doc: Document, policy: Policy) -> SafeTree:
    """The safe tree of `doc`, and the last entries of its journal. The document is finished afterwards."""
    doc.step = STEP
    builder = _Builder(doc, policy)
    if doc.tags is None or next(doc.root.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
        etree.strip_tags(doc.root, etree.Comment, etree.ProcessingInstruction)
    children = builder.build(doc.root)
    builder.write_journal()
    text = "".join(builder.texts)
    if has_controls(text):
        text = text.translate(UNPRINTABLE)
        doc.record("cut", "control characters", why="they show nothing", by="gate/characters", text=take_controls(children))
    return SafeTree(children, text, seal=SEAL)
