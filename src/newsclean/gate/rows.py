"""From the rows of a policy to the checks that the gate asks: the baseline is put in, and what contradicts it is refused."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.errors import PolicyError
from newsclean.gate.addresses import Srcset, Url
from newsclean.gate.baseline import ADDRESSES, IDENTIFIERS, LOADED, NEVER, REFERENCES, WEB, is_attribute
from newsclean.gate.css import Style
from newsclean.gate.identifiers import Anchored, Identifier, References
from newsclean.gate.model import KNOWN
from newsclean.gate.urls import LINK_SCHEMES, MEDIA_SCHEMES
from newsclean.gate.values import NUMBER, Check, any_text, matching, one_of, present
from newsclean.value import Value

Row = Mapping[str, Check]
Rows = Mapping[str, Row]

EVERY: Final = "*"
"""The row of attributes that every element may have."""

_ADDRESS: Final = Url(LINK_SCHEMES)
_MEDIA: Final = Url(MEDIA_SCHEMES)
_SRCSET: Final = Srcset()
_TARGET: Final = one_of("_blank", "_self")


class Both(Value):
    """A value that passes `first`, and then `second`."""

    first: Check
    second: Check

    def __call__(self, value: str) -> str | None:
        """The value as it may leave, or None."""
        safe = self.first(value)
        return None if safe is None else self.second(safe)


def merged(elements: Rows) -> dict[str, dict[str, Check]]:
    """`elements` with the row for every element put into each. PolicyError for an element that no policy may keep."""
    every = elements.get(EVERY, {})
    rows = {tag: {**every, **row} for tag, row in elements.items() if tag != EVERY}
    for tag in rows:
        if tag in NEVER or tag not in KNOWN:
            raise PolicyError(tag, "no policy may keep this element")
    return rows


def checks_of(tag: str, row: Row, prefix: str | None) -> dict[str, Check]:
    """The checks of one row. PolicyError for an attribute, or a rule about it, that no policy may have."""
    checks = {name: _checked(tag, name, check, prefix) for name, check in row.items()}
    if prefix is not None:
        checks.setdefault("id", Identifier(prefix))
        if tag == "a" and "href" in checks:
            checks["href"] = Anchored(prefix, checks["href"])
    return checks


def _checked(tag: str, name: str, check: Check, prefix: str | None) -> Check:
    entry = f"{tag} {name}"
    if name in IDENTIFIERS or name in REFERENCES:
        return _reference(tag, name, prefix)
    if not is_attribute(name):
        raise PolicyError(entry, "no policy may keep this attribute")
    if name == "style":
        if not isinstance(check, Style):
            raise PolicyError(entry, "no policy may keep this attribute without a grammar: Style(properties)")
        return check
    if name == "target":
        return Both(check, _TARGET)
    return _address(tag, name, check) if name in ADDRESSES else check


def _reference(tag: str, name: str, prefix: str | None) -> Check:
    if prefix is None:
        raise PolicyError(f"{tag} {name}", "no policy may keep this attribute without id_prefix")
    if name == "name" and tag != "a":
        raise PolicyError(f"{tag} {name}", "no policy may keep this attribute: only an anchor has a name")
    return Identifier(prefix) if name in IDENTIFIERS else References(prefix)


def _address(tag: str, name: str, check: Check) -> Check:
    """The check of an address: a rule as it is when it is sound, after any other check the rule that no policy can lift."""
    if name == "srcset":
        rule = rule_of(check)
        if rule is None or isinstance(check, Url):
            return Both(check, _SRCSET)
        _refuse_loading(f"{tag} {name}", rule)
        return check
    rule = rule_of(check)
    if rule is None:
        return Both(check, _MEDIA if name in LOADED else _ADDRESS)
    if rule.data_images and (tag, name) != ("img", "src"):
        raise PolicyError(f"{tag} {name}", "data: pictures are for img src alone")
    if name in LOADED:
        _refuse_loading(f"{tag} {name}", rule)
    return check


def rule_of(check: Check) -> Url | None:
    """The rule that an address has to pass last, or None when `check` is about something else."""
    while isinstance(check, Both | Anchored):
        check = check.second if isinstance(check, Both) else check.check
    if isinstance(check, Srcset):
        return check.url
    return check if isinstance(check, Url) else None


def _refuse_loading(entry: str, rule: Url) -> None:
    if not rule.schemes <= WEB:
        raise PolicyError(entry, f"a browser loads only from {', '.join(sorted(WEB))}")


def embed_row(hosts: frozenset[str]) -> dict[str, Check]:
    """The row of a frame: it loads over https, from one of `hosts`."""
    return {
        "src": Url(frozenset({"https"}), relative=False, hosts=hosts),
        "title": any_text,
        "width": NUMBER,
        "height": NUMBER,
        "allowfullscreen": present,
        **{name: matching(re.escape(value)) for name, value in EMBED.items()},
    }


EMBED: Final[Mapping[str, str]] = {
    "sandbox": "allow-scripts allow-same-origin allow-presentation allow-popups",
    "referrerpolicy": "strict-origin-when-cross-origin",
    "loading": "lazy",
}
"""What every frame gets. Its player needs its scripts and its own storage; it cannot lead the page elsewhere."""
