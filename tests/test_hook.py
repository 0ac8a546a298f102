"""The hooks for pre-commit and prek: what is declared, and what the documentation says to declare. `sessions/hook.md` runs them."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hook_runner import SUFFIXES, is_for, manifest
from newsclean.cli.filter import filter_command
from newsclean.cli.main import newsclean
from newsclean.cli.walk import SUFFIXES as LOOKED_FOR

PROJECT = Path(__file__).resolve().parents[1]
HOOKS = manifest()
KEYS = {
    "id", "name", "description", "entry", "args", "language", "files", "exclude", "types", "types_or", "exclude_types",
    "minimum_pre_commit_version", "require_serial", "pass_filenames", "stages",
}  # fmt: skip
DOES = {
    "newsclean": {"in_place": True, "fail_on_change": True, "check": False, "verify": "bleach"},
    "newsclean-check": {"in_place": False, "fail_on_change": False, "check": True, "verify": "bleach"},
}
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHOWN = [
    hook
    for block in BLOCK.findall((PROJECT / "docs" / "how-to" / "use-the-hook.md").read_text("utf-8"))
    for repository in YAML(typ="safe").load(block)["repos"]
    for hook in repository["hooks"]
]


def command(hook, *names):
    return [*shlex.split(hook["entry"]), *hook["args"], *names]


def given(hook, *names):
    """What newsclean is told by a hook."""
    return filter_command.make_context("newsclean", command(hook, *names)[1:]).params


def test_there_is_a_hook_that_cleans_and_one_that_checks():
    assert set(HOOKS) == set(DOES)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
class TestManifest:
    def test_has_what_runners_know(self, hook):
        assert set(hook) <= KEYS
        assert hook["language"] == "python"
        assert tuple(map(int, hook["minimum_pre_commit_version"].split("."))) >= (2, 9, 2)  # the first with types_or

    def test_starts_the_command_of_the_package(self, hook):
        scripts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
        assert command(hook)[0] in scripts

    def test_tells_it_what_to_do(self, hook):
        told = given(hook, "a.html")
        assert {name: told[name] for name in DOES[hook["id"]]} == DOES[hook["id"]]

    @pytest.mark.parametrize("name", ["-x.html", "--exclude=a.md", "passes", "a b.md", "夜航.md"])
    def test_takes_every_name_for_a_name(self, hook, name):
        assert given(hook, name, "b.md")["paths"] == (name, "b.md")

    def test_is_no_subcommand_whatever_the_name(self, hook):
        assert command(hook, *newsclean.commands)[1] not in newsclean.commands

    @pytest.mark.parametrize("name", ["a.html", "source/_posts/a.md", "layouts/index.html", ""])
    def test_is_for_no_file_until_somebody_says_so(self, hook, name):
        assert not is_for(hook, name)
        assert is_for({**hook, "files": "^source/"}, name) == name.startswith("source/")

    def test_is_for_the_files_that_are_looked_for_in_folders(self, hook):
        assert {suffix for kind in hook["types_or"] for suffix in SUFFIXES[kind]} == set(LOOKED_FOR)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: " ".join([shown["id"], *shown.get("args", ())]))
def test_what_the_documentation_shows_can_be_used(shown):
    hook = {**HOOKS[shown["id"]], **shown}
    assert set(shown) <= {*KEYS, "additional_dependencies", "language_version"}
    assert re.compile(hook["files"]).search("source/_posts/a.md") or re.compile(hook["files"]).search("_posts/a.md")
    assert given(hook, "-x.html")["paths"] == ("-x.html",)


def test_the_documentation_shows_both_hooks():
    assert {shown["id"] for shown in SHOWN} == set(HOOKS)
