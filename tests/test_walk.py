"""Which files a folder stands for."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.cli.main import newsclean
from newsclean.cli.walk import Exclusions, is_dir, walk

NAMES = ["a.html", "b.HTM", "c.xhtml", "d.md", "e.markdown", "f.txt", "html", ".hidden.html"]


def made(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<p>one</p>\n")


def found(folder, *patterns, configured=None):
    return [
        path.relative_to(folder).as_posix() for path in walk(folder, Exclusions(patterns, lambda _folder: configured, named=True))
    ]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_by_the_endings_of_their_names(here):
    made(here, *NAMES, "sub/g.html", ".git/h.html", "node_modules/i.html", "z.html/j.html")
    assert found(here) == [".hidden.html", "a.html", "b.HTM", "c.xhtml", "d.md", "e.markdown", "sub/g.html", "z.html/j.html"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (("a.html",), ["sub/b.html"]),
        (("/a.html",), ["sub/a.html", "sub/b.html"]),
        (("*.html", "!b.html"), ["sub/b.html"]),
        (("sub",), ["a.html"]),
        (("sub/",), ["a.html"]),
        (("a.html/",), ["a.html", "sub/a.html", "sub/b.html"]),
        (("a.html   ",), ["sub/b.html"]),
        (("a.html\\ ",), ["a.html", "sub/a.html", "sub/b.html"]),
        (("**/b.html",), ["a.html", "sub/a.html"]),
        (("# a.html",), ["a.html", "sub/a.html", "sub/b.html"]),
        (("[ab].html",), []),
    ],
)
def test_but_for_patterns(patterns, left, here):
    made(here, "a.html", "sub/a.html", "sub/b.html")
    assert found(here, *patterns) == left


@pytest.mark.parametrize("pattern", ["!", "\\", "/"])
def test_a_pattern_that_is_none(pattern, here):
    made(here, "a.html")
    done = CliRunner().invoke(newsclean, ["--check", "--exclude", pattern, "a.html"])
    if pattern == "/":  # which git reads, and which means nothing
        assert done.exit_code == 0
    else:
        assert (done.exit_code, done.stderr) == (2, f"newsclean: --exclude: no pattern of .gitignore: {pattern!r}\n")


def test_but_for_what_git_ignores(here):
    made(here, "a.html", "b.html", "sub/a.html", "sub/b.html", "out/c.html", "\u2028.html")
    subprocess.run(["git", "init", "-q", "."], check=True)  # noqa: S607 - the git of whoever runs the tests
    (here / ".gitignore").write_bytes(b"\xef\xbb\xbfb.html\r\n!\r\n\\\n\xe2\x80\xa8.html\nout/\n")
    (here / "sub" / ".gitignore").write_text("!b.html\na.html\n")
    assert found(here) == ["a.html", "sub/b.html"]
    assert found(here / "out") == ["c.html"]


def test_no_links_pipes_and_sockets(here):
    made(here, "a.html", "away/b.html")
    (here / "link.html").symlink_to("a.html")
    (here / "gone.html").symlink_to("nowhere")
    (here / "away" / "up").symlink_to("..")
    if hasattr(os, "mkfifo"):
        os.mkfifo(here / "pipe.html")
    assert found(here) == ["a.html", "away/b.html"]


def test_a_folder_that_cannot_be_read_is_told_and_the_others_are_gone_through(here, monkeypatch):
    made(here, "a/a.html", "b/b.html", "c/c.html")
    scan = os.scandir

    def refusing(folder):
        if Path(folder).name == "b":
            raise PermissionError
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert found(here) == ["a/a.html", "b", "c/c.html"]


def test_what_cannot_be_looked_at_costs_only_itself(here):
    made(here, "a.html")
    long = "d" * 300 + ".html"
    done = CliRunner().invoke(newsclean, ["--check", long, "a.html", "b.html/c.html"])
    assert done.exit_code == 2
    assert done.stderr.splitlines()[0] == f"newsclean: {long}: File name too long"
    assert done.stderr.splitlines()[-1] == "newsclean: 3 files: 1 clean, 2 failed"


def test_a_path_that_cannot_be_looked_at_is_no_folder(monkeypatch):
    def refuse(_path):
        raise PermissionError

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert not is_dir(Path())


def test_a_file_that_goes_meanwhile_costs_only_itself(here, monkeypatch):
    made(here, "a.html", "b.html")
    opened = Path.open

    def vanishing(path, *args):
        if path.name == "a.html":
            path.unlink()
        return opened(path, *args)

    monkeypatch.setattr(Path, "open", vanishing)
    done = CliRunner().invoke(newsclean, ["-v", "--check", "."])
    assert done.stderr.splitlines()[:2] == [
        "newsclean: a.html: No such file or directory",
        "newsclean: b.html: unchanged, no change, fragment, no site recognised",
    ]
    assert done.exit_code == 2
