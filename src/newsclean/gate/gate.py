"""The gate: Document in, SafeTree out. The last step, without an off switch.

It builds a new tree and copies into it only what the policy names, so an argument about its output needs no argument about the
input. What it leaves out it writes into the journal.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from lxml import etree

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.gate.model import BLOCKS, CHILDREN, LAYOUT, NEEDS, PARENTS, PHRASING_ONLY, VOID
from newsclean.gate.policy import DROPPED, Check, Policy
from newsclean.gate.tree import SEAL, SafeElement, SafeNode, SafeTree

STEP: Final = "gate"
_WHY_ELEMENT: Final = "the policy keeps no such element"
_WHY_ATTRIBUTE: Final = "the policy keeps no such attribute"
_WHY_VALUE: Final = "the value did not pass the check"


class _Frame:
    """An open element: what it will be (`tag`, or "" when it is unwrapped), its attributes, its children so far, whether a block is in it."""

    __slots__ = ("attributes", "children", "has_block", "source", "spliced", "tag")

    def __init__(self, source: str, tag: str, attributes: dict[str, str], children: list[SafeNode]) -> None:
        self.source = source
        self.tag = tag
        self.attributes = attributes
        self.children = children
        self.has_block = False
        self.spliced = False


class _Builder:
    """Builds the SafeTree of one document."""

    def __init__(self, doc: Document, policy: Policy) -> None:
        self.doc = doc
        self.elements = policy.elements
        self.unwrapped: Counter[str] = Counter()
        self.lost_attributes: Counter[str] = Counter()
        self.refused_values: Counter[str] = Counter()
        self.texts: list[str] = []
        self.links = 0

    def build(self, root: Element) -> list[SafeNode]:
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        top = _Frame("body", "", {}, [])
        if text := root.text:
            self.texts.append(text)
            top.children.append(text)
        stack: list[_Frame | None] = [top]
        walker = etree.iterwalk(root, events=("start", "end"))
        next(walker)
        for event, el in walker:
            if event == "start":
                frame = self.open(el, stack[-1])
                if frame is None:
                    walker.skip_subtree()
                stack.append(frame)
            elif el is root:
                break
            else:
                self.close(el, stack)
        return self.layout(top)

    def open(self, el: Element, parent: _Frame | None) -> _Frame | None:
        """A frame for `el`, or None when it goes with all it holds."""
        tag: str = el.tag
        checks = self.elements.get(tag)
        children: list[SafeNode] = []
        if checks is None:
            if tag in DROPPED:
                self.drop(el)
                return None
            self.unwrapped[tag] += 1
            frame = _Frame(tag, "", {}, children)
        else:
            attributes = self.attributes(tag, el, checks) if (names := el.keys()) else {}
            frame = _Frame(tag, tag, attributes, children)
            if (tag in NEEDS or tag in PARENTS) and not self.fits(frame, parent, names):
                frame.tag = ""
            elif tag == "a":
                self.links += 1
        if text := el.text:
            if tag == "pre":
                text = text.removeprefix("\n")
            self.texts.append(text)
            children.append(text)
        return frame

    def fits(self, frame: _Frame, parent: _Frame | None, _names: object) -> bool:
        """Whether an element has the attributes and the parent without which it is nothing."""
        tag = frame.source
        needs = NEEDS.get(tag)
        if needs is not None and not any(frame.attributes.get(name) for name in needs):
            self.unwrapped[tag] += 1
            return False
        if tag == "a" and self.links:
            self.unwrapped[tag] += 1
            return False
        parents = PARENTS.get(tag)
        if parents is not None and (parent is None or parent.tag not in parents):
            self.unwrapped[tag] += 1
            return False
        return True

    def attributes(self, tag: str, el: Element, checks: Mapping[str, Check]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in el.items():
            check = checks.get(name)
            if check is None:
                self.lost_attributes[name] += 1
                continue
            safe = check(value)
            if safe is None:
                self.refused_values[f"{tag} {name}"] += 1
            else:
                kept[name] = safe
        return kept

    def drop(self, el: Element) -> None:
        text = dom.text_of(el)
        self.doc.record(
            "drop",
            dom.label(el),
            why="not text of the document",
            by="gate/elements",
            text="" if dom.is_blank(text) else text,
            line=el.sourceline,
        )

    def close(self, el: Element, stack: list[_Frame | None]) -> None:
        """Finish the frame on top of `stack` and put it, and the text after `el`, into the frame below."""
        frame = stack.pop()
        parent = stack[-1]
        if parent is None:  # pragma: no cover - the walker skips what is below a dropped element
            return
        if frame is not None:
            self.finish(frame, parent)
        if tail := el.tail:
            self.texts.append(tail)
            parent.children.append(tail)

    def finish(self, frame: _Frame, parent: _Frame) -> None:
        tag = frame.tag
        if tag == "a":
            self.links -= 1
        if not tag:
            self.splice(frame, parent)
        elif frame.has_block and tag in PHRASING_ONLY:
            self.unwrapped[tag] += 1
            self.splice(frame, parent)
        elif tag in VOID:
            parent.children.append(SafeElement(tag, frame.attributes, []))
            parent.has_block |= tag == "hr"
            parent.children.extend(frame.children)
        else:
            children = self.contents(frame)
            parent.children.append(SafeElement(tag, frame.attributes, children))
            if tag in BLOCKS or frame.has_block:
                parent.has_block = True

    def contents(self, frame: _Frame) -> list[SafeNode]:
        children = _joined(frame.children) if frame.spliced else frame.children
        only = CHILDREN.get(frame.tag)
        if only is not None:
            return _boxed(children, *only)
        return children

    def splice(self, frame: _Frame, parent: _Frame) -> None:
        """Put what `frame` holds into `parent`: as it is when inline, as paragraphs when it was laid out as a block."""
        source = frame.source
        parent.spliced = True
        if source not in LAYOUT and source not in BLOCKS:
            parent.children.extend(frame.children)
            parent.has_block |= frame.has_block
            return
        children = self.layout(frame)
        parent.children.extend(children)
        parent.has_block |= bool(children)

    def layout(self, frame: _Frame) -> list[SafeNode]:
        """The children of a layout element that is not kept: blocks as they are, inline runs as paragraphs."""
        children = _joined(frame.children) if frame.spliced else frame.children
        if frame.source == "body" and not frame.has_block:
            return children
        return _boxed(children, BLOCKS, ("p",))


def _joined(children: list[SafeNode]) -> list[SafeNode]:
    """`children` with neighbouring runs of text joined."""
    joined: list[SafeNode] = []
    run: list[str] = []
    for child in children:
        if isinstance(child, str):
            run.append(child)
            continue
        if run:
            joined.append("".join(run))
            run = []
        joined.append(child)
    if run:
        joined.append("".join(run))
    return joined


def _boxed(children: list[SafeNode], allowed: frozenset[str], box: tuple[str, ...]) -> list[SafeNode]:
    """`children` with every run of those not in `allowed` put into new elements `box`; blank text between is left out."""
    out: list[SafeNode] = []
    run: list[SafeNode] = []
    for child in children:
        if isinstance(child, SafeElement) and child.tag in allowed:
            _box(run, box, out)
            run = []
            out.append(child)
        else:
            run.append(child)
    _box(run, box, out)
    return out


def _box(run: list[SafeNode], box: tuple[str, ...], out: list[SafeNode]) -> None:
    if all(isinstance(child, str) and dom.is_blank(child) for child in run):
        return
    inner: list[SafeNode] = run
    for tag in reversed(box):
        inner = [SafeElement(tag, {}, inner)]
    out.extend(inner)


def seal(doc: Document, policy: Policy) -> SafeTree:
    """The safe tree of `doc`. Takes the document's tree apart no further than it must; the document is finished afterwards."""
    doc.step = STEP
    builder = _Builder(doc, policy)
    children = builder.build(doc.root)
    for names, did, why, rule in (
        (builder.unwrapped, "unwrap", _WHY_ELEMENT, "gate/elements"),
        (builder.lost_attributes, "unset", _WHY_ATTRIBUTE, "gate/attributes"),
        (builder.refused_values, "unset", _WHY_VALUE, "gate/values"),
    ):
        for name, times in names.items():
            doc.count(did, name, times, why=why, by=rule)
    return SafeTree(children, "".join(builder.texts), seal=SEAL)
