"""What a rule's match does to a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.beside import comment_before, lines_beside
from newsclean.rules.emphasis import emphasise
from newsclean.rules.model import Rule, is_anchored
from newsclean.rules.words import fields_of

_GUARD_FROM = 200
"""Characters below which no single removal can be the article: a whole QR block or credit is shorter."""

_MOST_BY_WORDS = 0.15
"""The share of the text that an element may have which a word in its class or id condemns."""

_WRITTEN = frozenset({"p", "li", "dd", "ol", "ul"})
_SENTENCE_FROM = 75
"""Bytes of UTF-8: 25 Chinese characters, 75 English letters."""

_LINKED = 0.4


def guarded(doc: Document, rule: Rule, el: Element) -> bool:
    """Whether `el` must not be removed by `rule`; then the journal says that it stayed, and why.

    It holds the article, or more of the article's text than `max_loss` allows; a rule that goes by words in class names takes
    no more than a few sentences out of the article's own element.
    """
    if not rule.is_for_lines and doc.main is not None and (el is doc.main or el in doc.main.iterancestors()):
        doc.record("keep", dom.label(el), why="the element holds the article", by=rule.ident)
        return True
    if rule.words and el.tag in _WRITTEN and _is_sentence(el):
        doc.record("keep", dom.label(el), why="it reads like a sentence of the article", by=rule.ident)
        return True
    size = len(dom.squash(dom.text_of(el)))
    most = doc.max_loss * doc.length() if not rule.words else min(doc.max_loss, _MOST_BY_WORDS) * doc.length()
    if size <= _GUARD_FROM or size <= most or (rule.words and _is_linked(el)):
        return False
    doc.record(
        "keep",
        dom.label(el),
        why=f"the rule would take {size / doc.length():.0%} of the text (at most {most / doc.length():.0%})",
        by=rule.ident,
    )
    return True


def _is_sentence(el: Element) -> bool:
    text = dom.text_of(el)
    return len(dom.squash(text).encode()) >= _SENTENCE_FROM and not _is_linked(el)


def _is_linked(el: Element) -> bool:
    """Whether a good part of the text in `el` is links, as in lists of other articles."""
    linked = sum(len(dom.squash(dom.text_of(link))) for link in el.iter("a"))
    return linked > _LINKED * len(dom.squash(dom.text_of(el)))


def credits_in(rule: Rule, text: str) -> dict[str, str] | None:
    """The named groups of the rule's `lift` or `note` in `text`, trimmed; None when the pattern does not match."""
    pattern = rule.lift or rule.note
    if pattern is None:
        return {}
    match = pattern.search(text) if rule.select or (rule.note and is_anchored(pattern)) else pattern.fullmatch(text)
    return None if match is None else fields_of(match.groupdict())


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """`rule` selected `el`."""

    rule: Rule
    el: Element

    def takes(self, doc: Document) -> Iterable[Element]:
        """The element, when the rule drops it whatever it holds."""
        return (self.el,) if self.rule.drops_whole and doc.holds(self.el) else ()

    def apply(self, doc: Document) -> None:
        """Drop, lift, unwrap or rename the element, unless a condition of the rule does not hold."""
        rule, el = self.rule, self.el
        if not doc.holds(el) or not _stands_right(rule, el):
            return
        if rule.unwrap:
            doc.unwrap(el, why=rule.why, by=rule.ident)
        elif rule.means == "figure" and not dom.has_media(el):
            return
        elif rule.means:
            doc.rename(el, rule.means, why=rule.why, by=rule.ident)
        else:
            apply_to_line(doc, rule, el)


def _stands_right(rule: Rule, el: Element) -> bool:
    """Whether `el` is empty where the rule asks for it, and beside the line or comment that it names."""
    if rule.if_empty and not dom.is_empty(el):
        return False
    if rule.comment and not _is_named(rule.comment, comment_before(el)):
        return False
    return rule.near is None or any(map(rule.near.fullmatch, lines_beside(el)))


def _is_named(name: str, comment: str | None) -> bool:
    if comment is None:
        return False
    return comment.startswith(name[:-1]) if name.endswith("*") else comment == name


def apply_to_line(doc: Document, rule: Rule, el: Element) -> bool:
    """Put the text side of `rule` into effect on `el`: `text` as a condition, then note, cut, lift or drop. Whether text went."""
    raw = dom.text_of(el)
    text = dom.collapse(raw)
    if rule.text is not None and not rule.text.fullmatch(text):
        return False
    if rule.cut is not None:
        return _cut(doc, rule, el, raw)
    fields = credits_in(rule, text)
    if fields is None:
        return False
    if rule.note is not None:
        doc.note(**fields)
        return False
    return not guarded(doc, rule, el) and _take(doc, rule, el, fields)


def _take(doc: Document, rule: Rule, el: Element, fields: dict[str, str]) -> bool:
    if rule.lift is not None:
        return doc.lift(el, why=rule.why, by=rule.ident, **fields)
    return doc.drop(el, why=rule.why, by=rule.ident)


def _cut(doc: Document, rule: Rule, el: Element, raw: str) -> bool:
    match = rule.cut.search(raw) if rule.cut is not None else None
    if match is None:
        return False
    if match.groupdict():
        doc.note(**fields_of(match.groupdict()))
    if dom.is_blank(raw[: match.start()] + raw[match.end() :]) and not dom.has_media(el):
        return doc.drop(el, why=rule.why, by=rule.ident)
    return bool(doc.cut(el, match.start(), match.end(), why=rule.why, by=rule.ident))


@dataclass(frozen=True, slots=True)
class TokenFinding:
    """A vendor's style token on `el` that means the element `means`."""

    means: str
    el: Element

    def takes(self, _doc: Document) -> Iterable[Element]:
        """Nothing that is certain already."""
        return ()

    def apply(self, doc: Document) -> None:
        """Make what the element holds a run of that kind."""
        if doc.holds(self.el):
            emphasise(doc, self.el, self.means, why="the vendor's style token means it")


@dataclass(frozen=True, slots=True)
class RegionFinding:
    """The nodes between two comments that `rule` names."""

    rule: Rule
    start: Element
    stop: Element

    def takes(self, _doc: Document) -> Iterable[Element]:
        """Nothing that is certain already."""
        return ()

    def apply(self, doc: Document) -> None:
        """Drop every node between the two comments, and the text that stands loose between them."""
        rule, nodes = self.rule, self._nodes()
        if not nodes or not doc.holds(self.start) or self._holds_the_article(doc, nodes):
            return
        for node in nodes:
            doc.erase(dom.Slot(node, inside=False), why=rule.why, by=rule.ident)
        for node in nodes[1:]:
            if dom.is_element(node):
                doc.drop(node, why=rule.why, by=rule.ident)

    def _nodes(self) -> list[Element]:
        """The first comment and the nodes up to the second; [] when another pass has parted the two."""
        nodes = [self.start]
        for node in self.start.itersiblings():
            if node is self.stop:
                return nodes
            nodes.append(node)
        return []

    def _holds_the_article(self, doc: Document, nodes: list[Element]) -> bool:
        size = sum(len(dom.squash(dom.text_after(node))) for node in nodes)
        size += sum(len(dom.squash(dom.text_of(node))) for node in nodes if dom.is_element(node))
        if size <= _GUARD_FROM or size <= doc.max_loss * doc.length():
            return False
        doc.record("keep", "comment region", why=f"the rule would take {size / doc.length():.0%} of the text", by=self.rule.ident)
        return True
