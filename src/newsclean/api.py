"""The front door: clean() and Cleaner."""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, Unpack

from newsclean.cleaned import Cleaned, cleaned_of
from newsclean.config import Options, OptionWords, option_names, options_of, source_of
from newsclean.document import Document
from newsclean.gate.gate import seal
from newsclean.gate.tree import SafeTree
from newsclean.limits import Deadline
from newsclean.loss import Loss
from newsclean.metadata import Metadata
from newsclean.output import Form, templates_of, written
from newsclean.passes import standard
from newsclean.passes.article import with_fallback
from newsclean.passes.order import checked_packs
from newsclean.pipeline import Steps, run_steps
from newsclean.read.frontmatter import FrontMatter, split
from newsclean.read.given import Given, given_of
from newsclean.read.head import metadata_of
from newsclean.read.kinds import is_feed, is_markdown, kind_of
from newsclean.read.origin import origin_of
from newsclean.read.parse import Tree, parse
from newsclean.rules.book import RuleBook
from newsclean.rules.guard import refuse_total_loss
from newsclean.rules.model import Pack
from newsclean.state import Trace
from newsclean.write.join import join, repaired, with_credits
from newsclean.write.metadata import settled

if TYPE_CHECKING:
    from newsclean.feeds.desk import Desk
    from newsclean.feeds.items import FeedItem


class Cleaner:
    """A reusable cleaner: options are checked and packs compiled once. Immutable, picklable, safe to share between threads.

    The keywords are the fields of `Options`. OptionError for an unknown one or a value that is not known, PackError for a pack
    that is wrong.
    """

    __slots__ = ("_book", "_templates", "options", "steps")

    def __init__(self, **words: Unpack[OptionWords]) -> None:
        self.options: Final = options_of(words)
        self.steps: Final = _steps_of(self.options)
        self._book: Final = RuleBook(self._packs(), self.options.site, self.steps.names)
        self._templates: Final = templates_of(self.options)

    def __reduce__(self) -> tuple[object, ...]:
        return _cleaner_of, (self.options,)

    def _packs(self) -> tuple[Pack, ...]:
        return checked_packs(self.options.packs, self.options.steps, self.options.site)

    def clean(
        self, source: str | bytes, url: str | None = None, *, read_as: str | None = None, charset: str = "utf-8"
    ) -> Cleaned:
        """Clean one document. InputError when it cannot be read, RefusedError when it must not be emitted; nothing else.

        `read_as` goes before the option of that name, for one who knows more of this document than of others: its file name.
        OptionError for one that is not known. `charset` is what a whole page says of its encoding, for one who does not store it
        in UTF-8.
        """
        return self._clean(given_of(source, url, charset, self.options.limits), read_as)

    def trace(self, source: str | bytes, trace: Trace, url: str | None = None, *, read_as: str | None = None) -> Cleaned:
        """The same under the eyes of `trace`, which is never begun where the document is Markdown that stays Markdown."""
        return self._clean(given_of(source, url, "utf-8", self.options.limits)._replace(trace=trace), read_as)

    def _clean(self, given: Given, read_as: str | None) -> Cleaned:
        read_as = source_of(self.options, read_as)
        if is_feed(given.text, read_as):
            return self._desk().cleaned(given)
        front, body = (None, given.text) if read_as == "html" else split(given.text)
        if read_as == "html" or not is_markdown(body, read_as, has_front_matter=front is not None):
            return self._html(given, front, body)
        return self._markdown(given, front, body, is_certain=read_as == "markdown")

    def _markdown(self, given: Given, front: FrontMatter | None, body: str, *, is_certain: bool) -> Cleaned:
        """What comes out of a document whose `body` is Markdown."""
        from newsclean.mixed.file import MarkdownFile  # noqa: PLC0415 - thirty modules that HTML does not need
        from newsclean.mixed.workshop import Workshop  # noqa: PLC0415 - the same

        file = MarkdownFile(front, body, is_certain=is_certain)
        workshop = Workshop(self.options.policy, self._templates, partial(self._fragment, given), given.deadline)
        if self.options.to in {"html", "text"}:
            return self._html(given, front, file.rendered(workshop), kind="markdown")
        return file.cleaned(workshop, self.options) or self._html(given, front, body)

    def feed_items(self, source: str | bytes, url: str | None = None) -> "tuple[FeedItem, ...]":
        """The items of a feed, each a document of its own, in order; `url` is where the feed comes from.

        InputError when it is no feed, RefusedError when it must not be read. An item that must not be emitted has its `error`.
        """
        return self._desk().items(given_of(source, url, "utf-8", self.options.limits))

    def _desk(self) -> "Desk":
        # Hardly any document is a feed, and the import is a tenth of that of everything else.
        from newsclean.feeds.desk import Desk  # noqa: PLC0415 - see above

        clean = partial(self._fragment, is_whole=True)
        return Desk(self.options, self._templates, clean, lambda given: self._html(given, None, given.text))

    def _fragment(self, given: Given, html: str, *, is_whole: bool = False) -> tuple[SafeTree, Document]:
        """What passes and gate make of `html`, a part of what was given, or the whole of an article in it."""
        doc, tree, _ = self._read(html, given.url, None, given.deadline)
        self._run(doc, tree)
        if is_whole and doc.loss.strict:
            refuse_total_loss(doc)
        return seal(doc, self.options.policy), doc

    def _run(self, doc: Document, tree: Tree) -> None:
        if len(self.steps):
            self._book.consult(doc, tree.head)
            run_steps(doc, self.steps)

    def _html(self, given: Given, front: FrontMatter | None, body: str, kind: str = "fragment") -> Cleaned:
        """What comes out of a document whose `body` is HTML."""
        doc, tree, said = self._read(body, given.url, front, given.deadline)
        if given.trace is not None:
            given.trace.begin(doc)
        above = 0 if front is None else front.raw.count("\n")
        images = () if front is None else tuple(el.get("src") or "" for el in doc.root.iter("img"))
        self._run(doc, tree)
        if doc.loss.strict:
            refuse_total_loss(doc)
        safe = seal(doc, self.options.policy)
        doc.tick()
        if front is not None:
            front = with_credits(repaired(front, images, safe), doc.metadata, self.options.lift)
        doc.metadata = settled(front, doc, said)
        form = Form(self.options, self._templates, tree.lang or "", given.charset)
        content = join(front, written(safe, doc, form))
        doc.tick()
        if kind == "fragment":
            kind = "page" if doc.page else "fragment" if front is None else "frontmatter"
        return cleaned_of(doc, content, kind, changed=content != given.text, above=above)

    def _read(
        self, body: str, url: str | None, front: FrontMatter | None, deadline: Deadline | None
    ) -> tuple[Document, Tree, Metadata]:
        """The document in `body` with its title, the tree, and what that says of itself where readers do not look."""
        page = kind_of(body, has_front_matter=front is not None) == "page"
        tree = parse(body, page=page, limits=self.options.limits, deadline=deadline)
        doc = Document(tree.body, url=url, page=page)
        doc.deadline = deadline
        doc.loss, doc.source = Loss(self.options.max_loss, strict=self.options.strict), body
        doc.origin = origin_of(tree.head, url)
        doc.keeps = self.options.policy.keeps
        said = metadata_of(tree.head, tree.body)
        doc.metadata.update({name: said[name] for name in _OF_THE_PAGE if name in said})
        if front is not None and (title := front.values.get("title")):
            doc.metadata["title"] = title
        return doc, tree, said

    def clean_many(self, sources: Iterable[str | bytes], jobs: int = 1) -> Iterator[Cleaned]:
        """Clean documents in order, lazily; `jobs` processes when more than one. The first error ends the iteration."""
        if jobs <= 1:
            return map(self.clean, sources)
        from newsclean.workers import spread  # noqa: PLC0415 - processes take ten milliseconds to load

        return spread(self, sources, jobs)


_OF_THE_PAGE: Final = ("title", "date", "updated")
"""Facts that the head of a page tells better than its text does; for the others what is printed goes first."""


def _steps_of(options: Options) -> Steps:
    steps = standard() if options.steps is None else options.steps
    return steps if options.fallback is None else with_fallback(steps, options.fallback)


def _cleaner_of(options: Options) -> Cleaner:
    return Cleaner(**{name: getattr(options, name) for name in option_names()})


@lru_cache(maxsize=32)
def _cached(words: tuple[tuple[str, object], ...]) -> Cleaner:
    return Cleaner(**dict(words))  # type: ignore[arg-type]  # Cleaner checks names and values


def clean(source: str | bytes, *, url: str | None = None, **words: Unpack[OptionWords]) -> Cleaned:
    """Clean one document with the options `words` (the keywords of `Cleaner`). Equal options share one cached Cleaner."""
    try:
        cleaner = _cached(tuple(words.items()))
    except TypeError:
        cleaner = Cleaner(**words)
    return cleaner.clean(source, url)


def feed_items(source: str | bytes, *, url: str | None = None, **words: Unpack[OptionWords]) -> "tuple[FeedItem, ...]":
    """The items of a feed, each cleaned with the options `words`; see `Cleaner.feed_items`."""
    return Cleaner(**words).feed_items(source, url)
