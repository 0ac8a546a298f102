"""What happens to files around the cleaning: signals, other programs at work on the same file, owners, odd names."""

# ruff: noqa: S603, S607 - the processes started here are our own command and git
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.cli.changes import unified_diff
from newsclean.cli.files import write_file
from newsclean.cli.form import Form
from newsclean.cli.main import newsclean
from newsclean.cli.progress import Bar
from newsclean.cli.report import Report
from newsclean.cli.sources import Source

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals, owners and pipes of POSIX")

DIRTY = b'<p style="color:red">One.</p>\n'
CLEAN = b"<p>One.</p>\n"
ODD_NAMES = [
    "a b.html",
    "新闻 稿.html",
    "new\nline.html",
    "t\tab.html",
    'q"uote.html',
    "back\\slash.html",
    "bad\udcff.html",
    "-x.html",
]


def invoke(*args):
    return CliRunner().invoke(newsclean, [str(arg) for arg in args])


@pytest.fixture
def dirty(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(DIRTY)
    return path


class TestSignals:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    def test_wait_until_a_file_is_there(self, number, dirty, monkeypatch):
        found, durably = [], os.fsync

        def disturbed(descriptor):
            os.kill(os.getpid(), number)
            durably(descriptor)

        monkeypatch.setattr(os, "fsync", disturbed)
        before = signal.signal(number, lambda *_args: found.append((os.listdir(dirty.parent), dirty.read_bytes())))  # noqa: PTH208 - names
        try:
            write_file(dirty, CLEAN)
        finally:
            signal.signal(number, before)
        assert found == [(["page.html"], CLEAN)]

    @pytest.mark.parametrize(
        ("number", "status"),
        [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)],
    )
    def test_end_the_processes_of_a_run(self, number, status, tmp_path):
        pipes = [tmp_path / "a.html", tmp_path / "b.html"]
        for pipe in pipes:
            os.mkfifo(pipe)
        command = [sys.executable, "-m", "newsclean", "-j", "2", "--check", *map(str, pipes)]
        run = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heed_signals)  # noqa: PLW1509 - one thread
        # Each is open once the process that reads it is there.
        writers = [pipe.open("wb") for pipe in pipes]
        run.send_signal(number)
        if number == signal.SIGKILL:
            run.communicate(timeout=60)  # which ends when the last process has let go of it
        for writer in writers:
            writer.close()
        assert run.communicate(timeout=60)[1] in {b"", b"newsclean: interrupted\n"}
        assert run.returncode == status

    def test_that_is_ignored_stays_ignored(self):
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
        try:
            code = "import os, signal; os.kill(os.getpid(), signal.SIGHUP)"
            script = f"from newsclean.cli.main import newsclean as n; n.fallback.callback = lambda **_: exec({code!r}); n()"
            assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
        finally:
            signal.signal(signal.SIGHUP, before)

    def test_that_are_ignored_end_no_process_of_a_run(self, tmp_path):
        pipes = [tmp_path / "a.html", tmp_path / "b.html"]
        for pipe in pipes:
            os.mkfifo(pipe)
        command = [sys.executable, "-m", "newsclean", "-q", "-j", "2", "--check", *map(str, pipes)]
        run = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=outlive_the_terminal, start_new_session=True)  # noqa: PLW1509 - one thread
        writers = [pipe.open("wb") for pipe in pipes]
        os.killpg(run.pid, signal.SIGHUP)
        for writer in writers:
            writer.close()
        assert (run.communicate(timeout=60)[1], run.returncode) == (b"", 0)

    def test_are_what_they_were_afterwards(self, dirty):
        before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)]
        assert invoke("-i", dirty).exit_code == 0
        assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)] == before


def heed_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def outlive_the_terminal():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


class TestOthers:
    """Other programs, at work on the same file at the same time."""

    @pytest.mark.parametrize(
        ("by_then", "status", "left"),
        [(b"<p id=y>Edited.</p>\n", 2, b"<p id=y>Edited.</p>\n"), (CLEAN, 0, CLEAN), (DIRTY, 0, CLEAN)],
    )
    def test_what_somebody_saved_meanwhile_stays(self, by_then, status, left, dirty, monkeypatch):
        read = Source.read

        def read_then_saved(source, most):
            data = read(source, most)
            dirty.write_bytes(by_then)
            return data

        monkeypatch.setattr(Source, "read", read_then_saved)
        done = invoke("-i", dirty)
        assert (done.exit_code, dirty.read_bytes()) == (status, left)
        assert ("page.html: changed while it was cleaned" in done.stderr) == (status == 2)

    def test_what_somebody_deleted_meanwhile_stays_away(self, dirty, monkeypatch):
        read = Source.read

        def read_then_gone(source, most):
            data = read(source, most)
            dirty.unlink()
            return data

        monkeypatch.setattr(Source, "read", read_then_gone)
        assert invoke("-i", dirty).exit_code == 2
        assert not list(dirty.parent.iterdir())

    def test_a_pipe_is_not_cleaned_in_place(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.html")
        command = [sys.executable, "-m", "newsclean", "-i", str(tmp_path / "pipe.html"), os.devnull]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        assert done.returncode == 2
        assert done.stderr.count(b": is no file; ") == 2


class TestOwners:
    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
    def test_a_file_stays_its_owners(self, dirty):
        os.chown(dirty, 1234, 4321)
        dirty.chmod(0o4750)
        write_file(dirty, CLEAN)
        kept = dirty.stat()
        assert (kept.st_uid, kept.st_gid, stat.S_IMODE(kept.st_mode)) == (1234, 4321, 0o4750)

    def test_a_file_that_cannot_be_given_back_is_cleaned_all_the_same(self, dirty, monkeypatch):
        def refuse(*_args):
            raise PermissionError

        monkeypatch.setattr(os, "chown", refuse)
        monkeypatch.setattr("newsclean.cli.files._is_owned_alike", lambda *_args: False)
        write_file(dirty, CLEAN)
        assert dirty.read_bytes() == CLEAN

    def test_nobody_else_reads_a_private_file_while_it_is_written(self, dirty, monkeypatch):
        modes = []
        monkeypatch.setattr(os, "fsync", lambda descriptor: modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode)))
        dirty.chmod(0o640)
        write_file(dirty, CLEAN)
        assert modes == [0o600]
        assert stat.S_IMODE(dirty.stat().st_mode) == 0o640


class TestNames:
    @pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
    def test_git_applies_the_diff_of_a_file(self, name, tmp_path):
        (tmp_path / name).write_bytes(DIRTY)
        diff = unified_diff(name, DIRTY, CLEAN, "utf-8").data
        subprocess.run(["git", "apply"], input=diff, cwd=tmp_path, check=True)
        assert (tmp_path / name).read_bytes() == CLEAN

    def test_a_name_makes_no_second_file_of_a_diff(self):
        diff = unified_diff("x.html\n+++ b/other.html", b"a\n", b"b\n", "utf-8").data.decode()
        assert [row for row in diff.splitlines() if row.startswith("+++")] == ['+++ "b/x.html\\n+++ b/other.html"\t']

    def test_they_are_cleaned_like_any_other(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        for name in ODD_NAMES:
            Path(name).write_bytes(DIRTY)
        done = invoke("-i", "--", *ODD_NAMES)
        assert (done.exit_code, {Path(name).read_bytes() for name in ODD_NAMES}) == (0, {CLEAN})
        assert len(done.stderr.splitlines()) == len(ODD_NAMES) + 1


class TestProgress:
    class Screen:
        def isatty(self):
            return True

    def test_a_runner_of_hooks_gets_no_bar(self, monkeypatch):
        def fail(*_args, **_kwargs):
            raise AssertionError

        monkeypatch.setattr("sys.stderr", self.Screen())
        monkeypatch.setattr("newsclean.cli.progress._PATIENCE", -1)
        monkeypatch.setattr("newsclean.cli.progress._progress", fail)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("PRE_COMMIT", raising=False)
        with pytest.raises(AssertionError):
            Bar("files", 2, color=False).show(1)
        monkeypatch.setenv("PRE_COMMIT", "1")
        Bar("files", 2, color=False).show(1)


def test_nothing_is_kept_for_a_report_that_nobody_wants(dirty, monkeypatch):
    told = []
    monkeypatch.setattr(Report, "add", lambda *args: told.append(args))
    assert invoke("--check", dirty).exit_code == 1
    assert told == []
    assert invoke("--check", dirty, "--report", dirty.parent / "report").exit_code == 1
    assert len(told) == 1


def test_a_file_that_may_not_be_read_does_not_keep_the_others_from_being_cleaned(dirty, monkeypatch):
    locked = dirty.with_name("locked.html")
    locked.write_bytes(DIRTY)
    read = Source.read

    def read_what_is_open(source, most):
        if source.path == locked:
            raise PermissionError(13, "Permission denied")
        return read(source, most)

    # Root may read everything.
    monkeypatch.setattr(os, "access", lambda path, mode, **_given: not (Path(path) == locked and mode == os.R_OK))
    monkeypatch.setattr(Source, "read", read_what_is_open)
    done = invoke("-i", locked, dirty)
    assert (done.exit_code, locked.read_bytes(), dirty.read_bytes()) == (2, DIRTY, CLEAN)
    assert "locked.html: Permission denied" in done.stderr


class TestEncodings:
    GBK = "<!doctype html>\n<html lang=zh>\n<head>\n<meta charset=gbk>\n<title>{0}</title>\n</head>\n<body>\n<p id=x>One.</p>\n<!-- {1} -->\n</body>\n</html>\n"

    def test_a_page_of_which_only_ascii_is_left(self, tmp_path):
        path = tmp_path / "page.html"
        path.write_bytes(self.GBK.format("Title", "第一段注释没有了").encode("gbk"))
        assert (invoke("-i", path).exit_code, invoke("--check", path).exit_code) == (0, 0)
        assert b'<meta charset="utf-8">' in path.read_bytes()

    def test_a_page_of_which_more_is_left(self, tmp_path):
        path = tmp_path / "page.html"
        path.write_bytes(self.GBK.format("标题", "第一段注释没有了").encode("gbk"))
        assert (invoke("-i", path).exit_code, invoke("--check", path).exit_code) == (0, 0)
        assert "<title>标题</title>".encode("gbk") in path.read_bytes()

    def test_a_fragment_that_nothing_would_tell(self, tmp_path):
        path = tmp_path / "page.html"
        data = '<meta charset="gbk"><p id="x">正文第一段</p>\n'.encode("gbk")
        path.write_bytes(data)
        done = invoke("-i", path)
        assert (done.exit_code, path.read_bytes()) == (3, data)
        assert "refused (stability): what comes out would be read as" in done.stderr

    def test_a_diff_of_utf_16_is_utf_8(self, tmp_path):
        path = tmp_path / "page.html"
        path.write_bytes("<p id=x>一</p>\n".encode("utf-16"))
        assert "\n-<p id=x>一</p>\n+<p>一</p>\n".encode() in invoke("-q", "--diff", path).stdout_bytes

    @pytest.mark.parametrize(
        ("before", "after"),
        [(b"\xef\xbb\xbf<p id=x>a</p>\n", b"\xef\xbb\xbf<p>a</p>\n"), (b"<p id=x>a</p>\r\n<p>b</p>", b"<p>a</p>\r\n<p>b</p>")],
    )
    def test_git_applies_a_diff_with_a_mark_or_other_line_ends(self, before, after, tmp_path):
        (tmp_path / "page.html").write_bytes(before)
        diff = unified_diff("page.html", before, after, "utf-8").data
        subprocess.run(["git", "apply"], input=diff, cwd=tmp_path, check=True)
        assert (tmp_path / "page.html").read_bytes() == after

    def test_what_would_change_again_stays(self, dirty, monkeypatch):
        cleaned = iter([b"<p>One.</p>\n", b"<p>Two.</p>\n"])
        monkeypatch.setattr(Form, "written", lambda *_args: next(cleaned))
        done = invoke("-i", dirty)
        assert (done.exit_code, dirty.read_bytes()) == (3, DIRTY)
        assert "refused (stability): cleaning it again would change it once more" in done.stderr

    def test_what_could_not_be_read_again_stays(self, dirty, monkeypatch):
        monkeypatch.setattr(Form, "written", lambda *_args: bytes(range(256)))
        done = invoke("-i", dirty)
        assert (done.exit_code, dirty.read_bytes()) == (3, DIRTY)
        assert "refused (stability): what comes out could not be read again" in done.stderr


class TestProcesses:
    def test_another_ctrl_c_ends_them_at_once(self, tmp_path):
        pipes = [tmp_path / "a.html", tmp_path / "b.html"]
        for pipe in pipes:
            os.mkfifo(pipe)
        command = [sys.executable, "-m", "newsclean", "-j", "2", "--check", *map(str, pipes)]
        run = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heed_signals)  # noqa: PLW1509 - one thread
        writers = [pipe.open("wb") for pipe in pipes]  # whose end nobody sees, so the files at hand never end
        run.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(timeout=2)
        run.send_signal(signal.SIGINT)
        assert run.communicate(timeout=60)[1] == b"newsclean: interrupted\n"
        assert run.returncode == 130
        for writer in writers:
            writer.close()

    @pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc to see who has a file open")
    def test_one_that_is_killed_costs_only_its_file(self, tmp_path):
        names = [tmp_path / f"{letter}.html" for letter in "abcde"]
        for name in names:
            name.write_bytes(DIRTY)
        names[1].unlink()
        os.mkfifo(names[1])
        command = [sys.executable, "-m", "newsclean", "-j", "2", "--check", *map(str, names)]
        run = subprocess.Popen(command, stderr=subprocess.PIPE)
        writer = os.open(names[1], os.O_WRONLY)
        kill_reader_of(names[1])
        os.close(writer)
        lines = run.communicate(timeout=60)[1].decode().splitlines()
        assert run.returncode == 2
        assert [line.split(": ")[1][-6:] for line in lines[:-1]] == ["a.html", "b.html", "c.html", "d.html", "e.html"]
        assert lines[1] == f"newsclean: {names[1]}: its process was ended by SIGKILL, perhaps for want of memory"
        assert lines[-1] == "newsclean: 5 files: 4 to be cleaned, 1 failed"


def kill_reader_of(pipe):
    """Kill the process that has a pipe open for reading, once there is one besides this."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid() and has_open(entry, pipe):
                os.kill(int(entry.name), signal.SIGKILL)
                return


def has_open(process, path):
    try:
        return any(os.readlink(one) == str(path) for one in (process / "fd").iterdir())  # noqa: PTH115 - no file may be there
    except OSError:
        return False
