"""What is bounded so that hostile documents cost no more than they are long: each bound, and that nothing is lost at it."""

import pytest

from newsclean import Cleaner, dom
from newsclean.document import Document
from newsclean.passes.entities import unescape
from newsclean.passes.picture_addresses import is_placeholder
from newsclean.passes.redirectors import target_of
from newsclean.read.frontmatter import split
from newsclean.read.parse import parse
from newsclean.rules.book import RuleBook
from newsclean.rules.index import RuleIndex
from newsclean.rules.survey import survey_of
from newsclean.write.metadata import settled
from own import cleaned_by, pack_of, rule_text


def body(html):
    return parse(html, page=False).body


def test_a_long_text_is_parted_and_not_copied():
    root = body("<p>" + "x" * 20_000 + "<b>y</b>z<i>1</i>2</p>")
    for el in list(root.iter("b", "i")):
        dom.detach(el)
    assert dom.text_of(root) == "x" * 20_000 + "z2"
    (hole,) = root[0]
    assert not dom.is_element(hole)
    assert hole.tail == "z2"


def test_a_short_text_is_one_text():
    root = body("<p>x<b>y</b>z</p>")
    dom.detach(root[0][0])
    assert root[0].text == "xz"


def test_block_holders_are_all_elements_around_blocks():
    root = body("<div><span><b><div>x</div></b></span><i>y</i></div><p>z</p>")
    holders = dom.block_holders(root)
    assert {el.tag for el in holders} == {"body", "div", "span", "b"}
    assert {el for el in root.iter() if dom.has_block(el)} == holders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&amp;amp;amp;nbsp;", "\xa0"),
        ("&amp;" * 50, "&" * 50),
        ("&" + "amp;" * 1000 + "copy;", "©"),
        ("&&#97;mp;copy;", "©"),
        ("&am&#112;;lt;", "&amp;lt;".replace("&amp;", "&")),
        ("&amp&#59;copy;", "©"),
        ("&lt;&semi;x;", "&lt;;x;"),
        ("x;" * 100 + "&copy;", "x;" * 100 + "©"),
        ("&zzz;&copy", "&zzz;&copy"),
    ],
)
def test_references_are_decoded_until_none_is_left(text, expected):
    assert unescape(text) == expected


def test_redirectors_one_behind_another():
    inner, way = "http://a.b/c", "https://www.google.com/url?q="
    assert target_of(way * 9 + inner) == inner
    assert target_of(way * 11 + inner) == way * 11 + inner


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("http://a.b", True),
        ("http://a.b/c?d#e", True),
        ("http://a", False),
        ("http://.a", False),
        ("http://a.", False),
        ("http://a.b<", False),
    ],
)
def test_a_target_has_a_host_of_two_parts(target, expected):
    address = f"https://www.google.com/url?q={target}"
    assert (target_of(address) == target) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("title: [a, {b: [c]}]\n", "[a, {b: [c]}]"),
        ("title: " + "[" * 30 + "]" * 30 + "\n", "[" * 30 + "]" * 30),
        ("title: |\n  a\n  b\n", "a\nb\n"),
        ("title: |\n  a\n  b\nrest: " + "x" * 70_000 + "\n", "|\n  a\n  b"),
    ],
)
def test_deep_and_long_yaml_is_left_as_written(source, expected):
    front, _ = split(f"---\n{source}---\n")
    assert front.values["title"] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("title = 'x'\n", "x"),
        ("title = 'x'\nnumber = " + "9" * 5000 + "\n", "x"),
        ("title = '''x\ny'''\n" + "a" + ".a" * 60 + " = 1\n", "''x\ny''"),
        ("title = '''x\ny'''\nrest = '" + "x" * 70_000 + "'\n", "''x\ny''"),
    ],
)
def test_long_numbers_and_keys_of_toml_do_no_harm(source, expected):
    front, _ = split(f"+++\n{source}+++\n")
    assert front.values["title"] == expected


def test_only_so_many_values_of_one_name_are_kept():
    doc = Document(body("<p>x"))
    for number in range(150):
        doc.note(editor=f"Name {number}")
    assert len(doc.metadata["editor"]) == 100


def test_a_rule_is_tried_on_so_many_elements_within_one_another(tmp_path):
    pack = rule_text("select = 'div.box'\nunwrap = true", step="widgets").replace(
        "hits = ['<p>x</p>']", "hits = ['<div class=box>x</div>']"
    )
    html = "<div class=box>" * 20 + "<p>word</p>" + "</div>" * 20 + "<div class=box>y</div>"
    unwrapped = [change for change in cleaned_by(tmp_path, pack, html, site="own").journal if change.by == "own/rule"]
    assert sum(change.count for change in unwrapped) == 17


def test_what_a_cleaner_remembers_has_an_end():
    index = RuleIndex()
    index.hits(survey_of(body("<div title=x>a</div><div title='" + "x" * 5000 + "'>b</div>")))
    assert [look[-1][1] for look in index._memo if len(look) > 1] == ["x"]  # noqa: SLF001 - what it holds is what is tested


def test_choices_of_packs_are_forgotten():
    book = RuleBook([pack_of(rule_text("cue = ['x']\ntext = 'x'"), ident=f"p{number}") for number in range(3)], "auto", ())
    for number in range(100):
        book._active((f"p{number}",))  # noqa: SLF001 - as a document of the site would
    assert len(book._chosen) <= 64  # noqa: SLF001 - what it holds is what is tested


@pytest.mark.parametrize("opening", ["<b>", "<b><i>", "<a href=x><b><i><u>"])
@pytest.mark.parametrize("steps", [None, ()])
def test_elements_around_blocks_are_written_so_often(opening, steps):
    found = Cleaner(steps=steps).clean(opening * 100 + "<p>one</p>" * 100).content
    assert found.count("one") == 100
    assert len(found) < 100 * 200


def test_a_placeholder_is_told_by_its_name():
    assert is_placeholder("/img/dot.gif?x")
    assert is_placeholder("/loading_" + "x" * 100 + ".png")
    assert not is_placeholder("/dot." * 1000)


def test_names_are_parted_at_any_joint():
    doc = Document(body("<p>x"))
    doc.metadata["author"] = "张三 ,  ; 李四   and 王五"
    assert settled(None, doc, {})["authors"] == ("张三", "李四", "王五")
