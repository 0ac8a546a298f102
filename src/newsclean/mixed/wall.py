"""The last wall: what an engine makes of the cleaned Markdown goes through the gate, which must find nothing to take."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from newsclean.document import Document
from newsclean.errors import RefusedError
from newsclean.gate.addresses import Url
from newsclean.gate.baseline import is_attribute
from newsclean.gate.gate import seal
from newsclean.gate.policy import Policy
from newsclean.gate.rows import Row, Rows
from newsclean.gate.urls import LINK_SCHEMES, MEDIA_SCHEMES
from newsclean.gate.values import any_text, matching
from newsclean.gate.verify import verify
from newsclean.journal import Change
from newsclean.mixed.addresses import HARMLESS, is_settled
from newsclean.mixed.loose import loose_edits
from newsclean.mixed.readings import other_readings
from newsclean.read.markdown import Markdown
from newsclean.read.parse import parse
from newsclean.regex import regex

_BLANK_ROW: Final[Row] = {}
_OWN: Final[Rows] = {
    **dict.fromkeys("p h1 h2 h3 h4 h5 h6 ul li blockquote pre em strong s br hr table thead tbody tr th td".split(), _BLANK_ROW),
    "code": {"class": any_text},
    "ol": {"start": matching(r"\d{1,9}")},
    "a": {"title": any_text},
    "img": {"alt": any_text, "title": any_text},
}
"""What Markdown itself makes, and the attributes that it gives it besides addresses."""

_ADDRESSES: Final[Rows] = {"a": {"href": Url(LINK_SCHEMES)}, "img": {"src": Url(MEDIA_SCHEMES)}}
"""The checks of addresses, where a policy keeps no links or no images."""

_BROKEN_LINK: Final = regex(r"\]\([ \t]*[\r\n]")
_LIVE: Final = frozenset({"gate/elements", "gate/attributes", "gate/values"})


@lru_cache(maxsize=32)
def with_markdown(policy: Policy) -> Policy:
    """`policy` with what Markdown itself makes."""
    rows = {tag: {**_ADDRESSES.get(tag, {}), **policy.elements.get(tag, {}), **row} for tag, row in _OWN.items()}
    return policy.but(elements={**policy.elements, **rows})


def refuse_live(markdown: Markdown, policy: Policy, verifier: str | None, tick: Callable[[], None]) -> None:
    """RefusedError "verify" when something that `policy` does not keep would leave with `markdown`.

    It is read as CommonMark and GFM have it, and where there is something dangerous in its code, also in the ways in which
    engines are known to differ: then one may see code where another sees HTML.
    """
    wall = with_markdown(policy)
    text = markdown.lines.text
    if text != markdown.source:
        markdown = Markdown(text, tick)
    _refuse(markdown, wall, verifier)
    if markdown.has_tables:
        _refuse(Markdown(text, tick, tables=False), wall, None)
    if _BROKEN_LINK.search(text) or any(map(_is_dangerous, markdown.code())):
        for reading in dict.fromkeys((text, *other_readings(markdown))):
            _refuse(Markdown(reading, tick), wall, None)
            _refuse(Markdown(reading, tick, tables=False), wall, None)


def _is_dangerous(code: str) -> bool:
    return bool(loose_edits(code, (), every=False))


def _refuse(markdown: Markdown, wall: Policy, verifier: str | None) -> None:
    html = _rendered(markdown, wall)
    if (what := _live(html, wall)) is not None:
        raise RefusedError("verify", f"a Markdown engine may read {what!r} in it, which the policy does not keep")
    if verifier is not None:
        verify(html, wall, verifier)


def refuse_as_html(text: str, policy: Policy) -> None:
    """RefusedError "verify" when Markdown that nobody called so, and nobody asked for, would run if it were taken for HTML."""
    for change in _judged(text, with_markdown(policy)):
        if change.did != "unwrap" and (change.by != "gate/attributes" or not is_attribute(change.what)):
            reason = (
                f"it looks like Markdown, but {change.what!r} in it is live in HTML; say that it is Markdown, or what is wanted"
            )
            raise RefusedError("verify", reason)


def _live(html: str, wall: Policy) -> str | None:
    """Something in `html` that the policy `wall` does not keep, or None. What only stands in a wrong place is none."""
    for change in _judged(html, wall):
        if change.did != "unwrap" or change.what not in wall.checks:
            return change.what
    return None


def _judged(html: str, wall: Policy) -> list[Change]:
    """What the gate takes from `html`."""
    doc = Document(parse(html, page=False).body)
    seal(doc, wall)
    return [change for change in doc.journal() if change.by in _LIVE]


def _rendered(markdown: Markdown, policy: Policy) -> str:
    """The HTML of `markdown`; addresses that are empty, or the text of a footnote, are the page itself."""
    notes = {one.value for one in markdown.definitions if one.label.startswith("^") and is_settled(policy, one, one.value)}
    for token in markdown.tokens:
        for one in (token, *(token.children or ())):
            for name in ("href", "src"):
                if one.attrGet(name) == "" or one.attrGet(name) in notes:
                    one.attrSet(name, HARMLESS)
            if one.type in {"th_open", "td_open"}:
                one.attrs.pop("style", None)
    return markdown.rendered()
