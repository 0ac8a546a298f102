"""The sketch of a pack: it loads, its rules keep their word, and it says what is left to decide."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import Cleaner, InputError, RefusedError, dom, standard
from newsclean.proof import trials
from newsclean.read.parse import parse
from newsclean.rules.load import load_pack, parse_pack
from newsclean.scaffold.names import Names, is_stable, words_in
from newsclean.scaffold.proposal import piece_of, quoted, slug
from newsclean.scaffold.site import domain_of, ident_of
from newsclean.scaffold.sizes import shown, sizes_of
from newsclean.scaffold.sketch import sketch
from soup import SOUP

PROJECT = Path(__file__).resolve().parents[1]
PAGES = [*sorted((PROJECT / "examples").glob("*.[hm][td]*")), *sorted((PROJECT / "tests" / "articles").glob("*/input.html"))]
COURIER = PROJECT / "examples" / "harbour-bridge.html"
SENTENCE = "The bridge at the harbour mouth carries people again, nine years after the last lorry. "

CONTEXT = "<p>The bridge at the harbour mouth carries people again, nine…</p>"

LOCAL = f"""<!DOCTYPE html><html><head><title>Shop to close</title>
<link rel="canonical" href="https://news.hillgazette.co.uk/a-1"><meta name="generator" content="Gazette Press 4.2"></head><body>
<div class="hg-masthead"><a href="/">Hill Gazette</a></div>
<div id="hg-story" class="col-8 css-x1y2"><h1 class="hg-headline">Shop to close</h1>
<p class="hg-byline">By Ada Quill</p>
<div class="hg-text"><p>{SENTENCE}</p><p>{SENTENCE}</p>
<div class="hg-fellows"><a href="/1">One story</a> <a href="/2">Another story</a> <a href="/3">A third story</a></div>
<p>{SENTENCE}</p><p>{SENTENCE}</p><p>Photographs by Tom Ash</p><p>It's “over”, he said: 'all of it'.</p>
<!-- hg story ends here --><!-- ad 3 --></div>
<div class="hg-mug"><img src="/mug.png">Support us with a Gazette mug<script>track("x")</script></div></div>
<div class="hg-talk"><p>First!</p></div></body></html>"""

CHINESE = f"""<div class="qz-body">{"".join(f"<p>江心渡轮公司一日宣布，停航三年的夜间航班自本周六起恢复，末班船为二十三时整，票价不变。第{n}天。</p>" for n in "一二三四")}
<div class="qz-xiazai box">  买船票，就到&lt;渡轮&gt;网  </div><p class="qz-bianji">实习编辑　林晚舟</p><p>本文作者：顾远航</p>
<p>摄影：沈渡舟</p><p>记者 从会上获悉此事</p></div>"""


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\x85"), max_size=60)


def proven(text, ident="own"):
    """The pack in `text`, loaded strictly; every rule keeps its word."""
    return parse_pack(text, ident=ident, path=f"{ident}.toml", passes=standard().names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_sketch_loads_and_its_rules_keep_their_word(page, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(sketch(page.read_bytes(), ident="own"), "utf-8")
    pack = load_pack(path, passes=standard().names)
    assert [trial for trial in trials(pack, path) if trial.complaint] == []
    assert all(rule.why.startswith("seen: ") for rule in pack.rules)
    assert Cleaner(packs=[path], site="own").clean(page.read_bytes()).content


@pytest.fixture(scope="module")
def text():
    return sketch(LOCAL.encode())


class TestPage:
    def test_what_a_person_has_to_decide_is_said(self, text):
        assert text.startswith("# https://news.hillgazette.co.uk/a-1\n# Save this as hillgazette.toml: ")
        assert "# - Decide on every rule: " in text
        assert "# 'generator:Gazette Press*' would take every site that this program makes.\n" in text
        assert "# title = '.hg-headline' # says: Shop to close\n# author = '.hg-byline' # says: By Ada Quill\n" in text
        assert text.endswith("#   It's “over”, he said: 'all of it'.\n")

    def test_hosts_article_and_marks(self, text):
        pack = proven(text)
        assert pack.about == "hillgazette.co.uk"
        assert pack.hosts == ("hillgazette.co.uk",)
        assert pack.body.article == (".hg-text",)
        assert "# It has 100% of the sentences of the page.\n# Around it: '#hg-story', with 100%" in text
        assert {".hg-masthead", ".hg-fellows", "comment:hg story ends here"} <= set(pack.fingerprints)
        assert not {".col-8", ".css-x1y2", "comment:ad 3"} & set(pack.fingerprints)

    def test_rules(self, text):
        rules = {rule.ident.partition("/")[2]: rule for rule in proven(text).rules}
        assert {name: (rule.step, rule.select) for name, rule in rules.items()} == {
            "hg-fellows": ("related", ".hg-fellows"),
            "photographs-by-line": ("editor-credits", ""),
            "hg-mug": ("promotion", ".hg-mug"),
            "hg-byline": ("widgets", ".hg-byline"),
            "hg-masthead": ("widgets", ".hg-masthead"),
            "hg-talk": ("widgets", ".hg-talk"),
        }
        assert rules["hg-fellows"].why == (
            "seen: a box with 31 characters, 3 links, which begins “One story Another story A third story”"
        )
        assert rules["hg-mug"].hits == (CONTEXT + '<div class="hg-mug"><img src="/mug.png">Support us with a Gazette mug</div>',)
        assert rules["hg-mug"].misses == ("<p>The sign at the door said “Support us with a Gazette mug”, and nobody minded.</p>",)
        assert rules["photographs-by-line"].lift.fullmatch("Photographs by Tom Ash")["photographer"] == "Tom Ash"

    def test_the_given_address_and_id_win(self):
        text = sketch(LOCAL.encode(), "https://www.other.example/a", "mine")
        assert "Save this as mine.toml" in text
        assert proven(text).hosts == ("other.example",)


def test_chinese_lines_and_boxes():
    text = sketch(CHINESE.encode())
    pack = proven(text)
    assert pack.body.article == (".qz-body",)
    rules = {rule.ident.partition("/")[2]: rule for rule in pack.rules}
    assert rules.keys() == {"qz-xiazai", "author-line", "photographer-line"}
    assert rules["qz-xiazai"].hits[0].endswith('第一天。</p><div class="qz-xiazai box"> 买船票，就到&lt;渡轮&gt;网 </div>')
    assert rules["author-line"].cue == ("本文作者",)
    assert rules["photographer-line"].lift.fullmatch("（摄影：沈渡舟）")["photographer"] == "沈渡舟"


def test_what_the_common_rules_do_already_is_left_out():
    text = sketch(COURIER.read_bytes())
    assert "# Left out, rule sharedaddy: the common rules do it (common/share-bars)." in text
    assert ".sharedaddy" not in {rule.select for rule in proven(text).rules}


def test_a_rule_that_does_not_keep_its_word_is_left_out(monkeypatch):
    monkeypatch.setattr("newsclean.scaffold.blocks.piece_of", lambda _el: "<p>Something else.</p>")
    text = sketch(LOCAL.encode())
    assert "# Left out, rule hg-fellows: it changed nothing.\n" in text
    assert [rule.ident for rule in proven(text).rules] == ["own/photographs-by-line"]


def test_a_pack_that_knows_the_page_is_named():
    page = (PROJECT / "examples" / "night-library.md").read_bytes()
    assert "# The pack sina takes this page for one of its own: " in sketch(page)


@pytest.mark.parametrize(
    "page", [b"", b"   ", b"<p>Short.</p>", b"<script>only()</script>", b"<!-- a comment -->", b"plain text"]
)
def test_a_page_with_nothing_to_say_gives_an_empty_pack(page):
    text = sketch(page)
    pack = proven(text)
    assert (pack.hosts, pack.body.article, pack.rules) == ((), (), ())
    assert "# No sentences were found." in text


def test_sentences_without_a_name_around_them():
    text = sketch(f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>".encode())
    assert "# No element was found that holds the sentences and has a name." in text


def test_sentences_in_no_element_at_all():
    text = sketch(SENTENCE.encode())
    assert proven(text).body.article == ()
    assert "# With this pack the page gives 1 line of text:" in text


def test_lines_parted_by_br():
    page = f'<div class="out"><h2>Title</h2><div class="zz-words">{SENTENCE}<br>{SENTENCE}</div></div>'
    assert proven(sketch(page.encode())).body.article == (".zz-words",)


def test_two_boxes_of_one_name_and_two_names_of_one_slug():
    box = '<div class="{}"><a href="/1">One story</a> <a href="/2">Two stories</a> <a href="/3">Three</a></div>'
    boxes = "".join(map(box.format, ("zzList_a", "zzList_a", "zz-list-a")))
    pack = proven(sketch(f'<div class="zz-words"><p>{SENTENCE}</p>{boxes}<p>{SENTENCE}</p></div>'.encode()))
    assert [(rule.ident, rule.select) for rule in pack.rules] == [
        ("own/zz-list-a", ".zzList_a"),
        ("own/zz-list-a-2", ".zz-list-a"),
    ]


def test_a_box_that_holds_much_of_the_article_is_no_boilerplate():
    page = f'<div class="zz-words"><p>{SENTENCE}</p><p>{SENTENCE}</p><div class="zz-related"><p>{SENTENCE}</p></div></div>'
    assert proven(sketch(page.encode())).rules == ()


def test_more_boxes_than_a_person_will_read():
    letters = [one + other for one in string.ascii_lowercase for other in "ab"]
    links = '<a href="/1">One</a> <a href="/2">Two</a> <a href="/3">Three</a>'
    boxes = "".join(f'<div class="zz-fellows-{name}">{links}</div>' for name in letters)
    page = f'<div class="zz-words"><p>{SENTENCE}</p>{boxes}<p>{SENTENCE}</p></div>'
    assert len(proven(sketch(page.encode())).rules) == 24


def test_a_page_that_cannot_be_read():
    with pytest.raises(InputError):
        sketch(bytes(range(256)) * 8)
    with pytest.raises(RefusedError):
        sketch(b"<div>" * 3000)


@settings(max_examples=40)
@given(SOUP)
def test_any_page_gives_a_pack_that_loads(soup):
    proven(sketch(soup.encode("utf-8", "replace")))


@settings(max_examples=40)
@given(TEXT, TEXT)
def test_any_text_and_any_name_give_a_pack_that_loads(text, name):
    name = name.replace('"', "")
    proven(
        sketch(
            f'<div class="{name}"><p>{SENTENCE}{text}</p><div class="ad {name}">{text}</div><!--{text}--></div>'.encode(
                "utf-8", "replace"
            )
        )
    )


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://finance.sina.com.cn/a", "sina.com.cn"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://m.thepaper.cn", "thepaper.cn"),
        ("https://someone.github.io/a", "someone.github.io"),
        ("https://example.org.", "example.org"),
        ("https://xn--fiq228c.xn--fiqs8s/", "xn--fiq228c.xn--fiqs8s"),
        ("http://127.0.0.1/a", ""),
        ("http://localhost/a", ""),
        ("http://[::1]/", ""),
        ("not an address", ""),
        (None, ""),
    ],
)
def test_the_domain_of_a_site(url, domain):
    assert domain_of(url) == domain


def test_the_id_of_a_site():
    assert [ident_of(domain) for domain in ("36kr.com", "the_paper.cn", "", "例子.cn")] == [
        "36kr",
        "the-paper",
        "new-site",
        "new-site",
    ]


def test_names_that_other_pages_may_have():
    stable = ["article", "hg-text", "shareBar", "story-body__share-list", "UCAP-CONTENT", "Cnt-Main-Article-QQ"]
    assert [name for name in stable if not is_stable(name)] == []
    changing = ["post-4127", "css-abc", "sc-bdVaJa", "Body__xYzAb", "main_content-LcrEruCc", "a", "md:flex", "-x", "标题", ""]
    assert [name for name in changing if is_stable(name)] == []
    assert words_in("postShare_box-2 adTOP") == {"post", "share", "box", "ad", "top"}
    assert [slug(name) for name in (".hg-Text", "#UCAP_content", ".v2Box", "来源")] == [
        "hg-text",
        "ucap-content",
        "v-2-box",
        "rule",
    ]


def test_a_selector_that_matches_one_element_only():
    root = parse(
        '<div class="pair one"><p>a</p></div><div class="pair two"><p>b</p></div><div class="two one"></div>'
        '<section><p itemprop="articleBody">c</p><span class="x">d</span></section><article>e</article><div id="zz-out"><b>f</b></div>',
        page=False,
    ).body
    names = Names(sizes_of(root))
    found = [names.only(el) for el in root.iterdescendants("div", "p", "article", "span", "b")]
    assert found == [
        ".pair.one", ".one p", ".pair.two", ".two p", ".two.one", '[itemprop="articleBody"]', "", "article", "#zz-out", "#zz-out b",
    ]  # fmt: skip


def test_sizes_and_text():
    root = parse(f'<div>{SENTENCE}<a href="/">link</a><p>short</p><script>no()</script><img src="a">tail</div>', page=False).body
    size = sizes_of(root)[root[0]]
    sentence = len(dom.squash(SENTENCE))
    assert (size.chars, size.linked, size.links, size.images) == (sentence + 13, 4, 1, 1)
    assert (size.loose, size.sentences) == (sentence + 4, sentence + 4)
    assert shown(root).startswith(SENTENCE.strip())
    assert "no()" not in shown(root)


def test_a_piece_is_short_and_whole():
    root = parse(
        '<div class="a" onclick="x()"><script>no()</script><p>One<br>two</p>' + "<b>many </b>" * 20 + "</div>", page=False
    ).body
    assert piece_of(root[0]) == (
        '<div class="a"><p>One<br>two</p><b>many </b><b>many </b><b>many </b><b>many </b><b>many </b></div>'
    )
    long = parse(f'<div class="a">{SENTENCE * 3}<p>more</p></div>', page=False).body
    assert piece_of(long[0]) == f'<div class="a">{SENTENCE[:60]}</div>'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "'plain'"),
        ("it's", '"it\'s"'),
        ('"', "'\"'"),
        ("'\"\\", '"\'\\"\\\\"'),
        ("a\nb\x7f\u3000", '"a\\u000Ab\\u007F\\u3000"'),
        ("'\U0001f600\U000e0001", '"\'\U0001f600\\U000E0001"'),
    ],
)
def test_text_in_toml(text, written):
    assert quoted(text) == written
    assert parse_pack(f"about = {written}", ident="own", path="own.toml").about == text
