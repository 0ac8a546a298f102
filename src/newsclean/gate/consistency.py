"""Contradictions in a policy: what it keeps could never leave, or could not leave as HTML."""

from collections.abc import Collection, Mapping
from typing import Final

from newsclean.errors import PolicyError
from newsclean.gate.model import CHILDREN, NEEDS, PARENTS
from newsclean.gate.values import Check

MODES: Final = ("unwrap", "drop", "escape")


def refuse_contradictions(checks: Mapping[str, Mapping[str, Check]]) -> None:
    """PolicyError for an element that is kept without the attributes, the parents or the children that it cannot do without."""
    for tag, row in checks.items():
        _refuse_useless(tag, row)
        _refuse_homeless(tag, checks)
        missing = [one for one in CHILDREN[tag][1] if one not in checks] if tag in CHILDREN else []
        if missing:
            raise PolicyError(tag, f"it holds only {_listed(CHILDREN[tag][1])}, and the policy keeps no {_listed(missing)}")


def _refuse_useless(tag: str, row: Mapping[str, Check]) -> None:
    needed = needs_of(tag, row)
    if needed and not any(name in row for name in needed):
        raise PolicyError(tag, f"it is nothing without {' or '.join(needed)}, which the policy does not keep")


def _refuse_homeless(tag: str, kept: Collection[str]) -> None:
    if tag in PARENTS and PARENTS[tag].isdisjoint(kept):
        raise PolicyError(tag, f"it stands only in {' or '.join(sorted(PARENTS[tag]))}, which the policy does not keep")


def needs_of(tag: str, row: Collection[str]) -> tuple[str, ...]:
    """The attributes of which an element needs one; an anchor that may have a name needs no address."""
    return (*NEEDS[tag], "id", "name") if tag == "a" and "id" in row else NEEDS.get(tag, ())


def refuse_modes(modes: Mapping[str, str], otherwise: str, kept: Collection[str]) -> None:
    """PolicyError for a mode that does not exist, or one for an element that is kept."""
    for entry, mode in (*modes.items(), ("otherwise", otherwise)):
        if mode not in MODES:
            raise PolicyError(entry, f"the mode {mode!r} is none of {_listed(MODES)}")
    both = sorted(set(modes).intersection(kept))
    if both:
        raise PolicyError(both[0], "the policy keeps this element, and also has a mode for where it does not")


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)
