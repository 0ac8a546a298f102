"""What a shell completes: by click's interface, and by typing and pressing Tab in the shells that are installed."""

# ruff: noqa: S606 - the processes started here are shells
import os
import select
import shutil
import sys
import time

import click
import pytest
from click.testing import CliRunner

from newsclean import standard
from newsclean.cli.main import newsclean
from newsclean.cli.shells import VARIABLE, Bash, Fish, Zsh
from newsclean.limits import limit_names

CURSOR = "|"
SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
SETUP = {
    "bash": "bind 'set enable-bracketed-paste off'; source <({command} completion bash)\n",
    "zsh": "autoload -U compinit && compinit -u -D; source <({command} completion zsh)\n",
    "fish": "{command} completion fish | source\n",
}
TYPED = [
    ("newsclean --poli\t", "--policy"),
    ("newsclean --policy st\t", "--policy strict"),
    ("newsclean --policy=st\t", "--policy=strict"),
    ("newsclean --to=markdown --policy=st\t", "--to=markdown --policy=strict"),
    ("newsclean compl\t f\t", "completion fish"),
    ("newsclean ru\t sh\t sina/append-qr-\t", "rules show sina/append-qr-region"),
    ("newsclean rulesf\t", "rulesfile.md"),
    ("newsclean -q ru\t", "-q rulesfile.md"),
    ("newsclean po\t", "posts/"),
    ('newsclean "a p\t', "a pack.toml"),
    ("newsclean --pack=a\t", "--pack=a pack.toml"),
    ("newsclean --pack a\t pos\t", "--pack a pack.toml posts/"),
    ("newsclean --disable share,tid\t", "--disable share,tidy"),
    ("newsclean --limit by\t5 pos\t", "--limit bytes=5 posts/"),
    ("newsclean --limit=by\t5", "--limit=bytes=5"),
    ("true; newsclean --url https://example.org/a --site=sin\t", "--url https://example.org/a --site=sina"),
]


def words(completer, line):
    """The candidates for the end of the line."""
    os.environ["COMP_WORDS"] = line
    try:
        return [row.split("\t")[:2] for row in completer(newsclean, {}, "newsclean", VARIABLE).complete().splitlines()]
    finally:
        del os.environ["COMP_WORDS"]


def offered(line):
    answers = [words(completer, f"newsclean {line}") for completer in (Bash, Zsh, Fish)]
    assert answers[0] == answers[1] == answers[2]
    return [row[1] if row[0] == "plain" else f"<{row[0]}>" for row in answers[0]]


class TestCandidates:
    def test_the_first_word_is_a_subcommand_or_a_file(self):
        assert offered("") == [*sorted(newsclean.commands), "<file>"]
        assert offered("pass") == ["passes", "<file>"]
        assert offered("passes.html") == ["<file>"]

    @pytest.mark.parametrize("line", ["page.html ", "-q ", "-- ", "--to html "])
    def test_a_later_word_is_a_file(self, line):
        assert offered(line) == ["<file>"]

    def test_every_option(self):
        names = {name for param in newsclean.fallback.params if isinstance(param, click.Option) for name in param.opts}
        assert set(offered("-")) >= names

    @pytest.mark.parametrize(
        "param",
        [one for one in newsclean.fallback.params if isinstance(one.type, click.Choice)],
        ids=lambda param: param.name,
    )
    def test_every_choice(self, param):
        assert offered(f"{param.opts[0]} ") == list(param.type.choices)
        assert offered(f"page.html {param.opts[0]}=") == [f"{param.opts[0]}={one}" for one in param.type.choices]

    @pytest.mark.parametrize("option", ["-o", "--output", "--pack", "--config", "--report", "--stdin-filename"])
    def test_options_that_take_a_file(self, option):
        assert offered(f"{option} ") == ["<file>"]

    def test_packs(self, tmp_path):
        assert offered("--site ")[:2] == ["auto", "none"]
        assert {"common", "sina"} < set(offered("--site "))
        assert offered("--site sin") == ["sina"]
        assert offered("rules --site sin") == ["sina"]
        assert "auto" not in offered("rules --site ")
        assert offered(f"--pack '{tmp_path}/my own/courier.toml' --site cour") == ["courier"]

    def test_passes(self):
        assert offered("--disable ") == list(standard().names)
        assert offered("--enable code") == ["code-blocks"]
        assert offered("--enable share,tid") == ["share,tidy"]
        assert offered("--disable share,sha") == []
        assert offered("rules --pass qr") == ["qr-blocks"]

    def test_installed_passes_and_packs(self, tmp_path, monkeypatch):
        (tmp_path / "found-1.dist-info").mkdir()
        (tmp_path / "found-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: found\nVersion: 1\n")
        entries = "[newsclean.passes]\nzz-mine = nowhere:mine\n[newsclean.packs]\nzz-away = nowhere:gone\nzz-here = here:PACK\n"
        (tmp_path / "found-1.dist-info" / "entry_points.txt").write_text(entries)
        (tmp_path / "here.py").write_text("PACK = '/somewhere/zz-here.toml'\n")
        monkeypatch.syspath_prepend(tmp_path)
        assert offered("--enable zz") == ["zz-mine"]
        assert offered("rules --pass zz") == []
        assert offered("--site zz") == ["zz-here"]
        assert offered("rules show zz-here/") == []

    def test_credits_and_limits(self):
        assert offered("--lift ed") == ["editor"]
        assert offered("--lift author,ed") == ["author,editor"]
        assert offered("--limit ") == [f"{name}=" for name in limit_names()]
        assert offered("--limit bytes=") == []

    def test_rules(self, tmp_path):
        assert "sina/append-qr" in offered("rules show ")
        assert set(offered("rules show sina/")) == set(offered("rules show sina"))
        assert offered("rules show sina/append-qr-") == ["sina/append-qr-region"]
        (tmp_path / "courier.toml").write_text('[[rule]]\nid = "first"\n[[rule]]\nid="second"\n')
        assert offered(f"rules show --pack {tmp_path}/courier.toml cou") == ["courier/first", "courier/second"]

    def test_every_rule_of_the_package_is_found(self):
        listed = CliRunner().invoke(newsclean, ["rules"]).stdout
        assert offered("rules show ") == sorted(
            (line.split()[0] for line in listed.splitlines()), key=lambda one: one.partition("/")[0]
        )

    def test_a_word_that_is_not_complete_is_read_as_shells_do(self):
        assert offered("rules show 'sina/append-qr-") == ["sina/append-qr-region"]
        assert offered("rules sho\\w") == ["show"]


@pytest.mark.parametrize("shell", SHELLS)
def test_help_is_shown_beside_what_has_some(shell, monkeypatch):
    monkeypatch.setenv("COMP_WORDS", "newsclean --disable machin")
    monkeypatch.setenv(VARIABLE, f"{shell}_complete")
    result = CliRunner().invoke(newsclean, prog_name="newsclean", complete_var=VARIABLE)
    assert result.stdout.rstrip("\n") == "plain\tmachinery\tdrop scripts, style sheets, templates"


def test_an_unknown_shell():
    result = CliRunner().invoke(newsclean, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert "'fish'" in result.stderr


class Typist:
    """A shell at a pseudo-terminal."""

    def __init__(self, shell, folder, env):
        import pty  # noqa: PLC0415 - there is none on Windows

        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(shell[0], shell, env)

    def type(self, text):
        os.write(self.screen, text.encode())

    def read_until(self, mark):
        shown = b""
        end = time.monotonic() + 60
        while mark not in shown and time.monotonic() < end:
            if select.select([self.screen], [], [], 1)[0]:
                shown += os.read(self.screen, 65536)
        assert mark in shown, shown
        return shown.decode("utf-8", "replace")

    def leave(self):
        self.type("exit\n")
        os.waitpid(self.pid, 0)
        os.close(self.screen)


@pytest.fixture
def typist(request, tmp_path):
    shell = SHELLS[request.param]
    if os.name == "nt" or shutil.which(shell[0]) is None:
        pytest.skip(f"no {shell[0]}")
    home, programs = tmp_path / "home", tmp_path / "bin"
    programs.mkdir()
    (home / "posts").mkdir(parents=True)
    for name in ("rulesfile.md", "a pack.toml"):
        (home / name).touch()
    command = f'"{sys.executable}" -m newsclean'
    # It says what it was given, unless a shell asks for candidates.
    script = f'#!/bin/sh\n[ -z "${VARIABLE}" ] || exec {command} "$@"\nprintf "given: %s!" "$*"\n'
    (programs / "newsclean").write_text(script)
    (programs / "newsclean").chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(home), "TERM": "dumb", "PS1": ""}
    typist = Typist(shell, home, {**env, "LC_ALL": "C.UTF-8", "COLUMNS": "300"})
    typist.type(SETUP[request.param].format(command=command) + "echo set\\ up\n")
    typist.read_until(b"set up")
    yield typist
    typist.leave()


@pytest.mark.parametrize("typist", SHELLS, indirect=True)
def test_in_the_shell(typist):
    given = []
    for line, _expected in TYPED:
        typist.type(f"{line}\n")
        given.append(typist.read_until(b"!").rpartition("given: ")[2].partition("!")[0].replace("posts/", "posts"))
    assert given == [expected.replace("posts/", "posts") for _line, expected in TYPED]
