"""Which columns of a row hold what."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from newsclean.batch.rows import COLUMNS, Row
from newsclean.errors import InputError


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The columns of the HTML, of the address and of the id, which may be missing; `prefix` begins the names of those added."""

    html: str = "content"
    url: str = "url"
    ident: str = "id"
    prefix: str = ""

    @property
    def added(self) -> tuple[str, ...]:
        """The names of the columns that are added."""
        return tuple(self.prefix + name for name in COLUMNS)

    def check(self, present: Collection[str], place: str, *, is_first: bool = True) -> None:
        """InputError where the column of the HTML is missing, one is there twice, or one that would be added is there already.

        `is_first`: these are the first rows; of later ones each may be without.
        """
        if is_first and self.html not in present:
            listed = ", ".join(sorted(present)) or "none"
            raise InputError(f"{place} has no column {self.html!r} (--html-column names it; there are: {listed})")
        if twice := [name for name, count in Counter(present).items() if count > 1]:
            raise InputError(f"{place} has several columns {twice[0]!r}")
        if taken := sorted(set(self.added).intersection(present)):
            raise InputError(f"{place} has a column {taken[0]!r} already (--prefix gives the new ones other names)")

    def row(self, record: Mapping[str, object]) -> Row:
        """The document in a record."""
        html = record.get(self.html)
        url, ident = record.get(self.url), record.get(self.ident)
        return Row(
            html if isinstance(html, str | bytes) else None,
            url if isinstance(url, str) else None,
            ident="" if ident is None else str(ident),
        )
