"""Document: tree, metadata and journal in flight, and the verbs that change it.

Passes change a document only through its verbs. A verb keeps the text around what it changes, writes the journal, and thereby
feeds the conservation ledger: text of the input = text of the output + text in the journal - text the journal gave back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from newsclean import dom
from newsclean.dom import Element
from newsclean.metadata import note
from newsclean.state import State


class Finding(Protocol):
    """Something a rule noticed in the document, which the pass of that rule puts into effect."""

    def takes(self, doc: "Document") -> Iterable[Element]:
        """The elements that go with all they hold, unless the article stands in them."""

    def apply(self, doc: "Document") -> None:
        """Put the finding into effect."""


class Document(State):
    """An article on its way through the passes: what `State` knows of it, what the rules noticed, by pass, and the verbs."""

    __slots__ = ("findings",)

    def __init__(self, root: Element, *, url: str | None = None, page: bool = False) -> None:
        super().__init__(root, url=url, page=page)
        self.findings: Mapping[str, Sequence[Finding]] = {}

    def drop(self, el: Element, *, why: str, by: str = "") -> bool:
        """Remove `el` with all it holds. False, and no entry, when it is no longer part of the article."""
        if not self.holds(el):
            return False
        text = dom.text_of(el) if dom.is_element(el) else ""
        self.record("drop", dom.label(el), why=why, by=by, text="" if dom.is_blank(text) else text, at=el)
        dom.detach(el)
        return True

    def lift(self, el: Element, *, why: str, by: str = "", **fields: str) -> bool:
        """Remove `el` and put `fields` into the metadata: its text leaves the body and is known by name."""
        if not self.holds(el):
            return False
        self.record("lift", dom.label(el), why=why, by=by, text=dom.text_of(el), at=el)
        dom.detach(el)
        self.note(**fields)
        return True

    def note(self, **fields: str) -> None:
        """Put `fields` into the metadata. A second, different value of a name is kept beside the first."""
        for name, value in fields.items():
            note(self.metadata, name, value)

    def cut(self, el: Element, start: int, stop: int, *, why: str, by: str = "") -> str:
        """Remove the characters `start:stop` of the text within `el`; the elements around them stay. The text that went."""
        if text := dom.cut_text(el, start, stop):
            self.record("cut", dom.label(el), why=why, by=by, text=text, at=el)
        return text

    def erase(self, slot: dom.Slot, *, why: str, by: str = "") -> None:
        """Remove the text at `slot`; nothing is done where none shows."""
        text = slot.value
        if not dom.is_blank(text):
            self.record("cut", "text", why=why, by=by, text=text, at=slot.el)
            slot.write("")

    def unwrap(self, el: Element, *, why: str, by: str = "") -> None:
        """Put what `el` holds in its place."""
        self.count("unwrap", dom.label(el), why=why, by=by, at=el)
        dom.unwrap(el)

    def unwrap_all(self, tags: Collection[str], *, why: str, by: str = "") -> None:
        """Put what every element with one of `tags` holds in its place."""
        if self.tags is not None and self.tags.isdisjoint(tags):
            return
        for tag, times in dom.unwrap_all(self.root, tags).items():
            self.count("unwrap", tag, times, why=why, by=by)
        if self.tags is not None:
            self.tags.difference_update(tags)

    def enter(self, el: Element, *, why: str, by: str = "") -> None:
        """Make `el`, which holds the whole article, the root: it is unwrapped without touching what it holds."""
        self.count("unwrap", dom.label(el), why=why, by=by, at=el)
        el.attrib.clear()
        el.tag = "body"
        self.root = el

    def rename(self, el: Element, tag: str, *, why: str, by: str = "") -> None:
        """Make `el` an element `tag`."""
        if el.tag != tag:
            self.count("rename", f"{el.tag} to {tag}", why=why, by=by, at=el)
            el.tag = tag
            self._expect(tag)

    def wrap(self, el: Element, tag: str, *, why: str, by: str = "") -> Element:
        """Put what `el` holds into a new element `tag` within it, and return that."""
        self.count("wrap", f"{dom.label(el)} in {tag}", why=why, by=by, at=el)
        self._expect(tag)
        return dom.wrap_content(el, tag)

    def wrap_run(self, run: dom.Run, tag: str, *, why: str, by: str = "") -> Element:
        """Put a run of inline nodes and text into a new element `tag`, and return that."""
        self.count("wrap", f"text in {tag}", why=why, by=by, at=run.parent)
        self._expect(tag)
        return dom.wrap_run(run, tag)

    def move_into(self, el: Element, place: Element, *, why: str, by: str = "") -> None:
        """Move `el` to the end of `place`."""
        self.count("move", f"{dom.label(el)} into {dom.label(place)}", why=why, by=by, at=el)
        dom.move_into(el, place)

    def set(self, el: Element, name: str, value: str, *, why: str, by: str = "") -> None:
        """Give `el` the attribute `name` with `value`."""
        if el.get(name) != value:
            self.count("set", f"{el.tag} {name}", why=why, by=by, at=el)
            dom.set_attribute(el, name, value)

    def unset(self, el: Element, name: str, *, why: str, by: str = "") -> None:
        """Take the attribute `name` from `el`."""
        if name in el.attrib:
            self.count("unset", name, why=why, by=by, at=el)
            del el.attrib[name]

    def replace(self, slot: dom.Slot, text: str, *, why: str, by: str = "") -> None:
        """Put `text` in place of the text at `slot`."""
        if (before := slot.value) != text:
            self.record("replace", "text", why=why, by=by, text=before, became=text, at=slot.el)
            slot.write(text)
