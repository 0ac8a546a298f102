"""One document as a preview shows it: what came in, what came out, and what lies between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.journal import Change
from newsclean.metadata import MetadataValue
from newsclean.preview.fates import settle_fates
from newsclean.preview.inert import InertWriter
from newsclean.preview.lines import compared, written_lines
from newsclean.preview.marks import Marks, inert
from newsclean.preview.ranges import ranges_of
from newsclean.preview.trace import SourceTrace, copied
from newsclean.read.frontmatter import split
from newsclean.read.given import given_of
from newsclean.read.parse import parse


@dataclass(frozen=True, slots=True)
class Shown:
    """A document of a preview. `before` and `after` are inert markup; `placed` are the entries of the journal that have a mark.

    `failure` says why there is nothing to show, "" where there is; `is_refused` whether the document was understood and refused.
    """

    name: str
    failure: str = ""
    is_refused: bool = False
    kind: str = ""
    site: str = ""
    before: str = ""
    after: str = ""
    metadata: Mapping[str, MetadataValue] = field(default_factory=dict)
    journal: Sequence[Change] = ()
    placed: frozenset[int] = frozenset()


def shown_of(cleaner: Cleaner, name: str, source: str | bytes, url: str | None = None, *, read_as: str | None = None) -> Shown:
    """Clean `source` and show it. Raises what `Cleaner.clean` raises."""
    trace = SourceTrace()
    cleaned = cleaner.trace(source, trace, url, read_as=read_as)
    text = given_of(source, url, "utf-8", cleaner.options.limits).text
    marks = Marks(cleaned.journal)
    if trace.root is None:
        before, after = compared(text, cleaned.content, cleaned.journal, marks)
    else:
        before = _front_of(text) + _before(trace, cleaned, marks)
        after = _after(cleaned, to=cleaner.options.to)
    return Shown(
        name,
        kind=cleaned.kind,
        site=cleaned.site or "",
        before=before,
        after=after,
        metadata=cleaned.metadata,
        journal=cleaned.journal,
        placed=frozenset(marks.placed),
    )


def _before(trace: SourceTrace, cleaned: Cleaned, marks: Marks) -> str:
    settle_fates(trace, cleaned.journal)
    root = trace.root
    return "" if root is None else InertWriter(root, ranges_of(trace, cleaned.journal), marks).written()


def _after(cleaned: Cleaned, *, to: str) -> str:
    if to in {"markdown", "text"}:
        return written_lines(cleaned.content)
    front, body = split(cleaned.content)
    root = parse(body, page=False).body
    return ("" if front is None else _block(front.raw)) + InertWriter(copied(root)[root], {}, Marks(())).written()


def _front_of(text: str) -> str:
    front, _ = split(text)
    return "" if front is None else _block(front.raw)


def _block(text: str) -> str:
    return f'<div class="front" role="group" aria-label="Front matter" tabindex="0">{inert(text.strip())}</div>'
