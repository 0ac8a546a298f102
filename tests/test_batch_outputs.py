"""What `newsclean batch` writes, and what it leaves alone."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from newsclean import InputError, OptionError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
from newsclean.batch.outputs import output_for  # noqa: E402 - as below
from newsclean.batch.outputs.fitting import fitted  # noqa: E402 - after Arrow, which may be missing

KILLED_AT = """
import os, signal, sys
from newsclean.batch import {module} as module

def killed(*_args, **_words):
    os.kill(os.getpid(), signal.SIGKILL)

module.{name} = killed
from newsclean.cli.start import start

if __name__ == "__main__":
    sys.argv = ["newsclean", "batch", "--isolated", "-j", "1", *sys.argv[1:]]
    start()
"""


def batch(*args, cwd):
    line = [sys.executable, "-m", "newsclean", "batch", "--isolated", "-j", "1", *args]
    return subprocess.run(line, cwd=cwd, capture_output=True, timeout=300, check=False)  # noqa: S603 - newsclean itself


def run(*args, cwd):
    done = batch(*args, cwd=cwd)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    return done.stderr.decode()


def refusal(*args, cwd):
    done = batch(*args, cwd=cwd)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr.decode()
    return done.stderr.decode()


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write_rows(path, *contents, **columns):
    rows = ({"id": number, "content": content, **columns} for number, content in enumerate(contents))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def folder(tmp_path):
    write_rows(tmp_path / "in.jsonl", "<p id=x>a</p>", "<p>b</p>")
    return tmp_path


class TestEnds:
    """Interruptions around the moment when the output is put in its place."""

    @pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
    @pytest.mark.parametrize(
        ("module", "name"), [("outputs.jsonl", "put_in_place"), ("outputs.parquet", "put_in_place"), ("state", "Journey.leave")]
    )
    def test_what_is_whole_stays_whole(self, module, name, out, folder):
        run("in.jsonl", "-o", f"undisturbed-{out}", cwd=folder)
        parent, _, last = module.rpartition(".")
        script = KILLED_AT.format(module=last, name=name).replace(
            "newsclean.batch import", f"newsclean.batch{parent and '.'}{parent} import"
        )
        (folder / "killed.py").write_text(script)
        done = subprocess.run([sys.executable, "killed.py", "in.jsonl", "-o", out], cwd=folder, capture_output=True, check=False)  # noqa: S603 - a line of our own
        is_of_other_kind = name == "put_in_place" and out.removeprefix("out.") not in module
        assert done.returncode == (0 if is_of_other_kind else -signal.SIGKILL), done.stderr
        run("in.jsonl", "-o", out, "--resume", cwd=folder)
        assert (folder / out).read_bytes() == (folder / f"undisturbed-{out}").read_bytes()
        assert not (folder / f"{out}.partial").exists()

    def test_rows_that_are_gone_are_an_error(self, folder):
        (folder / "killed.py").write_text(KILLED_AT.format(module="state", name="Journey.leave"))
        subprocess.run([sys.executable, "killed.py", "in.jsonl", "-o", "out.jsonl"], cwd=folder, check=False)
        (folder / "out.jsonl").unlink()
        assert "so are the rows that were written" in refusal("in.jsonl", "-o", "out.jsonl", "--resume", cwd=folder)

    def test_rows_that_are_lost_in_the_middle_are_an_error(self, folder):
        script = KILLED_AT.format(module="run", name="Summary.state").replace("def killed", "def unused")
        at_the_second = "count = []\nstate = module.Summary.state\n\ndef killed(self):\n    count.append(1)\n"
        at_the_second += "    return state(self) if len(count) < 2 else os.kill(os.getpid(), 9)\n\nmodule.Summary"
        (folder / "killed.py").write_text(script.replace("module.Summary", at_the_second))
        write_rows(folder / "in.jsonl", *["<p>a</p>"] * 1001)
        subprocess.run([sys.executable, "killed.py", "in.jsonl", "-o", "out.jsonl"], cwd=folder, check=False)
        (folder / "out.jsonl.partial" / "rows").write_bytes(b"")
        assert "has lost rows that were written" in refusal("in.jsonl", "-o", "out.jsonl", "--resume", cwd=folder)


class TestOthers:
    """Files that are not for us to change."""

    @pytest.mark.parametrize("report", ["in.jsonl", "out.jsonl", "./out.jsonl", "site", "site/a.html", "out.jsonl.partial/rows"])
    def test_a_report_takes_the_place_of_nothing(self, report, folder):
        (folder / "site").mkdir()
        (folder / "site" / "a.html").write_text("<p>a</p>\n")
        (folder / "out.jsonl.partial").mkdir()
        before = (folder / "in.jsonl").read_bytes()
        refused = refusal("in.jsonl", "site", "-o", "out.jsonl", "--report", report, "--resume", cwd=folder)
        assert refused.startswith("newsclean: --report: ")
        assert (folder / "in.jsonl").read_bytes() == before
        assert not (folder / "out.jsonl").exists()

    def test_a_folder_that_is_not_of_a_run_stays(self, folder):
        (folder / "out.jsonl.partial").mkdir()
        (folder / "out.jsonl.partial" / "thesis.txt").write_text("precious")
        assert "no interrupted run has left" in refusal("in.jsonl", "-o", "out.jsonl", "--resume", cwd=folder)
        (folder / "other").mkdir()
        (folder / "link.jsonl.partial").symlink_to("other")
        assert "no interrupted run has left" in refusal("in.jsonl", "-o", "link.jsonl", "--resume", cwd=folder)
        assert (folder / "out.jsonl.partial" / "thesis.txt").read_text() == "precious"

    def test_an_output_that_may_not_be_written_is_refused(self, folder, monkeypatch):
        (folder / "out.jsonl").touch()
        monkeypatch.setattr(os, "access", lambda path, _mode: path != folder / "out.jsonl")
        with pytest.raises(OptionError, match="may not be written"):
            output_for(folder / "out.jsonl", folder, ())

    @pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
    def test_mode_and_link_of_an_output_stay(self, out, folder):
        (folder / "elsewhere").mkdir()
        target = folder / "elsewhere" / out
        target.touch()
        target.chmod(0o600)
        (folder / out).symlink_to(target)
        run("in.jsonl", "-o", out, cwd=folder)
        assert (folder / out).is_symlink()
        assert os.listdir(target.parent) == [out]  # noqa: PTH208 - names
        assert (target.stat().st_mode & 0o777, target.stat().st_size > 0) == (0o600, True)

    @pytest.mark.parametrize(
        ("out", "reason"), [("", "empty name"), (".", "is no file"), ("pipe.jsonl", "is no file"), ("d.jsonl", "is no file")]
    )
    def test_an_output_that_is_no_file_is_refused(self, out, reason, folder):
        os.mkfifo(folder / "pipe.jsonl")
        (folder / "d.jsonl").mkdir()
        done = batch("in.jsonl", "-o", out, cwd=folder)
        assert done.returncode == 2
        assert reason in done.stderr.decode() or "no name of a file" in done.stderr.decode()
        assert not list(folder.glob("*.partial"))

    def test_no_name_is_not_the_current_folder(self, folder):
        done = batch("", "-o", "out.jsonl", cwd=folder)
        assert (done.returncode, b"an empty name" in done.stderr) == (2, True)


def test_a_run_with_another_pack_is_another_run(folder):
    rule = 'about = "a"\nhosts = ["example.org"]\n\n[[rule]]\nid = "zz"\npass = "share"\nwhy = "w"\nselect = "p.{}"\n'
    rule += "hits = ['<p class=\"{}\">a</p>']\nmisses = ['<p>a</p>']\n"
    (folder / "pack.toml").write_text(rule.format("a", "a"))
    (folder / "killed.py").write_text(KILLED_AT.format(module="state", name="Journey.leave"))
    line = ["in.jsonl", "-o", "out.jsonl", "--pack", "pack.toml"]
    done = subprocess.run([sys.executable, "killed.py", *line], cwd=folder, capture_output=True, check=False)  # noqa: S603 - as above
    assert done.returncode == -signal.SIGKILL, done.stderr
    (folder / "pack.toml").write_text(rule.format("b", "b"))
    assert "cleaned it otherwise" in refusal(*line, "--resume", cwd=folder)


def test_a_row_that_is_too_large_for_a_process_costs_no_other(folder):
    write_rows(folder / "in.jsonl", "<p>a</p>\n", f"<p>{'x' * 40_000_000}", "<p>b</p>\n")
    done = batch("in.jsonl", "-o", "out.jsonl", "-q", "--limit", "text=100000000", "--memory", "64", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    rows = lines(folder / "out.jsonl")
    assert [row["status"] for row in rows] == ["unchanged", "refused", "unchanged"]
    assert rows[1]["error"] == "refused (memory): more memory than a document may take"


class TestParquet:
    @pytest.mark.parametrize(
        ("first", "later"),
        [
            (1, "007"),
            (True, 7),
            (True, "false"),
            (5, True),
            ("a", 1.5),
            (1, 1.5),
            ({"a": 1}, {"a": 1, "b": 2}),
            ({"a": 1}, {"b": 1}),
            ([1], ["1"]),
            (0.5, 2**60 + 1),
            (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)),  # noqa: DTZ001 - this is what is tried
        ],
    )
    def test_no_value_becomes_another(self, first, later):
        with pytest.raises(InputError, match="first rows"):
            fitted(pa.table({"x": [later]}), pa.table({"x": [first]}).schema)

    @pytest.mark.parametrize(
        ("first", "later", "found"),
        [
            (1, 2, 2),
            (0.5, 2, 2.0),
            (1, 2.0, 2),
            ({"a": 1, "b": 2}, {"a": 3}, {"a": 3, "b": None}),
            ([1.5], [2], [2.0]),
            ("a", None, None),
        ],
    )
    def test_what_fits_stays(self, first, later, found):
        table = fitted(pa.table({"x": [later]}), pa.table({"x": [first], "y": ["z"]}).schema)
        assert table.to_pylist() == [{"x": found, "y": None}]

    def test_a_value_that_must_be_there(self):
        schema = pa.schema([pa.field("x", pa.int64(), nullable=False)])
        with pytest.raises(InputError, match="'x': it has no value"):
            fitted(pa.table({"x": pa.array([None], pa.int64())}), schema)

    def test_a_line_that_is_no_json_among_later_rows(self, folder):
        with (folder / "in.jsonl").open("a") as file:
            file.write('{"id": 7, "content": "<p>a</p>"}\n' * 1000 + "no JSON\n")
        run("in.jsonl", "-o", "out.parquet", cwd=folder)
        last = pq.read_table(folder / "out.parquet").to_pylist()[-1]
        assert (last["id"], last["status"]) == (None, "failed")
        assert "line 1003: no JSON" in last["error"]

    def test_what_others_wrote_beside_the_columns_stays(self, folder):
        table = pa.table({"content": ["<p>a</p>"]}).replace_schema_metadata({"pandas": "{}"})
        pq.write_table(table, folder / "in.parquet")
        run("in.parquet", "-o", "out.parquet", cwd=folder)
        assert pq.read_schema(folder / "out.parquet").metadata[b"pandas"] == b"{}"


def test_a_report_cuts_long_ids(folder):
    write_rows(folder / "in.jsonl", "<p>a</p>" + "b" * 10_000)
    run("in.jsonl", "-o", "out.jsonl", "--id-column", "content", "--report", "report.json", cwd=folder)
    (slowest,) = json.loads((folder / "report.json").read_bytes())["slowest"]
    assert slowest["ident"] == "<p>a</p>" + "b" * 192
