"""Sections: what a line such as `相关阅读` or `More on this story` heads, and what goes with that line.

A rule with `heads` names the lines.
"""

from collections.abc import Collection, Iterable
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.rules.findings import guarded
from newsclean.rules.leads import Leads, lead_in
from newsclean.rules.lines import LINE_TAGS
from newsclean.rules.model import Rule
from newsclean.value import Value

_LONGEST: Final = 40
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_ENTRIES: Final = frozenset({"div", "li", "dl"})
_NAME_MOST: Final = 75
"""Bytes of UTF-8: the first line of an entry is a title or a name, and no sentence."""

_LABELS: Final = frozenset({"span", "b", "strong", "em"})
_LINKED: Final = 0.5
"""The share of links from which a section within the article's own element is one of links."""


class SectionRules(Value):
    """The rules with `heads` of the active packs. A Finding."""

    leads: Leads

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "SectionRules":
        """File `rules`."""
        return cls(Leads.of(rules))

    def takes(self, doc: Document) -> Iterable[Element]:
        """Every box that one of the lines heads."""
        return [box for el, _ in self._lines(doc) if (box := _section_of(doc, el)) is not None]

    def apply(self, doc: Document) -> None:
        """Drop every section that a line heads, with the line."""
        for el, rule in self._lines(doc):
            box = _section_of(doc, el) if doc.holds(el) else None
            if box is not None and not guarded(doc, rule, box):
                doc.step = rule.step
                doc.drop(box, why=rule.why, by=rule.ident)

    def _lines(self, doc: Document) -> list[tuple[Element, Rule]]:
        return [(el, rule) for el in doc.root.iter() if (rule := self._rule_for(el)) is not None]

    def _rule_for(self, el: Element) -> Rule | None:
        if len(el.text or "") > _LONGEST or not _is_line(el) or (len(el) and dom.has_block(el)):
            return None
        rules = self.leads.rules_for(lead_in(el))
        line = dom.collapse(dom.text_of(el)) if rules else ""
        return next((rule for rule in rules if len(line) <= _LONGEST and rule.heads and rule.heads.fullmatch(line)), None)


def _is_line(el: Element) -> bool:
    """Whether the text of `el` stands on a line of its own: it is a block, or an inline element right before one."""
    if el.tag in LINE_TAGS:
        return True
    if el.tag not in _LABELS or not dom.is_blank_after(el):
        return False
    after = el.getnext()
    return after is not None and after.tag in dom.BLOCKS


def _section_of(doc: Document, line: Element) -> Element | None:
    """The largest box that opens with `line` and does not hold the article; None when the line heads no box of its own."""
    holders = set() if doc.main is None else {doc.main, *doc.main.iterancestors()}
    box = line
    while (parent := box.getparent()) is not None and parent is not doc.root and parent not in holders and _opens(parent, box):
        box = parent
    if box is line or not _holds_more(box, line):
        return None
    is_inside = doc.main is not None and doc.main in box.iterancestors()
    return box if _is_links(box, line) or (not _is_part(box, holders) and (not is_inside or _is_entries(box, line))) else None


def _is_part(box: Element, holders: Collection[Element]) -> bool:
    """Whether `box` has no link and the class of a box that is, or holds, the article's element: both are parts of the text."""
    likes = (other for before in (True, False) for other in box.itersiblings(box.tag, preceding=before))
    return (
        bool(box.get("class"))
        and next(box.iter("a"), None) is None
        and any(other in holders and _kind(other) == _kind(box) for other in likes)
    )


def _holds_more(box: Element, line: Element) -> bool:
    """Whether `line` heads something in `box`."""
    return dom.has_media(box) or dom.size_of(box) > dom.size_of(line)


def _opens(parent: Element, el: Element) -> bool:
    """Whether nothing that shows stands in `parent` before `el`."""
    if not dom.is_blank(parent.text):
        return False
    return all(
        dom.is_blank_after(before) and (not dom.is_element(before) or before.tag == "hr" or dom.is_empty(before))
        for before in el.itersiblings(preceding=True)
    )


def _is_links(box: Element, line: Element) -> bool:
    """Whether what `line` heads in `box` is links for the most part, or teasers, whose headings are links."""
    linked = sum(dom.size_of(link) for link in box.iter("a"))
    if linked > 0 and linked >= _LINKED * (dom.size_of(box) - dom.size_of(line)):
        return True
    headings = [el for el in box.iter(*_HEADINGS) if line not in el.iter()]
    return bool(headings) and all(map(_is_link, headings))


def _is_link(el: Element) -> bool:
    return next(el.iterancestors("a"), None) is not None or dom.linked_share(el) == 1


def _is_entries(box: Element, line: Element) -> bool:
    """Whether `line` heads nothing in `box` but two or more boxes of one class, each of a short line and more below it.

    Sites that open articles by script list their teasers so, and comments under the names of those who wrote them.
    """
    entries = [
        child
        for child in _children_of(box)
        if child is not line and line not in child.iterdescendants() and not dom.is_empty(child)
    ]
    if len(entries) == 1:
        entries = [child for child in _children_of(entries[0]) if not dom.is_empty(child)]
    return len(entries) > 1 and len(set(map(_kind, entries))) == 1 and all(map(_is_entry, entries))


def _kind(el: Element) -> tuple[str, str | None]:
    return el.tag, el.get("class")


def _children_of(el: Element) -> list[Element]:
    return [child for child in el if dom.is_element(child)]


def _is_entry(el: Element) -> bool:
    lines = [
        text
        for block in el.iter(*LINE_TAGS)
        if block is not el and not dom.has_block(block) and (text := dom.squash(dom.text_of(block)))
    ]
    is_named = el.tag in _ENTRIES and bool(el.get("class")) and len(lines) > 1
    return is_named and len(lines[0].encode()) < _NAME_MOST and lines[0][-1] not in "。！？!?…."
