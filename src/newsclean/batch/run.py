"""A run: rows in, through a pool, out in the same order, and a state behind each block."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from newsclean.api import Cleaner
from newsclean.batch.blocks import Block
from newsclean.batch.inputs import Input
from newsclean.batch.outputs import output_for
from newsclean.batch.rows import Prepare, Result, Row
from newsclean.batch.state import Journey, Progress
from newsclean.batch.summary import Summary
from newsclean.pool import Bounds, Lost, Pool

_CHUNK: Final = 8
"""Rows sent to a process at a time."""
_HEAVY: Final = 256 * 1024
"""A row with more than this goes alone: it may be too large for a process, which must not cost its neighbours."""


class Stage(NamedTuple):
    """How far a run is: its `summary`, the `share` of the input that is done, None when nobody knows, and rows done `before`."""

    summary: Summary
    share: float | None
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What to do: rows of `source`, cleaned by `cleaner` in `jobs` processes within `bounds`, to the file `output`.

    `identity` tells how this run cleans from other ways; `resume`: take up one that was interrupted.
    """

    source: Input
    output: Path
    cleaner: Cleaner
    identity: str
    jobs: int = 1
    bounds: Bounds = field(default=Bounds())
    resume: bool = False

    def run(self, watch: Callable[[Stage], None]) -> Summary:
        """Do it, and return what it added up to; `watch` is told after each block.

        OptionError, InputError or OSError when it cannot be done or ends early; it can be taken up after the cause is mended.
        """
        journey = Journey(self.output, f"{self.identity} {self.source.check(self.output)}")
        output = output_for(self.output, journey.folder, self.source.names.added)
        progress = journey.begin(resume=self.resume)
        summary = Summary.of(progress.summary)
        before = summary.rows
        try:
            if not progress.is_whole:
                output.reopen(progress.mark)
                with closing(self._results(progress.blocks)) as done:
                    for block, results, share in done:
                        summary.add(block.rows, results)
                        progress = Progress(progress.blocks + 1, output.add(block, results), summary.state())
                        journey.save(progress)
                        watch(Stage(summary, share, before))
                journey.save(replace(progress, is_whole=True))
            output.finish(self.output, progress.mark)
        except BaseException:
            journey.leave(remove=not progress.blocks)
            raise
        journey.leave(remove=True)
        return summary

    def _results(self, done: int) -> Generator[tuple[Block, list[Result], float | None], None, None]:
        """The blocks after the first `done`, what came out of their rows, and the share of the input that ends with each."""
        waiting: deque[tuple[Block, float | None]] = deque()

        def rows() -> Iterator[Row]:
            for block in islice(self.source.blocks(), done, None):
                waiting.append((block, self.source.gauge.share))
                yield from block.rows

        pool: Pool[Row, Result] = Pool(Prepare(self.cleaner), self.jobs, bounds=self.bounds, chunk=_CHUNK, is_heavy=_is_heavy)
        with closing(pool.results(rows())) as answers:
            results = map(_result, answers)
            for first in results:
                block, share = waiting.popleft()
                yield block, [first, *islice(results, len(block.rows) - 1)], share


def _is_heavy(row: Row) -> bool:
    return row.html is not None and len(row.html) > _HEAVY


def _result(answer: Result | Lost) -> Result:
    """What came out of a row, or that it cost its process."""
    return Result("refused", error=f"refused ({answer.cause}): {answer.detail}") if isinstance(answer, Lost) else answer
