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


def size_of(texts: Iterable[str]) -> int:
    """Characters in `texts`, white space left out."""
    return sum(len(dom.squash(text)) for text in texts)


def is_too_much(doc: Document, rule: Rule, what: str, size: int, most: float = 1.0) -> bool:
    """Whether `size` characters are more than `rule` may take: `max_loss` of the text, or the share `most` where that is less.

    Then the journal says that `what` stayed. RefusedError "loss" instead, where the document is cleaned strictly.
    """
    most = min(most, doc.max_loss)
    if size <= _GUARD_FROM or size <= most * doc.length():
        return False
    share = size / doc.length()
    reason = f"the rule would take {share:.0%} of the text (at most {most:.0%})"
    if doc.strict:
        raise RefusedError("loss", f"{rule.ident}: {reason}", limit=most, value=share)
    doc.record("keep", what, why=reason, by=rule.ident)
    return True


def takes_too_much(doc: Document, rule: Rule, places: Sequence[tuple[Element, int]]) -> bool:
    """Whether `rule` would take too much at all `places` together: elements, and how many characters it would take from each.

    Only lines count, blocks that hold no further block: an article is lines, and what it stands among are boxes (fifty
    comments of readers may well outweigh the article above them).
    """
    lines = [size for el, size in places if size and not dom.has_block(el)]
    return len(lines) > 1 and is_too_much(doc, rule, f"{len(lines)} lines", sum(lines))


def refuse_total_loss(doc: Document) -> None:
    """RefusedError "loss" when all rules together took more than `max_loss` of the article.

    What the step `article` left out, because it stands outside the article, does not count; nor do changes without a rule.
    """
    journal = [change for change in doc.journal() if change.step != "article"]
    taken = size_of(change.text for change in journal if "/" in change.by)
    if taken <= _GUARD_FROM:
        return
    given = size_of(change.became for change in journal)
    total = size_of((dom.text_of(doc.root),)) + size_of(change.text for change in journal) - given
    if taken > doc.max_loss * total:
        share = taken / total
        reason = f"the rules took {share:.0%} of the text together (at most {doc.max_loss:.0%})"
        raise RefusedError("loss", reason, limit=doc.max_loss, value=share)
