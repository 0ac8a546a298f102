"""Attributes that a policy puts on every element of a kind, whatever the input says, such as `rel` or `referrerpolicy`."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.errors import PolicyError
from newsclean.gate.baseline import ADDRESSES, IDENTIFIERS, REFERENCES, is_attribute
from newsclean.gate.values import Check, Matching
from newsclean.value import Value

Force = Mapping[str, Mapping[str, str]]
"""Values by element and attribute."""


class Relations(Value):
    """Link relations: those that are forced, behind those that `check` lets pass; without one, no others."""

    forced: frozenset[str]
    check: Check | None

    def __call__(self, value: str) -> str | None:
        """The relations that pass, or None when none does."""
        words = dict.fromkeys(value.split())
        others = " ".join(word for word in words if word not in self.forced)
        safe = self.check(others) if self.check and others else None
        return " ".join([*(safe or "").split(), *(word for word in words if word in self.forced)]) or None


_OWN: Final = ADDRESSES | IDENTIFIERS | REFERENCES | {"style"}
_OPENER: Final = "noopener"


def with_opener(checks: dict[str, dict[str, Check]], force: Force) -> dict[str, dict[str, str]]:
    """`force`, with a place for the relation of links that open a window: the page behind must not reach back into this one."""
    forced = {tag: dict(values) for tag, values in force.items()}
    if "target" in checks.get("a", {}):
        forced.setdefault("a", {})
        checks["a"]["rel"] = Relations(frozenset({_OPENER}), checks["a"].get("rel"))
    return forced


def check_forced(checks: dict[str, dict[str, Check]], force: Force) -> None:
    """Let the forced values pass in `checks`. PolicyError where the policy would not let them."""
    for tag, values in force.items():
        if tag not in checks:
            raise PolicyError(tag, "the policy does not keep what force names")
        for name, value in values.items():
            if name in _OWN or not is_attribute(name):
                raise PolicyError(f"{tag} {name}", "no policy may force this attribute")
            checks[tag][name] = _letting(name, value, checks[tag].get(name))
            if checks[tag][name](value) != value:
                raise PolicyError(f"{tag} {name}", f"force asks for {value!r}, which the attribute's own check refuses")


def _letting(name: str, value: str, check: Check | None) -> Check:
    if name == "rel":
        return Relations(frozenset(value.split()), check)
    return check or Matching(re.compile(re.escape(value)))


def put_forced(attributes: dict[str, str], values: Mapping[str, str]) -> None:
    """Put the forced `values` into `attributes`; link relations join those that are there."""
    attributes.update((name, value) for name, value in values.items() if name != "rel")
    forced = values.get("rel", "").split()
    own = dict.fromkeys(word for word in attributes.get("rel", "").split() if word not in forced)
    if "target" in attributes and _OPENER not in forced:
        own[_OPENER] = None
    if own or forced:
        attributes["rel"] = " ".join([*own, *forced])
