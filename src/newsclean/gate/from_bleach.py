"""The arguments of bleach.clean() as rows of a policy."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, Protocol

from newsclean.errors import PolicyError
from newsclean.gate.addresses import Srcset, Url
from newsclean.gate.baseline import ADDRESSES, LOADED, WEB
from newsclean.gate.css import Style
from newsclean.gate.rows import EVERY, Both
from newsclean.gate.values import Check, any_text
from newsclean.value import Value

TAGS: Final = frozenset("a abbr acronym b blockquote code em i li ol strong ul".split())
ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {"a": ("href", "title"), "abbr": ("title",), "acronym": ("title",)}
PROTOCOLS: Final = frozenset({"http", "https", "mailto"})
"""The defaults of bleach 6."""

ASKED: Final = (
    "abbr align alt aria-hidden aria-label border cellpadding cellspacing cite class color colspan controls data-id datetime"
    " decoding dir face height href hreflang itemprop itemscope itemtype kind label lang loading media open poster preload"
    " referrerpolicy rel reversed role rowspan scope size sizes span src srcset start summary target title translate type valign"
    " value width"
).split()
"""The attributes that a function is asked about: the gate keeps only what a policy names."""

Asks = Callable[[str, str, str], bool]
Names = Iterable[str] | Asks
Attributes = Mapping[str, Names] | Names


class CssSanitizer(Protocol):
    """What bleach calls a CSSSanitizer, as far as it is asked here."""

    allowed_css_properties: Collection[str]


class _Asked(Value):
    """A value that a function of bleach's form lets pass."""

    function: Asks
    tag: str
    name: str

    def __call__(self, value: str) -> str | None:
        return value if self.function(self.tag, self.name, value) else None


def rows_of_bleach(
    tags: Iterable[str], attributes: Attributes, protocols: Iterable[str], css_sanitizer: CssSanitizer | None
) -> dict[str, dict[str, Check]]:
    """The rows that mean the same. PolicyError for what no policy may keep, or for style without a sanitizer for it."""
    rules = _Rules(frozenset(protocols), css_sanitizer)
    rows = attributes if isinstance(attributes, Mapping) else {EVERY: attributes}
    every = rows.get(EVERY, ())
    return {tag: {**_row(rules, tag, every, common=True), **_row(rules, tag, rows.get(tag, ()))} for tag in tags}


def _row(rules: "_Rules", tag: str, names: Names, *, common: bool = False) -> dict[str, Check]:
    if callable(names):
        return {name: Both(_Asked(names, tag, name), rules.check(tag, name)) for name in ASKED}
    # Every element gets what only an anchor may have: there it counts.
    return {name: rules.check(tag, name) for name in names if not (common and name == "name" and tag != "a")}


class _Rules:
    """The check for each attribute, as the protocols and the CSS sanitizer have it."""

    def __init__(self, protocols: frozenset[str], css_sanitizer: CssSanitizer | None) -> None:
        schemes = protocols - {"data"}
        self.link = Url(schemes)
        self.media = Url(schemes & WEB)
        self.picture = Url(schemes & WEB, data_images="data" in protocols)
        self.style = None if css_sanitizer is None else Style(sorted(css_sanitizer.allowed_css_properties))

    def check(self, tag: str, name: str) -> Check:
        if name == "style":
            if self.style is None:
                raise PolicyError(f"{tag} style", "a style needs a css_sanitizer")
            return self.style
        if name == "srcset":
            return Srcset(self.media)
        if name in LOADED:
            return self.picture if (tag, name) == ("img", "src") else self.media
        return self.link if name in ADDRESSES else any_text
