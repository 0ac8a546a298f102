"""What a run loads, and what it leaves to later: counted, not timed."""

# ruff: noqa: S603 - the processes started here are newsclean itself

import gc
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

import newsclean
from newsclean.announced import announced
from newsclean.cli import main, start
from newsclean.cli.loading import loading
from newsclean.rules.compiling import compile_packs

PACKAGE = Path(newsclean.__file__).parent

LOADED_BY = """
import sys
before = set(sys.modules)
from newsclean.cli.main import main
sys.argv = ["newsclean", *{arguments!r}]
try:
    main()
finally:
    print(*(set(sys.modules) - before), file=sys.stderr)
"""

FAR = {
    "ada_url", "bleach", "charset_normalizer", "concurrent", "difflib", "email", "html5lib", "importlib.metadata", "markdown_it",
    "multiprocessing", "nh3", "pathspec", "readability", "rich", "ruamel", "shutil", "socket", "tempfile", "traceback",
    "newsclean.feeds", "newsclean.gate.verify", "newsclean.mixed", "newsclean.proof", "newsclean.read.markdown", "newsclean.scaffold",
    "newsclean.workers", "newsclean.write.markdown", "newsclean.write.templates", "newsclean.write.text", "newsclean.passes.tables",
}  # fmt: skip
"""What no plain run over HTML needs, with all in it."""

UNCOMPILED = {"cssselect", "tomllib", "importlib.resources", "newsclean.rules.load", "newsclean.rules.syntax"}
"""What only packs in TOML need."""


def folders_of(modules):
    return {name.rsplit(".", depth)[0] for name in modules for depth in range(name.count(".") + 1)}


def loaded_by(*arguments, source=PACKAGE.parent, text=b"<p>x</p>", cwd=None):
    """The modules that the command loads, with the packages that they are in."""
    script = LOADED_BY.format(arguments=arguments)
    env = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(
        [sys.executable, "-c", script], input=text, capture_output=True, timeout=60, check=False, env=env, cwd=cwd
    )
    assert done.returncode == 0, done.stderr
    return folders_of(done.stderr.decode().splitlines()[-1].split())


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the package as a wheel has it: the packs are compiled."""
    place = tmp_path_factory.mktemp("installed") / "site-packages"
    shutil.copytree(PACKAGE, place / "newsclean", ignore=shutil.ignore_patterns("__pycache__", "compiled.json"))
    compile_packs(PACKAGE / "packs", place / "newsclean" / "packs")
    return place


def test_the_version_loads_no_more_than_the_command_line():
    loaded = loaded_by("--version")
    assert "click" in loaded
    assert not loaded & (FAR | UNCOMPILED | {"lxml", "json", "newsclean.api", "newsclean.cli.run", "dataclasses"})


@pytest.mark.parametrize("arguments", [(), ("--to", "html"), ("--site", "none")])
def test_a_filter_loads_what_the_document_needs(arguments, installed, tmp_path):
    loaded = loaded_by(*arguments, source=installed, cwd=tmp_path)
    assert "newsclean.rules.book" in loaded
    assert not loaded & (FAR | UNCOMPILED)


def test_a_markdown_file_whose_body_is_html_is_read_without_markdown(installed, project, tmp_path):
    loaded = loaded_by(str(project / "examples" / "night-library.md"), source=installed, cwd=tmp_path)
    assert not loaded & (FAR | UNCOMPILED)


def test_markdown_out_loads_its_writer_and_no_other(installed, tmp_path):
    loaded = loaded_by("--to", "markdown", source=installed, cwd=tmp_path)
    assert "newsclean.write.markdown" in loaded
    assert not loaded & ((FAR | UNCOMPILED) - {"newsclean.write.markdown", "newsclean.write.templates"})


def test_a_configuration_is_parsed_only_where_there_may_be_one(installed, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'a'\ndependencies = ['newsclean']\n", "utf-8")
    assert "tomllib" not in loaded_by(source=installed, cwd=tmp_path)
    (tmp_path / "pyproject.toml").write_text("[ 'tool' . newsclean ]\nto = 'text'\n", "utf-8")
    assert "newsclean.write.text" in loaded_by(source=installed, cwd=tmp_path)


@pytest.mark.parametrize("arguments", [("--version",), ("rules",)])
def test_the_command_says_what_it_said_with_the_packs_in_toml(arguments, installed):
    def said(source):
        env = {**os.environ, "PYTHONPATH": str(source)}
        return subprocess.run(
            [sys.executable, "-m", "newsclean", *arguments], capture_output=True, timeout=60, check=True, env=env
        )

    assert said(installed).stdout == said(PACKAGE.parent).stdout


# The end of a run

AT_THE_END = """
import atexit, sys
from newsclean.cli.start import start
atexit.register(lambda: print("done"))
sys.argv = ["newsclean", *{arguments!r}]
start()
"""


@pytest.mark.parametrize(("arguments", "status"), [(["--version"], 0), (["--nope"], 2), (["gone.html"], 2)])
def test_what_was_left_for_the_end_is_done(arguments, status, tmp_path):
    script = AT_THE_END.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == status
    assert done.stdout.decode().splitlines()[-1] == "done"


def test_an_exit_that_is_no_status_is_left_to_python(monkeypatch):
    monkeypatch.setattr(main, "main", lambda: sys.exit("no status"))
    with pytest.raises(SystemExit, match="no status"):
        start.start()


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_looked_for_after_loading_as_before(enabled):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with loading():
            assert not gc.isenabled()
        assert gc.isenabled() == enabled
    finally:
        gc.unfreeze()
        (gc.enable if before else gc.disable)()


# What installed distributions announce


def distribution(place, group="newsclean.packs"):
    folder = place / "Own_Packs-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: own-packs\nVersion: 1.0\n", "utf-8")
    (folder / "entry_points.txt").write_text(f"[{group}]\nb = own:b\na = own:a\n", "utf-8")
    return str(place)


def test_what_is_announced_is_found_by_name(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(distribution(tmp_path))
    assert [entry.name for entry in announced("newsclean.packs")] == ["a", "b"]
    assert announced("newsclean.passes") == ()


def test_nothing_is_asked_where_nobody_announces_anything(monkeypatch, tmp_path):
    distribution(tmp_path, "console_scripts")
    (tmp_path / "bare-1.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    monkeypatch.setattr(sys, "meta_path", [PathFinder])
    monkeypatch.setattr("importlib.metadata.entry_points", None)
    assert announced("newsclean.packs") == ()


class Finder:
    def find_spec(self, *_):
        return None

    def find_distributions(self, *_):
        return iter(())


@pytest.mark.parametrize("place", ["archive", "egg", "finder"])
def test_what_cannot_be_read_as_a_file_is_asked(place, monkeypatch, tmp_path):
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("x", "")
    (tmp_path / "own.egg").mkdir()
    paths = {"archive": [str(tmp_path / "archive.zip")], "egg": [str(tmp_path / "own.egg")], "finder": []}
    monkeypatch.setattr(sys, "path", paths[place])
    monkeypatch.setattr(sys, "meta_path", [PathFinder, *([Finder()] if place == "finder" else [])])
    asked = []
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: asked.append(group) or [])
    assert announced("newsclean.packs") == ()
    assert asked == ["newsclean.packs"]
