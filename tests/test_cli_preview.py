"""The command `newsclean preview` as a process, with real files."""
# ruff: noqa: S603 - the processes started here are newsclean itself

import os
import pty
import re
import subprocess
import sys

import pytest

import newsclean.cli.previewing
from newsclean.cli.main import newsclean as command

COMMAND = [sys.executable, "-m", "newsclean", "preview"]


def preview(*args, given=b"", cwd=None):
    return subprocess.run([*COMMAND, *args], input=given, capture_output=True, check=False, cwd=cwd)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.html").write_text("<p>a</p><div class='share'>分享</div>", "utf-8")
    (tmp_path / "b.md").write_text("# b\n\n<script>x()</script>\n", "utf-8")
    (tmp_path / "deep.html").write_text("<div>" * 3000 + "x", "utf-8")
    return tmp_path


def options_of(page):
    return re.findall(r"<option[^>]*>([^<]*)", page.decode())


def test_a_page_goes_to_standard_output(folder):
    done = preview("a.html", "b.md", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert options_of(done.stdout) == ["a.html", "b.md"]


def test_a_page_goes_to_a_file_and_is_the_same_each_time(folder):
    assert preview("a.html", "b.md", "-o", "page.html", cwd=folder).stdout == b""
    assert (folder / "page.html").read_bytes() == preview("a.html", "b.md", cwd=folder).stdout


def test_standard_input_is_a_document(folder):
    done = preview("-", "a.html", given=b"<p>c</p>", cwd=folder)
    assert done.returncode == 0
    assert options_of(done.stdout) == ["&lt;stdin&gt;", "a.html"]


@pytest.mark.parametrize(
    ("paths", "status", "shown", "said"),
    [
        (["a.html", "none.html"], 2, "none.html (not read)", b"newsclean: none.html: No such file or directory\n"),
        (["a.html", "deep.html"], 3, "deep.html (refused)", b"newsclean: deep.html: refused (depth)"),
        (["none.html", "deep.html", "a.html"], 3, "none.html (not read)", b"newsclean: none.html: "),
        (["a.html", "."], 2, ". (not read)", b"newsclean: .: is a folder; name the files in it\n"),
    ],
)
def test_what_cannot_be_shown_is_told_and_the_others_are_shown(folder, paths, status, shown, said):
    done = preview(*paths, cwd=folder)
    assert done.returncode == status
    assert shown in options_of(done.stdout)
    assert "a.html" in options_of(done.stdout)
    assert said in done.stderr
    assert "分享" in done.stdout.decode()


@pytest.mark.parametrize(
    "args", [[], ["--site", "nobody", "a.html"], ["--enable", "nothing", "a.html"], ["--open", "a.html"], ["a.html", "-o", ""]]
)
def test_a_mistake_is_told_before_anything_is_read(folder, args):
    done = preview(*args, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"newsclean: ")


def test_a_page_that_cannot_be_written_is_told(folder):
    done = preview("a.html", "-o", "none/page.html", cwd=folder)
    assert done.returncode == 2
    assert b"No such file or directory" in done.stderr


def test_options_reach_the_cleaner(folder):
    assert 'data-pass="share"' in preview("a.html", cwd=folder).stdout.decode()
    assert 'data-pass="share"' not in preview("a.html", "--disable", "share", cwd=folder).stdout.decode()
    assert (
        "&lt;span class=&quot;code&quot;&gt;a&lt;/span&gt;" in preview("a.html", "--to", "markdown", cwd=folder).stdout.decode()
    )


def test_a_configuration_file_beside_the_document_holds(folder):
    (folder / "newsclean.toml").write_text('disable = ["share"]\n', "utf-8")
    assert 'data-pass="share"' not in preview("a.html", cwd=folder).stdout.decode()
    assert 'data-pass="share"' in preview("a.html", "--isolated", cwd=folder).stdout.decode()


def test_a_name_that_is_no_text_is_shown(folder):
    name = os.fsencode(folder) + b"/\xff.html"
    with open(name, "wb") as file:  # noqa: PTH123 - a Path takes no bytes
        file.write(b"<p>a</p>")
    done = preview(name)
    assert done.returncode == 0
    assert "�.html" in options_of(done.stdout)[0]


def test_a_terminal_gets_no_page(folder):
    parent, child = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "a.html"], stdin=subprocess.DEVNULL, stdout=child, stderr=subprocess.PIPE, check=False, cwd=folder
    )
    os.close(child)
    os.close(parent)
    assert done.returncode == 2
    assert b"-o FILE" in done.stderr


def test_the_browser_opens_the_file(folder, monkeypatch):
    opened = []
    monkeypatch.setattr(newsclean.cli.previewing.webbrowser, "open", opened.append)
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as left:
        command.main(["preview", "a.html", "-o", "page.html", "--open"], prog_name="newsclean")
    assert left.value.code == 0
    assert opened == [(folder / "page.html").as_uri()]
