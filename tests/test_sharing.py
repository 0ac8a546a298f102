"""One cleaner, many threads or processes: the output is that of a cleaner used by one alone, byte for byte."""

import multiprocessing
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from newsclean import Cleaner, InputError, RefusedError

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*/input.*"))
THREADS = 8
OPTIONS = [
    {},
    {"to": "markdown", "template_safe": "all"},
    {"document": True, "fallback": "readability"},
    {"steps": (), "verify": "bleach"},
]


def told(cleaner, source):
    """Everything that comes out of `source`, or how it was refused."""
    try:
        return cleaner.clean(source).to_json()
    except (InputError, RefusedError) as error:
        return repr(error)


def told_of(pickled, sources):
    """The same in another process, for a cleaner that comes as bytes."""
    cleaner = pickle.loads(pickled)  # noqa: S301 - made in this test
    return [told(cleaner, source) for source in sources]


def sources_of(paths):
    assert len(paths) > 1
    return [path.read_bytes() for path in paths]


@pytest.fixture(autouse=True)
def _threads_take_turns_often():
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.fixture(scope="module")
def articles():
    return sources_of(ARTICLES)


@pytest.fixture(scope="module")
def some(articles):
    return articles[::4]


@pytest.fixture(scope="module")
def reference(corpus):
    return sources_of(sorted(corpus.glob("*/input.*")))


def check_threads(options, sources):
    serial = [told(Cleaner(**options), source) for source in sources]
    shared = Cleaner(**options)
    turns = [sources[start:] + sources[:start] for start in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        for start, turn in enumerate(pool.map(lambda turn: [told(shared, source) for source in turn], turns)):
            assert turn == serial[start:] + serial[:start]


def check_processes(options, sources):
    cleaner = Cleaner(**options)
    serial = [told(cleaner, source) for source in sources]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        pickled = pickle.dumps(cleaner)
        assert list(pool.map(told_of, [pickled] * 2, [sources, sources[::-1]])) == [serial, serial[::-1]]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_threads_share_a_cleaner(some, options):
    check_threads(options, some)


def test_threads_share_a_cleaner_on_the_reference_corpus(reference):
    check_threads({}, reference)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_processes_are_given_a_cleaner(some, options):
    check_processes(options, some)


def test_processes_are_given_a_cleaner_on_the_reference_corpus(reference):
    check_processes({}, reference)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_jobs_are_as_one_after_another(articles, options):
    cleaner = Cleaner(**options)
    assert [one.to_json() for one in cleaner.clean_many(articles, jobs=2)] == [
        one.to_json() for one in cleaner.clean_many(articles)
    ]
