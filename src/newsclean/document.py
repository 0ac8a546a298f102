"""Document: tree, metadata and journal in flight, and the verbs that change it.

Passes change a document only through its verbs. A verb keeps the text around what it changes, writes the journal, and thereby
feeds the conservation ledger: text of the input = text of the output + text in the journal - text the journal gave back.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from newsclean import dom, limits
from newsclean.dom import Element
from newsclean.journal import Change, Journal
from newsclean.loss import Loss
from newsclean.metadata import MetadataValue, note
from newsclean.origin import Origin


class Finding(Protocol):
    """Something a rule noticed in the document, which the pass of that rule puts into effect."""

    def takes(self, doc: "Document") -> Iterable[Element]:
        """The elements that go with all they hold, unless the article stands in them."""

    def apply(self, doc: "Document") -> None:
        """Put the finding into effect."""


class Document:
    """An article on its way through the passes.

    `root` is the `body` whose content is the article; `origin` where it comes from; `metadata` what its head and its own
    lines tell, `told` what the page around it prints, which goes before that; `findings` what the rules noticed, by pass;
    `article` the elements that the site's pack names as the article's, best first, `likely` those with a common name; `main`
    the element found to hold it; `sites` the packs that recognised the document, `evidence` by what; `step` the one at work;
    `loss` what rules may take. `tags` and `names` hold every tag and attribute name that may occur, so that a pass without
    work costs nothing; None: nobody looked. `nodes` are all nodes as they were at first; `source` is the text that was
    parsed, or None. `deadline` is when its time is over, or None: the verbs ask, and `tick`.
    """

    __slots__ = (
        "_journal", "article", "deadline", "evidence", "findings", "likely", "loss", "main", "metadata", "names", "nodes",
        "origin", "page", "root", "sites", "source", "step", "tags", "told",
    )  # fmt: skip

    def __init__(self, root: Element, *, url: str | None = None, page: bool = False) -> None:
        self.root = root
        self.origin = Origin.at(url)
        self.page = page
        self.metadata: dict[str, MetadataValue] = {}
        self.told: dict[str, str] = {}
        self.findings: Mapping[str, Sequence[Finding]] = {}
        self.article: Sequence[Element] = ()
        self.likely: Sequence[Element] = ()
        self.main: Element | None = None
        self.sites: Sequence[str] = ()
        self.evidence: Mapping[str, tuple[str, ...]] = {}
        self.step = ""
        self.loss = Loss()
        self.source: str | None = None
        self.deadline: limits.Deadline | None = None
        self.tags: set[str] | None = None
        self.names: set[str] | None = None
        self.nodes: Sequence[Element] = ()
        self._journal = Journal()

    def tick(self) -> None:
        """RefusedError "time" when the time of the document is over. For loops that are long and use no verb."""
        if self.deadline is not None:
            self.deadline.check()

    def journal(self) -> tuple[Change, ...]:
        """Every change so far, in order; equal changes that took no text are one entry with a count."""
        return self._journal.changes()

    def record(  # noqa: PLR0913 - a journal entry has this many facts
        self, did: str, what: str, *, why: str, by: str = "", text: str = "", became: str = "", line: int | None = None
    ) -> None:
        """Write one change into the journal. For verbs, and for passes whose change no verb covers."""
        if text or became:
            self.tick()
            self._journal.add(Change(self.step, by or self.step, did, what, text, why, line, 1, became))
        else:
            self.count(did, what, why=why, by=by, line=line)

    def count(  # noqa: PLR0913 - as above
        self, did: str, what: str, times: int = 1, *, why: str, by: str = "", line: int | None = None
    ) -> None:
        """Write `times` equal changes that took no text."""
        self.tick()
        self._journal.count((self.step, by or self.step, did, what, why), times, line)

    def holds(self, el: Element) -> bool:
        """Whether `el` is still part of the article."""
        return next(el.iterancestors("body"), None) is self.root

    def iter(self, *tags: str) -> Iterator[Element]:
        """The elements below the root with one of `tags` in document order, safe to change the tree meanwhile."""
        if self.tags is not None and self.tags.isdisjoint(tags):
            return iter(())
        wanted = tags if self.tags is None else self.tags.intersection(tags)
        return iter([el for el in self.root.iter(*wanted) if el is not self.root])

    def may_have(self, *names: str) -> bool:
        """Whether some element may have one of the attributes `names`."""
        return self.names is None or not self.names.isdisjoint(names)

    def new(self, tag: str) -> Element:
        """A new element that stands nowhere yet. For passes whose change no verb covers, and who write the journal themselves."""
        self._expect(tag)
        return self.root.makeelement(tag)

    def retag(self, el: Element, tag: str) -> None:
        """Give `el` another name without a journal entry, within a change that `record` tells."""
        el.tag = tag
        self._expect(tag)

    def _expect(self, tag: str) -> None:
        if self.tags is not None:
            self.tags.add(tag)

    def drop(self, el: Element, *, why: str, by: str = "") -> bool:
        """Remove `el` with all it holds. False, and no entry, when it is no longer part of the article."""
        if not self.holds(el):
            return False
        text = dom.text_of(el) if dom.is_element(el) else ""
        self.record("drop", dom.label(el), why=why, by=by, text="" if dom.is_blank(text) else text, line=dom.line_of(el))
        dom.detach(el)
        return True

    def lift(self, el: Element, *, why: str, by: str = "", **fields: str) -> bool:
        """Remove `el` and put `fields` into the metadata: its text leaves the body and is known by name."""
        if not self.holds(el):
            return False
        self.record("lift", dom.label(el), why=why, by=by, text=dom.text_of(el), line=dom.line_of(el))
        dom.detach(el)
        self.note(**fields)
        return True

    def note(self, **fields: str) -> None:
        """Put `fields` into the metadata. A second, different value of a name is kept beside the first."""
        for name, value in fields.items():
            note(self.metadata, name, value)

    def cut(self, el: Element, start: int, stop: int, *, why: str, by: str = "") -> str:
        """Remove the characters `start:stop` of the text within `el`; the elements around them stay. The text that went."""
        text = dom.cut_text(el, start, stop)
        if text:
            self.record("cut", dom.label(el), why=why, by=by, text=text, line=dom.line_of(el))
        return text

    def erase(self, slot: dom.Slot, *, why: str, by: str = "") -> None:
        """Remove the text at `slot`; nothing is done where none shows."""
        text = slot.value
        if not dom.is_blank(text):
            self.record("cut", "text", why=why, by=by, text=text, line=dom.line_of(slot.el))
            slot.write("")

    def unwrap(self, el: Element, *, why: str, by: str = "") -> None:
        """Put what `el` holds in its place."""
        self.count("unwrap", dom.label(el), why=why, by=by, line=dom.line_of(el))
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
        self.count("unwrap", dom.label(el), why=why, by=by, line=dom.line_of(el))
        el.attrib.clear()
        el.tag = "body"
        self.root = el

    def rename(self, el: Element, tag: str, *, why: str, by: str = "") -> None:
        """Make `el` an element `tag`."""
        if el.tag != tag:
            self.count("rename", f"{el.tag} to {tag}", why=why, by=by, line=dom.line_of(el))
            el.tag = tag
            self._expect(tag)

    def wrap(self, el: Element, tag: str, *, why: str, by: str = "") -> Element:
        """Put what `el` holds into a new element `tag` within it, and return that."""
        self.count("wrap", f"{dom.label(el)} in {tag}", why=why, by=by, line=dom.line_of(el))
        self._expect(tag)
        return dom.wrap_content(el, tag)

    def wrap_run(self, run: dom.Run, tag: str, *, why: str, by: str = "") -> Element:
        """Put a run of inline nodes and text into a new element `tag`, and return that."""
        self.count("wrap", f"text in {tag}", why=why, by=by, line=dom.line_of(run.parent))
        self._expect(tag)
        return dom.wrap_run(run, tag)

    def move_into(self, el: Element, place: Element, *, why: str, by: str = "") -> None:
        """Move `el` to the end of `place`."""
        self.count("move", f"{dom.label(el)} into {dom.label(place)}", why=why, by=by, line=dom.line_of(el))
        dom.move_into(el, place)

    def set(self, el: Element, name: str, value: str, *, why: str, by: str = "") -> None:
        """Give `el` the attribute `name` with `value`."""
        if el.get(name) != value:
            self.count("set", f"{el.tag} {name}", why=why, by=by, line=dom.line_of(el))
            dom.set_attribute(el, name, value)

    def unset(self, el: Element, name: str, *, why: str, by: str = "") -> None:
        """Take the attribute `name` from `el`."""
        if name in el.attrib:
            self.count("unset", name, why=why, by=by, line=dom.line_of(el))
            del el.attrib[name]

    def replace(self, slot: dom.Slot, text: str, *, why: str, by: str = "") -> None:
        """Put `text` in place of the text at `slot`."""
        before = slot.value
        if before != text:
            self.record("replace", "text", why=why, by=by, text=before, became=text, line=dom.line_of(slot.el))
            slot.write(text)
