"""The packs compiled are the packs: nothing of them is lost or changed on the way through the file."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newsclean
from newsclean.read.parse import parse
from newsclean.rules import catalog
from newsclean.rules.catalog import built_in
from newsclean.rules.compiled import FORMAT, NAME, read_compiled
from newsclean.rules.compiling import compile_packs
from newsclean.rules.index import RuleIndex, selectors_of
from newsclean.rules.load import NO_SELECTOR, load_pack
from newsclean.rules.model import COMMON, Credit, Rule, Token
from newsclean.rules.select import parsed_of, selector_of
from newsclean.rules.survey import survey_of
from newsclean.rules.syntax import parse_selectors

PACKS = Path(newsclean.__file__).parent / "packs"
NAMES = sorted(path.stem for path in PACKS.glob("*.toml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the packs with the compiled file in it."""
    place = tmp_path_factory.mktemp("packs")
    for path in PACKS.glob("*.toml"):
        shutil.copy(path, place)
    compile_packs(place, place)
    return place


@pytest.fixture(scope="module")
def packs(folder):
    found = read_compiled(folder)
    assert found is not None
    return {pack.ident: pack for pack in found}


def test_all_are_there_and_the_common_one_comes_first(packs):
    assert sorted(packs) == NAMES
    assert next(iter(packs)) == COMMON


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_is_that_of_the_toml_field_by_field(name, packs):
    compiled, loaded = packs[name], load_pack(PACKS / f"{name}.toml")
    for field in ("ident", "about", "hosts", "fingerprints"):
        assert getattr(compiled, field) == getattr(loaded, field)
    assert compiled.path == f"newsclean/packs/{name}.toml"
    for field in ("article", "keep"):
        assert getattr(compiled.body, field) == getattr(loaded.body, field)
    for kind, ours, theirs in (
        (Credit, compiled.metadata, loaded.metadata),
        (Token, compiled.body.tokens, loaded.body.tokens),
        (Rule, compiled.rules, loaded.rules),
    ):
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            for field in kind.names_of_fields():
                assert (type(getattr(one, field)), getattr(one, field)) == (type(getattr(other, field)), getattr(other, field))


@pytest.mark.parametrize("name", NAMES)
def test_every_selector_is_there_parsed(name, packs):
    pack = packs[name]
    fingerprints = [text for text in pack.fingerprints if not text.startswith(NO_SELECTOR)]
    assert set(pack.marks) == set(fingerprints)
    assert set(pack.body.parsed) == {text for text, _ in selectors_of(pack) if text}
    for text, filed in (*pack.marks.items(), *pack.body.parsed.items()):
        parsed = parse_selectors(text)
        assert [parsed_of(raw) for _, raw in filed] == list(parsed)
        assert [tuple(key) for key, _ in filed] == [selector_of(one).key for one in parsed]


def test_an_installed_copy_has_them_compiled():
    if "site-packages" not in PACKS.parts:
        pytest.skip("the source itself has none")
    assert read_compiled(PACKS) is not None


# When the file is not read


def edited(folder, tmp_path, **facts):
    place = tmp_path / "packs"
    shutil.copytree(folder, place)
    head, _, rest = (place / NAME).read_bytes().partition(b"\n")
    (place / NAME).write_bytes(json.dumps({**json.loads(head), **facts}, ensure_ascii=False).encode() + b"\n" + rest)
    return place


def test_a_file_of_another_form_is_not_read(folder, tmp_path):
    assert read_compiled(edited(folder, tmp_path)) is not None
    shutil.rmtree(tmp_path / "packs")
    assert read_compiled(edited(folder, tmp_path, format=FORMAT + 1)) is None


@pytest.mark.parametrize("change", ["edited", "added", "gone"])
def test_a_file_that_is_not_of_the_toml_beside_it_is_not_read(change, folder, tmp_path):
    place = edited(folder, tmp_path)
    if change == "gone":
        (place / "bbc.toml").unlink()
    else:
        with (place / ("bbc.toml" if change == "edited" else "own.toml")).open("a", encoding="utf-8") as file:
            file.write("\n")
    assert read_compiled(place) is None


def test_without_the_file_the_toml_is_read(folder, monkeypatch, tmp_path):
    assert read_compiled(tmp_path) is None
    assert read_compiled(tmp_path / "gone") is None
    try:
        found = {}
        for place in (tmp_path, folder):
            built_in.cache_clear()
            monkeypatch.setattr(catalog, "_FOLDER", place)
            found[place] = built_in()
        assert found[tmp_path] == found[folder]
        assert not found[tmp_path][0].body.parsed
        assert found[folder][0].body.parsed
    finally:
        built_in.cache_clear()


def test_a_pack_says_what_it_is_and_is_one_to_a_set(packs):
    loaded = load_pack(PACKS / "bbc.toml")
    assert repr(packs["bbc"]) == "Pack('bbc')"
    assert packs["bbc"] != loaded  # it names the file by which users know it
    assert packs["bbc"] != "bbc"
    assert len({packs["bbc"], packs["bbc"], packs["cnn"]}) == 2


# Selectors that wait


def facts(hits):
    return [(hit.meaning.text, hit.el.get("id")) for hit in hits]


def hits_of(index, html):
    return facts(index.hits(survey_of(parse(html, page=False).body)))


def test_what_waits_is_found_as_soon_as_an_element_asks_for_it(packs):
    waiting, filed = RuleIndex(packs.values()), RuleIndex([load_pack(PACKS / f"{name}.toml") for name in packs])
    for html in (
        "<p id='a'>x</p>",
        "<div class='entry-content' id='a'><p id='b'>x</p></div>",
        "<article id='a'><div id='b'><div class='entry-content' id='c'><p id='d'>x</p></div></div></article>",
        "<p class='paywall' id='a'>x</p>",
    ):
        assert hits_of(waiting, html) == hits_of(filed, html)


def test_a_box_that_was_seen_before_anybody_asked_for_it_is_known_later(packs):
    index = RuleIndex([packs[COMMON]])
    assert ("article .entry-content", "b") not in hits_of(index, "<article id='a'><p id='b'>x</p></article>")
    html = "<article id='a'><div class='entry-content' id='b'>x</div></article>"
    assert ("article .entry-content", "b") in hits_of(index, html)


def test_threads_that_meet_selectors_at_once_find_the_same(packs):
    documents = [
        f"<article id='a'><div class='entry-content {name}' id='b'><p class='{name}-x' id='c'>x</p><a id='{name}'>y</a></div></article>"
        for name in ("share", "related", "qrcode", "author-box", "post-copyright", "comments")
    ] * 4
    expected = [hits_of(RuleIndex(packs.values()), html) for html in documents]
    for _ in range(5):
        index = RuleIndex(packs.values())
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda html, index=index: hits_of(index, html), documents)) == expected
