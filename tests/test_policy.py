"""Policies: what each part of one does at the gate, and what is refused when one is built."""

import pickle
from dataclasses import replace

import pytest
from bleach import css_sanitizer
from hypothesis import example, given
from hypothesis import strategies as st

import ledger
from newsclean import ARTICLE, RELAXED, STRICT, Cleaner, OptionError, Policy, PolicyError, clean
from newsclean.gate import presets
from newsclean.gate.addresses import Srcset, Url
from newsclean.gate.baseline import NEVER, is_scheme
from newsclean.gate.css import PROPERTIES, Style
from newsclean.gate.from_bleach import ASKED
from newsclean.gate.presets import PRESETS, preset
from newsclean.gate.values import any_text, matching, one_of, present, tokens
from soup import SOUP

BASE = {"p": {}, "a": {"href": Url()}, "img": {"src": Url(frozenset({"http", "https"}))}, "b": {}}


def policy(**words):
    return Policy("mine", words.pop("elements", BASE), **words)


def through(source, mine):
    return Cleaner(policy=mine, steps=()).clean(source).content


# What each part does


@pytest.mark.parametrize(
    ("words", "source", "expected"),
    [
        pytest.param({}, "<p>a<x-y>b</x-y><script>c</script></p>", "<p>ab</p>\n", id="unwrap and drop"),
        pytest.param({"modes": {"x-y": "drop"}}, "<p>a<x-y>b</x-y>c</p>", "<p>ac</p>\n", id="drop one"),
        pytest.param({"otherwise": "drop"}, "<p>a<x-y>b</x-y>c</p>", "<p>ac</p>\n", id="drop all"),
        pytest.param({"modes": {"script": "unwrap"}}, "<p>a<script>b</script></p>", "<p>ab</p>\n", id="unwrap a script"),
        pytest.param(
            {"otherwise": "escape"},
            "<p><x-y class='\"a&amp;b\"'>c<b>d</b></x-y> <input> <script>e</script></p>",
            '<p>&lt;x-y class="&amp;quot;a&amp;amp;b&amp;quot;"&gt;c<b>d</b>&lt;/x-y&gt; &lt;input&gt; </p>\n'.replace(
                " </p>", "</p>"
            ),
            id="escape",
        ),
        pytest.param(
            {"modes": {"script": "escape", "svg": "escape"}},
            "<p>a<script src=x>b < c</script><svg><path d=e></svg></p>",
            '<p>a&lt;script src="x"&gt;b &lt; c&lt;/script&gt;&lt;svg&gt;&lt;path d="e"&gt;&lt;/path&gt;&lt;/svg&gt;</p>\n',
            id="escape what goes whole",
        ),
        pytest.param(
            {"modes": {"form": "escape"}},
            "<form><p>a</p>b</form>",
            "<p>&lt;form&gt;</p>\n<p>a</p>\n<p>b&lt;/form&gt;</p>\n",
            id="escape a block",
        ),
        pytest.param(
            {"otherwise": "escape"}, "<x\x08y a='b\x01'>c</x\x08y>", '&lt;xy a="b"&gt;c&lt;/xy&gt;\n', id="escape controls"
        ),
        pytest.param(
            {"force": {"a": {"rel": "nofollow ugc"}, "b": {"lang": "en"}}},
            "<a href=/x>y</a> <b>z</b> <a>w</a>",
            '<a href="/x" rel="nofollow ugc">y</a> <b lang="en">z</b> w\n',
            id="force",
        ),
        pytest.param(
            {
                "elements": {"a": {"href": Url(), "rel": tokens("me|nofollow"), "target": any_text}},
                "force": {"a": {"rel": "nofollow", "referrerpolicy": "no-referrer"}},
            },
            "<a href=/x rel='me opener' target=_top referrerpolicy=unsafe-url>y</a><a href=/x target=_BLANK>z</a>",
            '<a href="/x" rel="me nofollow" referrerpolicy="no-referrer">y</a>'
            '<a href="/x" target="_blank" referrerpolicy="no-referrer" rel="noopener nofollow">z</a>\n',
            id="rel and target",
        ),
        pytest.param(
            {"elements": {**BASE, "*": {"title": any_text}, "p": {"dir": one_of("ltr")}}},
            "<p title=a dir=LTR>b<b title=c dir=ltr>d</b></p>",
            '<p title="a" dir="ltr">b<b title="c">d</b></p>\n',
            id="a row for all",
        ),
        pytest.param(
            {"elements": {"p": {"class": tokens()}}}, "<p class='a  b a <c>'>x</p>", '<p class="a b">x</p>\n', id="tokens"
        ),
        pytest.param({"elements": {"b": {}}}, "<p>a</p><p>b</p>c<div><p>d</p><b>e</b></div>", "a b c d <b>e</b>\n", id="no p"),
        pytest.param({"elements": {"b": {}}}, "<b>a<p>b</p></b><p></p>c", "<b>a</b> b c\n", id="no p within"),
        pytest.param(
            {"elements": {"ul": {}, "li": {}}},
            "a<ul><li>b<p>c</p></ul><p>d</p>",
            "a\n<ul>\n<li>b c</li>\n</ul>\nd\n",
            id="no p, a list",
        ),
    ],
)
def test_what_leaves(words, source, expected):
    mine = policy(**words)
    assert through(source, mine) == expected
    assert through(expected, mine) == expected


PREFIXED = policy(
    elements={
        "*": {"aria-labelledby": any_text, "aria-label": any_text},
        "p": {},
        "a": {"href": Url(), "name": any_text},
        "label": {"for": any_text},
        "table": {},
        "tr": {},
        "td": {"headers": any_text},
    },
    id_prefix="user-content-",
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p id=x>a</p>", '<p id="user-content-x">a</p>\n'),
        ("<p id=user-content-x>a</p>", '<p id="user-content-x">a</p>\n'),
        ("<p id='x y'>a</p><p id=''>b</p><p id='<'>c</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<p id=条款>a</p>", '<p id="user-content-条款">a</p>\n'),
        ("<p><a name=x></a>a</p>", '<p><a name="user-content-x"></a>a</p>\n'),
        ("<p><a href=' #x'>a</a></p>", '<p><a href="#user-content-x">a</a></p>\n'),
        ("<p><a href='#'>a</a><a href='# x'>b</a></p>", '<p><a href="#">a</a>b</p>\n'),
        ("<p><a href='/y#x'>a</a></p>", '<p><a href="/y#x">a</a></p>\n'),
        (
            "<p aria-labelledby='x  y &quot;' aria-label='x'>a</p>",
            '<p aria-labelledby="user-content-x user-content-y" aria-label="x">a</p>\n',
        ),
        ("<p aria-labelledby='&quot;'>a</p>", "<p>a</p>\n"),
        ("<label for=x>a</label>", '<label for="user-content-x">a</label>\n'),
        (
            "<table><tr><td headers='x y'>a</td></tr></table>",
            '<table>\n<tr>\n<td headers="user-content-x user-content-y">a</td>\n</tr>\n</table>\n',
        ),
        ("<p name=x>a</p>", "<p>a</p>\n"),
    ],
)
def test_ids_and_what_refers_to_them_get_the_prefix(source, expected):
    assert through(source, PREFIXED) == expected
    assert through(expected, PREFIXED) == expected


FRAMED = policy(embeds=frozenset({"player.example.com", "*.video.example"}))
SANDBOXED = (
    'sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"'
    ' referrerpolicy="strict-origin-when-cross-origin" loading="lazy"'
)


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('src="https://player.example.com/1"', 'src="https://player.example.com/1" '),
        ('src="https://a.b.video.example/1" allowfullscreen=1', 'src="https://a.b.video.example/1" allowfullscreen '),
        ('src="HTTPS:\\\\PLAYER.example.com\\1"', 'src="HTTPS:\\\\PLAYER.example.com\\1" '),
        (
            'src="https://player.example.com/1" sandbox="allow-top-navigation" allow="camera"',
            'src="https://player.example.com/1" ',
        ),
        ('src="http://player.example.com/1"', None),
        ('src="//player.example.com/1"', None),
        ('src="https://video.example/1"', None),
        ('src="https://evil-video.example/1"', None),
        ('src="https://player.example.com.evil.example/1"', None),
        ('src="https://player.example.com@evil.example/1"', None),
        ('src="https://evil.example\\@player.example.com/1"', None),
        ('src="https://evil.example#@player.example.com/1"', None),
        ('src="https://elsewhere.invalid/1"', None),
        ('src="/1"', None),
        ('src="1"', None),
        ('src="javascript:1"', None),
        ('src="data:text/html,1"', None),
        ('srcdoc="x"', None),
        ("", None),
    ],
)
def test_a_frame_leaves_empty_and_in_a_sandbox_from_a_host_that_is_named(attributes, kept):
    expected = "<p>ab</p>\n" if kept is None else f"<p>a<iframe {kept}{SANDBOXED}></iframe>b</p>\n"
    source = f"<p>a<iframe {attributes}></iframe>b</p>"
    assert through(source, FRAMED) == expected
    assert through(expected, FRAMED) == expected


def test_what_a_frame_holds_is_told():
    cleaned = Cleaner(policy=FRAMED, steps=()).clean("<iframe src=https://player.example.com/>a<b>c</b></iframe>")
    assert [(change.did, change.text) for change in cleaned.journal if change.text] == [("drop", "a<b>c</b>")]


STYLED = policy(elements={"p": {"style": Style({"color": None, "width": matching("[0-9]+%"), "font-family": None})}})


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color:red", "color: red"),
        ("COLOR : rgb( 1, 2 , 3 );;width:50%", "color: rgb( 1, 2 , 3 ); width: 50%"),
        ("color: #fff; color: hsla(1deg 2% 3% / 4)", "color: #fff"),
        ("width: 5px", None),
        ("font-family: 'A b', serif", "font-family: 'A b', serif"),
        ("position: fixed; color: red", "color: red"),
        ("color: red !important", None),
        ("color: url(//x)", None),
        ("color: expression(1)", None),
        ("color: \\72 ed", None),
        ("color: red/**/", None),
        ("color: var(--x)", None),
        ("background: url(';color:red;')", "color: red"),
        ("font-family: 'a;color:red'", "color: red"),
        ("color", None),
        ("", None),
    ],
)
def test_a_style_is_made_again_from_a_grammar(style, kept):
    said = style.replace('"', "&quot;")
    expected = "<p>a</p>\n" if kept is None else f'<p style="{kept}">a</p>\n'
    if "color:red'" in style:
        expected = "<p>a</p>\n"
    assert through(f'<p style="{said}">a</p>', STYLED) == expected


@given(name=st.sampled_from(sorted(PROPERTIES)), said=st.text("ab1-#%.,()/ ':;\"\\url@!*", max_size=30))
def test_no_value_of_a_style_holds_an_address_or_goes_on_behind_it(name, said):
    kept = Style([name])(f"{name}: {said}")
    if kept is not None:
        assert not set(kept) & set('\\*@!{}<>"') or '"' in kept
        assert "url(" not in kept
        assert kept.count(";") == 0
        assert Style([name])(kept) == kept


# Addresses


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (Url(), "/a", "/a"),
        (Url(relative=False), "/a", None),
        (Url(relative=False), "//example.com/a", None),
        (Url(relative=False), "a:b", None),
        (Url(relative=False), "https://例子.测试/", "https://例子.测试/"),
        (Url(frozenset(), relative=True), "/a", "/a"),
        (Url(frozenset(), relative=True), "https://example.com/", None),
        (Url(frozenset({"irc", "web+tea"})), "irc://example.com/a", "irc://example.com/a"),
        (Url(frozenset({"irc", "web+tea"})), "web+tea:a", "web+tea:a"),
        (Url(frozenset({"irc", "web+tea"})), "https://example.com/", None),
        (Url(hosts=frozenset({"例子.测试"})), "https://xn--fsqu00a.xn--0zwm56d/", "https://xn--fsqu00a.xn--0zwm56d/"),
        (Url(hosts=frozenset({"EXAMPLE.com"})), "https://example.com:8080/a", "https://example.com:8080/a"),
        (Url(hosts=frozenset({"example.com"})), "//example.com/a", "//example.com/a"),
        (Url(hosts=frozenset({"example.com"})), "//example.net/a", None),
        (Url(hosts=frozenset({"example.com"})), "/a", "/a"),
        (Url(hosts=frozenset({"127.0.0.1"})), "http://0x7f.1/", "http://0x7f.1/"),
        (Url(hosts=frozenset({"example.com"})), "https://exam%70le.com/", "https://exam%70le.com/"),
        (Url(hosts=frozenset({"example.com"})), "mailto:a@example.com", None),
        (Url(data_images=True), " data:image/png;base64,AAAA ", "data:image/png;base64,AAAA"),
        (Url(data_images=True), "DATA:image/JPEG;base64,AA==", "DATA:image/JPEG;base64,AA=="),
        (Url(data_images=True), "data:image/svg+xml;base64,AAAA", None),
        (Url(data_images=True), "data:image/png,AAAA", None),
        (Url(data_images=True), "data:text/html;base64,AAAA", None),
        (Url(data_images=True), "data:image/png;base64,AA AA", None),
        (Url(), "data:image/png;base64,AAAA", None),
        (Srcset(Url(frozenset({"https"}), hosts=frozenset({"example.com"}))), "https://example.com/a 1x, //example.net/b 2x", "https://example.com/a 1x"),
    ],
)  # fmt: skip
def test_a_rule_for_addresses(rule, value, expected):
    assert rule(value) == expected


@pytest.mark.parametrize(
    "scheme", ["javascript", "vbscript", "data", "blob", "file", "about", "view-source", "filesystem", "web+", "web+1", "HTTP"]
)
def test_no_rule_allows_a_scheme_that_may_run_or_load_something(scheme):
    assert not is_scheme(scheme)
    with pytest.raises(PolicyError, match="no policy may allow this scheme") as caught:
        Url(frozenset({scheme}))
    assert caught.value.entry == scheme


@pytest.mark.parametrize("host", ["", "*", "*.", "a b", "a/b", "a:80", "https://a", "a*.b", "*.*.b", "a@b", "1.2.3.4.5"])
def test_what_is_no_host_is_refused(host):
    with pytest.raises(PolicyError, match="not the name of a host"):
        Url(hosts=frozenset({host}))


# What is refused


@pytest.mark.parametrize(
    ("words", "entry", "reason"),
    [
        ({"elements": {"a": {}}}, "a", "nothing without href"),
        ({"elements": {"img": {"alt": any_text}}}, "img", "nothing without src or srcset"),
        ({"elements": {"li": {}}}, "li", "stands only in ol or ul"),
        ({"elements": {"ul": {}}}, "ul", "holds only li"),
        ({"elements": {"table": {}, "tr": {}}}, "table", "holds only tr, td, and the policy keeps no td"),
        ({"elements": {"dl": {}, "dt": {}}}, "dl", "holds only dd"),
        ({"modes": {"p": "drop"}}, "p", "keeps this element"),
        ({"modes": {"x": "hide"}}, "x", "'hide' is none of unwrap, drop, escape"),
        ({"otherwise": ""}, "otherwise", "'' is none of"),
        ({"force": {"i": {"title": "x"}}}, "i", "does not keep what force names"),
        ({"force": {"a": {"href": "x"}}}, "a href", "no policy may force"),
        ({"force": {"p": {"id": "x"}}}, "p id", "no policy may force"),
        ({"force": {"p": {"onclick": "x"}}}, "p onclick", "no policy may force"),
        ({"elements": {"p": {"dir": one_of("ltr")}}, "force": {"p": {"dir": "rtl"}}}, "p dir", "asks for 'rtl', which"),
        ({"id_prefix": "x"}, "id_prefix", "no lower-case word"),
        ({"id_prefix": ""}, "id_prefix", "no lower-case word"),
        ({"elements": {"p": {"id": any_text}}}, "p id", "without id_prefix"),
        ({"elements": {"p": {"aria-owns": any_text}}}, "p aria-owns", "without id_prefix"),
        ({"elements": {"p": {"name": any_text}}, "id_prefix": "x-"}, "p name", "only an anchor has a name"),
        ({"elements": {"p": {"style": any_text}}}, "p style", "without a grammar"),
        ({"elements": {"img": {"src": Url()}}}, "img src", "loads only from http, https"),
        ({"elements": {"img": {"srcset": Srcset(Url())}}}, "img srcset", "loads only from http, https"),
        ({"elements": {"a": {"href": Url(data_images=True)}}}, "a href", "img src alone"),
        ({"embeds": frozenset({"a b"})}, "a b", "not the name of a host"),
        ({"embeds": frozenset({"example.com"}), "modes": {"iframe": "drop"}}, "iframe", "keeps this element"),
        ({"elements": {"iframe": {"src": Url()}}}, "iframe", "no policy may keep this element"),
    ],
)
def test_a_contradiction_is_refused_when_the_policy_is_built(words, entry, reason):
    with pytest.raises(PolicyError, match=reason) as caught:
        policy(**words)
    assert caught.value.entry == entry


@pytest.mark.parametrize("words", [{"schemes": frozenset(), "relative": False}, {"hosts": frozenset()}])
def test_a_rule_that_nothing_passes_is_refused(words):
    with pytest.raises(PolicyError, match="no address passes"):
        Url(**words)


@pytest.mark.parametrize("name", ["position", "background", "background-image", "content", "behavior", "--x", "Color", "z-index"])
def test_a_property_that_moves_or_loads_something_is_refused(name):
    with pytest.raises(PolicyError, match="no policy may allow this property"):
        Style([name])


def test_no_check_of_a_policy_lifts_the_baseline():
    lax = policy(
        elements={"p": {"style": Style({"color": lambda _: "red;position:fixed"})}, "img": {"src": any_text, "srcset": any_text}}
    )
    assert through("<p style='color:red'>a</p><img src='data:,x' srcset='javascript:1 1x'>", lax) == "<p>a</p>\n"
    srcset = policy(elements={"img": {"srcset": Url(frozenset({"https"}))}})
    assert through("<img srcset='https://example.com/a'><img srcset='https://example.com/a 1x'>", srcset) == (
        '<img srcset="https://example.com/a"><img srcset="https://example.com/a 1x">\n'
    )


# A policy is a value


VALUES = [
    *map(preset, PRESETS),
    PREFIXED,
    FRAMED,
    STYLED,
    Policy.from_bleach(),
    policy(modes={"x": "drop"}, force={"a": {"rel": "me"}}),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_it_can_be_compared_hashed_pickled_and_replaced(value):
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
    assert again == value == replace(value)
    assert len({again, value, replace(value)}) == 1
    assert again != replace(value, name="other")
    with pytest.raises(TypeError):
        value.modes["x"] = "drop"


def test_one_policy_from_another():
    more = ARTICLE.extended("more", {"span": {"title": any_text}, "p": {"title": present}})
    assert through(
        "<p title=a dir=ltr><span title=b>c</span></p>", more
    ) == '<p title dir="ltr"><span title="b">c</span></p>\n'.replace("<p title ", '<p title="" ')
    assert "span" not in ARTICLE.elements


def test_a_preset_by_its_name():
    assert Cleaner(policy="strict").options.policy == STRICT
    assert clean("<section><p>a</p></section>", policy="relaxed", steps=()).content == "<section>\n<p>a</p>\n</section>\n"
    with pytest.raises(OptionError, match="article, strict, relaxed"):
        Cleaner(policy="lax")
    with pytest.raises(OptionError, match="a Policy or the name of one"):
        Cleaner(policy=None)


def test_strict_is_part_of_article_and_that_of_relaxed():
    for less, more in ((STRICT, ARTICLE), (ARTICLE, RELAXED)):
        assert set(less.checks) < set(more.checks)
        assert all(set(row) <= set(more.checks[tag]) for tag, row in less.checks.items())
    assert NEVER.isdisjoint(ARTICLE.checks)
    assert NEVER & set(RELAXED.checks) == {"iframe"}


@pytest.mark.parametrize("name", PRESETS)
@example(source="<div><b>\u3000\u3000</b></div>")
@given(source=SOUP)
def test_every_policy_conserves_text_and_reads_its_own_output(name, source):
    cleaner = Cleaner(policy=preset(name), steps=())
    once = cleaner.clean(source)
    before, after = ledger.visible(source), ledger.visible(once.content)
    assert ledger.imbalance(before, after, once.journal) == ({}, {})
    assert cleaner.clean(once.content).content == once.content


@example(source="<p><li>\u3000\u3000</li></p> 本报讯")
@given(source=SOUP)
def test_what_is_escaped_is_conserved_too(source):
    cleaner = Cleaner(policy=Policy.from_bleach(), steps=())
    once = cleaner.clean(source)
    assert ledger.imbalance(ledger.visible(source), ledger.visible(once.content), once.journal) == ({}, {})
    assert cleaner.clean(once.content).content == once.content


# With the passes


PAGE = """<div><h2 id="one">One</h2><p>Text of the first part, of which there is enough<a href="#note">*</a>.
<a href="https://news.example/story#one">Up</a> <a href="#">x</a> <a>y</a></p><a name="two"></a>
<p><iframe src="https://www.youtube.com/embed/abc123" title="A film"></iframe></p>
<p id="note">A note on the text, long enough to be one.<iframe src="https://ads.example/1"></iframe></p></div>"""


def test_the_passes_leave_what_the_policy_keeps():
    cleaned = clean(PAGE, policy="relaxed", url="https://news.example/story")
    assert cleaned.content == (
        '<h2 id="content-one">One</h2>\n'
        '<p>Text of the first part, of which there is enough<a href="#content-note">*</a>. <a href="#content-one">Up</a> x y</p>\n'
        '<p><a name="content-two"></a></p>\n'
        f'<p><iframe src="https://www.youtube.com/embed/abc123" title="A film" {SANDBOXED}></iframe></p>\n'
        '<p id="content-note">A note on the text, long enough to be one.</p>\n'
    )
    assert not clean(cleaned.content, policy="relaxed", url="https://news.example/story").changed


def test_without_ids_links_within_the_page_are_text():
    cleaned = clean(PAGE, url="https://news.example/story")
    assert "#" not in cleaned.content
    assert '<p><a href="https://www.youtube.com/watch?v=abc123">A film</a></p>' in cleaned.content


def test_a_frame_is_a_link_in_markdown():
    assert "[A film](https://www.youtube.com/embed/abc123)" in clean(PAGE, policy="relaxed", to="markdown").content


# From the arguments of bleach


class Css:
    allowed_css_properties = ("color", "text-align")


def by_function(tag, name, value):
    return name == "title" or (tag == "a" and name == "href" and "good" in value)


@pytest.mark.parametrize(
    ("words", "source", "expected"),
    [
        ({}, "<b>a</b><p>c</p>", "<b>a</b> &lt;p&gt;c&lt;/p&gt;\n"),
        ({"strip": True}, "<b>a</b><p>c</p><script>d</script>", "<b>a</b> c\n"),
        ({"tags": {"p", "a"}, "attributes": ["title", "href"]}, "<p title=x href=y>a<a href=/z>b</a></p>", '<p title="x" href="y">a<a href="/z">b</a></p>\n'),
        ({"tags": {"p", "a"}, "attributes": by_function}, "<p title=x lang=en>a<a href=/good>b</a><a href=/bad>c</a></p>", '<p title="x">a<a href="/good">b</a>c</p>\n'),
        ({"tags": {"p", "a"}, "attributes": {"*": ["title"], "a": by_function}}, "<p title=x>a<a href=/good title=y>b</a></p>", '<p title="x">a<a href="/good" title="y">b</a></p>\n'),
        ({"tags": {"a"}, "protocols": ["irc"]}, "<a href=irc://a/b>c</a>", '<a href="irc://a/b">c</a>\n'),
        ({"tags": {"a"}, "protocols": ["irc"], "strip": True}, "<a href=https://a/b>c</a>", "c\n"),
        (
            {"tags": {"img"}, "attributes": {"img": ["src", "srcset"]}, "protocols": ["https", "data"]},
            "<img src='data:image/gif;base64,AAAA'><img src='/a' srcset='http://a/b 1x, https://a/b 2x'>",
            '<img src="data:image/gif;base64,AAAA"><img src="/a" srcset="https://a/b 2x">\n',
        ),
        ({"tags": {"p"}, "attributes": {"*": ["style"]}, "css_sanitizer": Css()}, "<p style='color:red;top:0'>a</p>", '<p style="color: red">a</p>\n'),
        ({"tags": {"p"}, "attributes": {"*": ["id", "name"]}, "id_prefix": "u-"}, "<p id=a name=b>c</p>", '<p id="u-a">c</p>\n'),
        ({"tags": {"a"}, "attributes": {"a": ["href", "target"]}}, "<a href=/a target=_blank>b</a>", '<a href="/a" target="_blank" rel="noopener">b</a>\n'),
    ],
)  # fmt: skip
def test_what_bleach_keeps_with_these_arguments(words, source, expected):
    assert through(source, Policy.from_bleach(**words)) == expected


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ({"tags": {"script"}}, "script"),
        ({"tags": {"my-widget"}}, "my-widget"),
        ({"tags": {"p"}, "attributes": {"p": ["onclick"]}}, "p onclick"),
        ({"tags": {"p"}, "attributes": {"p": ["id"]}}, "p id"),
        ({"tags": {"p"}, "attributes": {"p": ["style"]}}, "p style"),
        ({"tags": {"img"}, "attributes": {}}, "img"),
        ({"protocols": ["javascript"]}, "javascript"),
    ],
)
def test_what_no_policy_keeps_is_refused(words, entry):
    with pytest.raises(PolicyError) as caught:
        Policy.from_bleach(**words)
    assert caught.value.entry == entry


def test_every_property_that_bleach_allows_by_itself_has_a_grammar():
    Style([*css_sanitizer.ALLOWED_CSS_PROPERTIES, *css_sanitizer.ALLOWED_SVG_PROPERTIES])


def test_a_function_is_asked_about_attributes_that_a_policy_may_keep():
    assert "onclick" not in ASKED
    policy(elements={"*": {name: any_text for name in ASKED if name not in {"src", "srcset"}}, "p": {}})


def test_a_name_that_is_no_policy_is_missing_as_in_any_module():
    with pytest.raises(AttributeError, match="NOTHING"):
        _ = presets.NOTHING
