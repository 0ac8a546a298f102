"""Proof: whether the rules of a pack do what their hits and misses say.

A rule has to change each of its hits and none of its misses, in the company of all passes and the other rules of its pack. The
common rules stay out of the proof of a site's: what both would take is no mistake of either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

from newsclean.api import Cleaner
from newsclean.errors import InputError, RefusedError
from newsclean.journal import Change
from newsclean.rules.model import COMMON, Pack, Rule
from newsclean.rules.words import ROLES

Kind: TypeAlias = Literal["hit", "miss"]
_STOPPED: Final = "keep"
_MASTHEAD: Final = "article"


@dataclass(frozen=True, slots=True)
class Trial:
    """One hit or miss of `rule`, tried.

    `kind` and `number` (from 1) say which, `html` is it, `after` what came out (HTML), `journal` everything that was done.
    `noted` is what a rule that only notes credits put into the metadata. `error` is why the example could not be cleaned, or "".
    """

    rule: Rule
    kind: Kind
    number: int
    html: str
    after: str = ""
    journal: tuple[Change, ...] = ()
    noted: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the rule itself did, or was stopped from doing."""
        return tuple(change for change in self.journal if change.by == self.rule.ident)

    @property
    def complaint(self) -> str:
        """What went wrong, in words; "" when the rule kept its word."""
        if self.error:
            return self.error
        return self._complaint_of_hit() if self.kind == "hit" else self._complaint_of_miss()

    def _complaint_of_hit(self) -> str:
        if self.noted or any(change.did != _STOPPED for change in self.changes):
            return ""
        if self.changes:
            return f"the loss guard stopped it: {self.changes[0].why}"
        others = dict.fromkeys(change.by for change in self.journal if change.text and change.by != self.rule.ident)
        return f"it changed nothing ({', '.join(others)} took text)" if others else "it changed nothing"

    def _complaint_of_miss(self) -> str:
        if self.noted:
            return f"it noted {', '.join(f'{name} {value}' for name, value in self.noted)}"
        return "; ".join(f"it did this: {change.did} {change.what} {change.text}".rstrip() for change in self.changes)


def trials(pack: Pack, path: Path | None = None) -> Iterator[Trial]:
    """Every hit and miss of `pack`, tried in order. `path` is its file; None for a pack that is built in or installed.

    PackError when the pack cannot be put to use.
    """
    cleaner = cleaner_for(pack, path)
    for rule in pack.rules:
        yield from rule_trials(rule, cleaner)


class _WithoutCommon(Cleaner):
    """A cleaner with the rules of sites alone."""

    __slots__ = ()

    def _packs(self) -> tuple[Pack, ...]:
        return tuple(pack for pack in super()._packs() if pack.ident != COMMON)


def cleaner_for(pack: Pack, path: Path | None = None) -> Cleaner:
    """A cleaner that takes every document for one of the sites of `pack`; for `path` and the error see `trials`."""
    packs = () if path is None else (path,)
    if pack.ident == COMMON:
        return Cleaner(site="none", packs=packs)
    return _WithoutCommon(site=pack.ident, packs=packs)


def rule_trials(rule: Rule, cleaner: Cleaner) -> Iterator[Trial]:
    """The hits, then the misses of `rule`, tried by a cleaner that uses its pack."""
    if rule.note is not None:
        cleaner = _without_masthead(cleaner)
    for number, html in enumerate(rule.hits, 1):
        yield _tried(cleaner, Trial(rule, "hit", number, html))
    for number, html in enumerate(rule.misses, 1):
        yield _tried(cleaner, Trial(rule, "miss", number, html))


@lru_cache(maxsize=64)
def _without_masthead(cleaner: Cleaner) -> Cleaner:
    """`cleaner` without the step that notes credits by itself: what is noted then, the rules noted."""
    if _MASTHEAD not in cleaner.steps.names:
        return cleaner
    return type(cleaner)(site=cleaner.options.site, packs=cleaner.options.packs, steps=cleaner.steps.without(_MASTHEAD))


def _tried(cleaner: Cleaner, trial: Trial) -> Trial:
    rule = trial.rule
    try:
        cleaned = cleaner.clean(trial.html)
    except (InputError, RefusedError) as error:
        return Trial(rule, trial.kind, trial.number, trial.html, error=str(error))
    names = () if rule.note is None else {*rule.note.groupindex, *(ROLES if "credits" in rule.note.groupindex else ())}
    noted = tuple((name, _text(cleaned.metadata[name])) for name in names if name in cleaned.metadata)
    return Trial(rule, trial.kind, trial.number, trial.html, cleaned.content, cleaned.journal, noted)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
