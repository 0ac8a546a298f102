"""The second opinion: another sanitizer with another parser re-reads the output and must find nothing to remove.

bleach brings its own parser (html5lib), nh3 is ammonia on html5ever. Both are told the policy: its elements, its attributes and
schemes. They also ask it for the value of every attribute that they find, which must stay as it is. What they would change is a
fault of ours, and the document is refused.
"""

from html import unescape
from html.parser import HTMLParser
from typing import Final

from newsclean.errors import OptionError, RefusedError
from newsclean.gate.policy import Policy

Token = tuple[str, str, tuple[tuple[str, str], ...]]


class _Tokens(HTMLParser):
    """The start tags and text of a fragment, so that two spellings of the same markup compare equal.

    A table body is left out: every parser puts one in where there is none.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "tbody":
            self.found.append(("start", tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_data(self, data: str) -> None:
        if text := "".join(data.split()):
            self.found.append(("text", text, ()))


def _tokens(html: str) -> list[Token]:
    parser = _Tokens()
    parser.feed(html)
    parser.close()
    joined: list[Token] = []
    for token in parser.found:
        if token[0] == "text" and joined and joined[-1][0] == "text":
            joined[-1] = ("text", joined[-1][1] + token[1], ())
        else:
            joined.append(token)
    return joined


def _is_settled(policy: Policy, tag: str, name: str, value: str) -> bool:
    """Whether the policy lets the value of an attribute pass as it is."""
    check = policy.checks.get(tag, {}).get(name)
    return check is not None and check(value) == value


class _StyleAsItIs:
    """A CSS sanitizer for bleach that changes nothing: the policy's own grammar has judged the value."""

    def sanitize_css(self, style: str) -> str:
        return style


_STYLE_AS_IT_IS: Final = _StyleAsItIs()


def _by_bleach(html: str, policy: Policy) -> str:
    import bleach  # noqa: PLC0415 - only a run with a verifier pays for its import

    def stays(tag: str, name: str, value: str) -> bool:
        # bleach leaves character references as they are written.
        return _is_settled(policy, tag, name, unescape(value))

    return str(
        bleach.clean(
            html,
            tags=set(policy.checks),
            attributes=stays,
            protocols=policy.schemes,
            css_sanitizer=_STYLE_AS_IT_IS,  # type: ignore[arg-type]  # bleach asks it for one method
            strip=True,
        )
    )


def _by_nh3(html: str, policy: Policy) -> str:
    try:
        import nh3  # noqa: PLC0415 - an extra
    except ImportError:
        raise OptionError("verify", "nh3", "nh3 is not installed: pip install 'newsclean[nh3]'") from None

    def value_of(tag: str, name: str, value: str) -> str | None:
        return value if _is_settled(policy, tag, name, value) else None

    return str(
        nh3.clean(
            html,
            tags=set(policy.checks),
            attributes={tag: set(row) for tag, row in policy.checks.items()},
            attribute_filter=value_of,
            url_schemes=policy.schemes,
            link_rel=None,
        )
    )


_VERIFIERS: Final = {"bleach": _by_bleach, "nh3": _by_nh3}


def finding(html: str, policy: Policy, verifier: str) -> str | None:
    """What `verifier` would change in `html`, in a few words; None when it finds nothing."""
    ours, theirs = _tokens(html), _tokens(_VERIFIERS[verifier](html, policy))
    if ours == theirs:
        return None
    for mine, other in zip(ours, theirs, strict=False):
        if mine != other:
            return f"{mine[0]} {mine[1][:60]!r} {dict(mine[2])} became {other[0]} {other[1][:60]!r} {dict(other[2])}"
    return None if len(ours) == len(theirs) else f"{len(ours)} pieces became {len(theirs)}"


def verify(html: str, policy: Policy, verifier: str) -> None:
    """RefusedError when `verifier` finds something to remove in `html`."""
    found = finding(html, policy, verifier)
    if found is not None:
        raise RefusedError("verify", f"{verifier} would change the output: {found}")
