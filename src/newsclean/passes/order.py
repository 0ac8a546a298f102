"""Packs held against the order of the passes: a rule of a pass that has no use for it is a mistake."""

from collections.abc import Sequence
from pathlib import Path

from newsclean.errors import OptionError, PackError
from newsclean.passes import BETWEEN_PASSES, RULE_PASSES, standard
from newsclean.pipeline import Steps
from newsclean.rules.catalog import all_packs, built_in
from newsclean.rules.detect import known_sites
from newsclean.rules.model import Pack, Rule


def checked_packs(files: Sequence[Path], steps: Steps | None, site: str) -> tuple[Pack, ...]:
    """All packs there are, with those in `files`, for a cleaner with `steps` (None: the standard ones).

    OptionError for a `site` that none of them is for, PackError for a rule of a pass that has no use for it.
    """
    names = dict.fromkeys((*standard().names, *(steps.names if steps is not None else ())))
    packs = all_packs(files, tuple(names))
    sites = ("auto", "none", *known_sites(packs))
    if site not in sites:
        raise OptionError("site", site, known=sites)
    checked = set(map(id, built_in(tuple(names))))
    for pack in packs:
        if id(pack) not in checked:
            check_order(pack)
    return packs


def check_order(pack: Pack) -> None:
    """PackError for a rule of a pass that has no use for it. The tests of the project do this for the packs of the package."""
    for rule in pack.rules:
        _check_rule(pack, rule)


def _check_rule(pack: Pack, rule: Rule) -> None:
    if rule.between and rule.step in standard().names and rule.step not in BETWEEN_PASSES:
        reason = f"pass {rule.step!r} runs after the comments are gone; between has nothing to find"
        raise PackError(pack.path, f"rule {rule.ident}", reason)
    if rule.step in standard().names and rule.step not in RULE_PASSES:
        raise PackError(pack.path, f"rule {rule.ident}", f"pass {rule.step!r} puts no rules into effect")
