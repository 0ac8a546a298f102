"""The allowlist as data: which elements and attributes leave, and what their values may be.

Whatever is not listed goes. Below every policy lies a baseline that none can lift: no element that a browser parses in a mode of
its own (raw text, foreign content, frames, forms), no event handler, no style, no URL that has not passed the check.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Final

from newsclean import dom
from newsclean.errors import PolicyError
from newsclean.gate.model import KNOWN
from newsclean.gate.urls import LINK_SCHEMES, MEDIA_SCHEMES, safe_srcset, safe_url

Check = Callable[[str], str | None]
"""The value as it may leave, or None when the attribute has to go."""

NEVER: Final = frozenset(
    "script style template title textarea xmp plaintext noscript noembed noframes iframe frame frameset object embed"
    " applet portal fencedframe"
    " svg math base link meta head html body form button select option optgroup datalist output keygen isindex dialog"
    " slot canvas param"
    " marquee blink bgsound".split(),
)
"""Elements no policy may keep."""

DROPPED: Final = frozenset(
    "script style template title noscript noembed noframes iframe frame frameset embed applet portal fencedframe"
    " svg base link meta head param datalist bgsound canvas".split()
)
"""Elements that go with what they hold: it is not text of the document. Any other element that is not kept is unwrapped."""


def any_text(value: str) -> str | None:
    """The value without control characters."""
    return value if value.isprintable() else dom.writable(value)


def link(value: str) -> str | None:
    """A URL to follow."""
    return safe_url(value, LINK_SCHEMES)


def media(value: str) -> str | None:
    """A URL that a browser loads by itself."""
    return safe_url(value, MEDIA_SCHEMES)


def matching(pattern: str) -> Check:
    """A check that the whole value, trimmed, matches `pattern`."""
    return partial(_matched, re.compile(pattern))


def _matched(pattern: re.Pattern[str], value: str) -> str | None:
    trimmed = value.strip()
    return trimmed if pattern.fullmatch(trimmed) else None


def _both(first: Check, second: Check, value: str) -> str | None:
    safe = first(value)
    return None if safe is None else second(safe)


_NUMBER: Final = matching(r"[0-9]{1,5}")
_LANGUAGE_CLASS: Final = re.compile(r"(?:lang|language|highlight|brush)[-:]\s*([A-Za-z0-9_+#.-]{1,40})")


def language_class(value: str) -> str | None:
    """The language in a class of a code block, as `language-…`."""
    found = _LANGUAGE_CLASS.search(value)
    return f"language-{found.group(1)}" if found else None


def present(_value: str) -> str | None:
    """A boolean attribute: there, without a value."""
    return ""


_URLS: Final[Mapping[str, Check]] = {"href": link, "cite": link, "src": media, "poster": media, "srcset": safe_srcset}
"""Attributes that hold addresses, each with the check that no policy can lift."""

_REFUSED: Final = frozenset(
    "style id name is slot nonce srcdoc formaction action ping background data codebase classid archive dynsrc lowsrc longdesc"
    " profile manifest usemap itemid".split()
)
"""Attributes that style, name or load something."""

_ATTRIBUTE: Final = re.compile(r"(?!on)[a-z][a-z0-9-]*")
"""The name of an attribute that handles no event."""

_EVERYWHERE: Final[Mapping[str, Check]] = {
    "lang": matching(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}"),
    "dir": matching(r"ltr|rtl|auto"),
}

_ATTRIBUTES: Final[Mapping[str, Mapping[str, Check]]] = {
    "a": {"href": link, "title": any_text},
    "abbr": {"title": any_text},
    "audio": {"src": media, "controls": present, "title": any_text},
    "blockquote": {"cite": link},
    "code": {"class": language_class},
    "del": {"cite": link, "datetime": any_text},
    "details": {"open": present},
    "img": {
        "src": media,
        "srcset": safe_srcset,
        "alt": any_text,
        "title": any_text,
        "width": _NUMBER,
        "height": _NUMBER,
        "referrerpolicy": matching(
            r"no-referrer(?:-when-downgrade)?|origin|same-origin|strict-origin|(?:strict-)?origin-when-cross-origin"
        ),
    },
    "ins": {"cite": link, "datetime": any_text},
    "li": {"value": _NUMBER},
    "ol": {"start": _NUMBER, "reversed": present},
    "pre": {"class": language_class},
    "q": {"cite": link},
    "source": {"src": media, "type": matching(r"[a-z]{1,20}/[A-Za-z0-9.+-]{1,60}")},
    "td": {"colspan": _NUMBER, "rowspan": _NUMBER},
    "th": {"colspan": _NUMBER, "rowspan": _NUMBER, "scope": matching(r"row|col|rowgroup|colgroup")},
    "time": {"datetime": any_text},
    "video": {"src": media, "poster": media, "controls": present, "width": _NUMBER, "height": _NUMBER, "title": any_text},
}

_ELEMENTS: Final = (
    "a abbr audio blockquote br caption cite code dd del details dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img ins kbd"
    " li mark ol p pre q"
    " rp rt ruby s samp small source strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr"
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What may leave: `elements` maps every kept element to its attributes and their checks.

    An address passes the check of this module as well, whatever the policy's own check says. PolicyError when it asks for an
    element or attribute that no policy may keep, or for an element of which the gate does not know how it nests.
    """

    name: str
    elements: Mapping[str, Mapping[str, Check]] = field(repr=False)

    def __post_init__(self) -> None:
        elements = {tag: MappingProxyType(_checked(tag, attributes)) for tag, attributes in self.elements.items()}
        object.__setattr__(self, "elements", MappingProxyType(elements))

    def __reduce__(self) -> tuple[object, ...]:
        if self is ARTICLE:
            return _article, ()
        return Policy, (self.name, {tag: dict(attributes) for tag, attributes in self.elements.items()})


def _checked(tag: str, attributes: Mapping[str, Check]) -> dict[str, Check]:
    """The attributes of one row of a policy, with the check of addresses put in."""
    if tag in NEVER or tag not in KNOWN:
        raise PolicyError(tag, "no policy may keep this element")
    checks = dict(attributes)
    for name, check in attributes.items():
        if name in _REFUSED or not _ATTRIBUTE.fullmatch(name):
            raise PolicyError(f"{tag} {name}", "no policy may keep this attribute")
        needed = _URLS.get(name)
        if needed is not None and check is not needed:
            checks[name] = partial(_both, check, needed)
    return checks


def _article() -> Policy:
    return ARTICLE


ARTICLE: Final = Policy("article", {tag: {**_EVERYWHERE, **_ATTRIBUTES.get(tag, {})} for tag in _ELEMENTS.split()})
"""The default: what a news article is made of."""
