"""Front matter: recognised, read as written, changed by the line."""

import io
import pickle
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from newsclean.read import values as reading
from newsclean.read.frontmatter import FrontMatter, split

HEXO = """
---
title: '港口：“新通道”开通，it''s on'
categories:
 - 财经
 - 'a: b'

author: 海风社
comments: false
date: Mon, 10 May 2021 11:21:19 GMT
thumbnail: ''
---

<div>
"""

HUGO = """+++
title = "港口 \\"新\\" 通道"
date = 2021-05-10T11:21:19Z
draft = false
tags = ["a", 'b']
weight = 1_000
description = '''
two
lines'''
matrix = [
  [1, 2], # x = [
]
"quoted key" = 'x'
a.b = 1

[params]
cover = "x.jpg"
+++
text
"""


def front(text: str) -> FrontMatter:
    found, _ = split(text)
    assert found is not None
    return found


def block(lines: str) -> FrontMatter:
    return front(f"---\n{lines}\n---\n")


def read_yaml(matter: FrontMatter) -> dict[str, object]:
    return dict(YAML(typ="safe", pure=True).load(matter.block))


def test_values_are_strings_as_written():
    assert dict(front(HEXO).values) == {
        "title": "港口：“新通道”开通，it's on",
        "categories": ("财经", "a: b"),
        "author": "海风社",
        "comments": "false",
        "date": "Mon, 10 May 2021 11:21:19 GMT",
        "thumbnail": "",
    }


def test_values_of_toml_are_strings_as_written():
    assert dict(front(HUGO).values) == {
        "title": '港口 "新" 通道',
        "date": "2021-05-10T11:21:19Z",
        "draft": "false",
        "tags": ("a", "b"),
        "weight": "1_000",
        "description": "two\nlines",
        "matrix": "[\n  [1, 2], # x = [\n]",
        "quoted key": "x",
        "a.b": "1",
    }


@pytest.mark.parametrize(
    "text",
    [HEXO, HUGO, "\ufeff \n---\r\na: 1\r\n...\r\nbody", "---\n---\n", "+++\n+++\n", "---\n# note\n\n---", "+++\na = 1\n+++"],
)
def test_front_matter_and_body_are_the_text_byte_for_byte(text):
    found, body = split(text)
    assert found is not None
    assert found.raw + body == text
    assert split(found.raw) == (found, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "<div>---</div>",
        "---",
        "---\n",
        "---\ntitle: never closed\n",
        "---\n\nA paragraph.\n\n---\n",
        "---\nProse: with a colon\nand a second line\n---\n",
        "---\n<p>title: x</p>\n---\n",
        "---\ntitle: x\nauthor: y\n<p>z</p>\n---\n",
        "---\n- item\n- item\n---\n",
        "---\n{title: x}\n---\n",
        "--- \ntitle: x\n----\n",
        "+++\nprose\n+++\n",
        "+++\nnever = 1\n",
        '{\n  "title": "x"\n}\n\nbody',
        "text\n---\ntitle: x\n---\n",
    ],
)
def test_other_text_is_left_alone(text):
    assert split(text) == (None, text)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("a: plain: with a colon", "plain: with a colon"),
        ("a: Invalid Date", "Invalid Date"),
        ("a:\ttab", "tab"),
        ("a: one\na: two", "two"),
        ("a: x # note", "x"),
        ("a: 'x' # note", "x"),
        ("a: # note", ""),
        ("a: x\n# note", "x"),
        ("a:", ""),
        ("a: C#", "C#"),
        ("a: 'it''s'", "it's"),
        ("a: 'It's bad'", "It's bad"),
        ("a: 'open", "'open"),
        ("a: '", "'"),
        ('a: "', '"'),
        ('a: "open', '"open'),
        ('a: "a \\"b\\" \\u4e2d\\n"', 'a "b" 中\n'),
        ('a: "\\x41"', "A"),
        ('a: "\\ud800"', "\ufffd"),
        ('a: "b" "c"', 'b" "c'),
        ("a: >-\n  two\n  lines", "two lines"),
        ("a: two\n  lines", "two lines"),
        ("a: |\n  two\n  lines", "two\nlines\n"),
        ("a: [b, 'c d', \"e\"]", ("b", "c d", "e")),
        ("a: []", ()),
        ("a: [b, [c]]", "[b, [c]]"),
        ("a: [b, 'it''s']", ("b", "it's")),
        ("a:\n- b\n- c", ("b", "c")),
        ("a:\n  - 'b'\n\n  - c # d", ("b", "c")),
        ("a:\n  - |\n    b", ("b\n",)),
        ("a:\n  b: c", "b: c"),
        ("a: {b: c}", "{b: c}"),
        ("a: *alias", "*alias"),
        ("a: @handle", "@handle"),
        ("a: - b", "- b"),
        ("a: 2021-05-10", "2021-05-10"),
        ("a: ~", "~"),
        ("a: broken\nin two\nb: c\nd: e", "broken\nin two"),
        ("'a': x", "x"),
        ('"a": x', "x"),
        ("a: " + "[" * 5000, "[" * 5000),
        ("a: |\n  " + "x" * 70_000, "|\n  " + "x" * 70_000),
    ],
)
def test_yaml_is_read_tolerantly(lines, value):
    assert block(lines).values["a"] == value


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("a = 'x", "'x"),
        ("a = x", "x"),
        ("a = 'x'\nb", "x"),
        ("a = [", "["),
        ('a = """x', '"""x'),
        ("a = 1\na = 2", "2"),
        ("a = " + "[" * 9999, "[" * 9999),
    ],
)
def test_broken_toml_is_read_as_written(lines, value):
    assert front(f"+++\n{lines}\n+++\n").values["a"] == value


def test_a_key_in_quotes_with_an_escape_that_is_none_stays_as_written():
    assert block('"a\\q": x').values == {"a\\q": "x"}


def test_ruamel_is_asked_for_structure_only(monkeypatch):
    monkeypatch.setattr(reading, "_structured", lambda *_: pytest.fail("slow path"))
    assert len(front(HEXO).values) == 6


def test_setting_changes_the_lines_of_one_key_and_keeps_its_quotes():
    old = front(HEXO)
    new = old.set("author", "云帆社").set("thumbnail", "https://x.example/it's.png").set("categories", ("x", "- y"))
    assert new.raw == HEXO.removesuffix("\n<div>\n").replace("海风社", "云帆社").replace(
        "thumbnail: ''", "thumbnail: 'https://x.example/it''s.png'"
    ).replace(" - 财经\n - 'a: b'\n", " - x\n - '- y'\n")


@pytest.mark.parametrize(
    ("lines", "value", "after"),
    [
        ("a: 'x'\nb: 1", "no", "a: 'no'\nb: 1"),
        ('a: "x"\nb: 1', "no", 'a: "no"\nb: 1'),
        ("a: x\nb: 1", "no", "a: 'no'\nb: 1"),
        ("a: x\nb: 1", "Mon, 10 May 2021 11:21:19 GMT", "a: Mon, 10 May 2021 11:21:19 GMT\nb: 1"),
        ("a: x\nb: 1", "two\nlines", 'a: "two\\nlines"\nb: 1'),
        ("a:\nb: 1", "x", "a: x\nb: 1"),
        ("a:   x\nb: 1", "q", "a:   q\nb: 1"),
        ("a: |\n  x\n  y\n\n# note\nb: 1", "z", "a: z\n\n# note\nb: 1"),
        ("a: x\nb: 1\na: q\nc: 2", "q", "b: 1\na: q\nc: 2"),
        ("a: x\nb: 1", ("p", "q: r"), "a: ['p', 'q: r']\nb: 1"),
        ("a: [x]\nb: 1", (), "a: []\nb: 1"),
        ("a:\nb: 1", ("p",), "a:\n  - p\nb: 1"),
        ("a:\n- 'x'\nb: 1", ("p",), "a:\n- 'p'\nb: 1"),
        ("a:\n- x\nb: 1", "p", "a: p\nb: 1"),
        ("a: x", "x", "a: x"),
    ],
)
def test_setting_a_value(lines, value, after):
    new = block(lines).set("a", value)
    assert new.block == after + "\n"
    assert new.values["a"] == value


def test_setting_what_is_so_already_gives_the_same_object():
    old = front(HEXO)
    assert old.set("author", "海风社") is old
    assert old.remove("none") is old


def test_a_new_key_comes_last_and_in_toml_before_the_first_table():
    assert front(HEXO).set("editor", "沈砚").block.endswith("thumbnail: ''\neditor: 沈砚\n")
    assert front(HEXO).set("on", ("x",)).block.endswith('"on":\n  - x\n')
    new = front(HUGO).set("editor", "沈砚")
    assert 'a.b = 1\neditor = "沈砚"\n\n[params]' in new.raw
    assert tomllib.loads(new.block)["editor"] == "沈砚"
    assert front("+++\n\n# c\n[a]\n+++\n").set("b", "c").block == '\n# c\nb = "c"\n[a]\n'
    assert front("+++\n# c\n+++\n").set("b", ("c",)).block == '# c\nb = ["c"]\n'


def test_toml_keeps_its_quotes():
    new = front(HUGO).set("quoted key", "y").set("title", "z").set("tags", ("c",)).set("description", "it's")
    assert "\"quoted key\" = 'y'\n" in new.raw
    assert 'title = "z"\n' in new.raw
    assert 'tags = ["c"]\n' in new.raw
    assert 'description = "it\'s"\n' in new.raw


def test_line_ends_are_kept():
    new = front("---\r\na: x\r\nb:\r\n  - y\r\n---\r\n").set("a", "z").set("c", "1").set("b", ("q", "r"))
    assert new.raw == "---\r\na: z\r\nb:\r\n  - q\r\n  - r\r\nc: '1'\r\n---\r\n"


def test_removing_takes_the_lines_of_the_key():
    assert front(HEXO).remove("categories").block == front(HEXO).block.replace("categories:\n - 财经\n - 'a: b'\n", "")
    assert block("a: x\nb: 1\na: y").remove("a").block == "b: 1\n"
    assert "matrix" not in front(HUGO).remove("matrix").raw


def test_front_matter_is_a_value():
    one, two = front(HEXO), front(HEXO)
    assert one == two
    assert len({one, two, pickle.loads(pickle.dumps(one))}) == 1  # noqa: S301 - our own bytes
    assert one != HEXO
    assert repr(one) == f"FrontMatter({one.raw!r})"


STRINGS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "yes",
        "NO",
        "null",
        "~",
        "1e3",
        "0x1F",
        "12:30",
        "2021-05-10",
        "a: b",
        "a #b",
        "a:",
        "- x",
        "'",
        '"',
        "''",
        "\\",
        "x ",
        " x",
        "[x]",
        "。",
        "\u3000全角",
        "🙂",
    ]
)
# YAML 1.1 breaks lines at these, YAML 1.2 does not, and writers disagree with readers.
BREAKS = str.maketrans("", "", "\x85\u2028\u2029")
VALUES = STRINGS | st.lists(STRINGS, max_size=3).map(tuple)
STYLES = st.sampled_from(["a: x", "a: 'x'", 'a: "x"', "a:", "a:\n  - x", "a:\n- 'x'", "a: [x]", "a: |\n  x", "b: x"])


def plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@given(STYLES, VALUES)
def test_yaml_reads_back_exactly_what_was_set(lines, value):
    old = block(lines + "\nz: last")
    new = old.set("a", value)
    assert new.values["a"] == value
    assert new is old or plain(read_yaml(new)["a"]) == value
    assert read_yaml(new)["z"] == "last"
    assert split(new.raw + "body") == (new, "body")


DELIMITERS = ("{{", "}}", "{%", "%}", "{#", "#}", "${", "#{", "<%", "%>", "[[", "]]", "[(")


@given(STYLES.filter(lambda lines: "[" not in lines), st.text(st.sampled_from("{}%#$<>[](\\\"' a"), max_size=8))
def test_no_template_engine_finds_its_delimiters_in_what_was_set(lines, value):
    new = block(lines).set("a", f"v{value}")
    assert [delimiter for delimiter in DELIMITERS if delimiter in new.raw] == []
    assert read_yaml(new)["a"] == f"v{value}"
    toml = front("+++\na = 'x'\n+++\n").set("a", value)
    assert [delimiter for delimiter in DELIMITERS if delimiter in toml.raw] == []
    assert tomllib.loads(toml.block)["a"] == value


@given(st.sampled_from(["a = 'x'", 'a = "x"', "a = ['x']", "b = 1", 'a = """\nx\n"""']), VALUES)
def test_toml_reads_back_exactly_what_was_set(lines, value):
    new = front(f"+++\n{lines}\n[t]\nz = 1\n+++\n").set("a", value)
    assert new.values["a"] == value
    assert plain(tomllib.loads(new.block)["a"]) == value
    assert tomllib.loads(new.block)["t"] == {"z": 1}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20), STRINGS)
def test_any_key_can_be_set_read_and_removed(key, value):
    for start in (block("b1: x"), front("+++\nb1 = 1\n+++\n")):
        new = start.set(key, value)
        assert new.values[key] == value
        assert new.set(key, value) is new
        if key != "b1":
            assert new.remove(key) == start


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True),
        STRINGS.map(lambda text: text.translate(BREAKS)) | st.lists(STRINGS.map(lambda text: text.translate(BREAKS))).map(tuple),
        max_size=5,
    )
)
def test_what_a_yaml_writer_wrote_is_read_as_a_yaml_reader_reads_it(data):
    writer, out = YAML(typ="safe", pure=True), io.StringIO()
    writer.default_flow_style = False
    writer.dump({key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}, out)
    if data:
        found = block(out.getvalue().rstrip("\n"))
        assert dict(found.values) == {key: plain(value) for key, value in read_yaml(found).items()}


@given(st.text(alphabet="ab:-'\"[]{}#|>&*!, \t\r\n=+.\\<\u3000\x0b\u2028", max_size=60))
def test_anything_can_be_split_read_and_changed(lines):
    for fence in ("---", "+++"):
        text = f"{fence}\n{lines}\n{fence}\nbody"
        found, body = split(text)
        if found is None:
            assert body == text
            continue
        assert found.raw + body == text
        assert all(isinstance(value, str | tuple) for value in found.values.values())
        for key in found.values:
            assert found.remove(key).values.keys() <= found.values.keys()


def test_the_corpus_is_read_and_comes_back(corpus_input):
    text = corpus_input.read_bytes().decode()
    found, body = split(text)
    assert (found is not None) == (corpus_input.suffix == ".md")
    if found is not None:
        assert found.raw + body == text
        assert found.values["title"]
        assert found.set("title", "x").set("title", found.values["title"]) == found
