"""Text to kind and tree: nothing visible is missing, whatever the markup."""

import threading
import time
from collections import Counter

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from newsclean.errors import RefusedError
from newsclean.limits import Limits
from newsclean.read.kinds import kind_of
from newsclean.read.parse import Tree, parse
from newsclean.read.regions import regions

UNSEEN = {"script", "style", "template", "head", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"}


def html(tree: Tree) -> str:
    return etree.tostring(tree.body, encoding="unicode", method="html")


def fragment(text: str) -> str:
    return html(parse(text, page=False)).removeprefix("<body>").removesuffix("</body>")


def page(text: str) -> Tree:
    return parse(text, page=True)


def visible(root) -> Counter[str]:
    """The characters a reader sees below `root`, white space left out, each with how often it is there."""
    found: Counter[str] = Counter()
    stack = [(root, False)]
    while stack:
        node, only_tail = stack.pop()
        if only_tail:
            found.update(node.tail or "")
            continue
        stack.extend((child, True) for child in node)
        if isinstance(node.tag, str) and node.tag.rpartition("}")[2] not in UNSEEN:
            found.update(node.text or "")
            stack.extend((child, False) for child in node)
    return Counter({character: count for character, count in found.items() if not character.isspace()})


def seen_by_a_browser(text: str) -> Counter[str]:
    return visible(html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  ", "  "),
        ("<!-- only -->", "<!-- only -->"),
        ("<!-- never closed <p>x", "<!-- never closed <p>x-->"),
        ("bare text", "bare text"),
        ("\ufeff<p>x", "<p>x</p>"),
        ("<!-- c --><style>s</style><link><title>t</title><p>x", "<!-- c --><style>s</style><link><title>t</title><p>x</p>"),
        ("a<html><head><title>t</title></head><body class=x><p>b", "a<title>t</title><p>b</p>"),
        ("<p>a</body>b</html>c", "<p>abc</p>"),
        ("<p>a</p></html><p>b</p></BODY ><p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<div>a</head>b</body>c</html>d</div>e", "<div>abcd</div>e"),
        ("<p>a</p></body></html><!-- c -->", "<p>a</p>"),
        ("<p>a</p></body><!-- c --></html> \n", "<p>a</p><!-- c -->"),
        ("<p title='</body>'>a<!-- </html> -->b</p>", '<p title="&lt;/body&gt;">a<!-- </html> -->b</p>'),
        ("a<script>'</body>'</script>b", "a<script>'</body>'</script>b"),
        ("a<html/>b<html/>c<body/>d<head/>e", "abcde"),
        ("<p>a<!doctype html>b", "<p>ab</p>"),
        ("《关于<中华人民>的决定》", "《关于&lt;中华人民&gt;的决定》"),
        ("a\0b<p\0>c", None),
        ("a\ud800b", "a\ufffdb"),
        ("<plaintext>a</body>b", "<plaintext>a&lt;/body&gt;b</plaintext>"),
    ],
)
def test_a_fragment(text, expected):
    if expected is None:
        assert "".join(parse(text, page=False).body.itertext()) == "abc"
    else:
        assert fragment(text) == expected


def test_utf8_bytes_are_as_good_as_text():
    text = "\ufeff<p>中文</p>"
    assert html(parse(text.encode(), page=False)) == html(parse(text, page=False))


def test_a_page_has_a_head_a_body_and_a_language():
    tree = page("<!doctype html><html lang=zh-CN><head><title>t</title></head><body><p>x</p></body></html>")
    assert html(tree) == "<body><p>x</p></body>"
    assert tree.head is not None
    assert tree.head.findtext("title") == "t"
    assert tree.lang == "zh-CN"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("<html xml:lang=de><p>x", "de"),
        ("<html><body lang=fr>x", "fr"),
        ("<html lang=''>x", None),
        ("<html lang=it><p>a</html>b", "it"),
    ],
)
def test_the_language_of_a_page(text, lang):
    assert page(text).lang == lang


def test_a_fragment_has_no_head_and_no_language():
    assert parse("<html lang=zh><head><title>t</title></head>x", page=False)[1:] == (None, None)


@pytest.mark.parametrize(
    ("text", "body", "head"),
    [
        ("", "<body></body>", None),
        ("<!-- c -->", "<body></body>", None),
        ("<head><title>t</title>text<meta name=a></head><body><p>x", '<body>text<meta name="a"><p>x</p></body>', "title"),
        ("<head><base><article>a</article>b<meta></head><body><p>x", "<body><article>a</article>b<meta><p>x</p></body>", "base"),
        (
            "<head><noscript><p>n</p></noscript><noscript><link></noscript></head><body>x",
            "<body><noscript><p>n</p></noscript>x</body>",
            "noscript",
        ),
        ("<html><head></head><frameset><frame></frameset><noframes>n</noframes>x", None, ""),
        (
            "<head><meta></head><body class=a><div><p>1</p></body></html><p>2</p></div>3",
            '<body class="a"><div><p>1</p><p>2</p></div>3</body>',
            "meta",
        ),
        (
            "<body><p>x</p></body><iframe></iframe><script>s</script></html>",
            "<body><p>x</p><iframe></iframe><script>s</script></body>",
            None,
        ),
        ("<body><p>x</p></body><script>s</script></html>", "<body><p>x</p><script>s</script></body>", None),
        ("<html lang=zh /><head><title>t</title></head><body>x</body>", "<body>x</body>", "title"),
        ("<html><body/>a<article>b</article><body>c<b>d</b></body>e", "<body>a<article>b</article>c<b>d</b>e</body>", None),
        ("<html/>a<html/>b<i>c</i>", "<body>ab<i>c</i></body>", None),
        ("<html><body/><head/>a<b>c", "<body>a<b>c</b></body>", ""),
        ("<html><head/><body/><html/><head><title>t</title></head>a", "<body><title>t</title>a</body>", ""),
    ],
)
def test_what_stands_beside_the_body_of_a_page_is_brought_into_it(text, body, head):
    tree = page(text)
    if body is not None:
        assert html(tree) == body
    if head is None:
        assert tree.head is None
    else:
        assert tree.head is not None
        assert [child.tag for child in tree.head] == head.split()


def test_frames_are_kept_in_the_body():
    tree = page("<html><head></head><frameset><frame><noframes>n</noframes></frameset>x")
    assert [child.tag for child in tree.body] == ["frameset"]
    assert tree.body[0].tail == "x"


def test_text_anywhere_beside_the_body_is_kept_in_order():
    root = etree.fromstring("<html>1<meta/>2<head/>3<!-- c -->4<body>5<b/>6</body>7<body>8<b/></body>9</html>")
    body, head = regions(root)
    assert "".join(body.itertext()) == "123456789"
    assert head is not None


def test_text_in_the_head_is_kept():
    body, head = regions(etree.fromstring("<html><head><meta/>1</head><body>2</body></html>"))
    assert "".join(body.itertext()) == "12"
    assert head is not None


def test_control_characters_beside_the_body_do_not_harm():
    assert "".join(page("<html><body/>\x01a<html/>&#2;b").body.itertext()) == "ab"


@pytest.mark.parametrize("depth", [2046, 2047])
@pytest.mark.parametrize("before", ["", "</i>" * 200])
@pytest.mark.parametrize("after", ["", "<p>a</p>" * 5000])
def test_a_document_that_the_parser_would_cut_off_is_refused(depth, before, after):
    text = before + "<div>" * depth + "deep" + "</div>" * depth + after
    if depth == 2046:  # and html and body
        assert html(parse(text, page=False)).count("<div>") == depth
        return
    with pytest.raises(RefusedError) as caught:
        parse(text, page=False)
    assert (caught.value.rule, caught.value.limit, caught.value.value) == ("depth", 2048, 2049)
    assert "\n" not in str(caught.value)


def test_what_a_stray_end_tag_makes_deeper_is_refused_too():
    with pytest.raises(RefusedError) as caught:
        parse("<div>" * 1500 + "</body>" + "<div>" * 600 + "x", page=False)
    assert caught.value.rule == "depth"


def test_a_document_that_is_too_large_is_refused():
    with pytest.raises(RefusedError) as caught:
        parse("<p>中文</p>", page=False, limits=Limits(bytes=12))
    assert (caught.value.rule, caught.value.limit, caught.value.value) == ("size", 12, 13)


@pytest.mark.parametrize("value", ["1", ">", "<b>"])
def test_a_tag_with_too_many_attributes_is_refused(value):
    with pytest.raises(RefusedError) as caught:
        parse("<p>a</p>" * 3000 + "<p " + " ".join(f"a{number}='{value}'" for number in range(10_001)) + ">x", page=False)
    assert (caught.value.rule, caught.value.limit, caught.value.value) == ("attributes", 10_000, 10_001)


@pytest.mark.parametrize(
    "text",
    [
        "<img src='data:image/png;base64," + "A" * 200_000 + "'>x",
        "x" * 200_000,
        "<script>" + "if (a<b && c) d; " * 20_000 + "</script>x",
        "<p " + " ".join(f"a{number}" for number in range(5000)) + " b='" + "x" * 50_000 + "'>x",
    ],
)
def test_long_stretches_without_the_end_of_a_tag_are_read(text):
    assert "x" in "".join(parse(text, page=False).body.itertext())


HOSTILE = {
    "less-than": "<" * 1_000_000,
    "unclosed b": "<b>" * 200_000,
    "divs": "<div>" * 2_000_000,
    "end tags": "</body>" * 100_000 + "x",
    "comment starts": "</body>" + "<!--" * 200_000,
    "dashes": "</body><!--" + "-" * 500_000,
    "names": "<a" * 300_000,
    "open tags": "<a " * 200_000,
    "quotes": '<a b="' * 100_000,
    "attributes": "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">",
    "html": "<html a=1>" * 50_000,
    "bodies": "<body/>" * 50_000 + "x",
    "roots": "<html/>x" * 20_000,
    "references": "&#" * 200_000,
    "declarations": "<!" * 200_000,
}


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_refused_in_reasonable_time(name, whole):
    begun = time.process_time()
    try:
        parse(HOSTILE[name], page=whole)
    except RefusedError:
        assert name in {"unclosed b", "divs", "attributes"}
    assert time.process_time() - begun < 5


def test_threads_parse_side_by_side():
    found: list[str] = []
    threads = [threading.Thread(target=lambda number=number: found.append(fragment(f"<p>{number}" * 500))) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(text[3] for text in found) == ["0", "1", "2", "3"]


TAGS = st.sampled_from(
    "html head body p div b i a span table tr td tbody ul li h1 title style script textarea option article section"
    " frameset noframes noscript form button iframe xmp pre blockquote center img br hr meta link base x-y o:p dl"
    " dt caption colgroup font nobr object details ruby"
    " rt".split()
)
ODDITIES = st.sampled_from(
    "</body> </html> </head> <body> <html/> <body/> <head/> <!--c--> <!doctype> <!--> <?x?> &amp &lt; \n < </ </> <! <3"
    " </body <中 --!> <!-- \ufeff <![CDATA[z]]> ' \" = >".split(" ")
)
PIECES = st.one_of(
    st.text(alphabet="abc中文 。", min_size=1, max_size=4),
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map('<{} class="x>y">'.format),
    TAGS.map("<{} />".format),
    ODDITIES,
)
SOUP = st.lists(PIECES, max_size=14).map("".join)


@given(SOUP, st.booleans())
@example("<html><head/><base/><head />t", True)  # noqa: FBT003 - an example is given by position
def test_everything_a_browser_shows_is_in_the_body(text, whole):
    text = "<html>" + text if whole else text.lstrip("\ufeff")
    missing = seen_by_a_browser(text) - visible(parse(text, page=whole).body)
    assert not missing


def test_everything_a_browser_shows_of_the_corpus_is_in_the_body(corpus_input):
    text = corpus_input.read_bytes().decode()
    whole = corpus_input.parent.name.endswith("-page")
    missing = seen_by_a_browser(text) - visible(parse(text, page=whole).body)
    assert not missing


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "fragment"),
        (" \n", "fragment"),
        ("<p>x", "fragment"),
        ("<!-- <html> --><div>", "fragment"),
        ("<img src=x>", "fragment"),
        ("一段没有标记的文字。\n\n第二段。", "fragment"),
        ("1. 第一\n2. 第二", "fragment"),
        ("text<br>text", "fragment"),
        ("<div>\n\n# x\n</div>", "fragment"),
        ("text\n\n<p>[a](https://b)</p>", "fragment"),
        ("a[0](b) c", "fragment"),
        ("\ufeff<!-- c -->\n<!DOCTYPE HTML><p>x", "page"),
        ('<?xml version="1.0"?><!doctype html PUBLIC "x"><html>', "page"),
        ("<HTML>", "page"),
        ("<head><title>", "page"),
        ("<body\nclass=x>", "page"),
        ('<?xml version="1.0"?><rss version="2.0">', "feed"),
        ('<!DOCTYPE rss SYSTEM "x"><rss>', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ("<feed>", "fragment"),
        ("<rdf:RDF xmlns=x>", "feed"),
        ('{ "version": "https://jsonfeed.org/version/1.1", "items": [] }', "feed"),
        ('{"a": 1}', "fragment"),
        ("# 标题\n\n文字", "markdown"),
        ("文字\n\n```html\n<div>\n```\n", "markdown"),
        ("<script setup>\n</script>\n\n## 标题\n", "markdown"),
        ("见[这里](https://example.com)。", "markdown"),
        ("用 `<div>` 和 [这里](/x)", "markdown"),
        ("| a | b |\n| --- | --- |\n", "markdown"),
        ("[a]: https://example.com\n", "markdown"),
    ],
)
def test_the_kind_of_a_text(text, kind):
    assert kind_of(text, has_front_matter=False) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\n<div>\n文字", "fragment"),
        ("一段文字", "fragment"),
        ("一段文字<br>\n\n另一段", "fragment"),
        ("一段文字\n\n另一段", "markdown"),
        ("- 一\n- 二", "markdown"),
        ("> 引文", "markdown"),
        ("<!doctype html>", "page"),
    ],
)
def test_the_kind_of_a_text_under_front_matter(text, kind):
    assert kind_of(text, has_front_matter=True) == kind
