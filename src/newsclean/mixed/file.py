"""A Markdown file: its front matter, its body, and what comes out of both."""

from typing import Final

from newsclean.cleaned import Cleaned, cleaned_of
from newsclean.config import Options
from newsclean.document import Document
from newsclean.journal import Change
from newsclean.mixed.clean import cleaned_markdown
from newsclean.mixed.wall import refuse_as_html, refuse_live
from newsclean.mixed.workshop import Workshop
from newsclean.read.frontmatter import FrontMatter
from newsclean.read.kinds import is_markdown
from newsclean.read.markdown import Markdown
from newsclean.read.parse import parse
from newsclean.write.join import with_credits
from newsclean.write.metadata import settled

_MARK: Final = "\ufeff"
"""A byte order mark, which some engines drop and others read as text."""


class MarkdownFile:
    """Front matter and a `body` that is Markdown. `is_certain`: somebody said so, it was not only found."""

    __slots__ = ("body", "front", "is_certain")

    def __init__(self, front: FrontMatter | None, body: str, *, is_certain: bool) -> None:
        self.front: Final = front
        self.body: Final = body
        self.is_certain: Final = is_certain

    def rendered(self, workshop: Workshop) -> str:
        """The HTML of the body, as it is; it has yet to be cleaned."""
        return Markdown(self.body, workshop.tick).rendered()

    def cleaned(self, workshop: Workshop, options: Options) -> Cleaned | None:
        """The file with every byte of its Markdown; None when nothing of it is Markdown but for what goes.

        RefusedError "verify" when an engine might make of it what `options` forbid.
        """
        mark = self.body[: self.body.startswith(_MARK)]
        markdown = cleaned_markdown(self.body.removeprefix(_MARK), workshop)
        body = mark + markdown.source
        if not is_markdown(body, "markdown", has_front_matter=self.front is not None):
            return None
        refuse_live(markdown, options.policy, options.verify, workshop.tick)
        for reading in {body, body.lstrip(_MARK)} - {markdown.source}:
            refuse_live(Markdown(reading, workshop.tick), options.policy, options.verify, workshop.tick)
        if not self.is_certain and options.to == "auto":
            refuse_as_html(body, options.policy)
        doc = self._document(workshop)
        front = self.front and with_credits(self.front, doc.metadata, options.lift)
        doc.metadata = settled(front, doc, {})
        content = f"{front.raw}{body}" if front else body
        before = f"{self.front.raw}{self.body}" if self.front else self.body
        return cleaned_of(doc, content, "markdown", changed=content != before)

    def _document(self, workshop: Workshop) -> Document:
        """What is known of the file: what its fragments told, and their journals in one."""
        doc = Document(parse("", page=False).body)
        if self.front is not None and (title := self.front.values.get("title")):
            doc.metadata["title"] = title
        for part in workshop.documents:
            doc.sites = doc.sites or part.sites
            doc.evidence = {**part.evidence, **doc.evidence}
            for name, value in part.metadata.items():
                for one in (value,) if isinstance(value, str) else value:
                    doc.note(**{name: one})
        above = self.front.raw.count("\n") if self.front else 0
        for change in sorted(workshop.journal, key=_line):
            doc.retell(change._replace(line=_line(change) + above))
        return doc


def _line(change: Change) -> int:
    return change.line or 1
