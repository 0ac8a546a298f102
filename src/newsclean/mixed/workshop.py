"""What cleaning Markdown needs of a Cleaner, and the journal that it writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from newsclean.document import Document
from newsclean.gate.policy import Policy
from newsclean.gate.tree import SafeTree
from newsclean.journal import Change
from newsclean.limits import Deadline
from newsclean.write.templates import Templates


@dataclass(frozen=True, slots=True)
class Workshop:
    """`clean` takes HTML through the passes and the gate.

    `journal` is what was done so far, `documents` the fragments of HTML that were cleaned, with what they told, `known` those
    that were tried; `deadline` is when the time is over.
    """

    policy: Policy
    templates: Templates | None
    clean: Callable[[str], tuple[SafeTree, Document]]
    deadline: Deadline | None = None
    journal: list[Change] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    known: dict[str, tuple[SafeTree, Document]] = field(default_factory=dict)

    def fragment(self, html: str) -> tuple[SafeTree, Document]:
        """What the passes and the gate make of `html`, and the document that tells what they did; equal HTML is cleaned once."""
        found = self.known.get(html)
        if found is None:
            found = self.known[html] = self.clean(html)
        return found

    def use(self, doc: Document, line: int, *, is_inline: bool = False) -> None:
        """Take into account what the fragment `doc` told, which begins in `line`; an inline one leaves without its paragraph."""
        silent = ("trim", "wrap") if is_inline else ("trim",)
        self.documents.append(doc)
        self.tell((change for change in doc.journal() if change.did not in silent), line)

    def tick(self) -> None:
        """RefusedError "time" when the time is over."""
        if self.deadline is not None:
            self.deadline.check()

    def tell(self, changes: Iterable[Change], line: int) -> None:
        """Write into the journal the `changes` of a fragment that begins in `line`."""
        self.journal.extend(change._replace(line=line + max(0, (change.line or 1) - 1)) for change in changes)

    def note(self, did: str, what: str, *, by: str, why: str, line: int, text: str = "") -> None:  # noqa: PLR0913 - an entry has these facts
        """Write one entry of the gate into the journal."""
        self.journal.append(Change("gate", by, did, what, text, why, line))
