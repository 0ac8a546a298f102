"""What happens to `newsclean batch` when the worst does: every other row is what it would have been."""

# ruff: noqa: S603, S607 - the processes started here are newsclean itself, and mount, which makes a small disk
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

FAULTS = """
import os, time

def fault(doc):
    text = "".join(doc.root.itertext())
    if "HANG" in text:
        time.sleep(600)
    if "EAT" in text:
        pile = []
        while True:
            pile.append(bytearray(10**7))
    if "KILL" in text:
        os.kill(os.getpid(), 9)
    if "RAISE" in text:
        raise ValueError("a pass went wrong")
"""


def command(*args):
    return [sys.executable, "-m", "newsclean", "batch", *args]


def batch(*args, cwd, env=None):
    return subprocess.run(command(*args), cwd=cwd, env=env, capture_output=True, timeout=300, check=False)


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write_rows(path, texts):
    rows = ({"id": number, "content": text} for number, text in enumerate(texts))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


@pytest.fixture
def with_faults(tmp_path):
    """An environment in which a distribution is installed whose pass goes wrong where the text asks for it."""
    home = tmp_path / "installed"
    (home / "faults-1.dist-info").mkdir(parents=True)
    (home / "faults.py").write_text(FAULTS)
    (home / "faults-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: faults\nVersion: 1\n")
    (home / "faults-1.dist-info" / "entry_points.txt").write_text("[newsclean.passes]\nfault = faults:fault\n")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(home), *filter(None, [os.environ.get("PYTHONPATH")])])}


def test_a_document_that_hangs_eats_memory_or_kills_is_refused_alone(tmp_path, with_faults):
    texts = [f"<p>text {number}</p>\n" for number in range(40)]
    for place, word in ((3, "HANG"), (8, "EAT"), (11, "KILL"), (12, "KILL"), (20, "RAISE"), (39, "KILL")):
        texts[place] = f"<p>{word}</p>\n"
    write_rows(tmp_path / "in.jsonl", texts)
    options = ("--enable", "fault", "--limit", "seconds=1", "--memory", "400", "-j", "2", "--report", "report.json")
    done = batch("in.jsonl", "-o", "out.jsonl", *options, cwd=tmp_path, env=with_faults)
    assert done.returncode == 0, done.stderr.decode()
    rows = lines(tmp_path / "out.jsonl")
    assert [row["id"] for row in rows] == list(range(40))
    errors = {row["id"]: row["error"] for row in rows if row["error"]}
    assert {number: error.split(":")[0] for number, error in errors.items()} == {
        3: "refused (time)",
        8: "refused (memory)",
        11: "refused (died)",
        12: "refused (died)",
        20: "internal error",
        39: "refused (died)",
    }
    assert all(row["status"] == "unchanged" for row in rows if row["id"] not in errors)
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["status"] == {"unchanged": 34, "refused": 5, "failed": 1}


@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.parquet"])
def test_a_run_that_is_killed_goes_on_and_ends_the_same(name, tmp_path):
    pytest.importorskip("pyarrow")
    write_rows(tmp_path / "in.jsonl", [f"<p id=x>{number} <b>word</b></p><script>{number}</script>" for number in range(5500)])
    quick = ("--site", "none")
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    assert batch("../in.jsonl", "-o", name, *quick, cwd=undisturbed).returncode == 0
    random_moment = random.Random(7)  # noqa: S311 - not for secrets
    for number in range(5):
        waits_for = number  # blocks that are done before it may be killed
        process = subprocess.Popen(command("in.jsonl", "-o", name, "--resume", *quick), cwd=tmp_path, stderr=subprocess.DEVNULL)
        state = tmp_path / f"{name}.partial" / "state.json"
        while process.poll() is None and not (state.exists() and _blocks(state) >= waits_for):
            time.sleep(0.01)
        time.sleep(random_moment.random() / 5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = batch("in.jsonl", "-o", name, "--resume", *quick, "--report", "report.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / name).read_bytes() == (undisturbed / name).read_bytes()
    assert json.loads((tmp_path / "report.json").read_bytes())["rows"] == 5500


def _blocks(state):
    try:
        return json.loads(state.read_text("utf-8"))["blocks"]
    except ValueError:
        return 0


def test_a_full_disk_leaves_a_run_to_take_up(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "none", str(disk)], capture_output=True, check=False
    ).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        texts = [f"<p>{number} {'word' * 120}</p>\n" for number in range(3000)]
        write_rows(tmp_path / "in.jsonl", texts)
        done = batch("in.jsonl", "-o", "disk/out.jsonl", cwd=tmp_path)
        assert (done.returncode, b"No space left on device" in done.stderr) == (2, True), done.stderr.decode()
        assert not (disk / "out.jsonl").exists()
        subprocess.run(["mount", "-o", "remount,size=50m", str(disk)], check=True)
        again = batch("in.jsonl", "-o", "disk/out.jsonl", cwd=tmp_path)
        assert (again.returncode, b"an interrupted run is there" in again.stderr) == (2, True)
        other = batch("in.jsonl", "-o", "disk/out.jsonl", "--resume", "--to", "markdown", cwd=tmp_path)
        assert (other.returncode, b"cleaned it otherwise" in other.stderr) == (2, True)
        assert batch("in.jsonl", "-o", "disk/out.jsonl", "--resume", cwd=tmp_path).returncode == 0
        assert [row["clean"] for row in lines(disk / "out.jsonl")] == texts
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def heed_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # which a shell has its background jobs ignore


def test_ctrl_c_leaves_a_run_to_take_up(tmp_path):
    write_rows(tmp_path / "in.jsonl", [f"<p>{number}</p>\n" for number in range(8_000)])
    line = command("in.jsonl", "-o", "out.jsonl", "-q")
    process = subprocess.Popen(line, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heed_interrupts)  # noqa: PLW1509 - one thread
    state = tmp_path / "out.jsonl.partial" / "state.json"
    while process.poll() is None and not (state.exists() and _blocks(state)):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, b"newsclean: interrupted\n")
    assert batch("in.jsonl", "-o", "out.jsonl", "--resume", cwd=tmp_path).returncode == 0
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == list(range(8_000))


def test_where_nothing_is_left_to_take_up_a_run_begins_anew(tmp_path):
    write_rows(tmp_path / "in.jsonl", ["<p>a</p>"])
    for _ in range(2):
        assert batch("in.jsonl", "-o", "out.jsonl", "--resume", cwd=tmp_path).returncode == 0
        assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == [0]


def test_two_runs_do_not_write_one_output(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    write_rows(tmp_path / "in.jsonl", ["<p>a</p>"])
    folder = tmp_path / "out.jsonl.partial"
    folder.mkdir()
    with (folder / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = batch("in.jsonl", "-o", "out.jsonl", "--resume", cwd=tmp_path)
    assert (done.returncode, b"another process is at work" in done.stderr) == (2, True)


def test_a_state_that_is_broken_is_an_error(tmp_path):
    write_rows(tmp_path / "in.jsonl", ["<p>a</p>"])
    folder = tmp_path / "out.jsonl.partial"
    folder.mkdir()
    (folder / "state.json").write_text("{")
    done = batch("in.jsonl", "-o", "out.jsonl", "--resume", cwd=tmp_path)
    assert (done.returncode, b"state.json is broken" in done.stderr) == (2, True)
