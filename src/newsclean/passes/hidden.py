"""hidden: what the page itself hides from its readers."""

import re
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.regex import regex

_HIDING_STYLE: Final = regex(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|!|$)|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_ZERO_BOX: Final = regex(r"(?:^|;)\s*(?:width|height)\s*:\s*0(?:px)?\s*(?=;|!|$)", re.IGNORECASE)
_CLIPPED: Final = regex(r"(?:^|;)\s*overflow\s*:\s*hidden", re.IGNORECASE)
_WHY: Final = "the page hides it from readers"


def drop_hidden(doc: Document) -> None:
    """Drop elements that are hidden by their style or by the `hidden` attribute; what holds the article is shown by a script."""
    # A rule may take what has the name of an article: what is around that is then hidden like anything else.
    for finding in doc.findings.get("hidden", ()):
        finding.apply(doc)
    if doc.may_have("style", "hidden"):
        shown = _around_the_article(doc)
        for el in [one for one in doc.root.iterdescendants() if dom.is_element(one) and _is_hidden(one)]:
            if el not in shown:
                doc.drop(el, why=_WHY)


def _around_the_article(doc: Document) -> frozenset[Element]:
    """The element that a pack names as the article's, and those around it: WeChat hides it until its images are there."""
    el = next((one for one in (*doc.article, *doc.likely) if doc.holds(one)), None)
    return frozenset() if el is None else frozenset((el, *el.iterancestors()))


def _is_hidden(el: Element) -> bool:
    if "hidden" in el.attrib and (el.get("hidden") or "").lower() != "until-found":
        return True
    style = el.get("style")
    if not style:
        return False
    return bool(_HIDING_STYLE.search(style)) or (
        len(_ZERO_BOX.findall(style)) > 1 and bool(_CLIPPED.search(style) or not dom.has_media(el))
    )
