"""Processes that do tasks in order, and lose none but those that cost them."""

import multiprocessing
from itertools import count, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crew_tasks
from newsclean.batch.crew import Crew
from newsclean.batch.worker import Bounds, CrewError

BOUNDS = Bounds(seconds=1, memory=2 * 10**9)


def results(tasks, jobs=2, **settings):
    return list(Crew(crew_tasks.prepare, jobs, bounds=BOUNDS, **settings).results(tasks))


@pytest.mark.parametrize("portion", [1, 3, 8])
@pytest.mark.parametrize("jobs", [1, 3])
def test_bad_tasks_cost_themselves_alone(jobs, portion):
    tasks = [1, 2, "kill", 3, "eat", "exit", 4, "kill", "kill", 5, 6, 7, 8, 9, "exit"]
    assert results(tasks, jobs, portion=portion) == [crew_tasks.expected(task) for task in tasks]


def test_a_task_that_never_ends_is_given_up():
    tasks = [*range(5), "hang", *range(5, 9), "hang"]
    assert results(tasks, portion=4) == [crew_tasks.expected(task) for task in tasks]


@settings(max_examples=15)
@given(st.lists(st.sampled_from([1, 2, 3, "kill", "exit"]), max_size=12), st.integers(1, 3), st.integers(1, 5))
def test_every_task_has_its_answer_in_order(tasks, jobs, portion):
    assert results(tasks, jobs, portion=portion) == [crew_tasks.expected(task) for task in tasks]


def test_no_more_tasks_are_taken_than_keep_it_busy():
    taken = []
    answers = Crew(crew_tasks.prepare, 2, portion=2).results(taken.append(number) or number for number in count())
    assert list(islice(answers, 3)) == ["done 0", "done 1", "done 2"]
    assert len(taken) <= 3 + 2 * 2 * 5
    answers.close()
    assert multiprocessing.active_children() == []


def test_nothing_to_do():
    assert results([]) == []


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [(crew_tasks.prepare_in_vain, "ValueError: nothing to begin with"), (crew_tasks.prepare_and_die, "ended with status 7")],
)
def test_a_process_that_cannot_begin_ends_it(prepare, reason):
    with pytest.raises(CrewError, match=f"could not begin: .*{reason}"):
        list(Crew(prepare, 2).results([1]))
