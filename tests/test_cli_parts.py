"""The parts of the command that need no process: targets, files, the table, the group."""

import json
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from newsclean.cli.explain import table, witness
from newsclean.cli.files import write_file
from newsclean.cli.main import newsclean
from newsclean.cli.sections import sections
from newsclean.cli.sources import find_sources, hint_at_terminal
from newsclean.cli.targets import plan_targets
from newsclean.cli.terminal import columns, is_color_wanted, one_line, pad, shorten, terminal_width
from newsclean.journal import Change

CUT = Change(
    "qr-blocks",
    "sina/append-qr",
    "drop",
    "div.appendQr_wrap",
    "扫描二维码" * 20,
    "app download QR code after the article",
    41,
    1,
    "",
)
UNSET = Change("inline-styles", "inline-styles", "unset", "style", "", "says nothing that is kept", None, 120, "")
REPLACED = Change("entities", "entities", "replace", "text", f"{'很' * 50}&nbsp;好", "escaped twice", 7, 1, f"{'很' * 50} 好")


def invoke(*args, stdin=b"<p>one</p><script>two()</script>", env=None):
    return CliRunner().invoke(newsclean, args, input=stdin, env=env)


def planned(paths, output, to=None, stdin_filename=None):
    return [target.name for target in plan_targets(find_sources(paths, stdin_filename), output, [to] * max(len(paths), 1))]


class TestTargets:
    @pytest.mark.parametrize(
        ("path", "to", "name"),
        [
            ("in/page.html", None, "page.html"),
            ("in/page.HTM", None, "page.HTM"),
            ("in/post.md", None, "post.md"),
            ("in/post.md", "html", "post.html"),
            ("in/page.html", "markdown", "page.md"),
            ("in/page", "text", "page.txt"),
            ("in/page.php", None, "page.php.html"),
            ("in/up 3.5%", "json", "up 3.5%.json"),
            ("in/.html", "text", ".html.txt"),
            ("-", "text", "stdin.txt"),
        ],
    )
    def test_name_in_a_folder(self, path, to, name, tmp_path):
        assert planned([path], f"{tmp_path}/", to) == [str(tmp_path / name)]

    def test_stdin_filename_gives_a_name_and_no_folder(self, tmp_path):
        assert planned([], f"{tmp_path}/", None, "../../posts/a.md") == [str(tmp_path / "a.md")]

    def test_a_missing_folder_is_made(self, tmp_path):
        assert planned(["a.md", "b.md"], str(tmp_path / "new" / "out")) == [
            str(tmp_path / "new" / "out" / name) for name in ("a.md", "b.md")
        ]
        assert (tmp_path / "new" / "out").is_dir()

    @pytest.mark.parametrize(
        ("paths", "output", "message"),
        [
            (["a/x.md", "b/x.md"], "out", "would both be written"),
            (["post.md", "-"], ".", "written over"),
            (["a", "b"], "post.md", "is a file"),
            (["-", "-"], "out", "only once"),
            (["a", "b"], "-", "several PATHs need -i, -o DIR"),
        ],
    )
    def test_what_would_lose_a_file_is_refused(self, paths, output, message, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "post.md").write_text("post")
        with pytest.raises(click.UsageError, match=message):
            planned(paths, output)
        assert [path.name for path in tmp_path.iterdir()] == ["post.md"]

    def test_a_file_may_be_named_as_its_own_output(self, tmp_path):
        post = tmp_path / "post.html"
        post.write_bytes(b"<p>one</p><!-- -->")
        assert invoke(str(post), "-o", str(post)).exit_code == 0
        assert post.read_bytes() == b"<p>one</p>\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")
class TestFiles:
    def test_a_new_file_has_the_mode_of_the_umask(self, tmp_path):
        before = os.umask(0o027)
        try:
            write_file(tmp_path / "new", b"new")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640

    def test_mode_and_link_stay(self, tmp_path):
        (tmp_path / "real").write_bytes(b"old")
        (tmp_path / "real").chmod(0o604)
        (tmp_path / "link").symlink_to("real")
        write_file(tmp_path / "link", b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o604

    def test_the_longest_name(self, tmp_path):
        write_file(tmp_path / ("n" * 255), b"new")
        assert [path.name for path in tmp_path.iterdir()] == ["n" * 255]

    def test_a_device_is_written_to(self):
        write_file(Path(os.devnull), b"gone")
        assert Path(os.devnull).is_char_device()

    def test_a_file_that_may_not_be_written(self, tmp_path, monkeypatch):
        (tmp_path / "old").write_bytes(b"old")
        monkeypatch.setattr(os, "access", lambda *_args: False)  # root may write everything
        with pytest.raises(PermissionError):
            write_file(tmp_path / "old", b"new")
        with pytest.raises(IsADirectoryError):
            write_file(tmp_path, b"new")
        assert (tmp_path / "old").read_bytes() == b"old"

    @pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
    def test_half_a_file_is_never_left(self, error, tmp_path, monkeypatch):
        (tmp_path / "old").write_bytes(b"old")

        def fail(_descriptor):
            raise error

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(error):
            write_file(tmp_path / "old", b"new")
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("old", b"old")]


class TestTable:
    @pytest.mark.parametrize("width", [60, 80, 120, 200])
    def test_no_line_is_wider_than_the_terminal(self, width):
        lines = list(table([CUT, UNSET, REPLACED], width))
        assert len(lines) == 4
        assert max(map(columns, lines)) <= width

    def test_columns_stand_under_each_other(self):
        lines = list(table([CUT, UNSET, REPLACED], 160))
        at = lines[0].index("why")
        assert [line for line in lines if columns(line.split("  app")[0].split("  says")[0].split("  escaped")[0]) > at] == [
            lines[0]
        ]

    def test_a_small_change_in_a_long_text_is_seen(self):
        assert "…&nbsp; -> … " in list(table([REPLACED], 120))[1]

    def test_nothing_for_an_empty_journal(self):
        assert list(table([], 80)) == []

    def test_a_document_cannot_write_to_the_screen(self):
        change = CUT._replace(text="a\x1b[2J\u202e\r\nb\x07", what="div\x9b")
        assert r"a\x1b[2J\u202e b\x07" in "".join(table([change], 200))
        assert all(line.isprintable() for line in table([change], 200))


def test_columns_and_shortening():
    assert [columns(text) for text in ("abc", "二维", "é", "e\u0301", "（a）")] == [3, 4, 1, 1, 5]
    assert [shorten("二维码ab", width) for width in (8, 7, 6, 5, 1)] == ["二维码ab", "二维码…", "二维…", "二维…", "…"]
    assert pad("二", 4) + pad("7", 3, right=True) == "二    7"
    assert one_line("a\n\tb\u3000c") == "a b c"


def test_width_and_colour_follow_the_environment(monkeypatch):
    monkeypatch.setenv("COLUMNS", "99")
    assert terminal_width() == 99
    monkeypatch.setenv("COLUMNS", "3")
    assert terminal_width() == 60
    monkeypatch.delenv("COLUMNS")
    assert terminal_width() == 120
    assert [is_color_wanted(choice) for choice in ("always", "never", "auto")] == [True, False, False]


def test_someone_at_a_terminal_is_told_that_we_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    hint_at_terminal(find_sources(["page.html"], None))
    assert capsys.readouterr().err == ""
    hint_at_terminal(find_sources([], None))
    assert capsys.readouterr().err.startswith("newsclean: reading from the terminal")


class TestWitness:
    @pytest.mark.parametrize(
        ("texts", "line"),
        [
            (("host a.example",), "site own: host a.example"),
            (("canonical a.example", ".x"), "site own: canonical a.example, 1 mark: .x"),
            (
                ("host a.example", ".x", "comment:y\x1b", "images 2 of 3"),
                r"site own: host a.example, images 2 of 3, 2 marks: .x, comment:y\x1b",
            ),
            (("asked for",), "site own: asked for"),
        ],
    )
    def test_why_a_pack_was_used(self, texts, line):
        assert witness("own", texts) == line

    def test_explain_says_it_below_the_facts(self):
        result = invoke(
            "--explain", "--url", "https://finance.sina.com.cn/a", stdin=b"<p cms-style='x'>one</p><!-- \xe6\x80\xbb -->"
        )
        assert result.stderr.splitlines()[1] == "newsclean: <stdin>: site sina: host finance.sina.com.cn, 1 mark: [cms-style]"
        assert "site " not in invoke("--explain").stderr.split("\n", 1)[1]


class TestCommand:
    def test_help_names_options_and_subcommands(self):
        text = invoke("--help").stdout
        assert text.startswith("Usage: newsclean [OPTIONS] [PATH]...\n")
        assert all(name in text for name in ("--template-safe", "passes", "packs", "Exit status"))

    def test_passes_and_packs_are_listed(self):
        assert any(line.startswith("machinery ") for line in invoke("passes").stdout.splitlines())
        assert any(line.startswith("sina ") and "sina.com.cn" in line for line in invoke("packs").stdout.splitlines())

    def test_only_the_first_argument_is_a_subcommand(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "passes").write_bytes(b"<p>one</p>")
        assert invoke("-v", "passes").stdout == "<p>one</p>\n"
        assert invoke("--", "passes").stdout == "<p>one</p>\n"

    @pytest.mark.parametrize("args", [("",), ("-o", ""), ("page.html", "--report", "")])
    def test_an_empty_name_is_no_folder(self, args):
        result = invoke(*args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.endswith("an empty name (see newsclean --help)\n")

    @pytest.mark.parametrize(
        "args", [("--from", "html"), ("--site", "sina"), ("--site", "none"), ("--url", "::http//["), ("--lift", "editor")]
    )
    def test_every_option_reaches_the_cleaner(self, args):
        result = invoke(*args)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "<p>one</p>\n", "")

    def test_json_is_one_document(self):
        result = json.loads(invoke("--to", "json").stdout)
        assert result["content"] == "<p>one</p>\n"
        assert result["journal"][0]["step"] == "machinery"

    def test_passes_are_chosen_by_name(self):
        assert "<span>" not in invoke(stdin=b'<p><b style="color:red">one</b></p>').stdout
        for args in (("--disable", "machinery,comments"), ("--disable", "machinery", "--disable", " comments ,")):
            assert invoke(*args).exit_code == 0
        both = invoke("--enable", "machinery", "--disable", "machinery")
        assert (both.exit_code, both.stderr) == (2, "newsclean: --enable: named by --enable and by --disable: 'machinery'\n")

    def test_verbose_says_a_line_and_quiet_none(self):
        assert invoke("-v").stderr.startswith("newsclean: <stdin>: ")
        assert invoke("-v").stderr.endswith(" -> <stdout>\n")
        assert invoke("-qv").stderr == invoke().stderr == ""

    def test_colour(self):
        assert "\x1b[1mstep" in invoke("--explain", "--color", "always").stderr
        assert "\x1b" not in invoke("--explain").stderr

    def test_an_error_of_our_own_is_one_line_and_with_vv_a_traceback(self, monkeypatch):
        def fail(*_args, **_options):
            raise KeyError("boom")

        monkeypatch.setattr("newsclean.api.Cleaner.clean", fail)
        result = invoke()
        assert result.exit_code == 2
        assert result.stderr == "newsclean: <stdin>: internal error: KeyError: 'boom' (please report it; -vv shows where)\n"
        assert "KeyError: 'boom'\n" in invoke("-vv").stderr
        monkeypatch.setattr("newsclean.cli.run.plan_targets", fail)
        assert invoke().stderr == "newsclean: internal error: KeyError: 'boom' (please report it; -vv shows where)\n"
        assert "Traceback" in invoke("-vv").stderr

    @pytest.mark.parametrize(
        ("error", "words"), [(MemoryError(), "not enough memory"), (OSError("odd"), "odd"), (OSError(), "OSError")]
    )
    def test_errors_of_the_machine_have_words(self, error, words, monkeypatch):
        def fail(*_args, **_options):
            raise error

        monkeypatch.setattr("newsclean.api.Cleaner.clean", fail)
        assert (invoke().exit_code, invoke().stderr) == (2, f"newsclean: <stdin>: {words}\n")

    def test_a_report_that_cannot_be_written(self, tmp_path):
        result = invoke("--report", str(tmp_path))
        assert (result.exit_code, result.stdout, result.stderr) == (2, "<p>one</p>\n", f"newsclean: {tmp_path}: Is a directory\n")


class TestHelp:
    def test_every_option_has_a_heading(self):
        headings = dict(sections(newsclean.fallback.get_params(click.Context(newsclean.fallback))))
        assert list(headings) == ["Input and output", "What is done", "Safety", "Settings", "Messages"]
        assert min(map(len, headings.values())) > 2

    def test_an_option_without_a_heading_is_shown_last(self):
        own = click.Option(["--own"], help="New.")
        assert list(sections([own, click.Option(["-j", "--jobs"])]))[-1] == ("More options", [own])

    @pytest.mark.parametrize("width", [80, 120])
    def test_help_fits_the_terminal(self, width):
        lines = invoke("--help", env={"COLUMNS": str(width)}).stdout.splitlines()
        assert max(map(len, lines)) <= width
        assert [line.strip(":") for line in lines if line[:1].isalpha() and line.endswith(":")][:2] == [
            "Input and output",
            "What is done",
        ]
