"""`newsclean packs`, `passes` and `rules`: what is listed, shown, tested and sketched."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean import standard
from newsclean.cli.main import newsclean
from newsclean.rules.catalog import built_in

OWN = """
about = "The Quay Courier"
hosts = ["courier.example.org"]

[[rule]]
id = "tips-wanted"
pass = "promotion"
why = "asks readers for tips"
select = "p.tips-wanted"
hits = ['<p>Text.</p><p class="tips-wanted">Seen something? Write to us.</p>']
misses = ['<p>Seen something? Write to us, the poster said.</p>']

[[rule]]
id = "desk"
pass = "editor-credits"
why = "the desk's credit"
cue = ["desk:"]
lift = 'Desk: (?P<editor>\\w+)'
hits = ['<p>Text.</p><p>Desk: Ada</p>']
misses = ['<p>Desk: the word is old.</p>']

[[rule]]
id = "qr-boxes"
pass = "qr-blocks"
why = "has the name of a common rule"
between = ["code", "/code"]
hits = ['<div><p>Text.</p><!-- code --><p>Scan</p><!-- /code --></div>']
misses = ['<p>Text.</p>']
"""
WRONG_HIT = OWN.replace('<p class="tips-wanted">Seen', '<p class="tips">Seen')


def invoke(*args):
    return CliRunner().invoke(newsclean, args)


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    return str(path)


def lines_of(*args):
    result = invoke(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


class TestLists:
    def test_packs(self, own):
        lines = lines_of("packs", "--pack", own)
        assert [line.split()[0] for line in lines] == [*(pack.ident for pack in built_in()), "own"]
        assert lines[-1].split("  ")[0] == "own"
        assert all(part in lines[-1] for part in ("3 rules", "The Quay Courier", own, "courier.example.org"))

    def test_passes(self):
        lines = lines_of("passes")
        assert [line.split()[0] for line in lines] == list(standard().names)
        shares = sum(rule.step == "share" for pack in built_in() for rule in pack.rules)
        assert [line.split()[1] for line in lines if line.startswith(("share ", "tidy "))] == [str(shares), "-"]
        assert all(line.endswith(step.about) and step.about for line, step in zip(lines, standard(), strict=True))

    def test_all_rules(self):
        idents = [rule.ident for pack in built_in() for rule in pack.rules]
        assert [line.split()[0] for line in lines_of("rules")] == idents

    def test_rules_of_one_pack_and_pass(self, own):
        assert lines_of("rules", "--pack", own, "--site", "own", "--pass", "promotion") == [
            "own/tips-wanted  promotion  asks readers for tips"
        ]
        assert {line.split()[1] for line in lines_of("rules", "--pass", "share", "--pass", "related")} == {"share", "related"}
        assert lines_of("rules", "--site", "common", "--pass", "machinery") == []

    @pytest.mark.parametrize(
        ("args", "message"),
        [
            (("--site", "nowhere"), "--site: unknown pack: 'nowhere' (known: common, "),
            (("--pass", "nothing"), "--pass: unknown pass: 'nothing' (known: "),
            (("--pass", "share", "show", "x"), "write options behind 'show'"),
        ],
    )
    def test_an_unknown_name(self, args, message):
        result = invoke("rules", *args)
        assert result.exit_code == 2
        assert message in result.stderr


class TestShow:
    def test_a_rule_with_its_hits_and_misses(self, own):
        assert lines_of("rules", "show", "tips-wanted", "--pack", own) == [
            "own/tips-wanted",
            "  pass      promotion",
            "  why       asks readers for tips",
            "  select    p.tips-wanted",
            "  place     any",
            "  max_chars 200",
            f"  from      {own} (The Quay Courier)",
            "",
            "hit 1",
            '  before    <p>Text.</p><p class="tips-wanted">Seen something? Write to us.</p>',
            "  after     <p>Text.</p>",
            "  drop      p.tips-wanted: Seen something? Write to us.",
            "",
            "miss 1",
            "  before    <p>Seen something? Write to us, the poster said.</p>",
            "  after     <p>Seen something? Write to us, the poster said.</p>",
            "  rule      leaves it as it is",
        ]

    def test_every_kind_of_field(self, own):
        desk = lines_of("rules", "show", "own/desk", "--pack", own)
        assert [line for line in desk if "desk:" in line or "editor" in line] == [
            "  pass      editor-credits",
            '  cue       ["desk:"]',
            r"  lift      Desk: (?P<editor>\w+)",
        ]
        assert '  between   ["code", "/code"]' in lines_of("rules", "show", "own/qr-boxes", "--pack", own)
        assert "  note      author: 辛未" in lines_of("rules", "show", "common/reporter-byline")

    def test_a_replacement_shows_both_texts(self):
        told = lines_of("rules", "show", "common/captions")
        assert any(line.startswith("  rename    ") for line in told)

    def test_an_example_that_cannot_be_cleaned(self, tmp_path):
        (tmp_path / "own.toml").write_text(OWN.replace("<p>Text.</p><p class", "<div>" * 3000 + "<p class"), "utf-8")
        told = lines_of("rules", "show", "tips-wanted", "--pack", str(tmp_path / "own.toml"))
        assert any(line.startswith("hit 1: refused (depth)") for line in told)

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("qr-boxes", "several packs have a rule 'qr-boxes': common/qr-boxes, own/qr-boxes"),
            ("tips-wante", "no rule 'tips-wante'; similar: tips-wanted"),
            ("q", "no rule 'q' (newsclean rules lists them)"),
        ],
    )
    def test_a_name_that_is_not_one_rule(self, own, name, message):
        result = invoke("rules", "show", name, "--pack", own)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


class TestTest:
    def test_all_packs_that_there_are(self):
        result = invoke("rules", "test")
        packs = built_in()
        assert result.stdout.splitlines()[-1].startswith(f"{len(packs)} packs, {sum(len(pack.rules) for pack in packs)} rules, ")

    def test_a_file(self, own):
        assert lines_of("rules", "test", own) == ["1 pack, 3 rules, 6 examples: all right"]

    def test_a_failure_is_a_line(self, own, tmp_path):
        wrong = tmp_path / "wrong.toml"
        wrong.write_text(WRONG_HIT, "utf-8")
        result = invoke("rules", "test", own, str(wrong))
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout.splitlines() == [
            f'{wrong}: wrong/tips-wanted, hit 1: it changed nothing: <p>Text.</p><p class="tips">Seen something? Write to us.</p>',
            "2 packs, 6 rules, 12 examples: 1 failed",
        ]

    @pytest.mark.parametrize("text", ["[[rule]\n", "hostess = []", OWN.replace("promotion", "promotions")])
    def test_a_wrong_pack_is_worse_than_a_failure_and_the_others_are_still_tried(self, text, tmp_path):
        (tmp_path / "broken.toml").write_text(text, "utf-8")
        (tmp_path / "wrong.toml").write_text(WRONG_HIT, "utf-8")
        result = invoke("rules", "test", *(str(tmp_path / name) for name in ("broken.toml", "gone.toml", "wrong.toml")))
        assert result.exit_code == 2
        assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [
            str(tmp_path / "broken.toml"),
            str(tmp_path / "gone.toml"),
        ]
        assert result.stdout.splitlines()[-1] == "1 pack, 3 rules, 6 examples: 1 failed"

    @pytest.mark.parametrize(("text", "status"), [(OWN, 0), (WRONG_HIT, 1), ("[[rule]\n", 2)])
    def test_the_exit_status_of_the_process(self, text, status, tmp_path):
        (tmp_path / "own.toml").write_text(text, "utf-8")
        line = [sys.executable, "-m", "newsclean", "rules", "test", "own.toml"]
        done = subprocess.run(line, cwd=tmp_path, capture_output=True, timeout=60, check=False)  # noqa: S603 - newsclean itself
        assert done.returncode == status, done.stderr


class TestNew:
    PAGE = str(Path(__file__).resolve().parents[1] / "examples" / "harbour-bridge.html")

    def test_a_sketch_that_loads_and_passes(self, tmp_path):
        path = tmp_path / "courier.toml"
        path.write_text("\n".join(lines_of("rules", "new", self.PAGE)), "utf-8")
        assert lines_of("rules", "test", str(path))[-1].endswith("all right")
        shown = lines_of("packs", "--pack", str(path))[-1]
        assert all(part in shown for part in ("courier", "example.org"))

    def test_a_new_file_and_an_address(self, tmp_path):
        path = tmp_path / "quay-courier.toml"
        assert lines_of("rules", "new", self.PAGE, "-o", str(path), "--url", "https://courier.example/a") == []
        assert "# Save this as quay-courier.toml" in path.read_text("utf-8")
        assert "hosts = ['courier.example']" in path.read_text("utf-8")

    def test_standard_input_and_an_id(self):
        result = CliRunner().invoke(newsclean, ("rules", "new", "-", "--id", "own"), input=b"<p>one</p>")
        assert (result.exit_code, result.stdout.splitlines()[1]) == (
            0,
            "# Save this as own.toml: the id of a pack is the name of its file.",
        )

    @pytest.mark.parametrize(
        ("args", "message"),
        [
            (("gone.html",), "gone.html: No such file or directory"),
            ((PAGE, "--id", "Own Pack"), "--id: a pack's id is lower-case words"),
            ((PAGE, "-o", "there.toml"), "-o there.toml is there already; choose a new file"),
            ((PAGE, "-o", "Own.toml"), "--id: a pack's id is lower-case words"),
            ((PAGE, "-o", "own.txt"), "-o own.txt: the name of a pack ends in .toml"),
            ((PAGE, "-o", "own.toml", "--id", "other"), "-o own.toml: the id of a pack is the name of its file, not 'other'"),
        ],
    )
    def test_what_cannot_be(self, args, message, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("there.toml").write_text("mine", "utf-8")
        result = invoke("rules", "new", *args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["there.toml"]

    @pytest.mark.parametrize(("page", "status"), [(b"<p>one</p>", 0), (bytes(range(256)) * 8, 2), (b"<div>" * 3000, 3)])
    def test_the_exit_status_of_the_process(self, page, status, tmp_path):
        line = [sys.executable, "-m", "newsclean", "rules", "new", "-"]
        done = subprocess.run(line, input=page, cwd=tmp_path, capture_output=True, timeout=60, check=False)  # noqa: S603 - newsclean itself
        assert done.returncode == status, done.stderr
