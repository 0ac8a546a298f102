"""Cleaning in several processes."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import Final, Protocol

from newsclean.cleaned import Cleaned

_AHEAD: Final = 8
"""Documents given to each process before the first result is taken: enough to keep it busy, and the rest is read later."""


class Cleans(Protocol):
    """What a process needs: it must pickle."""

    def clean(self, source: str | bytes, /) -> Cleaned:
        """What comes out of one document."""
        ...


def spread(cleaner: Cleans, sources: Iterable[str | bytes], jobs: int) -> Iterator[Cleaned]:
    """What `cleaner` makes of `sources`, in order and lazily, in `jobs` processes. The first error ends the iteration."""
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(cleaner,)) as pool:
        sources = iter(sources)
        waiting = deque(pool.submit(_clean, one) for one in islice(sources, jobs * _AHEAD))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_clean, one) for one in islice(sources, 1))


_worker: dict[str, Cleans] = {}


def _start(cleaner: Cleans) -> None:
    _worker["cleaner"] = cleaner


def _clean(source: str | bytes) -> Cleaned:
    return _worker["cleaner"].clean(source)
