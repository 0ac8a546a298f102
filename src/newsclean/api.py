"""The front door: clean() and Cleaner."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Final, Unpack

from newsclean.cleaned import Cleaned
from newsclean.config import Options, OptionWords, option_names, options_of
from newsclean.document import Document
from newsclean.errors import OptionError, PackError, RefusedError
from newsclean.gate.gate import seal
from newsclean.gate.tree import SafeTree
from newsclean.gate.verify import verify
from newsclean.limits import Deadline, Limits, deadline_of
from newsclean.loss import Loss
from newsclean.metadata import Metadata
from newsclean.passes import BETWEEN_PASSES, RULE_PASSES, standard
from newsclean.passes.article import with_fallback
from newsclean.pipeline import Steps, run_steps
from newsclean.read.decode import decode, scrub
from newsclean.read.frontmatter import FrontMatter, split
from newsclean.read.head import metadata_of
from newsclean.read.kinds import kind_of
from newsclean.read.limits import refuse_oversize
from newsclean.read.origin import origin_of
from newsclean.read.parse import Tree, parse
from newsclean.rules.book import RuleBook
from newsclean.rules.catalog import all_packs
from newsclean.rules.detect import known_sites
from newsclean.rules.guard import refuse_total_loss
from newsclean.rules.model import Pack, Rule
from newsclean.write.html import write_html
from newsclean.write.join import join, repaired, with_credits
from newsclean.write.markdown import shown, write_markdown
from newsclean.write.markdown.check import difference
from newsclean.write.markdown.flavour import FLAVOURS
from newsclean.write.metadata import settled
from newsclean.write.page import write_page
from newsclean.write.templates import Templates
from newsclean.write.text import write_text


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
        name = self.options.template_safe
        self._templates: Final = None if name is None else Templates.of(name)

    def __reduce__(self) -> tuple[object, ...]:
        return _cleaner_of, (self.options,)

    def _packs(self) -> tuple[Pack, ...]:
        return _checked_packs(self.options)

    def clean(self, source: str | bytes, url: str | None = None) -> Cleaned:
        """Clean one document. InputError when it cannot be read, RefusedError when it must not be emitted; nothing else."""
        deadline = deadline_of(self.options.limits)
        text = _text_of(source, self.options.limits)
        front, body = split(text) if self.options.read_as == "auto" else (None, text)
        doc, tree, said = self._read(body, url, front, deadline)
        images = () if front is None else tuple(el.get("src") or "" for el in doc.root.iter("img"))
        if len(self.steps):
            self._book.consult(doc, tree.head)
            run_steps(doc, self.steps)
        if doc.loss.strict:
            refuse_total_loss(doc)
        safe = seal(doc, self.options.policy)
        doc.tick()
        if front is not None:
            front = with_credits(repaired(front, images, safe), doc.metadata, self.options.lift)
        doc.metadata = settled(front, doc, said)
        content = join(front, self._written(safe, doc, tree.lang))
        doc.tick()
        kind = "page" if doc.page else "fragment" if front is None else "frontmatter"
        return _cleaned(doc, content, kind, changed=content != text)

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
            yield from map(self.clean, sources)
            return
        ahead = jobs * 8
        with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(self.options,)) as pool:
            sources = iter(sources)
            waiting = [pool.submit(_clean_in_worker, one) for one in islice(sources, ahead)]
            while waiting:
                yield waiting.pop(0).result()
                waiting.extend(pool.submit(_clean_in_worker, one) for one in islice(sources, 1))

    def _markdown(self, safe: SafeTree) -> str:
        flavour = FLAVOURS[self.options.markdown]
        markdown = write_markdown(safe, self._templates, flavour)
        if self.options.verify is not None and (found := difference(markdown, shown(safe, flavour), flavour)) is not None:
            raise RefusedError("verify", f"the Markdown would not say the same: {found}")
        return markdown

    def _written(self, safe: SafeTree, doc: Document, lang: str | None) -> str:
        options, templates = self.options, self._templates
        if options.verify is not None:
            verify(write_html(safe), options.policy, options.verify)
        if options.to == "markdown":
            return self._markdown(safe)
        if options.to == "text":
            return write_text(safe)
        article = write_html(safe, templates)
        if doc.page and options.document:
            title = doc.metadata.get("title", "")
            text = title if isinstance(title, str) else title[0]
            return write_page(article, title=text, lang=lang or "", templates=templates)
        return article


_OF_THE_PAGE: Final = ("title", "date", "updated")
"""Facts that the head of a page tells better than its text does; for the others what is printed goes first."""


def _text_of(source: str | bytes, limits: Limits) -> str:
    """The text of `source`, whose size is looked at before anything else is."""
    refuse_oversize(len(source), limits)
    text = decode(source).text if isinstance(source, bytes) else scrub(source)
    if 4 * len(text) > limits.bytes:
        refuse_oversize(len(text.encode()), limits)
    return text


def _cleaned(doc: Document, content: str, kind: str, *, changed: bool) -> Cleaned:
    site = doc.sites[0] if doc.sites else None
    metadata, evidence = MappingProxyType(doc.metadata), MappingProxyType(dict(doc.evidence))
    return Cleaned(content, metadata, doc.journal(), site, evidence, kind, changed)


def _steps_of(options: Options) -> Steps:
    steps = standard() if options.steps is None else options.steps
    return steps if options.fallback is None else with_fallback(steps, options.fallback)


def _checked_packs(options: Options) -> tuple[Pack, ...]:
    names = dict.fromkeys((*standard().names, *(options.steps.names if options.steps is not None else ())))
    packs = all_packs(options.packs, tuple(names))
    sites = ("auto", "none", *known_sites(packs))
    if options.site not in sites:
        raise OptionError("site", options.site, known=sites)
    for pack in packs:
        for rule in pack.rules:
            _check_order(pack, rule)
    return packs


def _check_order(pack: Pack, rule: Rule) -> None:
    if rule.between and rule.step in standard().names and rule.step not in BETWEEN_PASSES:
        reason = f"pass {rule.step!r} runs after the comments are gone; between has nothing to find"
        raise PackError(pack.path, f"rule {rule.ident}", reason)
    if rule.step in standard().names and rule.step not in RULE_PASSES:
        raise PackError(pack.path, f"rule {rule.ident}", f"pass {rule.step!r} puts no rules into effect")


def _cleaner_of(options: Options) -> Cleaner:
    return Cleaner(**{name: getattr(options, name) for name in option_names()})


_worker: dict[str, Cleaner] = {}


def _start_worker(options: Options) -> None:
    _worker["cleaner"] = _cleaner_of(options)


def _clean_in_worker(source: str | bytes) -> Cleaned:
    return _worker["cleaner"].clean(source)


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
