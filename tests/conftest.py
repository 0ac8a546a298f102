"""What all tests share: the second opinion on all output, the reference corpus, the `--update` option, the hypothesis profiles."""

import os
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import second_opinion

# Before any test module imports newsclean: each of them gets the gate that asks.
second_opinion.install(("bleach", "nh3"))

PROJECT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NEWSCLEAN_SHARED") or PROJECT.parent / "shared")
IN_CI = os.environ.get("CI") == "true"

# The speed of the machine is no property of the code.
settings.register_profile(
    "default", max_examples=100, deadline=None, derandomize=IN_CI, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", settings.get_profile("default"), max_examples=20_000)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files; the diff is the review")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the reference data; a test that asks for it skips when it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared reference data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """The folder with the labelled documents, one folder each."""
    return shared / "corpus"


@pytest.fixture(autouse=True)
def _untraced(request: pytest.FixtureRequest) -> Iterator[None]:
    """Coverage is what the quick tests of the project itself reach; without it the others take half the time."""
    is_on_reference_data = {"shared", "corpus", "corpus_input"}.intersection(request.fixturenames)
    if not is_on_reference_data and request.node.get_closest_marker("untraced") is None:
        yield
        return
    tracers = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # which is how it is taken back
    yield
    sys.settrace(tracers[0])
    threading.settrace(tracers[1])  # type: ignore[arg-type]  # as above


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `corpus_input` once for every input file of the corpus."""
    if "corpus_input" in metafunc.fixturenames:
        found = sorted(SHARED.glob("corpus/*/input.*"))
        absent = pytest.param(None, id="absent", marks=pytest.mark.skip(reason=f"no shared reference data at {SHARED}"))
        metafunc.parametrize("corpus_input", [pytest.param(path, id=path.parent.name) for path in found] or [absent])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip_in_ci(report)
    return report


def _refuse_skip_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A test left out for want of reference data, the browser or an engine is a failure in CI; so is an empty parameter set."""
    if not (IN_CI and report.skipped and isinstance(report.longrepr, tuple)):
        return
    reason = report.longrepr[2]
    if any(part in reason for part in ("shared", "Chromium", "empty parameter set", "engine absent")):
        report.outcome = "failed"
        report.longrepr = f"{reason}: must run in CI"
