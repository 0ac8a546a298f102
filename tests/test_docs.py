"""What the README and the documentation show is what newsclean does."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean import standard
from newsclean.proof import trials
from newsclean.rules.load import load_pack
from test_sessions import STEP, play

PROJECT = Path(__file__).resolve().parents[1]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
EXPECTED = sorted((PROJECT / "examples" / "expected").iterdir())
WRITES = {".html": "html", ".md": "markdown"}
SESSION = re.compile(r"<!-- session -->\n```console\n(?P<shown>.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"(<!-- example: (?P<command>.+?) -->\n```\w*\n)(?P<shown>.*?)(?=```)", re.DOTALL)

PACK = re.compile(r"^```toml\n(?P<pack>[^`]*?^\[\[rule\]\]\n.*?)^```$", re.DOTALL | re.MULTILINE)
PACKS = [found["pack"] for page in PAGES for found in PACK.finditer(page.read_text("utf-8"))]


def turns_in(page: Path) -> list[tuple[str, str]]:
    """What the sessions of a page type, and what they show of the answer."""
    shown = "".join(found["shown"] for found in SESSION.finditer(page.read_text("utf-8")))
    return list(zip(STEP.findall(shown), STEP.split(shown)[1:], strict=True))


WITH_SESSIONS = [page for page in PAGES if turns_in(page)]


def is_as_shown(printed: str, shown: str) -> bool:
    """Whether `shown` is what was printed; `…` stands for any text, and runs of spaces count as one."""
    parts = (re.escape(" ".join(part.split())) for part in shown.split("…"))
    return re.fullmatch(r" ?.*? ?".join(parts), " ".join(printed.split()), re.DOTALL) is not None


def output_of(command: str) -> str:
    """What the command prints, run in the project's folder: `cat` of one file, or `newsclean`."""
    program, *arguments = shlex.split(command)
    if program == "cat":
        return (PROJECT / arguments[0]).read_text("utf-8")
    assert program == "newsclean"
    done = subprocess.run([sys.executable, "-m", program, *arguments], cwd=PROJECT, capture_output=True, check=True)  # noqa: S603 - our own command, from our own page
    return done.stdout.decode("utf-8")


def refresh(page: Path) -> None:
    text = EXAMPLE.sub(lambda found: found[1] + output_of(found["command"]), page.read_text("utf-8"))
    page.write_text(text, "utf-8")


def shown_in(page: Path) -> list[tuple[str, str]]:
    return [(found["command"], found["shown"]) for found in EXAMPLE.finditer(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_python_examples_do_what_they_show(page, monkeypatch):
    monkeypatch.chdir(PROJECT)
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_command_examples_print_what_they_show(page, update):
    if update:
        refresh(page)
    for command, shown in shown_in(page):
        assert output_of(command) == shown


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
@pytest.mark.parametrize("page", WITH_SESSIONS, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_sessions_print_what_they_show(page, tmp_path):
    checkout = tmp_path / "checkout"
    for part in ("examples", "docs"):
        shutil.copytree(PROJECT / part, checkout / part, ignore=shutil.ignore_patterns("_build"))
    turns = turns_in(page)
    for (step, shown), printed in zip(turns, play([step for step, _shown in turns], checkout), strict=True):
        assert is_as_shown(printed, shown), f"{step}{printed}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.parent.name != "reference"], ids=lambda page: page.relative_to(PROJECT).as_posix()
)
def test_every_console_is_tried(page):
    text = page.read_text("utf-8")
    assert text.count("```console\n") == len(re.findall(r"(?<=-->\n)```console\n", text))


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: re.findall("^id = ['\"](.+)['\"]", pack, re.MULTILINE)[0])
def test_the_rules_of_a_pack_that_is_shown_keep_their_word(pack, tmp_path):
    path = tmp_path / "courier.toml"
    path.write_text(pack, "utf-8")
    assert [trial.complaint for trial in trials(load_pack(path, passes=standard().names), path) if trial.complaint] == []


def test_the_readme_shows_the_example_before_and_after():
    assert [command.split()[-1] for command, _shown in shown_in(PROJECT / "README.md")] == ["examples/night-library.md"] * 2


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_examples_come_out_as_expected(path, update):
    (source,) = (PROJECT / "examples").glob(f"{path.stem}.*")
    came_out = output_of(f"newsclean --to {WRITES[path.suffix]} examples/{source.name}")
    if update:
        path.write_text(came_out, "utf-8")
    assert came_out == path.read_text("utf-8")
