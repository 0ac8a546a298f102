"""The front door: what goes in, what comes out, which options there are."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsclean import ARTICLE, Cleaner, InputError, OptionError, Options, PackError, Policy, RefusedError, Step, clean, standard

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The bridge - The Quay</title>
<meta property="og:title" content=" The  bridge "><meta name="author" content="Maren Holt"><meta name="Keywords" content="">
<meta property="og:site_name" content="The Quay"><meta name="source" content="Another"></head>
<body><nav><a href="/">Home</a></nav><article><h2>What was repaired</h2>
<p>The swing bridge at the harbour mouth carries people again, and by seven there was a queue.</p></article></body></html>
"""
ARTICLE_HTML = (
    "<h2>What was repaired</h2>\n"
    "<p>The swing bridge at the harbour mouth carries people again, and by seven there was a queue.</p>\n"
)


def test_text_and_bytes_are_alike():
    assert clean("<p>旧港</p>").content == clean("<p>旧港</p>".encode()).content == "<p>旧港</p>\n"
    assert clean("<meta charset=gbk><p>旧港今日重新开放，市民步行过桥</p>".encode("gbk")).content == (
        "<p>旧港今日重新开放，市民步行过桥</p>\n"
    )


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("html", "<h2>a</h2>\n<p>b <strong>c</strong></p>\n"),
        ("markdown", "## a\n\nb **c**\n"),
        ("text", "a\n\nb c\n"),
    ],
)
def test_what_comes_out(to, expected):
    assert clean("<h2>a</h2><p>b <b>c</b></p>", to=to, steps=standard().without("headings")).content == expected


def test_a_page_goes_in_and_its_article_comes_out():
    cleaned = clean(PAGE)
    assert cleaned.content == ARTICLE_HTML
    assert cleaned.kind == "page"
    assert cleaned.changed
    assert cleaned.metadata["title"] == "The bridge"
    assert cleaned.metadata["author"] == "Maren Holt"
    assert cleaned.metadata["source"] == "Another"


def test_a_whole_page_comes_out_on_request():
    content = clean(PAGE, document=True).content
    assert content.startswith('<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>The bridge</title>')
    assert f"<article>\n{ARTICLE_HTML}</article>" in content
    assert clean(content, document=True).content == content
    assert clean("<p>a</p>", document=True).content == "<p>a</p>\n"
    assert clean(PAGE, document=True, to="text").content.startswith("What was repaired")


def test_a_page_with_nothing_to_say_of_itself():
    content = clean("<html><body><p>a</p></body></html>", document=True).content
    assert "<html>\n" in content
    assert "<title></title>" in content


def test_a_title_told_twice():
    def tell(doc):
        doc.note(title="another")

    content = clean(PAGE, document=True, steps=[tell]).content
    assert "<title>The bridge</title>" in content


def test_kinds():
    assert clean("<p>a</p>").kind == "fragment"
    assert clean("---\ntitle: b\n---\n<p>a</p>").kind == "frontmatter"
    assert clean("---\ntitle: b\n---\n<p>a</p>", read_as="html").kind == "fragment"
    assert clean(PAGE).kind == "page"


def test_metadata_of_front_matter():
    cleaned = clean("---\ntitle: b\ntags: [c, d]\nlayout: post\nauthor: ''\n---\n<p>a</p>")
    assert dict(cleaned.metadata) == {"title": "b", "tags": ("c", "d")}
    with pytest.raises(TypeError):
        cleaned.metadata["title"] = "c"


def test_changed_says_whether_anything_is_different():
    assert clean("<p>a").changed
    assert not clean("<p>a</p>\n").changed
    assert not clean(b"<p>a</p>\n").changed
    assert not clean("").changed


def test_addresses_become_absolute():
    source = "<p><a href='b?c=1'>x</a> <img src='//cdn.example.com/d.jpg'></p>"
    assert clean(source, url="https://example.com/a/").content == (
        '<p><a href="https://example.com/a/b?c=1">x</a> <img src="https://cdn.example.com/d.jpg"></p>\n'
    )
    assert 'href="b?c=1"' in clean(source).content


def test_json_says_everything():
    cleaned = clean("<p>正文第一段，说得很清楚。</p><p>责任编辑：张玫</p><script>x</script>", site="sina")
    facts = json.loads(cleaned.to_json())
    assert facts["content"] == cleaned.content
    assert facts["metadata"] == dict(cleaned.metadata) == {"editor": "张玫"}
    assert facts["site"] == cleaned.site
    assert facts["kind"] == "fragment"
    assert facts["changed"] is True
    assert facts["journal"] == [change._asdict() for change in cleaned.journal]
    assert "张玫" in cleaned.to_json()
    assert "\n" not in cleaned.to_json(indent=None)


def test_the_journal_of_a_clean_document_is_empty():
    assert clean("<p>a</p>\n").journal == ()


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ({"colour": "red"}, "colour"),
        ({"to": "pdf"}, "to"),
        ({"read_as": "docx"}, "read_as"),
        ({"site": "nowhere"}, "site"),
        ({"verify": "me"}, "verify"),
        ({"template_safe": "php"}, "template_safe"),
    ],
)
def test_a_value_that_is_not_known_is_an_error_that_lists_the_known(words, option):
    with pytest.raises(OptionError) as caught:
        clean("<p>a</p>", **words)
    assert caught.value.option == option
    assert caught.value.known
    assert "known: " in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        {"max_loss": 2},
        {"max_loss": -0.1},
        {"max_loss": True},
        {"max_loss": "1"},
        {"packs": 7},
        {"lift": 7},
        {"steps": ["headings"]},
        {"steps": [Step("a", len), Step("a", len)]},
    ],
)
def test_a_value_that_makes_no_sense_is_an_error(words):
    with pytest.raises(OptionError):
        Cleaner(**words)


def test_options_can_be_read_back():
    options = Cleaner(to="text", packs=[], lift="editor", max_loss=0).options
    assert options == Options(to="text", lift=("editor",), max_loss=0)
    assert Cleaner(lift=["editor", "author"]).options.lift == ("editor", "author")


MINE = """about = "Mine"
hosts = ["mine.example"]

[[rule]]
id = "promo"
pass = "promotion"
select = ".promo"
why = "promotion"
hits = ['<p>正文第一段，说得很清楚。</p><p class="promo">扫码</p>']
misses = ['<p>正文。</p>']
"""


def test_a_pack_of_ones_own(tmp_path):
    pack = tmp_path / "mine.toml"
    pack.write_text(MINE, "utf-8")
    cleaner = Cleaner(packs=pack, site="mine")
    assert cleaner.clean("<p>正文第一段，说得很清楚。</p><p class=promo>扫码</p>").content == "<p>正文第一段，说得很清楚。</p>\n"
    assert Cleaner(packs=[str(pack)]).options.packs == (pack,)


def test_a_rule_that_would_run_too_late_is_an_error(tmp_path):
    pack = tmp_path / "late.toml"
    pack.write_text(MINE.replace('"promotion"', '"lines"', 1).replace('select = ".promo"', 'between = ["a", "b"]'), "utf-8")
    with pytest.raises(PackError, match="between has nothing to find"):
        Cleaner(packs=pack)


def test_a_pass_of_ones_own():
    def shout(doc):
        for el in list(doc.iter("em")):
            doc.rename(el, "strong", why="louder")

    cleaned = clean("<p><em>a</em></p>", steps=standard().after("comments", shout))
    assert cleaned.content == "<p><strong>a</strong></p>\n"
    assert [change.by for change in cleaned.journal] == ["shout"]


def test_an_error_in_a_pass_of_ones_own_comes_through():
    def broken(_doc):
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        clean("<p>a</p>", steps=[broken])


def test_no_pass_gets_past_the_gate():
    def evil(doc):
        script = doc.new("script")
        script.text = "alert(1)"
        doc.root.append(script)
        doc.root.set("onload", "x")
        doc.root[0].set("onclick", "x")

    assert clean("<p>a</p>", steps=[evil]).content == "<p>a</p>\n"


def test_a_policy_of_ones_own():
    assert clean("<h2>a</h2><p>b <em>c</em></p>", policy=Policy("plain", {"p": {}})).content == "<p>a</p>\n<p>b c</p>\n"


def test_template_delimiters_on_request():
    assert "{{" in clean("<p>{{ a }}</p>").content
    assert "{{" not in clean("<p>{{ a }}</p>", template_safe="vue").content


def test_what_cannot_be_read_is_refused():
    with pytest.raises(InputError):
        clean(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(RefusedError):
        clean("<div>" * 5000)


def test_a_cleaner_travels():
    cleaner = Cleaner(to="text", policy=ARTICLE, template_safe="vue")
    again = pickle.loads(pickle.dumps(cleaner))  # noqa: S301 - our own bytes
    assert again.options == cleaner.options
    cleaned = again.clean("<p>a</p>")
    assert cleaned == cleaner.clean("<p>a</p>")
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned  # noqa: S301 - our own bytes


def test_many_documents_in_order():
    cleaner = Cleaner()
    sources = [f"<p>{number}</p>" for number in range(20)]
    expected = [f"<p>{number}</p>\n" for number in range(20)]
    assert [one.content for one in cleaner.clean_many(sources)] == expected
    assert [one.content for one in cleaner.clean_many(iter(sources), jobs=2)] == expected
    with pytest.raises(InputError):
        list(cleaner.clean_many([b"\x89PNG\r\n\x1a\n" + bytes(100)]))


def test_threads_share_a_cleaner():
    cleaner = Cleaner()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(cleaner.clean, [f"<p>{number}" for number in range(50)]))
    assert [one.content for one in found] == [f"<p>{number}</p>\n" for number in range(50)]


def test_a_page_says_the_encoding_in_which_it_will_be_stored():
    page = "<!doctype html><html><head><meta charset=utf-8><title>T</title></head><body><p>One.</p></body></html>"
    cleaner = Cleaner(document=True)
    assert '<meta charset="gb18030">' in cleaner.clean(page, charset="gb18030").content
    assert '<meta charset="utf-8">' in cleaner.clean(page).content


def test_the_lines_of_the_journal_are_those_of_the_file():
    source = "\n---\ntitle: A\n---\n\n<p>One.</p>\n<script>two()</script>\n"
    assert [change.line for change in clean(source).journal if change.what == "script"] == [
        source[: source.index("<script")].count("\n") + 1
    ]
