"""The gate: the policy holds, the tree nests as promised, and no vector of the shared set gets through."""

import json
import pickle
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from lxml import etree

from newsclean import ARTICLE, Cleaner, Document, InputError, Policy, PolicyError, RefusedError
from newsclean.gate.baseline import NEVER
from newsclean.gate.gate import seal
from newsclean.gate.model import BLOCKS, CHILDREN, EMPTY, KNOWN, NEEDS, OPTIONAL, PARENTS, PHRASING_ONLY, TRIMMED, VOID
from newsclean.gate.tree import SafeElement, SafeTree, Seal
from newsclean.gate.urls import LINK_SCHEMES
from newsclean.gate.values import any_text
from newsclean.gate.verify import finding
from newsclean.read.parse import parse
from newsclean.write.html import write_html
from safetree import parse_nodes
from soup import SOUP

GATE_ALONE = Cleaner(steps=())
ALL_PASSES = Cleaner()
EVENT_HANDLER = re.compile(r"on\w+", re.IGNORECASE)


def sealed(source, policy=ARTICLE):
    return seal(Document(parse(source, page=False).body), policy)


def through(source, policy=ARTICLE):
    return write_html(sealed(source, policy))


def journal_of(source):
    doc = Document(parse(source, page=False).body)
    seal(doc, ARTICLE)
    return [(change.did, change.what, change.text, change.count) for change in doc.journal()]


def elements(tree):
    """Every element of `tree` with its ancestors, outermost first."""
    stack = [(child, ()) for child in tree.children]
    while stack:
        node, above = stack.pop()
        if isinstance(node, SafeElement):
            yield node, above
            stack.extend((child, (*above, node)) for child in node.children)


# The policy, row by row: the value as it comes, and as it may leave (None: the attribute goes).

LINKS = [("https://example.com/a?b=1#c", "https://example.com/a?b=1#c"), ("/a", "/a"), ("javascript:x", None), ("", None)]
MEDIA = [("https://example.com/a.jpg", "https://example.com/a.jpg"), ("a.jpg", "a.jpg"), ("mailto:a@b", None), ("data:,x", None)]
NUMBERS = [("12", "12"), (" 7 ", "7"), ("100%", None), ("-1", None), ("123456", None)]
TEXTS = [('a "b" <c> & d\'', 'a "b" <c> & d\''), ("a\x01b", "ab"), ("", "")]
BOOLEANS = [("", ""), ("anything", "")]
CODE = [("language-py", "language-py"), ("x lang-c++ y", "language-c++"), ("brush: js", "language-js"), ("red", None)]
EVERYWHERE = {
    "lang": [("zh-CN", "zh-CN"), ("en", "en"), ("x", None), ('"><script>', None)],
    "dir": [("rtl", "rtl"), ("ltr", "ltr"), ("auto", "auto"), ("up", None)],
}
ROWS = {
    "a": {"href": LINKS, "title": TEXTS},
    "abbr": {"title": TEXTS},
    "audio": {"src": MEDIA, "controls": BOOLEANS, "title": TEXTS},
    "blockquote": {"cite": LINKS},
    "code": {"class": CODE},
    "del": {"cite": LINKS, "datetime": TEXTS},
    "details": {"open": BOOLEANS},
    "img": {
        "src": MEDIA,
        "srcset": [("a.jpg 1x, b.jpg 2x", "a.jpg 1x, b.jpg 2x"), ("javascript:x 1x", None)],
        "alt": TEXTS,
        "title": TEXTS,
        "width": NUMBERS,
        "height": NUMBERS,
        "referrerpolicy": [("no-referrer", "no-referrer"), ("strict-origin", "strict-origin"), ("unsafe-url", None)],
    },
    "ins": {"cite": LINKS, "datetime": TEXTS},
    "li": {"value": NUMBERS},
    "ol": {"start": NUMBERS, "reversed": BOOLEANS},
    "pre": {"class": CODE},
    "q": {"cite": LINKS},
    "source": {"src": MEDIA, "type": [("video/mp4", "video/mp4"), ("video/mp4; codecs=x", None)]},
    "td": {"colspan": NUMBERS, "rowspan": NUMBERS},
    "th": {"colspan": NUMBERS, "rowspan": NUMBERS, "scope": [("col", "col"), ("colgroup", "colgroup"), ("all", None)]},
    "time": {"datetime": TEXTS},
    "video": {"src": MEDIA, "poster": MEDIA, "controls": BOOLEANS, "width": NUMBERS, "height": NUMBERS, "title": TEXTS},
}
ELEMENTS = set(
    "a abbr audio blockquote br caption cite code dd del details dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img ins kbd li"
    " mark ol p pre q rp rt ruby s samp small source strong sub summary sup table tbody td tfoot th thead time tr u ul var video"
    " wbr".split()
)
CONTEXTS = {
    "caption": "<table>{}</table>",
    "dd": "<dl>{}</dl>",
    "dt": "<dl>{}</dl>",
    "figcaption": "<figure>{}</figure>",
    "li": "<ul>{}</ul>",
    "rp": "<ruby>{}</ruby>",
    "rt": "<ruby>{}</ruby>",
    "source": "<video>{}</video>",
    "summary": "<details>{}</details>",
    "tbody": "<table>{}</table>",
    "td": "<table><tr>{}</tr></table>",
    "tfoot": "<table>{}</table>",
    "th": "<table><tr>{}</tr></table>",
    "thead": "<table>{}</table>",
    "tr": "<table>{}</table>",
}
CELLS = [
    pytest.param(tag, name, value, kept, id=f"{tag}-{name}-{value!r}")
    for tag in sorted(ELEMENTS)
    for name, values in {**EVERYWHERE, **ROWS.get(tag, {})}.items()
    for value, kept in values
]


def test_the_policy_keeps_these_elements_and_attributes_and_no_others():
    assert {tag: set(names) for tag, names in ARTICLE.elements.items()} == {
        tag: {*EVERYWHERE, *ROWS.get(tag, {})} for tag in ELEMENTS
    }


@pytest.mark.parametrize(("tag", "name", "value", "kept"), CELLS)
def test_an_attribute_leaves_only_with_a_good_value(tag, name, value, kept):
    element = etree.Element(tag)
    for needed in NEEDS.get(tag, ())[:1]:
        element.set(needed, "/needed")
    element.text = None if tag in VOID else "x"
    body = parse(CONTEXTS.get(tag, "{}").format(f"<{tag}>"), page=False).body
    place = next(body.iter(tag)).getparent()
    place.replace(next(body.iter(tag)), element)
    element.attrib[name] = value.replace("\x01", "")
    if "\x01" in value:
        assert ARTICLE.elements[tag][name](value) == kept
        return
    found = [el.attributes for el, _ in elements(seal(Document(body), ARTICLE)) if el.tag == tag]
    if kept is None and name in NEEDS.get(tag, ())[:1]:
        assert found == []
    else:
        assert [attributes.get(name) for attributes in found] == [kept]


@pytest.mark.parametrize("name", ["onclick", "ONERROR", "style", "id", "class", "name", "srcdoc", "data-x", "xlink:href", "is"])
def test_an_attribute_that_is_not_listed_goes(name):
    assert through(f"<p {name}='x'>y</p>") == "<p>y</p>\n"


@pytest.mark.parametrize("tag", sorted(NEVER))
def test_no_policy_keeps_a_dangerous_element(tag):
    with pytest.raises(PolicyError, match="no policy may keep this element") as caught:
        Policy("mine", {tag: {}})
    assert caught.value.entry == tag


@pytest.mark.parametrize("tag", ["my-widget", "input", "picture", "SCRIPT", "P", "annotation-xml", "a b", ""])
def test_no_policy_keeps_an_element_of_which_nobody_knows_how_it_nests(tag):
    with pytest.raises(PolicyError):
        Policy("mine", {tag: {}})


@pytest.mark.parametrize(
    "name", ["onclick", "style", "id", "name", "srcdoc", "formaction", "ping", "xlink:href", "HREF", "a=b", "x onload", ""]
)
def test_no_policy_keeps_a_dangerous_attribute(name):
    with pytest.raises(PolicyError, match="no policy may keep this attribute") as caught:
        Policy("mine", {"p": {}, "a": {name: any_text}})
    assert caught.value.entry == f"a {name}"


def test_no_policy_can_do_without_the_check_of_addresses():
    mine = Policy("mine", {"a": {"href": lambda value: None if "ads" in value else value}, "img": {"src": any_text}})
    assert through("<a href='javascript:x'>a</a> <a href='/ads'>b</a> <a href='/c'>c</a>", mine) == 'a b <a href="/c">c</a>\n'
    assert through("<img src='data:,x'><img src='/a'>", mine) == '<img src="/a">\n'


def test_a_policy_cannot_be_changed_afterwards():
    rows = {"a": {"href": any_text}}
    mine = Policy("mine", rows)
    rows["a"]["onclick"] = any_text
    assert set(mine.elements["a"]) == {"href"}
    with pytest.raises(TypeError):
        mine.elements["script"] = {}
    with pytest.raises(TypeError):
        mine.elements["a"]["onclick"] = any_text


def test_a_policy_survives_pickling():
    assert pickle.loads(pickle.dumps(ARTICLE)) == ARTICLE  # noqa: S301 - our own bytes
    mine = Policy("mine", {"img": {"width": ARTICLE.elements["img"]["width"], "src": any_text}})
    again = pickle.loads(pickle.dumps(mine))  # noqa: S301 - our own bytes
    assert through("<img src='/a' width=3 height=4>", again) == '<img src="/a" width="3">\n'
    assert through("<img src='vbscript:x'>", again) == ""


def test_a_policy_may_keep_sections_and_spans():
    mine = Policy("mine", {tag: {} for tag in ("div", "section", "span", "b", "p")})
    assert through("<section><div>a<p>b<span> c</span></div></section>", mine) == (
        "<section>\n<div>\na\n<p>b<span> c</span></p>\n</div>\n</section>\n"
    )
    assert through("<b>a<div>b</div></b>", mine) == "<p><b>a</b></p>\n<div><b>b</b></div>\n"


def test_every_kept_element_has_a_place_in_the_model():
    assert ELEMENTS <= KNOWN
    assert KNOWN & NEVER == EMPTY


# The tree


def test_only_the_gate_makes_a_tree():
    with pytest.raises(TypeError, match="only the gate"):
        SafeTree([], "", seal=Seal())
    with pytest.raises(TypeError):
        SafeTree([], "")


def test_elements_compare_by_what_they_hold():
    one = SafeElement("p", {"lang": "en"}, ["x"])
    assert one == SafeElement("p", {"lang": "en"}, ["x"])
    assert one != SafeElement("p", {}, ["x"])
    assert one != "p"
    assert repr(one) == "SafeElement('p', {'lang': 'en'}, ['x'])"
    with pytest.raises(TypeError):
        hash(one)


def check_allowed(el):
    assert el.tag in ARTICLE.elements
    assert set(el.attributes) <= set(ARTICLE.elements[el.tag])
    assert el.tag not in NEEDS or any(el.attributes.get(name) for name in NEEDS[el.tag])


def check_place(el, parents):
    assert el.tag not in BLOCKS or PHRASING_ONLY.isdisjoint(parents)
    assert el.tag not in PARENTS or parents[-1] in PARENTS[el.tag]
    assert el.tag != "a" or "a" not in parents


def check_children(el):
    only = CHILDREN[el.tag][0] if el.tag in CHILDREN else None
    assert only is None or all(isinstance(child, SafeElement) and child.tag in only for child in el.children)
    assert el.tag not in VOID or el.children == []
    assert el.tag not in OPTIONAL or el.children
    neighbours = zip(el.children, el.children[1:], strict=False)
    assert not any(isinstance(one, str) and isinstance(other, str) for one, other in neighbours)


def check_edges(el):
    if el.tag in TRIMMED and el.children:
        first, last = el.children[0], el.children[-1]
        assert not isinstance(first, str) or first == first.lstrip()
        assert not isinstance(last, str) or last == last.rstrip()


@given(source=SOUP)
def test_the_tree_keeps_its_promises(source):
    tree = sealed(source)
    for el, above in elements(tree):
        check_allowed(el)
        check_place(el, [outer.tag for outer in above])
        check_children(el)
        check_edges(el)
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", tree.text)


@given(source=SOUP)
def test_what_was_written_is_read_as_the_same_document(source):
    once = through(source)
    assert through(once) == once


@given(source=SOUP)
def test_no_second_sanitizer_finds_anything(source):
    written = through(source)
    assert finding(written, ARTICLE, "bleach") is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # what goes with its content, and what is unwrapped
        ("a<script>b</script>c<style>d</style>", "ac\n"),
        ("an <script>x</script> hour", "an hour\n"),
        ("<font>a<blink>b</blink></font><x-y>c</x-y>", "abc\n"),
        ("<!-- a -->b<?php c ?>d", "bd\n"),
        # nothing runs together
        ("a<p></p>b", "a b\n"),
        ("a<div></div>b", "a b\n"),
        ("a<p><x-y></x-y></p>b", "a b\n"),
        ("a<br><p></p>b", "a<br> b\n"),
        ("<hr><p></p>b", "<hr>\n<p>b</p>\n"),
        ("<div>a</div>b<div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<li>a</li><li>b</li>", "<p>a</p>\n<p>b</p>\n"),
        # blocks within inline elements
        (
            "<a href='/x'>a<p>b</p><ul><li>c<li> </ul></a>",
            '<p><a href="/x">a</a></p>\n<p><a href="/x">b</a></p>\n<ul>\n<li><a href="/x">c</a></li>\n</ul>\n',
        ),
        ("<strong><p>a</p> b</strong>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>\n"),
        ("<cite>a<x-y>b<hr></x-y></cite>", "<p><cite>ab</cite></p>\n<hr>\n"),
        ("<q>a<hr></q>", "<p>a</p>\n<hr>\n"),
        ("<ruby>a<rt>b</rt><p>c</p></ruby>", "<p>ab</p>\n<p>c</p>\n"),
        (
            "<video src='/v'><source src='/w'>a<p>b</p></video>",
            '<p><video src="/v"><source src="/w"></video>a</p>\n<p>b</p>\n',
        ),
        # links
        ("<a href='/x'>a<b><a href='/y'>b</a></b></a>", '<a href="/x">ab</a>\n'),
        ("<a name=x>a</a><a>b</a><img><img src=''>", "ab\n"),
        # lists and tables
        ("<ul>a<li>b</li><p>c</p></ul>", "<ul>\n<li>a</li>\n<li>b</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"),
        ("<dl>a</dl>", "<dl>\n<dd>a</dd>\n</dl>\n"),
        ("<table>a</table>", "<table>\n<tr>\n<td>a</td>\n</tr>\n</table>\n"),
        ("<table><tr><td></td><td>b</td></tr></table>", "<table>\n<tr>\n<td></td>\n<td>b</td>\n</tr>\n</table>\n"),
        # space and control characters
        ("<p>\u3000\u3000a <em> b </em></p>", "<p>a <em> b</em></p>\n"),
        ("<p> <em> </em>a</p>", "<p><em></em>a</p>\n"),
        ("<blockquote> a </blockquote>", "<blockquote>\na\n</blockquote>\n"),
        ("<p>a&#1;b&#12;c&#13;d</p>", "<p>ab c d</p>\n"),
        ("a<p>&#1;</p>", "a\n"),
        ("<pre>\n\n a</pre>", "<pre>\n\n a</pre>\n"),
        ("<pre>a&#13;b</pre>", "<pre>a\nb</pre>\n"),
    ],
)
def test_what_the_gate_makes_of_it(source, expected):
    assert through(source) == expected
    assert through(expected) == expected


def test_markup_in_a_void_element_stands_behind_it():
    body = parse("<p><br></p>", page=False).body
    br = next(body.iter("br"))
    br.text = "a"
    etree.SubElement(br, "em").text = "b"
    assert write_html(seal(Document(body), ARTICLE)) == "<p><br>a<em>b</em></p>\n"


def test_the_gate_tells_what_it_left_out():
    assert journal_of("<script>a</script><p onclick=x><x-y>b</x-y> </p><img src='data:,x'><strong><p>c</p></strong>") == [
        ("drop", "script", "a", 1),
        ("unwrap", "x-y", "", 1),
        ("unwrap", "img", "", 1),
        ("unset", "onclick", "", 1),
        ("move", "strong into blocks", "", 1),
        ("unset", "img src", "", 1),
        ("trim", "edge of a block", "", 1),
    ]


def test_the_gate_takes_control_characters_that_a_pass_left():
    doc = Document(etree.fromstring("<html><body>a&#1;&#2;<em>c&#12;d</em></body></html>", etree.HTMLParser()).find("body"))
    assert write_html(seal(doc, ARTICLE)) == "a<em>c d</em>\n"
    assert [(change.did, change.what, change.text) for change in doc.journal()] == [("cut", "control characters", "\x01\x02\x0c")]


def test_depth_is_no_danger_to_the_gate():
    deep = "<em>" * 1500 + "x" + "</em>" * 1500
    assert through(deep) == deep + "\n"
    assert through("<blockquote>" * 1000 + "x").count("blockquote") == 2000
    assert through("<strong>" * 500 + "<p>x</p>").count("<strong>") == 8


# The vectors


class _Read(HTMLParser):
    """Every start tag of a fragment, with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_comment(self, data):
        self.tags.append((f"!--{data}", []))


def vectors(shared, every):
    for name in ("vectors-dev.jsonl", "md-dev.jsonl"):
        lines = (shared / "security" / name).read_text("utf-8").splitlines()
        yield from (json.loads(line)["html"] for line in lines[::every])


def scheme_of(url):
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", url), re.IGNORECASE)
    return found[1].lower() if found else None


@pytest.mark.parametrize("cleaner", [GATE_ALONE, ALL_PASSES], ids=["gate alone", "all passes"])
def test_no_vector_gets_through(shared, cleaner):
    for vector in vectors(shared, 8):
        try:
            written = cleaner.clean(vector).content
        except (InputError, RefusedError):
            continue
        for tag, attributes in _Read(written).tags:
            assert tag in ARTICLE.elements, vector
            for name, value in attributes:
                assert name in ARTICLE.elements[tag], vector
                assert not EVENT_HANDLER.fullmatch(name), vector
                if name in ("href", "src", "cite", "poster"):
                    assert scheme_of(value) in {None, *LINK_SCHEMES}, vector
        assert finding(written, ARTICLE, "bleach") is None, vector


def test_the_gate_needs_no_pass_and_reads_its_own_output(shared):
    for vector in vectors(shared, 16):
        try:
            once = GATE_ALONE.clean(vector).content
        except (InputError, RefusedError):
            continue
        assert GATE_ALONE.clean(once).content == once, vector


def test_a_reader_of_the_tree_sees_what_was_sealed():
    source = "<h2>a</h2><p>b <a href='/c'>c</a></p><ul><li>d</li></ul>"
    nodes = [node for node in parse_nodes(through(source)) if node != "\n"]
    assert [node.tag for node in nodes] == ["h2", "p", "ul"]
    assert nodes[1] == sealed(source).children[1]
