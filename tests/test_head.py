"""What a page says of its article: JSON-LD, meta elements, the title element; and what is made of it."""

import json

import pytest

from newsclean import clean
from newsclean.read import jsonld
from newsclean.read.channel import channel_of
from newsclean.read.head import metadata_of
from newsclean.read.parse import parse
from newsclean.read.titles import title_of
from newsclean.write.metadata import names_in


def told_by(head, body=""):
    tree = parse(f"<html><head>{head}</head><body>{body}</body></html>", page=True)
    return metadata_of(tree.head, tree.body)


def script(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def story(**facts):
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The tide", **facts}


def test_nothing_said():
    assert metadata_of(None) == {}
    assert told_by("<script>x</script>") == {}
    assert told_by("<title> </title><meta name=x content=y><meta content=z>") == {}
    assert told_by("<title> a  b </title>") == {"title": "a b"}


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (
            '<meta name="ArticleTitle" content="公告"><meta name="PubDate" content="2026-01-02 10:00">',
            {"title": "公告", "date": "2026-01-02 10:00"},
        ),
        (
            '<meta name="ContentSource" content="来源：港务局"><meta name="ColumnName" content="要闻">',
            {"source": "港务局", "section": "要闻"},
        ),
        ('<meta property="og:site_name" content="Quay"><meta name="mediaid" content="港报">', {"source": "港报"}),
        ('<meta name="author" content="104363"><meta name="editor" content="1610">', {}),
        ('<meta name="author" content="null"><meta property="article:author" content="https://e.com/mary">', {}),
        ('<meta name="author" content="The Quay"><meta property="og:site_name" content="The Quay">', {"source": "The Quay"}),
        ('<meta name="twitter:creator" content="@quay"><meta name="author" content="@quay">', {}),
        ('<meta name="byl" content="By Mary Holt">', {"author": "Mary Holt"}),
        ('<meta name="DC.creator" content="Mary"><meta name="DC.creator" content="John">', {"author": "Mary, John"}),
        ('<meta name="author" content="王一"><meta name="author" content="李二">', {"author": "王一、李二"}),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Mary">', {"author": "Mary"}),
        ('<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Three">', {}),
        ('<meta itemprop="datePublished" content="2026-01-02"><meta name="date" content="today">', {"date": "2026-01-02"}),
        (
            '<meta property="og:release_date" content="2026-01-02"><meta property="article:modified_time" content="soon">',
            {"date": "2026-01-02"},
        ),
        ('<meta property="weibo:article:create_at" content="2026-01-02 03:04:05">', {"date": "2026-01-02 03:04:05"}),
        ('<meta property="article:tag" content="a"><meta property="article:tag" content="b">', {"keywords": ("a", "b")}),
        ('<meta name="keywords" content="a,b"><meta name="description" content="c">', {"keywords": "a,b", "description": "c"}),
        ('<meta property="og:image" content="/a.png"><meta name="image" content="b.png">', {"image": "/a.png"}),
        ('<meta property="og:image" content="no picture">', {}),
    ],
)
def test_meta_elements(head, found):
    assert told_by(head) == found


def test_meta_elements_of_the_body_speak_of_the_page_unless_they_speak_of_a_part():
    body = '<meta property="og:title" content="The tide"><div itemscope><meta itemprop="headline" content="Another"></div>'
    assert told_by("", body) == {"title": "The tide"}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (story(), {}),
        (story(author="Mary &amp; John"), {"author": "Mary & John"}),
        (story(author={"@type": "Person", "name": "Mary"}), {"author": "Mary"}),
        (story(author=[{"name": "Mary"}, "John", {"name": "Mary"}]), {"author": "Mary, John"}),
        (story(author={"@list": [{"name": "Mary"}]}), {"author": "Mary"}),
        (story(author={"name": ["Mary", "John"]}), {"author": "Mary"}),
        (story(author={"url": "https://e.com/mary"}, publisher={"name": "Quay"}), {"source": "Quay"}),
        (story(author={"name": "Quay"}, publisher={"name": "Quay"}), {"source": "Quay"}),
        (story(author={"name": 3}, editor="Ann", datePublished=None, creator=[]), {"editor": "Ann"}),
        (
            story(datePublished="2026-01-02", dateModified="2026-01-03T04:05Z"),
            {"date": "2026-01-02", "updated": "2026-01-03T04:05Z"},
        ),
        (story(image={"url": "https://e.com/a.png"}), {"image": "https://e.com/a.png"}),
        (story(image=["https://e.com/a.png", "b"]), {"image": "https://e.com/a.png"}),
        (
            story(keywords=["a", "b"], articleSection="Sea", description="c"),
            {"keywords": ("a", "b"), "section": "Sea", "description": "c"},
        ),
        ([{"@type": "WebSite", "name": "Quay"}, story(author="Mary")], {"author": "Mary"}),
        ({"@type": "WebPage", "name": "x", "mainEntity": story(author="Mary")}, {"author": "Mary"}),
        (story(author="Mary") | {"@type": ["Thing", "https://schema.org/Report"]}, {"author": "Mary"}),
        (
            {
                "@graph": [
                    story(author={"@id": "#m"}, publisher={"@id": "#none"}),
                    {"@type": "Person", "@id": "#m", "name": "Mary"},
                ]
            },
            {"author": "Mary"},
        ),
        (
            {
                "@context": "https://ziyuan.example/contexts/cambrian.jsonld",
                "title": "The tide",
                "pubDate": "2026-01-02T03:04:05",
            },
            {"date": "2026-01-02T03:04:05"},
        ),
    ],
)
def test_json_ld(data, found):
    assert told_by(script(data)) == {"title": "The tide", **found}
    assert told_by("", f"<div>{script(data)}</div>") == {"title": "The tide", **found}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '[1, null, "x"]',
        "[" * 200_000,
        '{"@type": "NewsArticle"}',
        '{"@type": "Product", "name": "x"}',
        '{"name": "x"}',
        "null",
    ],
    ids=["empty", "cut off", "no nodes", "deep", "no headline", "no article", "no type", "null"],
)
def test_json_ld_that_says_nothing(text):
    assert told_by(script(text)) == {}


def test_json_ld_is_read_as_it_is_found_in_the_wild():
    assert told_by(script('<!-- {"@type": "NewsArticle", "headline": "The\ntide"}; -->'.replace("; ", " "))) == {
        "title": "The tide"
    }
    assert told_by(script('//<![CDATA[\n{"@type": "Article", "name": "The tide"};\n//]]>')) == {"title": "The tide"}


def test_json_ld_is_limited(monkeypatch):
    monkeypatch.setattr(jsonld, "MAX_CHARS", 10)
    assert told_by(script(story())) == {}
    monkeypatch.undo()
    monkeypatch.setattr(jsonld, "_MAX_NODES", 3)
    assert told_by(script([{"name": "x"}] * 3 + [story()])) == {}


def test_of_several_articles_the_one_that_the_page_names():
    scripts = script(story(headline="Another", author="John")) + script(story(author="Mary"))
    assert told_by(scripts + "<title>The tide - Quay</title>")["author"] == "Mary"
    assert told_by(scripts)["author"] == "John"


@pytest.mark.parametrize(
    ("told", "headings", "names", "title"),
    [
        ([], [], [], ""),
        (["旧港_要闻_港报网"], [], [], "旧港_要闻_港报网"),
        (["旧港今日重新开放_要闻_港报网"], ["旧港今日重新开放"], [], "旧港今日重新开放"),
        (["旧港今日重新开放--要闻--港报网"], ["旧港 今日重新开放", "港报网"], [], "旧港 今日重新开放"),
        (["旧港今日重新开放"], ["旧港今日 重新开放"], [], "旧港今日 重新开放"),
        (["旧港今日重新开放"], ["旧港"], [], "旧港今日重新开放"),
        (["旧港|城里的渡轮今日重新开放"], ["旧港"], [], "旧港|城里的渡轮今日重新开放"),
        (["旧港的渡轮|港报"], ["旧港的渡轮"], [], "旧港的渡轮"),
        (["旧港今日重新开放_港报网", "旧港今日重新开放"], [], [], "旧港今日重新开放"),
        (["The tide - Sea | The Quay"], [], ["The quay", "Sea"], "The tide"),
        (["The Quay: the tide"], [], ["The Quay"], "The Quay: the tide"),
        (["The Quay - The tide"], [], ["The Quay"], "The tide"),
        (["The Quay"], [], ["The Quay"], "The Quay"),
        (["Tea at the Quay"], [], ["Quay"], "Tea at the Quay"),
        (["The tide comes…", "Quay", "The tide comes in"], [], [], "The tide comes in"),
        (["The tide comes..."], [], [], "The tide comes..."),
    ],
)
def test_where_a_title_ends(told, headings, names, title):
    assert title_of(told, headings, names) == title


def test_the_heading_of_the_page_is_the_title_as_printed():
    assert told_by("<title>旧港今日重新开放_要闻_港报网</title>", "<h1>旧港今日<br> 重新开放</h1>") == {
        "title": "旧港今日 重新开放"
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张玫", ("张玫",)),
        ("张 三", ("张 三",)),
        ("段彦超 廖艳", ("段彦超", "廖艳")),
        ("汤诗瑶、丁涛", ("汤诗瑶", "丁涛")),
        ("Mary Holt", ("Mary Holt",)),
        ("Mary Holt and John Quay, Ann", ("Mary Holt", "John Quay", "Ann")),
    ],
)
def test_single_names(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("values", "channel"),
    [
        ({"author": "港报", "categories": ("要闻", "港报")}, "港报"),
        ({"author": "港报 - 要闻", "categories": ("港报 - 要闻",)}, "港报"),
        ({"author": "港报", "categories": "港报"}, ""),
        ({"author": ("港报",), "categories": ("港报",)}, ""),
        ({"author": "王一", "categories": ("要闻",)}, ""),
    ],
)
def test_the_channel_of_a_feed(values, channel):
    assert channel_of(values) == channel


def test_what_goes_first():
    head = '<meta name="author" content="Desk"><meta name="source" content="Desk news">'
    page = f"<html><head>{head}<title>The tide</title></head><body><p>来源：港报</p><p>It came.</p></body></html>"
    assert dict(clean(page).metadata) == {"title": "The tide", "author": "Desk", "source": "港报"}
    front = "---\ntitle: 渡轮\nauthor: 港报\ncategories: [要闻, 港报]\n---\n"
    assert clean(front + "<p>正文。</p>").metadata["source"] == "港报"
    assert clean(front + "<p>来源：渡口</p><p>正文。</p>").metadata["source"] == "渡口"
