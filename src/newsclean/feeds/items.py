"""The items of a feed as documents of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from newsclean.cleaned import Cleaned
from newsclean.errors import RefusedError
from newsclean.feeds.clean import read_feed
from newsclean.feeds.dates import iso_date
from newsclean.feeds.editor import Editor, address_of, web_address
from newsclean.feeds.filenames import FileNames
from newsclean.feeds.plain import plain_text
from newsclean.feeds.source import FeedSource, Item, Value
from newsclean.feeds.vocabulary import Role
from newsclean.read.frontmatter import FrontMatter
from newsclean.read.given import Given
from newsclean.read.quoting import yaml_string
from newsclean.write.html import escape
from newsclean.write.join import join, with_credits

_SUFFIXES: Final = {"markdown": ".md", "text": ".txt"}
_BODIES: Final = ("encoded", "content_html", "content", "content_text", "description", "summary")
"""Values that may hold the article of an item, the one that is fullest in most feeds first."""

_PARTED: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed.

    `title`, `author` and `tags` are plain text, `link` an address of the web or "", `guid` what the feed calls it, `date` as
    it is written there. `cleaned` is what came out of its content, with the lines of that; None when it was refused, and then
    `error` says why. `name` is a file name for it, another for each item of the feed. `lift` names credits for its front matter.
    """

    title: str
    link: str
    date: str
    author: str
    guid: str
    tags: tuple[str, ...]
    name: str
    label: str
    cleaned: Cleaned | None
    error: RefusedError | None = None
    lift: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The item as a file: front matter in YAML, a blank line, the content. Its `error` is raised when it has one."""
        if self.cleaned is None:
            raise self.error or RefusedError("item", "nothing came out of it")
        front = with_credits(FrontMatter("---\n", "".join(self._lines()), "---\n", "yaml"), self.cleaned.metadata, self.lift)
        return join(front, self.cleaned.content)

    def _lines(self) -> Iterator[str]:
        yield f"title: {yaml_string(self.title, 'plain')}\n"
        if self.date:
            # A date of this form needs no quotes, and site generators take it for one.
            yield f"date: {iso_date(self.date) or yaml_string(plain_text(self.date), 'plain')}\n"
        facts = (("author", self.author), ("link", self.link), ("guid", "" if self.guid == self.link else self.guid))
        yield from (f"{key}: {yaml_string(value, 'plain')}\n" for key, value in facts if value)
        if self.tags:
            yield "tags:\n" + "".join(f"  - {yaml_string(tag, 'plain')}\n" for tag in self.tags)


def items_of(given: Given, editor: Editor) -> tuple[FeedItem, ...]:
    """The items of the feed, in order. InputError, RefusedError for the feed as a whole; one item does not spoil the others."""
    source = read_feed(given, editor.options.limits)
    bodies: dict[int, list[Value]] = {}
    for value in source.values:
        if value.item is not None and value.role in {Role.ARTICLE, Role.TEXT}:
            bodies.setdefault(value.item.number, []).append(value)
    maker = _Maker(source, given, editor)
    return tuple(maker.made(item, bodies.get(item.number, ())) for item in source.items)


class _Maker:
    """Makes the items of one feed."""

    __slots__ = ("editor", "given", "names", "source")

    def __init__(self, source: FeedSource, given: Given, editor: Editor) -> None:
        self.source: Final = source
        self.given: Final = given
        self.editor: Final = editor
        self.names: Final = FileNames(_SUFFIXES.get(editor.options.to, ".html"))

    def made(self, item: Item, bodies: Sequence[Value]) -> FeedItem:
        """One item, with what came out of the fullest of its `bodies`."""
        body = min(bodies, key=_rank, default=None)
        title = plain_text(item.first("title"))
        date = item.first("date") or item.first("updated")
        cleaned = error = None
        try:
            cleaned = self._cleaned(item, body)
        except RefusedError as refused:
            error = refused
        return FeedItem(
            title=title,
            link=self._link(item),
            date=date,
            author=", ".join(dict.fromkeys(map(plain_text, item.facts.get("author", ())))),
            guid=plain_text(item.first("guid")),
            tags=tuple(dict.fromkeys(filter(None, map(plain_text, item.facts.get("tags", ()))))),
            name=self.names.name_of(unescape(title), iso_date(date) or ""),
            label=item.label,
            cleaned=cleaned,
            error=error,
            lift=self.editor.options.lift,
        )

    def _link(self, item: Item) -> str:
        feed = address_of(self.source, None, None, self.given.url)
        told = [web_address(one, feed) for one in item.facts.get("link", ())] + [web_address(item.first("guid"), None)]
        return next(filter(None, told), "")

    def _cleaned(self, item: Item, body: Value | None) -> Cleaned:
        base = None if body is None else body.base
        url = address_of(self.source, item, base, self.given.url)
        text = "" if body is None else body.text if body.role is Role.ARTICLE else _as_html(body.text)
        return self.editor.document(self.given._replace(text=text, url=url))


def _rank(value: Value) -> int:
    return _BODIES.index(value.name.rpartition(":")[2])


def _as_html(text: str) -> str:
    """Plain text as HTML: a blank line parts paragraphs, a line end breaks the line."""
    parts = _PARTED.split(text.strip())
    return "".join(f"<p>{escape(part.strip()).replace(chr(10), '<br>')}</p>" for part in parts)
