"""The manual page is what `docs/man.py` makes of the command, and what readers of manual pages take."""

# ruff: noqa: S603 - the processes started here are the readers
import importlib.util
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from newsclean.cli.main import newsclean
from newsclean.cli.status import Status

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "newsclean.1"
UNDATED = 'WARNING: missing date, using "": TH'  # as long as the version is not released
READERS = {
    "mandoc": ("mandoc", "-Tlint"),
    "groff": ("groff", "-ww", "-man", "-Tutf8", "-z"),
    "man": ("man", "--warnings", "-l"),
}


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("man", PROJECT / "docs" / "man.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current(maker, update):
    if update:
        PAGE.write_text(maker.page(), "utf-8")
    assert PAGE.read_text("utf-8") == maker.page()


def test_the_page_has_everything():
    text = re.sub(r"\\f[BIR]", "", PAGE.read_text("utf-8")).replace("\\-", "-")
    options = [name for one in newsclean.fallback.params if isinstance(one, click.Option) for name in one.opts]
    assert [name for name in options if not re.search(rf"^(\S+[,/ ]+)*{name}\b", text, re.MULTILINE)] == []
    assert [name for name in newsclean.commands if f"\n.SS newsclean {name}\n" not in text] == []
    assert [int(one) for one in re.findall(r"^\.TP\n(\d+)$", text, re.MULTILINE)] == list(Status)
    assert re.findall(r"^\.SH (.*)$", text, re.MULTILINE) == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "CONFIGURATION", "EXIT STATUS", "FILES", "ENVIRONMENT",
        "EXAMPLES", "SEE ALSO",
    ]  # fmt: skip


def test_text_is_no_roff(maker):
    assert maker._escaped(r"a\b-c'd`e") == r"a\eb\-c\(aqd\(gae"  # noqa: SLF001 - what all of the page goes through
    assert maker._lines(".gitignore is 'read'") == [r"\&.gitignore is \(aqread\(aq"]  # noqa: SLF001 - the same
    assert PAGE.read_text("utf-8").isascii()


@pytest.mark.parametrize("reader", READERS)
def test_readers_have_nothing_to_complain_about(reader):
    line = READERS[reader]
    if shutil.which(line[0]) is None:
        pytest.skip(f"no {line[0]}")
    done = subprocess.run([*line, str(PAGE)], capture_output=True, timeout=60, check=False)
    complaints = [one for one in (done.stderr + done.stdout * (reader == "mandoc")).decode().splitlines() if UNDATED not in one]
    assert complaints == []


def test_the_wheel_installs_the_page():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/newsclean.1": "share/man/man1/newsclean.1"}
