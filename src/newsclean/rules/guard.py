"""The loss guard: no rule takes more of the article than `max_loss` allows, neither at one place nor at all of them together."""

from collections.abc import Iterable, Sequence
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.errors import RefusedError
from newsclean.rules.model import Rule

_GUARD_FROM: Final = 200
"""Characters below which no removal can be the article: a whole QR block or credit is shorter."""

_MOST_BY_WORDS: Final = 0.15
"""The share of the text that an element may have which a word in its class or id condemns."""

_WRITTEN: Final = frozenset({"p", "li", "dd", "ol", "ul"})
_SENTENCE_FROM: Final = 75
"""Bytes of UTF-8: 25 Chinese characters, 75 English letters."""

_LINKED: Final = 0.4
_POSTS: Final = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed reddit-embed-bq".split()
)
"""Classes of the blockquotes as which social networks give their posts to be cited."""


def size_of(texts: Iterable[str]) -> int:
    """Characters in `texts`, white space left out."""
    return sum(len(dom.squash(text)) for text in texts)


def length_of(doc: Document) -> int:
    """Characters of text in the article when first asked, white space left out."""
    if doc.loss.total is None:
        doc.loss.total = dom.size_of(doc.root)
    return doc.loss.total


def holds_article(doc: Document, rule: Rule, el: Element) -> bool:
    """Whether `el`, which `rule` would take as a box, is or holds the element of the article; then the journal says so."""
    if rule.is_for_lines or doc.main is None or (el is not doc.main and el not in doc.main.iterancestors()):
        return False
    if _is_grave(doc, rule):
        raise RefusedError("loss", f"{rule.ident}: the rule would take the element that holds the article", limit=doc.loss.most)
    doc.record("keep", dom.label(el), why="the element holds the article", by=rule.ident, at=el)
    return True


def is_cited(doc: Document, rule: Rule, el: Element) -> bool:
    """Whether a word in a class condemned code or a cited post (`code-toolbar`, `social-embed`); then the journal says so."""
    if not rule.words or not any(one.tag == "pre" or _is_post(one) for one in el.iter("pre", "blockquote")):
        return False
    doc.record("keep", dom.label(el), why="it holds code or a post that the article cites", by=rule.ident, at=el)
    return True


def _is_post(el: Element) -> bool:
    return not _POSTS.isdisjoint((el.get("class") or "").split())


def _is_grave(doc: Document, rule: Rule) -> bool:
    """Whether the document is refused when `rule` is stopped.

    Rules that go by words in class names and by headings are for sites that nobody knows. They meet what they must not take in
    the ordinary course of things, so that they were stopped says nothing against the document.
    """
    return doc.loss.strict and not rule.words and not rule.heads


def is_written(doc: Document, rule: Rule, el: Element) -> bool:
    """Whether a word in a class condemned what reads like a sentence of the article; then the journal says that it stayed."""
    if not reads_like_a_sentence(rule, el):
        return False
    doc.record("keep", dom.label(el), why="it reads like a sentence of the article", by=rule.ident, at=el)
    return True


def reads_like_a_sentence(rule: Rule, el: Element) -> bool:
    """Whether `el`, which a word in its class condemns, reads like a sentence of the article."""
    if not rule.words or el.tag not in _WRITTEN:
        return False
    return len(dom.squash(dom.text_of(el)).encode()) >= _SENTENCE_FROM and dom.linked_share(el) <= _LINKED


def most_by(rule: Rule, el: Element) -> float:
    """The share of the text that `el` may have for `rule` to take it, `max_loss` apart."""
    return _MOST_BY_WORDS if rule.words and dom.linked_share(el) <= _LINKED else 1.0


def is_too_much(doc: Document, rule: Rule, what: str, size: int, most: float = 1.0) -> bool:
    """Whether `size` characters are more than `rule` may take: `max_loss` of the text, or the share `most` where that is less.

    Then the journal says that `what` stayed. RefusedError "loss" instead, where the document is cleaned strictly.
    """
    most = min(most, doc.loss.most)
    if size <= _GUARD_FROM or size <= most * length_of(doc):
        return False
    share = size / length_of(doc)
    reason = f"the rule would take {share:.0%} of the text (at most {most:.0%})"
    if _is_grave(doc, rule):
        raise RefusedError("loss", f"{rule.ident}: {reason}", limit=most, value=share)
    doc.record("keep", what, why=reason, by=rule.ident)
    return True


def takes_too_much(doc: Document, rule: Rule, places: Sequence[tuple[Element, int]]) -> bool:
    """Whether `rule` would take too much at all `places` together: elements, and how many characters it would take from each.

    Only lines count, blocks that hold no further block: an article is lines, and what it stands among are boxes (fifty
    comments of readers may well outweigh the article above them). They have to be a good part of the article's lines as well as
    of its text: two long notices below a short report are none of it.
    """
    lines = [size for el, size in places if size and not dom.has_block(el)]
    if len(lines) < 2 or sum(lines) <= _GUARD_FROM or len(lines) <= doc.loss.most * _number_of_lines(doc):  # noqa: PLR2004 - lines together
        return False
    return is_too_much(doc, rule, f"{len(lines)} lines", sum(lines))


def _number_of_lines(doc: Document) -> int:
    """How many blocks with text and no further block in them the article has."""
    return sum(1 for el in doc.root.iter(*dom.BLOCKS) if not dom.has_block(el) and not dom.is_empty(el))


def refuse_total_loss(doc: Document) -> None:
    """RefusedError "loss" when all rules together took more than `max_loss` of the article, of its lines as well as of its text.

    What went before the step `article` was done does not count, because it may have stood outside the article; nor do changes
    without a rule.
    """
    journal = doc.journal()
    outside = max((number for number, change in enumerate(journal, 1) if change.step == "article"), default=0)
    changes = journal[outside:]
    by_rules = [change.text for change in changes if change.text and "/" in change.by]
    taken = size_of(by_rules)
    if taken <= _GUARD_FROM or len(by_rules) <= doc.loss.most * (_number_of_lines(doc) + len(by_rules)):
        return
    given = size_of(change.became for change in changes)
    total = dom.size_of(doc.root) + size_of(change.text for change in changes) - given
    if taken > doc.loss.most * total:
        share = taken / total
        reason = f"the rules took {share:.0%} of the text together (at most {doc.loss.most:.0%})"
        raise RefusedError("loss", reason, limit=doc.loss.most, value=share)
