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
from newsclean.gate.close import Closer
from newsclean.gate.frame import Frame
from newsclean.gate.model import BLOCKS, LEAVES, NEEDS, PARENTS, TRIMMED
from newsclean.gate.policy import DROPPED, Check, Policy
from newsclean.gate.tree import SEAL, SafeElement, SafeNode, SafeTree

STEP: Final = "gate"


class _Builder(Closer):
    """Opens what the policy keeps, and builds the nodes of one tree."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.elements = policy.elements

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

    def open(self, el: Element, parent: Frame, checks: Mapping[str, Check] | None) -> Frame | None:
        """A frame for `el`, or None when it goes with all it holds."""
        tag = str(el.tag)
        if checks is None:
            if tag in DROPPED:
                self.dropped.append(el)
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


def seal(doc: Document, policy: Policy) -> SafeTree:
    """The safe tree of `doc`, and the last entries of its journal. The document is finished afterwards."""
    doc.step = STEP
    builder = _Builder(policy)
    if doc.tags is None or next(doc.root.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
        etree.strip_tags(doc.root, etree.Comment, etree.ProcessingInstruction)
    children, text = builder.build(doc.root), "".join(builder.texts)
    if dom.has_controls(text):
        taken = dom.take_controls(doc.root)
        doc.record("cut", "control characters", why="they show nothing", by="gate/characters", text=taken)
        builder = _Builder(policy)
        children, text = builder.build(doc.root), "".join(builder.texts)
    builder.write_journal(doc)
    return SafeTree(children, text, seal=SEAL)
