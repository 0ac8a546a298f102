"""The contract of the command, row by row, with real processes; then what needs a process of its own."""

# ruff: noqa: S603 - the processes started here are newsclean itself
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PAGE = b"<p>one</p><script>two()</script>"
CLEAN = b"<p>one</p>\n"
DEEP = b"<div>" * 3000 + b"deep"
WIDE = "<p id=x>one</p>\n".encode("utf-16-le")
LATIN = "---\ntitle: caf\xe9 \xe0 la carte, d\xe9j\xe0 vu\n---\n\n<p>&#20013;</p>\n".encode("latin-1")
LOSS = b"<p>one two three</p><p class=share>" + b"share this " * 40
TIDY = CLEAN.rstrip()
RULE = """[[rule]]
id = "share"
pass = "share"
why = "a share bar"
select = ".share"
hits = ['<p class="{hit}">share</p>']
misses = ['<p>share</p>']
"""
BINARY = bytes(range(256)) * 8
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def command(*args):
    return [sys.executable, "-m", "newsclean", *args]


def run(*args, stdin=b"", cwd=None, env=ENVIRONMENT, **options):
    return subprocess.run(command(*args), input=stdin, cwd=cwd, env=env, capture_output=True, timeout=60, check=False, **options)


def run_in_shell(redirection, *args):
    line = ["sh", "-c", f'"$@" {redirection}', "sh", *command(*args)]
    return subprocess.run(line, input=PAGE, env=ENVIRONMENT, capture_output=True, timeout=60, check=False)


@dataclass(frozen=True)
class Row:
    name: str
    args: tuple[str, ...]
    status: int
    stdin: bytes = b""
    stdout: bytes | None = b""  # None: something
    stderr: tuple[str, ...] = field(default=())
    files: tuple[tuple[str, bytes], ...] = field(default=())


ROWS = [
    Row("a limit", ("--limit", "bytes=5"), 3, PAGE, stderr=("refused (size)", "more than 5 bytes")),
    Row("a limit that is not met", ("--limit", f"bytes={len(PAGE)}", "--limit", "nodes=6"), 0, PAGE, CLEAN),
    Row(
        "limits",
        ("--limit", "seconds=60", "--limit", "depth=3", "--on-limit", "refuse"),
        3,
        PAGE + b"<p><b>x",
        stderr=("refused (depth)",),
    ),
    Row(
        "an unknown limit",
        ("--limit", "lines=5"),
        2,
        PAGE,
        stderr=("--limit: unknown limit: 'lines=5'", "bytes=VALUE", "seconds=VALUE"),
    ),
    Row("a limit without a number", ("--limit", "depth"), 2, PAGE, stderr=("a number is missing",)),
    Row("a limit that is too large", ("--limit", "depth=5000"), 2, PAGE, stderr=("at most 2,048",)),
    Row("a limit that is no whole number", ("--limit", "bytes=1.5"), 2, PAGE, stderr=("bytes is a whole number",)),
    Row("a device without end", ("/dev/zero", "--limit", "bytes=5000"), 3, stderr=("/dev/zero: refused (size)",)),
    Row("stdin to stdout", (), 0, PAGE, CLEAN),
    Row("dash is stdin", ("-",), 0, PAGE, CLEAN),
    Row("a file", ("page.html",), 0, b"", CLEAN),
    Row("-o file", ("page.html", "-o", "new.html"), 0, files=(("new.html", CLEAN),)),
    Row("-o - is stdout", ("page.html", "-o", "-"), 0, b"", CLEAN),
    Row(
        "-o folder",
        ("page.html", "-", "-o", "out", "--to", "text"),
        0,
        PAGE,
        files=(("out/page.txt", b"one\n"), ("out/stdin.txt", b"one\n")),
    ),
    Row("markdown", ("--to", "markdown"), 0, b"<p><b>one</b></p>", b"**one**\n"),
    Row("explain", ("--explain", "-o", "new.html"), 0, PAGE, stderr=("machinery", "two()"), files=(("new.html", CLEAN),)),
    Row("a file named as a subcommand", ("./passes",), 0, b"", CLEAN),
    Row(
        "several and no folder",
        ("page.html", "passes"),
        2,
        stderr=("newsclean: several PATHs need -i, -o DIR, --check or --diff",),
    ),
    Row("unknown option", ("--too", "html"), 2, stderr=("newsclean: No such option '--too'",)),
    Row("unknown value", ("--to", "pdf"), 2, stderr=("'pdf'", "'markdown'")),
    Row(
        "unknown pass", ("--disable", "machines"), 2, PAGE, stderr=("newsclean: --disable: unknown pass: 'machines'", "machinery")
    ),
    Row("missing file", ("gone.html",), 2, stderr=("newsclean: gone.html: No such file or directory",)),
    Row("a folder", ("folder",), 2, stderr=("newsclean: folder: is a folder",)),
    Row("missing pack", ("--pack", "gone.toml"), 2, PAGE, stderr=("newsclean: gone.toml: ",)),
    Row("broken pack", ("--pack", "broken.toml"), 2, PAGE, stderr=("newsclean: broken.toml: ",)),
    Row("binary", ("binary",), 2, stderr=("newsclean: binary: ",)),
    Row("refused", ("--stdin-filename", "deep.html"), 3, DEEP, stderr=("newsclean: deep.html: refused (depth)",)),
    Row(
        "the others are still tried, the worst wins",
        ("gone.html", "deep", "page.html", "-o", "out"),
        3,
        stderr=("newsclean: gone.html: ", "newsclean: deep: refused"),
        files=(("out/page.html", CLEAN),),
    ),
]

DIRTY = "clean.html", "page.html"
STATUSES = [
    # 0: nothing to do, or the filter succeeded
    Row("nothing to clean", ("-i", "folder"), 0, stderr=("newsclean: no files to clean",)),
    Row("a clean file", ("-i", "clean.html"), 0, files=(("clean.html", CLEAN),)),
    Row("in place", ("-i", *DIRTY), 0, stderr=("2 files: 1 cleaned, 1 unchanged",), files=(("page.html", TIDY),)),
    Row("check of what is clean", ("--check", "clean.html"), 0),
    Row("diff of what is clean", ("--diff", "-j", "2", "clean.html", "other.html"), 0, stderr=("2 files: 2 clean",)),
    Row("fail-on-change without a change", ("-i", "--fail-on-change", "clean.html"), 0),
    Row("standard input among others, in processes", ("-o", "out", "-j", "2", "-", *DIRTY), 0, PAGE, files=(("out/stdin.html", CLEAN), ("out/page.html", CLEAN))),
    Row("a descriptor among others, in processes", ("-o", "out", "-j", "2", "clean.html", "/dev/stdin"), 0, PAGE, files=(("out/stdin.html", CLEAN),)),
    Row("show-config", ("--isolated", "--show-config", "gone.html"), 0, stdout=None),
    Row("rules test", ("rules", "test", "good.toml"), 0, stdout=b"1 pack, 1 rule, 2 examples: all right\n"),
    # 1: what was looked for was found
    Row("check", ("--check", "-q", *DIRTY), 1, files=(("page.html", PAGE),)),
    Row("check in processes", ("--check", "-j", "2", *DIRTY), 1, stderr=("1 to be cleaned, 1 clean",), files=(("page.html", PAGE),)),
    Row("check of standard input", ("--check",), 1, PAGE, stderr=("<stdin>: would be cleaned",)),
    Row("diff", ("--diff", "-q", *DIRTY), 1, stdout=None, files=(("page.html", PAGE),)),
    Row("check and diff", ("--check", "--diff", "-q", *DIRTY), 1, stdout=None, files=(("page.html", PAGE),)),
    Row("fail-on-change", ("-i", "-q", "--fail-on-change", *DIRTY), 1, files=(("page.html", TIDY),)),
    Row("a rule that does not keep its word", ("rules", "test", "bad.toml"), 1, stdout=None),
    # 2: usage, configuration, reading, writing, a pack, no text, a character that an encoding lacks
    Row("-i and --check", ("-i", "--check", "page.html"), 2, stderr=("-i writes files",), files=(("page.html", PAGE),)),
    Row("-i and -o", ("-i", "-o", "out", "page.html"), 2, stderr=("-o writes elsewhere",), files=(("page.html", PAGE),)),
    Row("--check of text", ("--check", "--to", "text", "page.html"), 2, stderr=("--to text needs another file",)),
    Row("standard input in place", ("-i",), 2, PAGE, stderr=("standard input cannot be cleaned in place",)),
    Row("standard input twice", ("--check", "-", "-"), 2, PAGE, stderr=("can be read only once",)),
    Row("a pattern that is none", ("--check", "--exclude", "!", "page.html"), 2, stderr=("--exclude: no pattern of .gitignore",)),
    Row("no configuration", ("--config", "gone.toml", "page.html"), 2, stderr=("newsclean: gone.toml: No such file",)),
    Row("a wrong configuration", ("--config", "wrong.toml", "-i", "page.html"), 2, stderr=("wrong.toml:1:",), files=(("page.html", PAGE),)),
    Row("isolated and configured", ("--isolated", "--config", "wrong.toml"), 2, PAGE, stderr=("--isolated reads no",)),
    Row("a broken pack and -i", ("--pack", "broken.toml", "-i", "page.html"), 2, stderr=("broken.toml: ",), files=(("page.html", PAGE),)),
    Row("a pack to test that is none", ("rules", "test", "broken.toml"), 2, stdout=None, stderr=("broken.toml: ",)),
    Row("a device in place", ("-i", os.devnull), 2, stderr=(f"{os.devnull}: is no file",)),
    Row("Markdown in an HTML file", ("-i", "--to", "markdown", "page.html"), 2, stderr=("its name says HTML",), files=(("page.html", PAGE),)),
    Row("a character that is lacking", ("-i", "--to", "markdown", "latin.md"), 2, stderr=("U+4E2D cannot be written",), files=(("latin.md", LATIN),)),
    Row("output into a file as a folder", ("page.html", "-o", "deep/"), 2, stderr=("-o deep is a file",)),
    Row("output over the input", ("page.html", "clean.html", "-o", "."), 2, stderr=("written over by its own output",), files=(("page.html", PAGE),)),
    Row("a report with no place", ("page.html", "--report", "gone/report"), 2, stdout=CLEAN, stderr=("gone/report: No such file",)),
    # 3: a document was understood and refused
    Row("refused in place", ("-i", "deep.html"), 3, stderr=("deep.html: refused (depth)",), files=(("deep.html", DEEP),)),
    Row("the loss guard", ("--strict", "--max-loss", "0.01", "--pack", "good.toml", "--site", "good"), 3, LOSS, stderr=("refused (loss)",)),
    Row("an encoding that nothing names", ("-i", "wide.html"), 3, stderr=("refused (encoding)",), files=(("wide.html", WIDE),)),
    # every file is still tried; the highest status wins
    Row("1 and 2", ("--check", "page.html", "gone.html"), 2, stderr=("1 to be cleaned, 1 failed",)),
    Row("2 and 1 in processes", ("--diff", "-q", "-j", "2", "gone.html", "page.html"), 2, stdout=None, stderr=("gone.html: ",)),
    Row("3 and 2 and 1", ("--check", "deep.html", "gone.html", "page.html"), 3, stderr=("1 to be cleaned, 1 refused, 1 failed",)),
    Row("2 and 3 in place", ("-i", "gone.html", "deep.html", "page.html"), 3, stderr=("1 cleaned, 1 refused, 1 failed",), files=(("page.html", TIDY),)),
    Row("1 and 3", ("-i", "--fail-on-change", "-j", "3", "page.html", "deep.html", "clean.html"), 3, stderr=("1 cleaned, 1 unchanged, 1 refused",), files=(("page.html", TIDY),)),
    Row("2 and 3 into a folder", ("-o", "out", "-j", "2", "gone.html", "page.html", "deep.html"), 3, stderr=("gone.html: ", "deep.html: "), files=(("out/page.html", CLEAN),)),
    Row("a pack that is none and one that is broken", ("rules", "test", "bad.toml", "broken.toml"), 2, stdout=None, stderr=("broken.toml: ",)),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clean.html").write_bytes(CLEAN)
    (tmp_path / "other.html").write_bytes(CLEAN)
    (tmp_path / "deep.html").write_bytes(DEEP)
    (tmp_path / "latin.md").write_bytes(LATIN)
    (tmp_path / "wide.html").write_bytes(WIDE)
    (tmp_path / "wrong.toml").write_bytes(b"too = 1\n")
    (tmp_path / "good.toml").write_text(RULE.format(hit="share"))
    (tmp_path / "bad.toml").write_text(RULE.format(hit="shared"))
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "passes").write_bytes(PAGE)
    (tmp_path / "deep").write_bytes(DEEP)
    (tmp_path / "binary").write_bytes(BINARY)
    (tmp_path / "broken.toml").write_bytes(b"[[rule]\n")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize("row", [*ROWS, *STATUSES], ids=lambda row: row.name.replace(" ", "-"))
def test_contract(row, folder):
    done = run(*row.args, stdin=row.stdin, cwd=folder)
    stderr = done.stderr.decode()
    assert done.returncode == row.status, stderr
    assert done.stdout == row.stdout if row.stdout is not None else done.stdout, stderr
    for part in row.stderr:
        assert part in stderr
    assert stderr == "" or row.stderr
    assert "Traceback" not in stderr
    assert all((folder / name).read_bytes() == content for name, content in row.files)


def test_every_failure_is_one_line(folder):
    done = run("gone.html", "binary", "deep", "-o", "out", cwd=folder)
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[:2] for line in lines] == [["newsclean", name] for name in ("gone.html", "binary", "deep")]
    assert list((folder / "out").iterdir()) == []


MODULES_LOADED_BY = """
import sys
from newsclean.cli.main import main
sys.argv = ["newsclean", *{arguments!r}]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("--nope",), ("rules", "--help"), ("rules", "test", "--help")]
)
def test_no_parser_is_loaded_for(arguments):
    script = MODULES_LOADED_BY.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    loaded = set(done.stderr.decode().split())
    assert "click" in loaded
    assert not loaded & {"lxml", "cssselect", "ruamel.yaml", "bleach", "charset_normalizer", "newsclean.api"}


def test_version():
    done = run("--version")
    assert done.stdout.startswith(b"newsclean ")
    assert done.stdout.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and devices")
def _heed_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class TestStreams:
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_reader_that_leaves_ends_us_quietly(self, unbuffered, tmp_path):
        (tmp_path / "long.html").write_bytes(b"<p>line</p>" * 100_000)
        env = {**ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered}
        process = subprocess.Popen(command("long.html"), cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout.read(5) == b"<p>li"
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(60) == 141

    def test_a_full_disk(self):
        done = run_in_shell(">/dev/full")
        assert (done.returncode, done.stderr) == (2, b"newsclean: <stdout>: No space left on device\n")
        done = run_in_shell(">/dev/full", "--help")
        assert (done.returncode, done.stderr) == (2, b"newsclean: No space left on device\n")

    @pytest.mark.parametrize(
        ("redirection", "message"),
        [
            (">&-", b"newsclean: <stdout>: standard output is closed\n"),
            ("<&-", b"newsclean: <stdin>: standard input is closed\n"),
        ],
    )
    def test_a_closed_stream(self, redirection, message):
        done = run_in_shell(redirection)
        assert (done.returncode, done.stderr) == (2, message)

    def test_messages_with_nowhere_to_go_change_nothing(self):
        for redirection in ("2>&-", "2>/dev/full"):
            done = run_in_shell(redirection, "--explain")
            assert (done.returncode, done.stdout) == (0, CLEAN)

    def test_a_file_too_large_for_the_disk_leaves_the_old_one(self, tmp_path):
        resource = pytest.importorskip("resource")
        (tmp_path / "new.html").write_bytes(b"old")
        content = b"<p>line</p>\n" * 10_000
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731 - runs in the child
        env = {
            name: value for name, value in ENVIRONMENT.items() if not name.startswith("COVERAGE")
        }  # its data would not fit either
        done = run("-o", "new.html", stdin=content, cwd=tmp_path, env=env, preexec_fn=limit)
        assert (done.returncode, done.stderr) == (2, b"newsclean: new.html: File too large\n")
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("new.html", b"old")]

    def test_ctrl_c(self, folder):
        line = command("page.html", "-", "-o", "out")
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        # A process that a script started in the background ignores the signal, and so do those that it starts.
        waiting = subprocess.Popen(line, cwd=folder, preexec_fn=_heed_interrupts, **pipes)  # noqa: PLW1509 - one thread
        deadline = time.monotonic() + 60
        while not (folder / "out" / "page.html").exists() and time.monotonic() < deadline:
            time.sleep(0.02)  # once the first file is there, it reads standard input
        waiting.send_signal(signal.SIGINT)
        stdout, stderr = waiting.communicate(timeout=60)
        assert (waiting.returncode, stdout, stderr) == (130, b"", b"newsclean: interrupted\n")
        assert [path.name for path in (folder / "out").iterdir()] == ["page.html"]

    def test_a_locale_that_is_not_utf8(self):
        env = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
        done = run("--explain", stdin="<p>一</p>\r\n<!--二-->".encode(), env=env)
        assert (done.returncode, done.stdout) == (0, "<p>一</p>\n".encode())


def test_report(folder):
    done = run("page.html", "gone.html", "-o", "out", "--report", "report.jsonl", cwd=folder)
    records = [json.loads(line) for line in (folder / "report.jsonl").read_text("utf-8").splitlines()]
    assert done.returncode == 2
    assert [(record["record"], record["path"]) for record in records] == [
        ("document", "page.html"),
        *[("change", "page.html")] * (len(records) - 2),
        ("document", "gone.html"),
    ]
    assert records[0].keys() == {"record", "path", "kind", "site", "evidence", "metadata", "changed"}
    assert records[1].keys() == {"record", "path", "step", "by", "did", "what", "text", "why", "line", "count", "became"}
    assert "two()" in [record.get("text") for record in records]
    assert records[-1] == {"record": "document", "path": "gone.html", "error": "No such file or directory", "status": 2}


def test_a_file_name_that_is_not_utf8(tmp_path):
    name = os.fsdecode(b"caf\xe9.html")
    try:
        (tmp_path / name).write_bytes(PAGE)
    except OSError:
        pytest.skip("this file system takes no such name")
    done = run(name, "gone\n\x1b[2J", "-o", "out", "--report", "report.jsonl", cwd=tmp_path)
    assert done.stderr.decode().splitlines() == [r"newsclean: gone\n\x1b[2J: No such file or directory"]
    assert Path(tmp_path, "out", name).read_bytes() == CLEAN
    assert json.loads((tmp_path / "report.jsonl").read_bytes().splitlines()[0])["path"] == name


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_input_without_end_is_refused(unbuffered):
    line = ["sh", "-c", '"$@" < /dev/zero', "sh", *command("--limit", "bytes=3000000")]
    done = subprocess.run(line, env={**ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered}, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"<stdin>: refused (size): more than 3,000,000 bytes" in done.stderr


def test_a_slow_pipe_is_read_to_its_limit_and_no_further():
    done = run_in_shell("", "--limit", f"bytes={len(PAGE)}")
    assert (done.returncode, done.stdout) == (0, CLEAN)
