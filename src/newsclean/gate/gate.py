"""The gate: Document in, SafeTree out. The last step, without an off switch.

It builds a new tree and copies into it only what the policy names, so an argument about its output needs no argument about the
input. What it leaves out it writes into the journal.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.gate.baseline import DROPPED
from newsclean.gate.close import Closer
from newsclean.gate.force import put_forced
from newsclean.gate.frame import Frame
from newsclean.gate.model import BLOCKS, EMPTY, LEAVES, PARENTS, TRIMMED
from newsclean.gate.policy import Policy
from newsclean.gate.tree import SEAL, SafeElement, SafeNode, SafeTree
from newsclean.gate.values import Check

STEP: Final = "gate"


class _Builder(Closer):
    """Opens what the policy keeps, and builds the nodes of one tree."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(("p",) if "p" in policy.checks else ())
        self.policy = policy
        self.elements, self.forced, self.needs = policy.checks, policy.forced, policy.needs
        self.leaves = LEAVES.difference(policy.forced)

    def build(self, doc: Document) -> list[SafeNode]:
        """The nodes of the tree of `doc`. A stack of open elements, each with the children still to come: no recursion."""
        root = doc.root
        frame = Frame(root, "body", "", {})
        self.add_text(frame, root.text)
        stack: list[tuple[Frame, Iterator[Element]]] = [(frame, iter(root))]
        while stack:
            doc.tick()
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
        elements, leaves, texts, put, trimmed = self.elements, self.leaves, self.texts, frame.children.append, 0
        for el in children:
            tag = el.tag
            checks = elements.get(tag)
            if checks is None or tag not in leaves or len(el):
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

    def open(self, el: Element, parent: Frame, checks: Mapping[str, Check] | None) -> Frame | None:
        """A frame for `el`, or None when it goes with all it holds, or is in `parent` already."""
        tag = str(el.tag)
        if checks is None:
            return self.open_other(el, tag, parent)
        frame = Frame(el, tag, tag, self.attributes(tag, el, checks) if el.keys() or tag in self.forced else {})
        if tag in EMPTY:
            self.put_empty(frame, parent)
            return None
        if not self.fits(frame, parent):
            self.lost["elements"][tag] += 1
            frame.tag = ""
        elif tag == "a":
            self.links += 1
        text = el.text
        self.add_text(frame, text.removeprefix("\n") if text and tag == "pre" else text)
        return frame

    def open_other(self, el: Element, tag: str, parent: Frame) -> Frame | None:
        """A frame for `el`, which the policy does not keep, or None when it is dropped or stands in `parent` as text."""
        mode = self.policy.mode_of(tag)
        if mode == "drop" or (mode == "escape" and tag in DROPPED):
            parent.spliced = True
            if mode == "drop":
                self.dropped.append(el)
            else:
                self.escape_whole(el, parent)
            return None
        frame = Frame(el, tag, "", {})
        if mode == "escape":
            self.escape_tags(el, frame)
        else:
            self.lost["elements"][tag] += 1
        self.add_text(frame, el.text)
        return frame

    def put_empty(self, frame: Frame, parent: Frame) -> None:
        """Put a frame of another page, without what it holds, into `parent`, or leave it out."""
        if not any(frame.attributes.get(name) for name in self.needs[frame.tag]):
            self.dropped.append(frame.el)
            parent.spliced = True
            return
        if not dom.is_blank(dom.text_of(frame.el)):
            self.dropped.append(frame.el)
        parent.children.append(SafeElement(frame.tag, frame.attributes, []))

    def fits(self, frame: Frame, parent: Frame) -> bool:
        """Whether an element has the attributes, and stands in the parent, without which it is nothing."""
        tag = frame.source
        needs = self.needs[tag]
        if needs and not any(frame.attributes.get(name) for name in needs):
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
        if tag in self.forced:
            put_forced(kept, self.forced[tag])
        return kept


def seal(doc: Document, policy: Policy) -> SafeTree:
    """The safe tree of `doc`, and the last entries of its journal. The document is finished afterwards."""
    doc.step = STEP
    builder = _Builder(policy)
    if doc.tags is None or next(doc.root.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
        etree.strip_tags(doc.root, etree.Comment, etree.ProcessingInstruction)
    children, text = builder.build(doc), "".join(builder.texts)
    if dom.has_controls(text):
        taken = dom.take_controls(doc.root)
        doc.record("cut", "control characters", why="they show nothing", by="gate/characters", text=taken)
        builder = _Builder(policy)
        children, text = builder.build(doc), "".join(builder.texts)
    builder.write_journal(doc)
    return SafeTree(children, text, seal=SEAL)
