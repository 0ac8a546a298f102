"""What many documents add up to: counts, the slowest, what was refused, and what is left over again and again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from heapq import nlargest
from typing import Final, NamedTuple, TypeAlias

from newsclean.batch.rows import Result, Row

_SLOWEST: Final = 20
_TROUBLES: Final = 100
_BLOCKS: Final = 2000
"""Blocks of text that are counted at a time: rare ones give way, so that a count is a lower bound."""
_REPEATED: Final = 50
_LONGEST: Final = 200
"""Characters of an id in a report."""
_Facts: TypeAlias = Mapping[str, object]


class Noted(NamedTuple):
    """A document of a report: the number of its row (the first is 1), its id, seconds, and what was wrong with it."""

    row: int
    ident: str
    seconds: float
    error: str | None


@dataclass(slots=True)
class Summary:
    """Counts by status, pass (of changes) and site; the `slowest` documents, the first `troubles`, and blocks that stay."""

    rows: int = 0
    seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    passes: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    slowest: list[Noted] = field(default_factory=list)
    troubles: list[Noted] = field(default_factory=list)
    blocks: Counter[str] = field(default_factory=Counter)

    def add(self, rows: Sequence[Row], results: Sequence[Result]) -> None:
        """Count the results of some rows."""
        noted = []
        for row, result in zip(rows, results, strict=True):
            self.rows += 1
            self._count(result)
            noted.append(Noted(self.rows, row.ident[:_LONGEST], round(result.seconds, 4), result.error))
        self.slowest = nlargest(_SLOWEST, [*self.slowest, *noted], key=lambda one: one.seconds)
        self.troubles = [*self.troubles, *(one for one in noted if one.error is not None)][:_TROUBLES]
        if len(self.blocks) > 2 * _BLOCKS:
            self.blocks = Counter(dict(self.blocks.most_common(_BLOCKS)))

    def _count(self, result: Result) -> None:
        self.seconds += result.seconds
        self.statuses[result.status] += 1
        self.passes.update(result.steps)
        self.sites[result.site or ""] += 1
        self.blocks.update(set(result.edges))

    def repeated(self) -> list[tuple[str, int]]:
        """The short blocks that most articles still begin or end with, and in how many, as far as they repeat."""
        return [(text, count) for text, count in self.blocks.most_common(_REPEATED) if count > 1]

    def to_json(self) -> dict[str, object]:
        """What a report says."""
        return {
            "rows": self.rows,
            "seconds": round(self.seconds, 3),
            "status": dict(self.statuses.most_common()),
            "passes": dict(self.passes.most_common()),
            "sites": {site or "none": count for site, count in self.sites.most_common()},
            "slowest": [one._asdict() for one in self.slowest],
            "troubles": [one._asdict() for one in self.troubles],
            "repeated": [{"text": text, "documents": count} for text, count in self.repeated()],
        }

    def state(self) -> dict[str, object]:
        """All that is known, as JSON takes it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(cls, state: _Facts) -> "Summary":
        """The summary that `state` told."""
        values: dict[str, object] = dict(state)
        for name in ("statuses", "passes", "sites", "blocks"):
            if name in values:
                values[name] = Counter(values[name])  # type: ignore[call-overload]  # it was one
        for name in ("slowest", "troubles"):
            if name in values:
                values[name] = [Noted(*one) for one in values[name]]  # type: ignore[attr-defined]  # it was a list of them
        return cls(**values)  # type: ignore[arg-type]  # the fields, as they were
