"""Which packs recognise a document, and by what evidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from newsclean.document import Document
from newsclean.regex import regex
from newsclean.rules.filing import Meaning
from newsclean.rules.index import RuleIndex
from newsclean.rules.model import COMMON, Filed, Pack
from newsclean.rules.survey import Survey

ASKED: Final = "asked for"
"""The evidence for a site that the user named."""

GENERATOR: Final = "generator:"
"""How a fingerprint begins that names the program that made the page."""

_COMMENT: Final = "comment:"

Mark: TypeAlias = tuple[str, str]
"""A pack, and its fingerprint."""

_ADDRESSES: Final = ("host ", "canonical ")
_FEWEST_IMAGES: Final = 2
_SOURCES: Final = ("data-src", "data-original", "src")
_HOST: Final = regex(r"\s*(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


def host_of(url: str | None) -> str:
    """The host name in `url`, lower case; "" when there is none or the URL is malformed."""
    if not url:
        return ""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


class Detector:
    """What `packs` are recognised by.

    A host is evidence where it is that of the page. That a document links to a host says nothing, and an image from there little:
    only when most of the images come from a pack's hosts, and more than one, the document is taken for one of its pages.
    """

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._owners: Final[dict[str, list[str]]] = defaultdict(list)
        self._index: Final = RuleIndex()
        self._comments: Final[dict[str, list[Mark]]] = defaultdict(list)
        self._openings: Final[list[tuple[str, Mark]]] = []
        self._generators: Final[list[tuple[str, Mark]]] = []
        for pack in packs:
            for host in pack.hosts:
                self._owners[host].append(pack.ident)
            for text in pack.fingerprints:
                self._file(pack.ident, text, pack.marks.get(text))
        self._owners.default_factory = self._comments.default_factory = None

    def _file(self, pack: str, text: str, filed: Filed | None) -> None:
        mark = (pack, text)
        if text.startswith(GENERATOR):
            self._generators.append((text.removeprefix(GENERATOR).strip().casefold(), mark))
        elif not text.startswith(_COMMENT):
            self._index.put(text, Meaning("fingerprint", pack, text), filed)
        elif text.endswith("*"):
            self._openings.append((text.removeprefix(_COMMENT)[:-1].strip(), mark))
        else:
            self._comments[text.removeprefix(_COMMENT).strip()].append(mark)

    def evidence(self, doc: Document, survey: Survey, head: Survey | None = None) -> Mapping[str, tuple[str, ...]]:
        """Pack id to what speaks for it, packs with the most evidence first; surveys are those of `doc` and its `head`.

        "host …" is the address that the caller gave, "canonical …" the one that the page gives itself, "images …" how many images
        come from the pack's hosts; anything else is the fingerprint.
        """
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        word, url = ("host", doc.origin.url) if doc.origin.url else ("canonical", doc.origin.canonical)
        for pack in self._owners_of(host := host_of(url)):
            found[pack][f"{word} {host}"] = None
        for pack, text in self._fingerprints(doc, survey, head):
            found[pack][text] = None
        if "img" in survey.tags:
            for pack, text in self._images(doc):
                found[pack][text] = None
        return {pack: tuple(texts) for pack, texts in sorted(found.items(), key=_strength)}

    def _owners_of(self, host: str) -> Iterator[str]:
        while host:
            yield from self._owners.get(host, ())
            host = host.partition(".")[2]

    def _fingerprints(self, doc: Document, survey: Survey, head: Survey | None) -> Iterator[Mark]:
        for one in (survey,) if head is None else (survey, head):
            yield from ((hit.meaning.pack, hit.meaning.text) for hit in self._index.hits(one))
        for text in survey.comments:
            yield from self._comments.get(text, ())
            yield from (mark for opening, mark in self._openings if text.startswith(opening))
        for name, mark in self._generators:
            if any(_is_called(name, made_by.casefold()) for made_by in doc.origin.generators):
                yield mark

    def _images(self, doc: Document) -> Iterator[tuple[str, str]]:
        sources = [src for el in doc.root.iter("img") if (src := next(filter(None, map(el.get, _SOURCES)), ""))]
        owners: Counter[str] = Counter()
        for host, times in Counter(match[1].lower() for match in map(_HOST.match, sources) if match).items():
            for pack in self._owners_of(host):
                owners[pack] += times
        for pack, times in owners.items():
            if times >= _FEWEST_IMAGES and 2 * times > len(sources):
                yield pack, f"images {times} of {len(sources)}"


def _is_called(name: str, made_by: str) -> bool:
    return made_by.startswith(name[:-1]) if name.endswith("*") else made_by == name


def _strength(item: tuple[str, dict[str, None]]) -> tuple[bool, int, str]:
    pack, texts = item
    return not any(text.startswith(_ADDRESSES) for text in texts), -len(texts), pack


def known_sites(packs: Iterable[Pack]) -> tuple[str, ...]:
    """The ids that `--site` takes."""
    return tuple(pack.ident for pack in packs if pack.ident != COMMON)
