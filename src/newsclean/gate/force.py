"""Attributes that a policy puts on every element of a kind, whatever the input says, such as `rel` or `referrerpolicy`."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.errors import PolicyError
from newsclean.gate.baseline import ADDRESSES, IDENTIFIERS, REFERENCES, is_attribute
from newsclean.gate.values import Check, Matching, Tokens

Force = Mapping[str, Mapping[str, str]]
"""Values by element and attribute."""

_OWN: Final = ADDRESSES | IDENTIFIERS | REFERENCES | {"style"}


def with_opener(checks: Mapping[str, Mapping[str, Check]], force: Force) -> dict[str, dict[str, str]]:
    """`force`, with a relation for links that may open a window: the page behind them must not reach back into this one."""
    forced = {tag: dict(values) for tag, values in force.items()}
    if "target" in checks.get("a", {}):
        link = forced.setdefault("a", {})
        link["rel"] = _joined(link.get("rel", ""), "noopener")
    return forced


def _joined(one: str, other: str) -> str:
    return " ".join(dict.fromkeys([*one.split(), *other.split()]))


def check_forced(checks: dict[str, dict[str, Check]], force: Force) -> None:
    """Let the forced values pass in `checks`. PolicyError where the policy would not let them."""
    for tag, values in force.items():
        if tag not in checks:
            raise PolicyError(tag, "the policy does not keep what force names")
        for name, value in values.items():
            if name in _OWN or not is_attribute(name):
                raise PolicyError(f"{tag} {name}", "no policy may force this attribute")
            check = checks[tag].setdefault(name, _alone(name, value))
            if check(value) != value:
                raise PolicyError(f"{tag} {name}", f"force asks for {value!r}, which the attribute's own check refuses")


def _alone(name: str, value: str) -> Check:
    if name == "rel":
        return Tokens(re.compile("|".join(map(re.escape, value.split()))))
    return Matching(re.compile(re.escape(value)))


def put_forced(attributes: dict[str, str], values: Mapping[str, str]) -> None:
    """Put the forced `values` into `attributes`; link relations join those that are there."""
    for name, value in values.items():
        if name == "rel":
            attributes[name] = _joined(attributes.get(name, ""), value)
        else:
            attributes[name] = value
