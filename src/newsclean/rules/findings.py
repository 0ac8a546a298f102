"""What a rule's match does to a document."""

from collections.abc import Iterable, Sequence
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.beside import comment_before, lines_beside
from newsclean.rules.cutting import cut_in
from newsclean.rules.emphasis import emphasise
from newsclean.rules.guard import (
    holds_article,
    is_cited,
    is_too_much,
    is_written,
    most_by,
    reads_like_a_sentence,
    size_of,
    takes_too_much,
)
from newsclean.rules.model import Rule, is_anchored
from newsclean.rules.words import fields_of

_LINKED: Final = 0.5
"""The share of links from which a line is one of links: a word such as `Read:` may stand before them."""


def guarded(doc: Document, rule: Rule, el: Element) -> bool:
    """Whether the loss guard stops `rule` at `el`: for what it would take there, or at all of its places together."""
    if holds_article(doc, rule, el) or is_written(doc, rule, el) or is_cited(doc, rule, el):
        return True
    stopped = doc.loss.stopped.get(rule.ident)
    if stopped is None:
        stopped = guard_places(doc, rule, _places(doc, rule))
    size = _loss(rule, el) if rule.cut is not None else dom.size_of(el)
    return stopped or is_too_much(doc, rule, dom.label(el), size, most_by(rule, el))


def _places(doc: Document, rule: Rule) -> list[Element]:
    """The elements that `rule` selected and means."""
    found = (one for one in doc.findings.get(rule.step, ()) if isinstance(one, ElementFinding) and one.rule is rule)
    return [one.el for one in found if doc.holds(one.el) and _stands_right(rule, one.el)]


def guard_places(doc: Document, rule: Rule, places: Sequence[Element]) -> bool:
    """Whether `rule` would take too much at all `places` together; `guarded` answers the same from now on."""
    stopped = len(places) > 1 and takes_too_much(doc, rule, [(el, _loss(rule, el)) for el in places])
    doc.loss.stopped[rule.ident] = stopped
    return stopped


def _loss(rule: Rule, el: Element) -> int:
    """How many characters `rule` would take from `el`, which it selected or whose line it opens."""
    raw = dom.text_of(el)
    text = dom.collapse(raw)
    if rule.means or rule.unwrap or rule.note is not None or (rule.text is not None and not rule.text.fullmatch(text)):
        return 0
    if rule.cut is not None:
        cut = cut_in(rule.cut, el, raw)
        return 0 if cut is None else size_of((cut.text,))
    return 0 if credits_in(rule, text) is None else size_of((raw,))


def credits_in(rule: Rule, text: str) -> dict[str, str] | None:
    """The named groups of the rule's `lift` or `note` in `text`, trimmed; None when the pattern does not match."""
    pattern = rule.lift or rule.note
    if pattern is None:
        return {}
    match = pattern.search(text) if rule.select or (rule.note and is_anchored(pattern)) else pattern.fullmatch(text)
    return None if match is None else fields_of(match.groupdict())


class ElementFinding:
    """`rule` selected `el`."""

    __slots__ = ("el", "rule")

    def __init__(self, rule: Rule, el: Element) -> None:
        self.rule: Final = rule
        self.el: Final = el

    def takes(self, doc: Document) -> Iterable[Element]:
        """The element, when the rule drops it whatever it holds."""
        if not self.rule.drops_whole or not doc.holds(self.el) or reads_like_a_sentence(self.rule, self.el):
            return ()
        return (self.el,)

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
    if rule.linked and dom.linked_share(el) < _LINKED:
        return False
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
    cut = cut_in(rule.cut, el, raw) if rule.cut is not None else None
    if cut is None or guarded(doc, rule, el):
        return False
    if cut.fields:
        doc.note(**fields_of(cut.fields))
    if dom.is_blank(raw[: cut.start] + raw[cut.stop :]) and not dom.has_media(el):
        return doc.drop(el, why=rule.why, by=rule.ident)
    taken = doc.cut(el, cut.start, cut.stop, why=rule.why, by=rule.ident)
    _drop_last_breaks(doc, rule, el)
    return bool(taken)


def _drop_last_breaks(doc: Document, rule: Rule, el: Element) -> None:
    """Drop the line breaks at the end of `el`: what stood behind them went."""
    while len(el) and el[-1].tag == "br" and dom.is_blank_after(el[-1]):
        doc.drop(el[-1], why="the break before what went", by=rule.ident)


class TokenFinding:
    """A vendor's style token on `el` that means the element `means`."""

    __slots__ = ("el", "means")

    def __init__(self, means: str, el: Element) -> None:
        self.means: Final = means
        self.el: Final = el

    def takes(self, _doc: Document) -> Iterable[Element]:
        """Nothing that is certain already."""
        return ()

    def apply(self, doc: Document) -> None:
        """Make what the element holds a run of that kind."""
        if doc.holds(self.el):
            emphasise(doc, self.el, self.means, why="the vendor's style token means it")


class RegionFinding:
    """The nodes between two comments that `rule` names."""

    __slots__ = ("rule", "start", "stop")

    def __init__(self, rule: Rule, start: Element, stop: Element) -> None:
        self.rule: Final = rule
        self.start: Final = start
        self.stop: Final = stop

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
        size = size_of(map(dom.text_after, nodes)) + size_of(dom.text_of(node) for node in nodes[1:] if dom.is_element(node))
        return is_too_much(doc, self.rule, "comment region", size)
