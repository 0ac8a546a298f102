"""Tests of the house itself: the habits of HOUSE_STYLE.md that neither ruff, mypy nor the import contracts can see."""

import re
import shlex
import tomllib
from importlib import import_module
from pathlib import Path
from re import _constants, _parser  # what a pattern is made of has no public name

import pytest

import newsclean
from newsclean import regex

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "newsclean"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 220
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools", "core", "base"}
OWN_TEXT = {".py", ".toml", ".md", ".html", ".txt", ".yaml", ".yml", ".cfg", ""}
GENERATED = {".git", "_build", "dist", "build", "__pycache__", "venv", "node_modules"}

# A letter in brackets keeps a pattern from finding itself.
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b")
MACHINE = re.compile(r"(?<![\w.])/(?:[h]ome|[U]sers|[r]oot|[w]ork|[o]pt)/\w|[i]ndex-url|[p]ypi\.org/simple")


def own_files() -> list[Path]:
    """The text files of the project, without what is generated and without hidden folders other than .ci."""
    found = []
    for path in sorted(PROJECT.rglob("*")):
        parts = path.relative_to(PROJECT).parts
        hidden = any(part in GENERATED or (part.startswith(".") and part != ".ci") for part in parts[:-1])
        if (
            path.is_file()
            and not hidden
            and path.name not in GENERATED
            and path.suffix in OWN_TEXT
            and not parts[-1].startswith(".cov")
        ):
            found.append(path)
    return found


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def lines_of(name: str) -> list[str]:
    return (PROJECT / name).read_text("utf-8").splitlines()


def readme_commands() -> list[str]:
    """The commands of the first shell block of the README."""
    block = re.search(r"```sh\n(.*?)```", (PROJECT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    return block[1].splitlines()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_holds_one_concept(module):
    assert len(module.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_a_name(module):
    assert not NAMELESS & {part.lower() for part in module.relative_to(SOURCE).with_suffix("").parts}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_says_what_it_is(module):
    assert module.read_text("utf-8").startswith(('"""', 'r"""'))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_suppression_carries_its_rule_and_its_reason(module):
    suppressions = re.findall(r"#\s*(?:noqa|type:\s*ignore|pragma:).*", module.read_text("utf-8"))
    reasoned = re.compile(
        r"# (?:noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* - \S|type: ignore\[[\w, -]+\]  ?# \S|pragma: no (?:cover|branch) - \S)"
    )
    assert [found for found in suppressions if not reasoned.match(found)] == []


@pytest.mark.parametrize("path", own_files(), ids=name_of)
def test_no_file_is_unfinished_or_names_a_machine(path):
    text = path.read_text("utf-8")
    assert UNFINISHED.search(text) is None
    assert MACHINE.search(text) is None


def test_only_the_gate_holds_the_seal_of_a_safe_tree():
    outside = [module for module in MODULES if SOURCE / "gate" not in module.parents]
    assert [name_of(module) for module in outside if "SEAL" in module.read_text("utf-8")] == []


def test_passes_and_rules_know_no_tails():
    changing = [module for module in MODULES if {"passes", "rules"} & set(module.relative_to(SOURCE).parts)]
    assert [name_of(module) for module in changing if re.search(r"\.tail\b", module.read_text("utf-8"))] == []


def test_every_step_has_a_file_and_cases():
    passes = pytest.importorskip("newsclean.passes")
    names = [step.name for step in passes.standard()]
    assert names
    assert len(set(names)) == len(names)
    assert [name for name in names if not (PROJECT / "tests" / "cases" / f"{name}.md").is_file()] == []


def test_every_case_file_belongs_to_a_step_or_to_a_writer():
    passes = pytest.importorskip("newsclean.passes")
    known = {step.name for step in passes.standard()} | {"markdown", "markdown-in", "html", "text"}
    assert {path.stem for path in (PROJECT / "tests" / "cases").glob("*.md")} <= known


def test_the_reference_of_the_passes_shows_every_step():
    settings = "\n".join(lines_of("docs/conf.py"))
    assert "for name in standard().names" in settings


def test_every_option_of_the_command_is_in_its_reference():
    command = pytest.importorskip("newsclean.cli.filter").filter_command
    page = "\n".join(lines_of("docs/reference/cli.md"))
    names = [name for option in command.params for name in option.opts if name.startswith("--")]
    assert names
    assert [name for name in names if f"`{name}" not in page] == []


def test_every_public_name_is_in_the_reference_of_the_library():
    page = "\n".join(lines_of("docs/reference/api.md"))
    public = [name for name in newsclean.__all__ if name != "__version__"]
    # The build of the documentation fails where a reference leads nowhere, and to what has no docstring none leads.
    assert [name for name in public if not re.search(rf"\{{py:obj\}}`~newsclean\.[\w.]+\.{name}`", page)] == []


def test_the_readme_begins_with_the_two_commands_that_ci_runs():
    commands = readme_commands()
    assert [shlex.split(command)[:2] for command in commands] == [["pip", "install"], ["pip", "install"]]
    assert set(commands) <= set(lines_of(".ci/run"))


def test_the_files_of_the_readme_exist():
    named = re.findall(
        r"`((?:examples|docs|benchmarks)/[\w./-]+|[A-Z_]+\.md|LICENSE)`", (PROJECT / "README.md").read_text("utf-8")
    )
    assert named
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_the_changelog_and_the_package_name_the_version():
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert any(line.startswith(f"## [{version}]") for line in lines_of("CHANGELOG.md"))
    assert newsclean.__version__ == version


def test_ci_script_is_executable():
    assert (PROJECT / ".ci" / "run").stat().st_mode & 0o111


def repeats_a_group_possessively(parsed):
    """Whether there is `(…)*+`, `(…)++`, `(…)?+` or `(?>…)` in a pattern, of anything longer than one character."""
    for code, value in parsed:
        if code is _constants.ATOMIC_GROUP or (code is _constants.POSSESSIVE_REPEAT and len(value[2]) > 1):
            return True
        if code is _constants.POSSESSIVE_REPEAT and value[2][0][0] in {_constants.SUBPATTERN, _constants.BRANCH}:
            return True
        parts = value if isinstance(value, tuple | list) else [value]
        parts = [inner for part in parts for inner in (part if isinstance(part, list) else [part])]
        if any(repeats_a_group_possessively(part) for part in parts if isinstance(part, _parser.SubPattern)):
            return True
    return False


@pytest.mark.parametrize(
    ("pattern", "expected"), [("(?:ab)*+c", True), ("x(?:(?:[^-]|-a)?+b)", True), ("(?>ab?)", True), ("a*+[bc]++", False)]
)
def test_a_group_that_is_repeated_possessively_is_seen(pattern, expected):
    assert repeats_a_group_possessively(_parser.parse(pattern)) is expected


def test_no_pattern_repeats_a_group_possessively():
    # Python before 3.11.5 goes on from where the last round, which failed, had got to: `(?:[^-]|-(?!->))*+-->` finds no comment.
    names = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in MODULES if path.stem != "__main__"]
    patterns = {
        value
        for name in names
        for value in vars(import_module(name)).values()
        if isinstance(value, re.Pattern | regex._Compiled)  # noqa: SLF001 - what it makes has no other name
    }
    assert patterns
    assert [one.pattern for one in patterns if repeats_a_group_possessively(_parser.parse(one.pattern, one.flags))] == []
