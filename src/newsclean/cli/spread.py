"""The tasks of a run in several processes. One that dies costs only the file it was at."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from newsclean.cli.messages import Failure
from newsclean.cli.status import Status
from newsclean.cli.work import Outcome, Task, work
from newsclean.pool import Lost, Pool, processors, quickly


def spread(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """What becomes of the tasks, in order, in `jobs` processes (0: as many as there are processors).

    When it is closed early, tasks that have been begun are ended.
    """
    jobs = min(jobs or processors(), len(tasks))
    if jobs <= 1:
        yield from map(work, tasks)
        return
    pool: Pool[Task, Outcome] = Pool(_prepare, jobs, patience=None, context=quickly())
    with closing(pool.results(task for task in tasks if not task.source.is_of_this_process)) as answers:
        for task in tasks:
            answer = work(task) if task.source.is_of_this_process else next(answers)
            yield Outcome(task, failure=_failure(task, answer)) if isinstance(answer, Lost) else answer


def _prepare() -> Callable[[Task], Outcome]:
    return work


def _failure(task: Task, lost: Lost) -> Failure:
    return Failure(task.source.name, lost.detail, Status.TROUBLE, "")
