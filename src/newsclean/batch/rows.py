"""A row and what comes out of it: the one thing that every engine does with a document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Final, Literal, NamedTuple, TypeAlias

from lxml import etree

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.errors import InputError, RefusedError
from newsclean.journal import Change
from newsclean.read.decode import decode

Status: TypeAlias = Literal["changed", "unchanged", "refused", "failed"]

COLUMNS: Final = ("clean", "metadata", "site", "removed", "status", "error")
"""The columns that are added, in their order."""
_EDGE: Final = 4
"""Blocks at the start and the end of an article that are looked at: what is left over of a page stands there."""
_LONGEST: Final = 200


class Row(NamedTuple):
    """One document: its HTML (None where the row has none, and `problem` says why) and the address it is from.

    `read_as` says how to read it, for one whose name is known; None: as the options say. `ident` is what a report calls it,
    `label` the encoding that whoever sent it named.
    """

    html: str | bytes | None
    url: str | None = None
    read_as: str | None = None
    problem: str | RefusedError | None = None
    ident: str = ""
    label: str | None = None


class Removed(NamedTuple):
    """Text that was taken from the body: by which rule, what held it, the text, and its line."""

    by: str
    what: str
    text: str
    line: int | None


class Result(NamedTuple):
    """What came out of a row.

    `status` is "changed" or "unchanged", "refused" for a document that may not leave, "failed" for one that could not be read;
    then `clean` is None and `error` says why. `metadata` maps names to lists of values. `steps` counts the changes of each pass,
    `edges` are short blocks at the start and end of the article; `seconds` is how long it took.
    """

    status: Status
    clean: str | None = None
    metadata: Mapping[str, list[str]] = {}
    site: str | None = None
    removed: tuple[Removed, ...] = ()
    error: str | None = None
    steps: Mapping[str, int] = {}
    edges: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class CleanRow:
    """Cleans rows with one Cleaner. Nothing is raised but MemoryError: what is wrong with a row is in its result."""

    cleaner: Cleaner

    def __call__(self, row: Row) -> Result:
        """What comes out of `row`."""
        start = perf_counter()
        try:
            result = _result(self.cleaner, row)
        except InputError as error:
            result = Result("failed", error=str(error))
        except RefusedError as error:
            result = Result("refused", error=str(error))
        except MemoryError:
            raise
        except Exception as error:  # a pass of somebody else may raise anything, and the next row is still cleaned
            if _is_out_of_memory(error):
                raise MemoryError from error
            result = Result("failed", error=f"internal error: {type(error).__name__}: {error}")
        return result._replace(seconds=perf_counter() - start)


@dataclass(frozen=True, slots=True)
class Prepare:
    """Makes a `CleanRow` where it is called: the Cleaner is built once in each process."""

    cleaner: Cleaner

    def __call__(self) -> Callable[[Row], Result]:
        """The `CleanRow`."""
        return CleanRow(self.cleaner)


def _result(cleaner: Cleaner, row: Row) -> Result:
    if isinstance(row.problem, RefusedError):
        raise row.problem
    if row.html is None:
        return Result("failed", error=row.problem or "no HTML in this row")
    html = decode(row.html, row.label).text if row.label and isinstance(row.html, bytes) else row.html
    cleaned = cleaner.clean(html, url=row.url or None, read_as=row.read_as)
    return Result(
        "changed" if cleaned.changed else "unchanged",
        cleaned.content,
        {name: [value] if isinstance(value, str) else list(value) for name, value in cleaned.metadata.items()},
        cleaned.site,
        tuple(map(_removed, filter(_is_removal, cleaned.journal))),
        None,
        _steps(cleaned),
        tuple(_edges(cleaned.content)),
    )


def _is_out_of_memory(error: Exception) -> bool:
    """Whether libxml2 got no memory, for which lxml has no error of its own."""
    return isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY


def _is_removal(change: Change) -> bool:
    return bool(change.text) and not change.became


def _removed(change: Change) -> Removed:
    return Removed(change.by, change.what, change.text, change.line)


def _steps(cleaned: Cleaned) -> dict[str, int]:
    counts: dict[str, int] = {}
    for change in cleaned.journal:
        counts[change.step] = counts.get(change.step, 0) + change.count
    return counts


def _edges(content: str) -> list[str]:
    """The short blocks among the first and last of the article. In all our forms a line of the content is one block at most."""
    lines = [line for line in content.splitlines() if line.strip()]
    chosen = lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]
    return [line for line in chosen if len(line) <= _LONGEST]
