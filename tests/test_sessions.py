"""Sessions at a shell, each a page of `tests/sessions`: real processes, real files, real git.

In a fenced block `console` a line `$ …` is typed (`> …` continues it), and what follows is all that the screen shows of it, and
its exit status in brackets unless that is 0. One shell goes through the whole page. `--update` writes down what happened.
"""

# ruff: noqa: S603, S607 - the processes started here are the pages of this folder, in the shell of whoever runs the tests
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SESSIONS = sorted(Path(__file__).with_name("sessions").glob("*.md"))
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\$ .*\n(?:> .*\n|>\n)*", re.MULTILINE)
MARK = "\x1e"
PROGRAMS = {"newsclean": "-m newsclean", "run-hooks": f'"{Path(__file__).with_name("hook_runner.py")}"'}


def typed(step: str) -> str:
    return "".join(line[2:] if line.startswith(("$ ", "> ")) else line[1:] for line in step.splitlines(keepends=True))


def play(steps: list[str], folder: Path) -> list[str]:
    """What the screen shows of each step."""
    programs = folder.parent / "bin"
    programs.mkdir()
    for name, arguments in PROGRAMS.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
        (programs / name).chmod(0o755)
    script = "".join(f"{typed(step)}printf '{MARK}%s{MARK}' $?\n" for step in steps)
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "COLUMNS": "120",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=300, check=False,
    )  # fmt: skip
    parts = done.stdout.decode().replace(str(folder), "~").split(MARK)
    return [shown(screen, int(status)) for screen, status in zip(parts[::2], parts[1::2], strict=False)]


def shown(screen: str, status: int) -> str:
    screen = f"{screen}\n" if screen and not screen.endswith("\n") else screen
    return f"{screen}[{status}]\n" if status else screen


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.stem)
def test_session(page, tmp_path, update):
    folder = tmp_path / "home"
    folder.mkdir()
    text = page.read_text("utf-8")
    steps = [step for block in BLOCK.findall(text) for step in STEP.findall(block)]
    assert steps
    screens = iter(play(steps, folder))
    happened = BLOCK.sub(lambda block: "".join(step + next(screens) for step in STEP.findall(block[0])), text)
    if update:
        page.write_text(happened, "utf-8")
    assert happened == text
