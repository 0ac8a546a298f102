"""What somebody sees who looks at a terminal: the progress bar, messages above it, colours, and what Ctrl-C leaves."""

# ruff: noqa: S606 - the processes started here are newsclean itself
import os
import re
import select
import signal
import sys

import pytest

pty = pytest.importorskip("pty")

BAR = "\u2501"
LONG = '<p style="color:red">Some words of a paragraph, and then some more.</p>\n' * 400
"""Takes a while: the bar appears after a second."""

GBK = """<!doctype html>
<html lang="zh"><head><meta charset="gbk"><title>标题</title></head><body><article>
<p id="x">正文第一段。</p>
</article></body></html>
"""


IMPATIENT = """
from newsclean.cli import main, progress
progress._PATIENCE = 0.0
main.main()
"""
"""newsclean that shows its bar at once, however fast the machine is."""


def screen_of(folder, *args, env=None, answer=(None, b"")):
    """All that is written to the terminal, with the exit status. `answer`: what is typed once a text has appeared."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which a shell has its background jobs ignore
        known = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PRE_COMMIT"}}
        settings = {**known, "TERM": "xterm", "COLUMNS": "80", "LC_ALL": "C.UTF-8", **(env or {})}
        os.execve(sys.executable, [sys.executable, "-c", IMPATIENT, *args], settings)
    written = b""
    wanted, typed = answer
    while part := read(terminal):
        written += part
        if typed and wanted in written.decode("utf-8", "replace"):
            os.write(terminal, typed)
            typed = b""
    os.close(terminal)
    return written.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def read(terminal):
    """What comes next; nothing at the end, or after a minute without a word."""
    if not select.select([terminal], [], [], 60)[0]:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def left_on(screen):
    """The lines that stay: what `\\r` and an erased line took is gone."""
    lines = [line.rpartition("\r\x1b[K")[2] for line in screen.replace("\r\n", "\n").split("\n")]
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slow")
    for number in range(40):
        (folder / f"page-{number:02}.html").write_text(f"<p>{number}</p>\n{LONG}")
    return folder


def test_messages_stand_above_the_bar(slow):
    screen, status = screen_of(slow, "--check", ".")
    assert status == 1
    assert BAR in screen
    lines = left_on(screen)
    expected = [
        f"newsclean: page-{number:02}.html: would be cleaned, 400 changes, fragment, no site recognised" for number in range(40)
    ]
    assert lines == [*expected, "newsclean: 40 files: 40 to be cleaned", ""]


def test_the_bar_does_not_touch_the_cursor_and_goes(slow, tmp_path):
    screen, _ = screen_of(slow, "-o", str(tmp_path), ".")
    assert BAR in screen
    assert "\x1b[?25" not in screen
    assert left_on(screen) == [""]


@pytest.mark.parametrize(
    ("args", "env"),
    [(("-q",), {}), ((), {"TERM": "dumb"}), (("-q", "-j", "2"), {})],
    ids=["quiet", "dumb", "quiet-and-many"],
)
def test_no_bar(slow, args, env):
    screen, _ = screen_of(slow, "--check", *args, ".", env=env)
    assert BAR not in screen
    assert "\x1b" not in screen


@pytest.mark.parametrize(("args", "env"), [(("--color", "never"), {}), ((), {"NO_COLOR": "1"})], ids=["never", "NO_COLOR"])
def test_a_bar_without_colour(slow, args, env):
    screen, _ = screen_of(slow, "--check", *args, ".", env=env)
    assert BAR in screen
    assert re.search(r"\x1b\[[\d;]*m", screen) is None
    assert "\x1b[" in screen


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_a_tidy_screen(slow, jobs):
    screen, status = screen_of(slow, "--check", "-j", jobs, ".", answer=(BAR, b"\x03"))
    lines = left_on(screen)
    assert status == 130
    assert lines[-2:] == ["newsclean: interrupted", ""]
    assert not any(BAR in line for line in lines)


def test_a_diff_in_colour(tmp_path):
    (tmp_path / "page.html").write_text('<p>a\x1b[2J\tb</p>\n<p style="x:y">One.</p>\n')
    screen, status = screen_of(tmp_path, "-q", "--diff", "page.html")
    assert status == 1
    rows = screen.replace("\r\n", "\n").split("\n")
    assert "\x1b[1m--- a/page.html\x1b[0m" in rows
    assert '\x1b[31m-<p style="x:y">One.</p>\x1b[0m' in rows
    assert "\x1b[32m+<p>One.</p>\x1b[0m" in rows
    assert "\x1b[2J" not in screen
    assert "\\x1b[2J\tb" in screen


def test_a_diff_in_the_encoding_of_its_file(tmp_path):
    (tmp_path / "page.html").write_bytes(GBK.encode("gbk"))
    screen, _ = screen_of(tmp_path, "-q", "--diff", "--color", "never", "page.html")
    assert '-<p id="x">正文第一段。</p>\r\n' in screen


def test_it_says_that_it_waits_for_the_keyboard(tmp_path):
    screen, status = screen_of(tmp_path, answer=("Ctrl-D", b"<p>one</p><script></script>\n\x04"))
    assert status == 0
    assert "newsclean: reading from the terminal; Ctrl-D ends the input" in screen
    assert screen.endswith("<p>one</p>\r\n")
