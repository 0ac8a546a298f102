"""A throw-away git repository of articles, and a runner of hooks that is installed in it.

Nothing is shared with the machine: not git's settings, not the environments that the runner keeps. Pip's settings are.
"""

import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

SCRATCH: Final = ("GIT_", "PRE_COMMIT", "PREK_", "PYTHON", "UV_CACHE")
"""Variables that would lead a runner, git or Python somewhere else begin so."""

POST: Final = """\
---
title: '{title}'
date: 2024-04-12 21:05:00
tags:
 - 夜航
---

<div>
<p cms-style="font-L">　　{title}。渡轮公司四月起把末班船推迟到二十三点四十分。</p>
<p cms-style="font-L strong-Bold">　　<font cms-style="font-L strong-Bold">谁在船上</font></p>
<p style="text-indent:2em" onclick="count(1)">　　每班有<font cms-style="strong-Bold">47</font>名乘客。</p>
<!-- 正文下iframe -->
<iframe src="https://ads.example.net/slot/640x90" width="640" height="90"></iframe>
<!-- 正文下iframe -->
<script>track("{title}")</script>
<p class="article-editor">责任编辑：沈渡 </p>
</div>
"""
NOISE: Final = ("cms-style", "<script", "<iframe", "onclick", "<font", "责任编辑")
"""What a clean post has none of."""

TEMPLATES: Final = {
    "layouts/_default/single.html": '{{ define "main" }}<p style="x">{{ .Content }}</p><script>x()</script>{{ end }}\n',
    "_includes/share.html": '<div class="share" onclick="go()">{% if page.share %}{{ page.url }}{% endif %}</div>\n',
    "themes/night/layout.md": '<font color="red">{{ page.title }}</font>\n',
}


def post(title: str) -> str:
    """An article as the archive of a news feed has it, with all of `NOISE`."""
    return POST.format(title=title)


def is_clean(text: str) -> bool:
    """Whether a post has lost its noise and kept its sentences and its front matter."""
    kept = "渡轮公司四月起" in text and "47" in text and text.startswith("---\ntitle: ")
    return kept and not any(noise in text for noise in NOISE)


class Done(NamedTuple):
    """What a command did: its status, all that it said, and the seconds it took."""

    status: int
    said: str
    seconds: float


def environment(folder: Path) -> dict[str, str]:
    """Variables for git and the runners, which keep what they keep in `folder`."""
    passed = {name: value for name, value in os.environ.items() if not name.startswith(SCRATCH)}
    person = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
    }
    settings = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    places = {name: str(folder / name.lower()) for name in ("PRE_COMMIT_HOME", "PREK_HOME", "UV_CACHE_DIR")}
    return {**passed, **person, **settings, **places, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def run(command: list[str], folder: Path, env: Mapping[str, str]) -> Done:
    """Run a command in `folder`."""
    began = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), time.monotonic() - began)


class Repository:
    """A git repository in `folder` in which `runner` is installed; its hooks come from the repository `project`."""

    def __init__(self, folder: Path, runner: str, project: Path) -> None:
        self.folder: Final = folder
        self.project: Final = project
        self._runner: Final = runner
        self._env: Final = environment(folder.parent / f"{folder.name}-kept")
        folder.mkdir()
        self.git("init", "--quiet")

    def git(self, *args: str) -> Done:
        """Run git."""
        return run(["git", *args], self.folder, self._env)

    def runs(self, *args: str) -> Done:
        """Run the runner of hooks."""
        return run([self._runner, *args], self.folder, self._env)

    def commit(self) -> Done:
        """Stage everything and commit, so that the hooks run as they do for an editor."""
        self.git("add", "--all")
        return self.git("commit", "--quiet", "--message", "articles")

    def configure(self, hook: str, *settings: str) -> None:
        """Use a hook of the project, with more lines of its configuration."""
        rev = self.git("-C", str(self.project), "rev-parse", "HEAD").said.strip()
        lines = (
            f"- repo: '{self.project}'",
            f"  rev: {rev}",
            "  hooks:",
            f"  - id: {hook}",
            *(f"    {line}" for line in settings),
        )
        self.write(".pre-commit-config.yaml", "".join(f"{line}\n" for line in ("repos:", *lines)))

    def write(self, name: str, content: str | bytes) -> None:
        """Make a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return (self.folder / name).read_bytes()

    def commits(self) -> int:
        """How many commits there are."""
        counted = self.git("rev-list", "--count", "HEAD")
        return int(counted.said) if counted.status == 0 else 0
