"""A pickled Cleaner: small, with its own packs, and only for a newsclean whose packs are the same."""

# ruff: noqa: S301, S603 - our own bytes, read by our own process
import os
import pickle
import shutil
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import newsclean
from newsclean import Cleaner, Limits, PackError, standard
from newsclean.rules import digest

PACK = """
[[rule]]
id = "promo"
pass = "promotion"
why = "promotion"
select = ".zz-promo"
hits = ['<p>x</p><p class="zz-promo">y</p>']
misses = ["<p>promo</p>"]
"""
SOURCE = '<p>The ferry is late again today.</p><p class="zz-promo">Scan me</p>'
LOAD = "import pickle, sys; print(pickle.load(sys.stdin.buffer).clean(sys.argv[1]).content, end='')"


def cleaned_elsewhere(data, home=None):
    # A copy of the package is not the code whose coverage is asked for.
    known = {name: value for name, value in os.environ.items() if not (home and name.startswith("COVERAGE"))}
    env = {**known, "PYTHONPATH": str(home or Path(newsclean.__file__).parents[1])}
    return subprocess.run([sys.executable, "-c", LOAD, SOURCE], input=data, env=env, capture_output=True, check=False)


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(PACK)
    return path


@pytest.mark.parametrize(
    ("words", "most"),
    [({}, 120), ({"to": "markdown", "policy": "relaxed", "limits": Limits(seconds=60)}, 300), ({"steps": standard()}, 6000)],
)
def test_a_pickle_is_small_and_means_the_same(words, most):
    data = pickle.dumps(Cleaner(**words))
    assert len(data) <= most
    assert pickle.loads(data).options == Cleaner(**words).options


def test_equal_pickles_share_a_cleaner(own):
    data = pickle.dumps(Cleaner(packs=[own]))
    assert pickle.loads(data) is pickle.loads(data)


def test_packs_of_ones_own_travel_as_they_were_read(own):
    cleaner = Cleaner(site="own", packs=own)
    own.write_text(PACK.replace("zz-promo", "other"))
    data = pickle.dumps(cleaner)
    own.unlink()
    done = cleaned_elsewhere(data)
    assert (done.stdout, done.stderr) == (b"<p>The ferry is late again today.</p>\n", b"")
    assert pickle.dumps(pickle.loads(data)) == data


def test_other_packs_or_another_version_refuse_it(tmp_path):
    home = tmp_path / "elsewhere"
    data = pickle.dumps(Cleaner())
    shutil.copytree(Path(newsclean.__file__).parent, home / "newsclean", ignore=shutil.ignore_patterns("__pycache__"))
    assert cleaned_elsewhere(data, home).returncode == 0
    pack = home / "newsclean" / "packs" / "sina.toml"
    pack.write_bytes(pack.read_bytes() + b"\n")
    assert (
        b"PackError: newsclean: a cleaner was pickled where newsclean and its packs are 0."
        in cleaned_elsewhere(data, home).stderr
    )
    with pytest.raises(PackError, match=r"are 9\.9\.9 \("):
        pickle.loads(data.replace(newsclean.__version__.encode(), b"9.9.9"))


def test_installed_packs_count(own, monkeypatch):
    before = digest.packs_digest.__wrapped__()
    own_entry = EntryPoint("own", "test_pickle:HERE", digest.GROUP)
    monkeypatch.setattr(sys.modules[__name__], "HERE", own, raising=False)
    monkeypatch.setattr(digest, "announced", lambda group: [own_entry] if group == digest.GROUP else [])
    with_it = digest.packs_digest.__wrapped__()
    own.write_text(PACK.replace("zz", "yy"))
    assert len({before, with_it, digest.packs_digest.__wrapped__()}) == 3
