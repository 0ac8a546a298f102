"""What a runner of hooks does at a commit, as far as files go: a stand-in for pre-commit and prek that needs no network.

Started in a git repository it reads `.pre-commit-config.yaml` there and the hooks of this project, and runs each hook, as processes, for
the staged files that it is for. The status is 1 when a hook failed or changed a file.
"""

# ruff: noqa: S603, S607, T201 - it runs the hooks of this project, and git, and says what they said
import re
import shlex
import subprocess
import sys
from math import ceil
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

MANIFEST = Path(__file__).resolve().parents[1] / ".pre-commit-hooks.yaml"
CONFIG = ".pre-commit-config.yaml"
SUFFIXES = {"html": (".html", ".htm", ".xhtml"), "markdown": (".md", ".markdown")}
AT_ONCE = 2
FEWEST = 4
"""Files that a process gets at least, when there are so many."""

Hook = dict[str, Any]


def manifest() -> dict[str, Hook]:
    return {hook["id"]: dict(hook) for hook in YAML(typ="safe").load(MANIFEST)}


def configured() -> list[Hook]:
    """The hooks that the repository uses, each with what it says of it."""
    known = manifest()
    repositories = YAML(typ="safe").load(Path(CONFIG))["repos"]
    return [{**known[hook["id"]], **hook} for repository in repositories for hook in repository["hooks"]]


def git(*args: str) -> str:
    return subprocess.run(["git", *args], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "surrogateescape")


def staged() -> list[str]:
    return git("diff", "--staged", "--name-only", "--no-ext-diff", "--diff-filter=ACMRTUXB", "-z").split("\0")[:-1]


def is_for(hook: Hook, name: str) -> bool:
    suffixes = [suffix for kind in hook["types_or"] for suffix in SUFFIXES[kind]]
    path = Path(name)
    return bool(re.search(hook["files"], name)) and path.suffix.lower() in suffixes and not path.is_symlink()


def run(hook: Hook, names: list[str]) -> bool:
    """Whether a hook passes: no process of it has a status, and git sees no change."""
    if not names:
        print(f"{hook['name']}: Skipped")
        return True
    before = git("diff")
    size = max(FEWEST, ceil(len(names) / AT_ONCE))
    command = [*shlex.split(hook["entry"]), *hook["args"]]
    runs = [
        subprocess.Popen([*command, *names[start : start + size]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for start in range(0, len(names), size)
    ]
    said = [one.communicate()[0].decode() for one in runs]
    changed = git("diff") != before
    passes = not changed and not any(one.returncode for one in runs)
    print(f"{hook['name']}: {'Passed' if passes else 'Failed'}")
    if not passes:
        print(
            f"- exit code: {max(one.returncode for one in runs)}{', files were modified' if changed else ''}",
            *said,
            sep="\n",
            end="",
        )
    return passes


def main() -> int:
    names = staged()
    passed = [run(hook, [name for name in names if is_for(hook, name)]) for hook in configured()]
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
