"""Cleans a feed: the values of its items are put in their place, and every other byte stays."""

from collections.abc import Iterable
from typing import Final

from newsclean.cleaned import Cleaned, cleaned_of
from newsclean.document import Document
from newsclean.errors import InputError, RefusedError
from newsclean.feeds.editor import Editor, address_of
from newsclean.feeds.json_source import JsonSource
from newsclean.feeds.plain import plain_text
from newsclean.feeds.source import ESCAPED, Edit, FeedSource, Meter, Value
from newsclean.feeds.vocabulary import Role
from newsclean.feeds.xml_source import XmlSource
from newsclean.journal import Change
from newsclean.limits import Limits
from newsclean.read.given import Given
from newsclean.read.parse import parse

_MENDED: Final = Change(
    "feed", "feed/references", "replace", "references", "", "it is not XML, but it has one meaning only", None
)
_FACTS: Final = ("title", "author", "date", "updated", "link", "lang", "description")


def read_feed(given: Given, limits: Limits) -> FeedSource:
    """The feed that was given. InputError when it is none, RefusedError when it declares entities or is beyond the limits."""
    if given.text.lstrip("\ufeff \t\r\n").startswith("{"):
        return JsonSource(given.text, Meter(limits, given.deadline))
    return XmlSource(given.text, limits, given.deadline)


def cleaned_feed(given: Given, editor: Editor) -> Cleaned:
    """The feed with its items cleaned. RefusedError, which names the item, when one of them must not be emitted."""
    if editor.options.to in {"markdown", "text"}:
        raise InputError("a feed is written as Markdown or text item by item, each into a file of a folder")
    source = read_feed(given, editor.options.limits)
    job = _Job(source, given, editor)
    for value in source.values:
        if value.role is not Role.TEXT:
            job.edit(value)
    content = source.spliced(job.edits)
    return cleaned_of(job.document(), content, "feed", changed=content != given.text)


class _Job:
    """The edits that were found so far, and what the journal will say."""

    __slots__ = ("changes", "doc", "editor", "edits", "given", "source")

    def __init__(self, source: FeedSource, given: Given, editor: Editor) -> None:
        self.source: Final = source
        self.given: Final = given
        self.editor: Final = editor
        self.edits: Final[list[Edit]] = [edit for edit, _ in source.blanked]
        self.changes: Final[list[Change]] = [change for _, change in source.blanked]
        self.doc: Final = Document(parse("", page=False).body)

    def edit(self, value: Value) -> None:
        """Clean one value. RefusedError with the name of the item."""
        url = address_of(self.source, value.item, value.base, self.given.url)
        try:
            html, doc = self.editor.edited(value, self.given._replace(url=url))
        except RefusedError as error:
            raise _named(error, value) from None
        edits = () if html is None else self.source.respelled(value, html)
        self.edits.extend(edits)
        if edits and value.inline is ESCAPED:
            self.changes.append(Change("gate", "gate/elements", "escape", value.name, "", "a value of RSS is text", value.line))
        if edits:
            self.changes.extend(_moved(doc.journal(), value.line, counts=self.source.lines_count))
        self.doc.sites = self.doc.sites or doc.sites
        self.doc.evidence = {**doc.evidence, **self.doc.evidence}

    def document(self) -> Document:
        """What is known of the feed, and the journals of its values in one, in the order of their lines."""
        for change in ([_MENDED] if self.source.is_mended else []) + sorted(self.changes, key=_line):
            self.doc.retell(change)
        self.doc.metadata = {name: plain_text(told[0]) for name in _FACTS if (told := self.source.facts.get(name))}
        return self.doc


def _named(error: RefusedError, value: Value) -> RefusedError:
    """`error` with the name of the item in which it arose."""
    place = f"line {value.line}" if value.item is None else value.item.label
    return RefusedError(error.rule, f"{place}: {error.reason}", limit=error.limit, value=error.value)


def _moved(changes: Iterable[Change], line: int, *, counts: bool) -> Iterable[Change]:
    """`changes` with lines of the feed; `line` is where their document begins."""
    return (change._replace(line=line + (max(0, (change.line or 1) - 1) if counts else 0)) for change in changes)


def _line(change: Change) -> int:
    return change.line or 0
