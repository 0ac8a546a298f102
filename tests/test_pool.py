"""Processes that do tasks in order, and lose none but those that cost them."""

import multiprocessing
import subprocess
import sys
from itertools import count, islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pool_tasks
from newsclean.pool import Bounds, Pool, PoolError

BOUNDS = Bounds(seconds=1, memory=2 * 10**9)


def results(tasks, jobs=2, **settings):
    return list(Pool(pool_tasks.prepare, jobs, bounds=BOUNDS, **settings).results(tasks))


@pytest.mark.parametrize("chunk", [1, 3, 8])
@pytest.mark.parametrize("jobs", [1, 3])
def test_bad_tasks_cost_themselves_alone(jobs, chunk):
    tasks = [1, 2, "kill", 3, "eat", "exit", 4, "kill", "kill", 5, 6, 7, 8, 9, "exit"]
    assert results(tasks, jobs, chunk=chunk) == [pool_tasks.expected(task) for task in tasks]


def test_a_task_that_never_ends_is_given_up():
    tasks = [*range(5), "hang", *range(5, 9), "hang"]
    assert results(tasks, chunk=4) == [pool_tasks.expected(task) for task in tasks]


@settings(max_examples=15)
@given(st.lists(st.sampled_from([1, 2, 3, "kill", "exit"]), max_size=12), st.integers(1, 3), st.integers(1, 5))
def test_every_task_has_its_answer_in_order(tasks, jobs, chunk):
    assert results(tasks, jobs, chunk=chunk) == [pool_tasks.expected(task) for task in tasks]


def test_no_more_tasks_are_taken_than_keep_it_busy():
    taken = []
    answers = Pool(pool_tasks.prepare, 2, chunk=2).results(taken.append(number) or number for number in count())
    assert list(islice(answers, 3)) == ["done 0", "done 1", "done 2"]
    assert len(taken) <= 3 + 2 * 2 * 5
    answers.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("patience", "is_done"), [(None, True), (0, False)])
def test_a_task_at_hand_ends_when_there_is_patience(patience, is_done, tmp_path):
    late = [tmp_path / name for name in "abc"]
    answers = Pool(pool_tasks.prepare, 2, patience=patience).results(["first", *late])
    assert next(answers) == "done first"
    answers.close()
    assert [path.exists() for path in late] == [is_done, False, False]
    assert multiprocessing.active_children() == []


def test_of_a_chunk_only_the_task_at_hand_ends(tmp_path):
    late = [tmp_path / name for name in "abc"]
    answers = Pool(pool_tasks.prepare, 2, chunk=3, patience=None).results(["first", 2, 3, *late])
    assert next(answers) == "done first"
    answers.close()
    assert [path.exists() for path in late][1:] == [False, False]


def test_one_that_does_not_heed_is_killed(monkeypatch):
    monkeypatch.setattr("newsclean.pool.worker._GRACE", 0.5)
    answers = Pool(pool_tasks.prepare, 2).results(["first", "hang deaf"])
    assert next(answers) == "done first"
    answers.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="no process is killed there from outside")
def test_none_outlives_the_one_that_wants_the_answers():
    code = "import pool_tasks; from newsclean.pool import Pool; print(list(Pool(pool_tasks.prepare, 1).results(['hang aloud'])))"
    line = [sys.executable, "-c", code]
    run = subprocess.Popen(line, stdout=subprocess.PIPE, cwd=Path(__file__).parent)  # noqa: S603 - a line of our own
    assert run.stdout.readline() == b"hanging\n"
    run.kill()
    assert run.communicate(timeout=60)[0] == b""  # which is there once the last process has let go of it


def test_nothing_to_do():
    assert results([]) == []


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [(pool_tasks.prepare_in_vain, "ValueError: nothing to begin with"), (pool_tasks.prepare_and_die, "ended with status 7")],
)
def test_a_process_that_cannot_begin_ends_it(prepare, reason):
    with pytest.raises(PoolError, match=f"could not begin: .*{reason}"):
        list(Pool(prepare, 2).results([1]))
