"""State: an article on its way, all that is known of it, and its journal. `document.py` adds the verbs that change it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from newsclean import dom
from newsclean.dom import Element
from newsclean.journal import Change, Journal
from newsclean.loss import Loss
from newsclean.origin import Origin
from newsclean.value import Value

if TYPE_CHECKING:
    from newsclean.limits import Deadline
    from newsclean.metadata import MetadataValue


class Keeps(Value):
    """What the policy leaves that passes would take: ids that links lead to (`anchors`), and frames that `frames` lets pass.

    `images` and `headings`: whether it leaves any. Without, what stands around a picture would be left empty by the gate, and a
    bold line would lose its emphasis for a heading that goes.
    """

    anchors: bool = False
    frames: Callable[[str], str | None] | None = None
    images: bool = True
    headings: bool = True


class Trace(Protocol):
    """Is told of every change that concerns an element, so that it can be shown where in the source that stood."""

    def begin(self, state: "State") -> None:
        """The tree of `state` is as it was parsed; no step has run."""

    def see(self, number: int, did: str, el: Element) -> None:
        """The entry `number` of the journal is about `el`. A verb that removes `el` with all it holds tells it before it does."""


class State:
    """An article on its way through the passes: what is known of it.

    `root` is the `body` whose content is the article; `origin` where it comes from; `metadata` what its head and its own
    lines tell, `told` what the page around it prints, which goes before that; `article` the elements that the site's pack names
    as the article's, best first, `likely` those with a common name; `main` the element found to hold it; `sites` the packs that
    recognised the document, `evidence` by what; `step` the one at work; `loss` what rules may take. `tags` and `names` hold every
    tag and attribute name that may occur, so that a pass without work costs nothing; None: nobody looked. `nodes` are all nodes
    as they were at first; `source` is the text that was parsed, or None. `deadline` is when its time is over, None when it may
    take any time: the verbs ask, and `tick`. `keeps` is what the policy leaves that passes would take.
    `trace` is told of every change, None when nobody asks.
    """

    __slots__ = (
        "_journal", "article", "deadline", "evidence", "keeps", "likely", "loss", "main", "metadata", "names",
        "nodes", "origin", "page", "root", "sites", "source", "step", "tags", "told", "trace",
    )  # fmt: skip

    def __init__(self, root: Element, *, url: str | None = None, page: bool = False) -> None:
        self.root = root
        self.origin = Origin.at(url)
        self.page = page
        self.metadata: dict[str, MetadataValue] = {}
        self.told: dict[str, str] = {}
        self.article: Sequence[Element] = ()
        self.likely: Sequence[Element] = ()
        self.main: Element | None = None
        self.sites: Sequence[str] = ()
        self.evidence: Mapping[str, tuple[str, ...]] = {}
        self.step = ""
        self.loss = Loss()
        self.source: str | None = None
        self.deadline: Deadline | None = None
        self.tags: set[str] | None = None
        self.names: set[str] | None = None
        self.nodes: Sequence[Element] = ()
        self.keeps = Keeps()
        self.trace: Trace | None = None
        self._journal = Journal()

    def tick(self) -> None:
        """RefusedError "time" when the time of the document is over. For loops that are long and use no verb."""
        if self.deadline is not None:
            self.deadline.check()

    def journal(self) -> tuple[Change, ...]:
        """Every change so far, in order; equal changes that took no text are one entry with a count."""
        return self._journal.changes()

    def record(  # noqa: PLR0913 - a journal entry has this many facts
        self,
        did: str,
        what: str,
        *,
        why: str,
        by: str = "",
        text: str = "",
        became: str = "",
        at: Element | None = None,
        line: int | None = None,
    ) -> None:
        """Write one change into the journal. For verbs, and for passes whose change no verb covers.

        `at` is the element that it is about; its line is the one in the journal.
        """
        if not text and not became:
            self.count(did, what, why=why, by=by, at=at, line=line)
            return
        self.tick()
        if at is not None:
            line = dom.line_of(at)
        number = self._journal.add(Change(self.step, by or self.step, did, what, text, why, line, 1, became))
        if self.trace is not None and at is not None:
            self.trace.see(number, did, at)

    def count(  # noqa: PLR0913 - as above
        self,
        did: str,
        what: str,
        times: int = 1,
        *,
        why: str,
        by: str = "",
        at: Element | None = None,
        line: int | None = None,
    ) -> None:
        """Write `times` equal changes that took no text."""
        self.tick()
        if at is not None:
            line = dom.line_of(at)
        number = self._journal.count((self.step, by or self.step, did, what, why), times, line)
        if self.trace is not None and at is not None:
            self.trace.see(number, did, at)

    def retell(self, change: Change) -> None:
        """Write a change of another document's journal, as its step's and with its line."""
        self.step = change.step
        if change.text or change.became:
            self.record(
                change.did, change.what, why=change.why, by=change.by, text=change.text, became=change.became, line=change.line
            )
        else:
            self.count(change.did, change.what, change.count, why=change.why, by=change.by, line=change.line)

    def holds(self, el: Element) -> bool:
        """Whether `el` is still part of the article."""
        return next(el.iterancestors("body"), None) is self.root

    def iter(self, *tags: str) -> Iterator[Element]:
        """The elements below the root with one of `tags` in document order, safe to change the tree meanwhile."""
        self.tick()
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
