"""Which configuration holds for a file, and how what is wrong with one is told."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.cli import configuration as module
from newsclean.cli.configuration import ConfigError, Configurations, read_configuration
from newsclean.cli.main import newsclean

TABLE = '[tool.newsclean]\nto = "markdown"\n'


def written(folder, text, name="newsclean.toml"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def settings_for(path, *options):
    """What --show-config says that is no default: key, value and place."""
    shown = CliRunner().invoke(newsclean, ["--show-config", *options, str(path)])
    assert shown.exit_code == 0, shown.stderr
    rows = [line.partition("  # ") for line in shown.stdout.splitlines()[1:]]
    return [(setting.strip(), Path(place).name) for setting, _, place in rows if place.strip() != "default"]


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ('# a\n\nto = "text"\n', "newsclean.toml", 3),
        (b'\xef\xbb\xbfto = "text"\n', "newsclean.toml", 1),
        (b'# a\r\nto = "text"\r\n', "newsclean.toml", 2),
        ('# a\u2028b\x85c\n# to = "html"\nto = "text"\n', "newsclean.toml", 3),
        ('exclude = [\n  "to",\n]\nto = "text"\n', "newsclean.toml", 4),
        ('exclude = """\nto = "html"\n"""\nto = "text"\n', "newsclean.toml", 4),
        ('pack = []\n"to" = "text"\n', "newsclean.toml", 2),
        ('[tool]\nnewsclean = { pack = [], to = "text" }\n', "pyproject.toml", 2),
        ('tool.newsclean.site = "none"\ntool.newsclean.to = "text"\n', "pyproject.toml", 2),
        ('[tool.other]\nto = "html"\n[tool.newsclean]\nto = "text"\n', "pyproject.toml", 4),
    ],
)
def test_the_line_of_a_setting(text, name, line, tmp_path):
    assert read_configuration(written(tmp_path, text, name)).line_of("to") == line


def test_the_line_where_a_setting_begins(tmp_path):
    path = written(tmp_path, '# of the\ndisable = [\n  "share",\n\n  "tidy",\n]\n[limit]\n\ndepth = 5\n')
    assert [read_configuration(path).line_of(key) for key in ("disable", "limit", "to")] == [2, 7, None]


def test_a_key_in_disguise_is_told_without_its_line(tmp_path):
    path = written(tmp_path, '"t\\u006f" = "text"\n')
    assert read_configuration(path).place_of("to") == str(path)


def test_the_nearest_file_holds(tmp_path):
    (tmp_path / "posts" / "raw").mkdir(parents=True)
    written(tmp_path, TABLE, "pyproject.toml")
    own = written(tmp_path / "posts", 'to = "text"\n')
    written(tmp_path / "posts" / "raw", "[tool.other]\n# newsclean\n", "pyproject.toml")
    found = Configurations(None, isolated=False)
    assert [found.of(tmp_path / one).path for one in ("posts", "posts/raw", "posts/raw")] == [own] * 3
    assert found.of(tmp_path).path == tmp_path / "pyproject.toml"
    assert Configurations(None, isolated=True).of(tmp_path) is None


def test_it_is_that_of_the_folder_a_file_is_in_and_not_of_one_on_the_way(tmp_path, monkeypatch):
    (tmp_path / "posts").mkdir()
    (tmp_path / "drafts").mkdir()
    written(tmp_path / "posts", 'to = "text"\nexclude = ["*"]\n')
    (tmp_path / "drafts" / "page.html").write_text("<p>one</p>\n")
    monkeypatch.chdir(tmp_path / "posts")
    assert settings_for("../drafts/page.html") == []
    assert settings_for("../drafts") == []
    assert settings_for("../posts/../drafts/page.html") == []
    assert (
        CliRunner()
        .invoke(newsclean, ["-v", "--check", "../drafts"])
        .stderr.startswith("newsclean: ../drafts/page.html: unchanged")
    )


def test_each_folder_is_looked_into_once(tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr(module, "_in_folder", looked.append)
    found = Configurations(None, isolated=False)
    places = [tmp_path / "a" / "b" / name for name in "cdecd"]
    assert [found.of(place) for place in places] == [None] * 5
    assert len(looked) == len(set(looked))


def test_a_project_file_of_others_may_be_anything(tmp_path):
    written(tmp_path, b'[project]\nname = "caf\xe9"\n', "pyproject.toml")
    assert settings_for(tmp_path) == []
    written(tmp_path, "no toml =\n", "pyproject.toml")
    assert settings_for(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (b"to = '\xe9'\n", "newsclean.toml", ": is not UTF-8 at byte 6"),
        (b"[tool.newsclean]\n# \xe9\n", "pyproject.toml", ": is not UTF-8 at byte 19"),
        ("[tool.newsclean]\nto =\n", "pyproject.toml", ": is no TOML: Invalid value (at line 2, column 5)"),
        ("tool = 1\n", "newsclean.toml", ":1: unknown key 'tool'"),
        ("strict = 1\n", "newsclean.toml", ":1: strict: true or false was expected, not 1"),
        ("strict = true\nmax-loss = true\n", "newsclean.toml", ":2: max-loss: a number was expected, not True"),
        ("pack = [1]\n", "newsclean.toml", ":1: pack: a string or a list of strings was expected, not [1]"),
        ('limit = { depth = "5" }\n', "newsclean.toml", ":1: limit: a table of numbers was expected"),
        ('exclude = ["drafts", "!"]\n', "newsclean.toml", ":1: exclude: no pattern of .gitignore: '!'"),
        ("exclude = '\\'\n", "newsclean.toml", ":1: exclude: no pattern of .gitignore: '\\\\'"),
    ],
)
def test_what_is_wrong_ends_the_run(text, name, reason, tmp_path):
    path = written(tmp_path, text, name)
    (tmp_path / "page.html").write_text("<p id=x>one</p>\n")
    done = CliRunner().invoke(newsclean, ["-i", str(tmp_path / "page.html")])
    assert done.exit_code == 2
    assert done.stderr.startswith(f"newsclean: {path}{reason}")
    assert (tmp_path / "page.html").read_text() == "<p id=x>one</p>\n"


def test_a_folder_is_no_configuration(tmp_path):
    done = CliRunner().invoke(newsclean, ["--config", str(tmp_path)], input="")
    assert (done.exit_code, done.stderr) == (2, f"newsclean: {tmp_path}: Is a directory\n")


def test_a_folder_that_may_not_be_entered_has_none(tmp_path, monkeypatch):
    def refuse(_path):
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert Configurations(None, isolated=False).of(tmp_path) is None


def test_an_error_without_a_line(tmp_path):
    path = os.fspath(tmp_path)
    assert [str(ConfigError(path, line, "why")) for line in (None, 3)] == [f"{path}: why", f"{path}:3: why"]
