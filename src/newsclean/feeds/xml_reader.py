"""Reads a feed in XML with expat, which says where every element stands.

Nothing is fetched, and no entity is expanded: a document type that declares something is refused. What the elements mean is in
the tables of `vocabulary.py`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.parsers import expat

from newsclean.errors import InputError, RefusedError
from newsclean.feeds.elements import Open, blanked_attributes, is_empty, name_of, running, tag_of
from newsclean.feeds.marked import Marked
from newsclean.feeds.source import BLANK, Blanked, Edit, Facts, Item, Meter, Value, blanked, joined
from newsclean.feeds.spelling import put
from newsclean.feeds.vocabulary import ADDRESSED, BETWEEN, MARKUP, ROOTS, TAG_OPENS, Role, fact_of, is_own, role_of
from newsclean.gate.urls import may_run
from newsclean.journal import Change
from newsclean.write.html import escape

_HREF: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BODIES: Final = frozenset({"content", "summary"})


class Reader:
    """What one pass over a well-formed feed finds. ExpatError where it is none."""

    def __init__(self, source: bytes, meter: Meter) -> None:
        self.items: Final[list[Item]] = []
        self.facts: Final[Facts] = {}
        self.values: Final[list[Value]] = []
        self.blanked: Final[list[Blanked]] = []
        self._source: Final = source
        self._meter: Final = meter
        self._open: Final[list[Open]] = []
        self._item: tuple[Open, Item] | None = None
        self._marked: Marked | None = None
        self._parser: Final = expat.ParserCreate("utf-8", BETWEEN)
        self._listen()
        self._parser.Parse(source, True)  # noqa: FBT003 - expat calls by position

    def _listen(self) -> None:
        parser = self._parser
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction

    def _start(self, full: str, attributes: Mapping[str, str]) -> None:
        element = Open(full, attributes, self._parser.CurrentByteIndex, self._parser.CurrentLineNumber)
        self._meter.count(len(self._open) + 1)
        parent = self._open[-1] if self._open else None
        element.own = is_own(element.space, self._open[0].space if self._open else element.space)
        if self._marked is None and parent is not None:
            self._enter(element, parent)
        if self._marked is not None:
            self._marked.start(element)
            return
        if parent is None:
            _refuse_other_roots(element)
        self._blank(element)
        self._open.append(element)
        if element.space in MARKUP and not _says_something_of_the_feed(element):
            self._marked = Marked(element, is_outer=True)

    def _enter(self, element: Open, parent: Open) -> None:
        """Settle what `element` is within `parent`, where no markup is open."""
        parent.children += 1
        element.base = joined(parent.base, element.base) if element.base else parent.base
        root = self._open[0]
        if self._item is None and element.own and element.name == ROOTS.get((root.space, root.name), "item"):
            self._begin_item(element)
        kind = element.attributes.get("type", "")
        element.role = role_of(element.space, element.name, kind, own=element.own, in_item=self._item is not None)
        if parent.role in {Role.ARTICLE, Role.TEXT}:
            self._marked = Marked(parent, is_outer=False)

    def _begin_item(self, element: Open) -> None:
        item = Item(element.line, len(self.items) + 1)
        self.items.append(item)
        self._item = (element, item)

    def _blank(self, element: Open) -> None:
        names = running(element.attributes)
        if names:
            tag = tag_of(self._source, element.start)
            for name, edit in blanked_attributes(tag, names):
                self.blanked.append((edit, blanked(f"{name_of(tag)} {name}", element.line)))

    def _text(self, text: str) -> None:
        if self._marked is not None:
            self._marked.text(text)
        else:
            self._open[-1].texts.append(text)

    def _comment(self, text: str) -> None:
        """A comment that ends at once for readers of HTML goes: what stands in it would be live to them."""
        if self._marked is not None:
            self._marked.comment(text)
        if text.startswith((">", "->")):
            start = self._parser.CurrentByteIndex
            why = "readers of HTML see its content"
            change = Change("gate", "gate/elements", "drop", "comment", "", why, self._parser.CurrentLineNumber)
            self.blanked.append((Edit(start, self._source.index(b"-->", start + 4) + 3, ""), change))

    def _instruction(self, target: str, text: str) -> None:
        """A style sheet that stands in an address, or in the feed itself, could make scripts of the feed."""
        href = _HREF.search(text)
        if target.lower() == "xml-stylesheet" and href is not None:
            address = (href[1] or href[2] or "").strip()
            if address.startswith("#") or may_run(address):
                start = self._parser.CurrentByteIndex
                edit = Edit(start, self._source.index(b"?>", start) + 2, "")
                self.blanked.append((edit, blanked(target, self._parser.CurrentLineNumber)))

    def _end(self, full: str) -> None:
        position, marked = self._parser.CurrentByteIndex, self._marked
        if marked is not None and marked.depth:
            marked.end(full.rpartition(BETWEEN)[2], position)
            if marked.depth or not marked.is_outer:
                return
        element = self._open.pop()
        if marked is None:
            self._close(element, position)
        else:
            self._marked = None
            self._close_marked(element, marked, position)
        if self._item is not None and self._item[0] is element:
            self._item = None

    def _close_marked(self, element: Open, marked: Marked, position: int) -> None:
        tag = tag_of(self._source, element.start)
        stop = position
        if marked.is_outer:
            stop = tag.end() if is_empty(tag) else self._source.index(b">", position) + 1
        start, stop, html, inline = marked.settled(self._source, stop)
        is_article = element.role is Role.ARTICLE or (element.role is Role.TEXT and element.name in _BODIES)
        role = Role.ARTICLE if is_article and not marked.is_outer and self._item else Role.MARKUP
        line = element.line + self._source.count(b"\n", element.start, start)
        self.values.append(Value(name_of(tag), role, line, start, stop, html, self._in_item, marked.base, inline))
        if self._open:
            self._open[-1].markup = html

    @property
    def _in_item(self) -> Item | None:
        return None if self._item is None else self._item[1]

    def _close(self, element: Open, position: int) -> None:
        text = element.text
        if element.children and TAG_OPENS.search(text):
            raise RefusedError("markup", f"line {element.line}: text with markup in it beside elements, in {element.name}")
        self._note(element, element.markup if element.children else text)
        if element.name.lower() in ADDRESSED and may_run(text):
            tag = tag_of(self._source, element.start)
            # What stands between the parts of an address goes with it.
            edits = [Edit(tag.end(), position, BLANK)] if element.children else put(self._source, tag.end(), position, BLANK)
            self.blanked.extend((edit, blanked(name_of(tag), element.line)) for edit in edits)
        elif not element.children and text.strip() and self._is_of_use(element, text):
            self._keep(element, text, position)

    def _is_of_use(self, element: Open, text: str) -> bool:
        """Whether the text of `element` has to be looked at, or is the article of an item."""
        if element.role is Role.TEXT:
            return element.name in _BODIES and self._item is not None
        return element.role is Role.ARTICLE or TAG_OPENS.search(text) is not None

    def _keep(self, element: Open, text: str, position: int) -> None:
        tag = tag_of(self._source, element.start)
        line = element.line + tag[0].count(b"\n")
        self.values.append(Value(name_of(tag), element.role, line, tag.end(), position, text, self._in_item, element.base))

    def _note(self, element: Open, text: str) -> None:
        """Keep what the element tells of its item, or of the feed."""
        *outer, parent = self._open or [element]
        fact = fact_of(element.space, element.name, own=element.own)
        if element.name == "name" and parent.name == "author" and outer:
            fact, parent = "author", outer[-1]
        facts = self._facts_of(parent)
        if fact is not None and facts is not None:
            facts.setdefault(fact, []).extend(one for one in _said(element, fact, text) if one)

    def _facts_of(self, parent: Open) -> Facts | None:
        if self._item is not None:
            return self._item[1].facts if parent is self._item[0] else None
        return self.facts if parent.own and parent.name in {"channel", "feed"} else None


def _said(element: Open, fact: str, text: str) -> Iterable[str]:
    """What an element says, as HTML but for addresses: its text, or an attribute where Atom has one."""
    attributes = element.attributes
    if fact == "link":
        told = attributes.get("href", text).strip()
        is_self = attributes.get("rel", "alternate") != "alternate" or not told
        return [] if is_self else [joined(element.base, told)]
    text = text.strip() or attributes.get("term", "")
    return [escape(text) if element.role is Role.TEXT else text]


def _says_something_of_the_feed(element: Open) -> bool:
    return element.name == "meta" and not any(name.lower() == "http-equiv" for name in element.attributes)


def _refuse_other_roots(element: Open) -> None:
    if (element.space, element.name) not in ROOTS and element.name != "rss":
        raise InputError(f"no feed: its root element is {element.name!r}, and rss, rdf:RDF or an Atom feed was expected")


def _refuse_declarations(name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:  # noqa: FBT001 - expat calls by position
    if has_declarations:
        raise RefusedError("entities", f"the document type {name!r} declares entities or the like, which may expand without end")
