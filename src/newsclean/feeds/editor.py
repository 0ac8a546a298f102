"""What cleaning a feed needs of a Cleaner, and how single values are cleaned."""

import html as entities
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from newsclean.cleaned import Cleaned
from newsclean.config import Options
from newsclean.document import Document
from newsclean.feeds.source import FeedSource, Item, Value, joined
from newsclean.feeds.vocabulary import TAG_OPENS, Role
from newsclean.gate.gate import seal
from newsclean.gate.policy import Policy
from newsclean.gate.tree import SafeTree
from newsclean.gate.urls import MEDIA_SCHEMES, safe_url
from newsclean.gate.verify import verify
from newsclean.read.given import Given
from newsclean.read.parse import parse
from newsclean.write.html import escape, write_html
from newsclean.write.templates import Templates

_TAGS: Final = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_LAYOUT: Final = frozenset({("wrap", "text in p"), ("trim", "edge of a block")})
_INLINE: Final = "b i u s em strong code small sub sup br span".split()
"""What authors put into titles; without attributes it does nothing, and no policy has a reason to mind."""

_ABSOLUTE: Final = re.compile(r"https?://", re.IGNORECASE)


@lru_cache(maxsize=32)
def _with_inline(policy: Policy) -> Policy:
    return policy.but(elements={**{tag: {} for tag in _INLINE}, **policy.elements})


@dataclass(frozen=True, slots=True)
class Editor:
    """`clean` takes the HTML of a value, found at an address, through the passes and the gate; `document` makes it a document."""

    options: Options
    templates: Templates | None
    clean: Callable[[Given, str], tuple[SafeTree, Document]]
    document: Callable[[Given], Cleaned]

    def edited(self, value: Value, given: Given) -> tuple[str | None, Document]:
        """What is to stand in the place of `value`, None when it stays, and the document that tells what was done."""
        if value.role is not Role.ARTICLE:
            return self._judged(value, given)
        safe, doc = self.clean(given, value.text)
        html = self._written(safe, self.options.policy)
        is_text = TAG_OPENS.search(value.text) is None and (value.inline is None or value.inline.stays)
        if is_text and self._has_only(doc, _LAYOUT) and not self._is_alive(value.text):
            return None, doc
        return html, doc

    def _judged(self, value: Value, given: Given) -> tuple[str, Document]:
        """A value that is no article: what has a tag in it leaves as the gate writes it, and what is no HTML as text."""
        doc = Document(parse(value.text, page=False, limits=self.options.limits, deadline=given.deadline).body)
        doc.source, doc.deadline = value.text, given.deadline
        policy = _with_inline(self.options.policy)
        safe = seal(doc, policy)
        html = self._written(safe, policy)
        if value.role is Role.TITLE and (not self._has_only(doc, _LAYOUT) or not _says(safe, value.text)):
            text = Document(parse("", page=False).body)
            text.step = "gate"
            text.count("escape", value.name, why="a reader may take its signs for HTML", by="gate/elements")
            return escape(value.text.strip()), text
        return html, doc

    def _written(self, safe: SafeTree, policy: Policy) -> str:
        if self.options.verify is not None:
            verify(write_html(safe), policy, self.options.verify)
        return write_html(safe, self.templates).removesuffix("\n")

    def _has_only(self, doc: Document, changes: frozenset[tuple[str, str]]) -> bool:
        return all((change.did, change.what) in changes for change in doc.journal())

    def _is_alive(self, text: str) -> bool:
        return self.templates is not None and self.templates.alive(entities.unescape(text))


def _says(safe: SafeTree, text: str) -> bool:
    """Whether the tree has the text of `text`, of which nothing was taken for a tag that is none."""
    return "".join(safe.text.split()) == "".join(entities.unescape(_TAGS.sub("", text)).split())


def address_of(source: FeedSource, item: Item | None, base: str | None, url: str | None) -> str | None:
    """The address of what stands in a feed: `base` where it is told, else that of the item, of the feed, or `url`.

    Relative ones are relative to `url`, the address of the feed.
    """
    feed = _first(source.facts, "link")
    for told in (base, None if item is None else item.first("link"), feed):
        if told and (address := web_address(told, url or feed)):
            return address
    return url


def web_address(told: str, url: str | None) -> str | None:
    """`told` as an address of the web, None when it is none."""
    address = joined(url, told) if told else ""
    return safe_url(address, MEDIA_SCHEMES) if _ABSOLUTE.match(address) else None


def _first(facts: Mapping[str, list[str]], name: str) -> str:
    return next(iter(facts.get(name, ())), "")
