"""Composing a cleaner: choosing steps, adding passes and packs, options, threads and processes."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import newsclean
from newsclean import Cleaner, Document, InputError, OptionError, PackError, Step, Steps, clean, standard
from newsclean.rules.catalog import all_packs, built_in

SCRIPTED = "<p>One.</p><script>x</script><p></p><p>Two.</p>"
PACK = """
[[rule]]
id = "promo"
pass = "{step}"
why = "promotion"
select = ".promo"
hits = ['<p>x</p><p class="promo">y</p>']
misses = ["<p>promo</p>"]
"""


def shout(doc: Document) -> None:
    """Make emphasis strong.

    Not more.
    """
    for el in doc.iter("em"):
        doc.rename(el, "strong", why="this site shouts")


def own_pack(folder: Path, name: str = "paper", step: str = "promotion") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(PACK.format(step=step), "utf-8")
    return path


# Steps


def test_steps_without():
    steps = standard().without("empty", "tidy")
    assert steps.names == tuple(name for name in standard().names if name not in {"empty", "tidy"})
    assert len(steps) == len(standard()) - 2


def test_steps_only_keeps_the_order():
    assert standard().only("empty", "comments").names == ("comments", "empty")


def test_steps_before_and_after():
    names = standard().before("headings", shout).after("headings", Step("own", shout, "the same")).names
    position = names.index("headings")
    assert names[position - 1 : position + 2] == ("shout", "headings", "own")


def test_a_callable_is_a_step_named_after_itself():
    class DropAll:
        def __call__(self, doc: Document) -> None:
            for el in list(doc.root):
                doc.drop(el, why="all of it")

    steps = Steps([shout, DropAll()])
    assert steps.names == ("shout", "DropAll")
    assert [step.about for step in steps] == ["Make emphasis strong.", ""]
    assert repr(steps) == "Steps(shout, DropAll)"
    assert Cleaner(steps=[DropAll()]).clean("<p>x</p>").content == ""


def test_steps_are_values():
    assert Steps(standard()) == standard()
    assert hash(Steps(standard())) == hash(standard())
    assert standard().without("tidy") != standard()
    assert standard() != standard().names


@pytest.mark.parametrize("method", ["without", "only"])
def test_an_unknown_step_is_an_error_that_lists_the_known(method):
    with pytest.raises(OptionError) as caught:
        getattr(standard(), method)("headlines")
    assert caught.value.known == standard().names
    assert "headings" in str(caught.value)


@pytest.mark.parametrize("method", ["before", "after"])
def test_an_unknown_place_is_an_error_too(method):
    with pytest.raises(OptionError, match="unknown pass: 'headlines'"):
        getattr(standard(), method)("headlines", shout)


def test_two_steps_of_one_name_are_an_error():
    with pytest.raises(OptionError, match="two steps have this name"):
        standard().after("tidy", Step("tidy", shout))


@pytest.mark.parametrize("steps", [["headings"], [3]])
def test_what_is_no_pass_is_no_step(steps):
    with pytest.raises(OptionError, match="a step is a pass"):
        Cleaner(steps=steps)


def test_an_own_pass_writes_the_journal_under_its_name():
    cleaned = Cleaner(steps=standard().before("tidy", shout)).clean("<p>A <em>loud</em> word.</p>")
    assert cleaned.content == "<p>A <strong>loud</strong> word.</p>\n"
    assert [change.by for change in cleaned.journal if change.step == "shout"] == ["shout"]


def test_without_steps_there_is_still_the_gate():
    cleaned = Cleaner(steps=()).clean('<p class="ad" onclick="x()">One.</p><script>x</script>')
    assert cleaned.content == "<p>One.</p>\n"
    assert {change.step for change in cleaned.journal} == {"gate"}


# Packs


def test_an_own_pack_is_a_file(tmp_path):
    cleaner = Cleaner(packs=[own_pack(tmp_path)], site="paper")
    cleaned = cleaner.clean('<p>Text.</p><p class="promo">Buy.</p>')
    assert cleaned.content == "<p>Text.</p>\n"
    assert cleaned.site == "paper"
    assert Cleaner(packs=str(own_pack(tmp_path)), site="paper").clean('<p class="promo">Buy.</p>').content == ""


def test_an_own_pack_may_have_rules_for_an_own_pass(tmp_path):
    path = own_pack(tmp_path, step="shout")
    with pytest.raises(PackError, match="unknown pass 'shout'"):
        Cleaner(packs=[path])
    assert "shout" in Cleaner(packs=[path], steps=standard().after("tidy", shout)).steps.names


def test_an_own_pack_replaces_a_built_in_one(tmp_path):
    cleaner = Cleaner(packs=[own_pack(tmp_path, "sina")], site="sina")
    html = '<p>Text.</p><div class="finance_app_zqtg">QR</div><p class="promo">Buy.</p>'
    assert cleaner.clean(html).content == "<p>Text.</p>\n<p>QR</p>\n"


def test_two_own_packs_of_one_name_are_an_error(tmp_path):
    (tmp_path / "more").mkdir()
    with pytest.raises(PackError, match="another file is the pack 'paper' too"):
        Cleaner(packs=[own_pack(tmp_path), own_pack(tmp_path / "more")])


def test_an_unknown_site_is_an_error_that_lists_the_known(tmp_path):
    with pytest.raises(OptionError) as caught:
        Cleaner(site="pepar", packs=[own_pack(tmp_path)])
    sites = [pack.ident for pack in built_in() if pack.ident != "common"]
    assert caught.value.known == ("auto", "none", *sites, "paper")


def offer(monkeypatch, **targets):
    """Let installed distributions offer `targets` as packs."""

    class Offered(EntryPoint):
        def load(self):
            target = targets[self.name]
            if isinstance(target, Exception):
                raise target
            return target

    found = [Offered(name, f"{name}.pack:PATH", "newsclean.packs") for name in targets]
    monkeypatch.setattr("newsclean.rules.catalog.announced", lambda group: found if group == "newsclean.packs" else [])


def test_an_installed_distribution_offers_a_pack(monkeypatch, tmp_path):
    offer(monkeypatch, paper=own_pack(tmp_path))
    assert [pack.ident for pack in all_packs()] == [*(pack.ident for pack in built_in()), "paper"]
    assert Cleaner(site="paper").clean('<p>x</p><p class="promo">y</p>').content == "<p>x</p>\n"


def test_a_file_of_the_user_goes_over_an_installed_pack(monkeypatch, tmp_path):
    offer(monkeypatch, paper=own_pack(tmp_path))
    path = tmp_path / "own" / "paper.toml"
    path.parent.mkdir()
    path.write_text("about = 'mine'", "utf-8")
    assert [pack.path for pack in all_packs([path]) if pack.ident == "paper"] == [str(path)]


@pytest.mark.parametrize(
    ("target", "reason"), [(ImportError("no module"), "cannot be loaded: no module"), (3, "must be the path of a TOML file")]
)
def test_an_entry_point_that_is_wrong_is_a_pack_error(monkeypatch, target, reason):
    offer(monkeypatch, paper=target)
    with pytest.raises(PackError) as caught:
        Cleaner()
    assert (caught.value.where, caught.value.reason) == ("entry point paper", reason)


# Options


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ({"to": "pdf"}, "to"),
        ({"read_as": "xml"}, "read_as"),
        ({"verify": "hope"}, "verify"),
        ({"template_safe": "php"}, "template_safe"),
        ({"max_loss": 1.5}, "max_loss"),
        ({"max_loss": "much"}, "max_loss"),
        ({"max_loss": True}, "max_loss"),
        ({"colour": "red"}, "colour"),
        ({"packs": 3}, "packs"),
        ({"lift": 3}, "lift"),
    ],
)
def test_a_value_that_is_not_known_is_an_option_error(words, option):
    with pytest.raises(OptionError) as caught:
        Cleaner(**words)
    assert caught.value.option == option
    with pytest.raises(OptionError):
        clean("<p>x</p>", **words)


def test_an_option_error_can_cross_processes():
    error = pickle.loads(pickle.dumps(OptionError("to", "pdf", known=("html",))))  # noqa: S301 - our own bytes
    assert (error.option, error.value, error.known) == ("to", "pdf", ("html",))


# One cleaner, many users


def test_a_cleaner_and_what_it_makes_can_be_pickled(tmp_path):
    cleaner = Cleaner(to="markdown", packs=[own_pack(tmp_path)], steps=standard().before("tidy", shout))
    copy = pickle.loads(pickle.dumps(cleaner))  # noqa: S301 - our own bytes
    assert copy.options == cleaner.options
    cleaned = copy.clean("<p>A <em>loud</em> word.</p>")
    assert cleaned == cleaner.clean("<p>A <em>loud</em> word.</p>")
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned  # noqa: S301 - our own bytes


def documents(number):
    return [f'<p class="k{one}">Text {one}.</p><p>责任编辑：张玫</p>' for one in range(number)]


def test_threads_share_one_cleaner():
    cleaner = Cleaner()
    sources = documents(80)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(cleaner.clean, sources)) == [Cleaner().clean(source) for source in sources]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_documents_come_back_in_order(jobs):
    sources = documents(40)
    found = list(Cleaner().clean_many(iter(sources), jobs=jobs))
    assert [cleaned.content for cleaned in found] == [f"<p>Text {number}.</p>\n" for number in range(40)]
    assert all(cleaned.metadata == {"editor": "张玫"} for cleaned in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_first_error_ends_the_iteration(jobs):
    with pytest.raises(InputError):
        list(Cleaner().clean_many(["<p>x</p>", b"\x00\x01\x02\xff" * 100], jobs=jobs))


def test_equal_options_share_one_cleaner_and_others_work_too(tmp_path):
    assert clean(SCRIPTED, to="text").content == Cleaner(to="text").clean(SCRIPTED).content
    assert clean(SCRIPTED, packs=[own_pack(tmp_path)], site="paper").content == "<p>One.</p>\n<p>Two.</p>\n"


def test_what_comes_out_is_json():
    facts = json.loads(clean("<p>正文。</p><p>责任编辑：张玫</p>").to_json())
    assert facts["content"] == "<p>正文。</p>\n"
    assert facts["metadata"] == {"editor": "张玫"}
    assert facts["kind"] == "fragment"
    assert facts["changed"] is True
    assert [change["text"] for change in facts["journal"] if change["did"] == "lift"] == ["责任编辑：张玫"]


def test_the_public_names_are_all_there():
    assert {name for name in newsclean.__all__ if getattr(newsclean, name) is None} == set()
    assert dir(newsclean) == sorted(newsclean.__all__)
    with pytest.raises(AttributeError, match="no attribute 'scrub'"):
        _ = newsclean.scrub
