"""The one check for addresses: no reader after us finds a scheme that is not allowed."""

import html
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.gate.addresses import Srcset
from newsclean.gate.urls import LINK_SCHEMES, MEDIA_SCHEMES, host_of, read_url, safe_url

SPACES = ["\u0020", "\u00a0", "\u3000", "\ufeff", "\u2028", "\u2029", "\u1680", "\u0085", "\u200b", "\u00ad", "\u2003", "\u180e"]
CONTROLS = [chr(code) for code in (*range(1, 0x20), 0x7F, 0x9F)]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "HTTPS://EXAMPLE.com:8443/a?b=c&d=e#f",
        "http://example.com/新闻/页.html",
        "https://例子.测试/",
        "https://fa.example.org/می\u200cخواهم",
        "http://[2001:db8::1]:8080/",
        "https://user@example.com/",
        "//cdn.example.com/a.js",
        "/a/b:c",
        "a/b:c",
        "?a=b:c",
        "#a:b",
        "#",
        "../a b",
        "a.html",
        "新闻.html",
        "100%",
        "a%20b",
        "?next=javascript:x",
    ],
)
def test_an_address_of_the_web_passes_as_it_is(url):
    assert safe_url(url) == url
    assert safe_url(url, MEDIA_SCHEMES) == url


@pytest.mark.parametrize("url", ["mailto:a@example.com", "MAILTO:a@example.com", "tel:+861012345678", "ftp://example.com/a"])
def test_mail_and_telephone_are_for_links_alone(url):
    assert safe_url(url) == url
    assert safe_url(url, MEDIA_SCHEMES) is None


@pytest.mark.parametrize("schemes", [{"http"}, {"mailto", "tel"}])
def test_the_schemes_asked_for_are_the_only_ones(schemes):
    assert safe_url("https://example.com/", schemes) is None


@pytest.mark.parametrize(
    "scheme", ["javascript", "vbscript", "data", "file", "blob", "about", "view-source", "x", "httpx", "intent"]
)
def test_any_other_scheme_goes(scheme):
    for spelling in (scheme, scheme.upper(), scheme.title()):
        assert safe_url(f"{spelling}:alert(1)") is None


@pytest.mark.parametrize(
    "url",
    [
        "java\tscript:x",
        "java\nscript:x",
        "java\r\nscript:x",
        "javascript\t:x",
        "&#106;avascript:x",
        "javascript&colon;x",
        "javascript&#58;x",
        "javascript&#x3A;x",
        "java&Tab;script:x",
        "java&NewLine;script&colon;x",
        "&amp;#106;avascript:x",
        "%6Aavascript:x",
        "javascript%3Ax",
        "javascript%253Ax",
        "javascript%2525252525253Ax",
        "javascript%26colon;x",
        "&#x25;6aavascript:x",
        "javascript\\:x",
        "java\\script:x",
        "\\javascript:x",
        "java\u200bscript:x",
        "java\u00adscript:x",
        "java\u202escript:x",
        "java\ufeffscript\u2028:x",
        "jav\ufffdascript:x",
        "%E3%80%80javascript:x",
        "&nbsp;javascript:x",
        "\u3000&#106;avascript:x",
        ":x",
        "新闻:x",
        "a b:c",
        "1javascript:x",
    ],
)
def test_a_scheme_in_disguise_goes(url):
    assert safe_url(url) is None


@pytest.mark.parametrize("around", [*SPACES, *CONTROLS])
def test_spaces_and_control_characters_hide_nothing(around):
    assert safe_url(f"{around}javascript:x") is None
    assert safe_url(f"{around}{around}data:text/html,x{around}") is None
    assert safe_url(f"java{around}script:x") is None
    assert safe_url(f"{around}https://example.com/a{around}") == "https://example.com/a"
    assert safe_url(around) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "\t\n",
        "http://[::1",
        "http://example.com]",
        "https://example.com:80800.example/",
        "//[x",
        "https://example.com:99999/",
    ],
)
def test_an_address_that_leads_nowhere_goes(url):
    assert safe_url(url) is None


def test_a_host_that_becomes_another_goes():
    assert safe_url("https://example.com\uff03@evil.example/") is None


def test_the_host_is_that_of_a_browser():
    assert [host_of(url) for url in ("//EXAMPLE.com:8080/a", "/a", "https://a b/", "https://x@y.example")] == [
        "example.com",
        "elsewhere.invalid",
        "",
        "y.example",
    ]


EDGES = "".join([*SPACES, *map(chr, (*range(0x20), *range(0x7F, 0xA0)))])
FRAGMENTS = st.sampled_from(
    [
        *"javascript: data: vbscript: https: http:// mailto: //example.com / ? # : \\ %3A %6a &colon; &#58;"
        " &#x6A; &Tab; &amp; % ; java script x".split(" "),
        *SPACES,
        "\t",
        "\n",
        "\x01",
        "\x7f",
    ]
)
READINGS = [
    lambda url: url,
    lambda url: url.strip("".join(map(chr, range(0x21)))),
    lambda url: re.sub(r"[\t\n\r]", "", url),
    lambda url: url.strip(),
    html.unescape,
    unquote,
    lambda url: url.replace("\\", ""),
    lambda url: html.unescape(unquote(url)),
    lambda url: unquote(html.unescape(url)),
    lambda url: re.sub(r"[\t\n\r]", "", html.unescape(url)).strip(),
]


@given(
    url=st.lists(FRAGMENTS | st.text(max_size=2), max_size=8).map("".join), schemes=st.sampled_from([LINK_SCHEMES, MEDIA_SCHEMES])
)
def test_no_reader_finds_a_scheme_that_is_not_allowed(url, schemes):
    safe = safe_url(url, schemes)
    if safe is None:
        return
    assert not re.search(r"[\x00-\x1f]", safe)
    assert safe_url(safe, schemes) == safe
    assert read_url(safe).protocol.removesuffix(":") in {*schemes, "https"}
    for reading in READINGS:
        found = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", reading(safe))
        assert found is None or found[1].lower() in schemes


@given(url=st.lists(FRAGMENTS | st.text(max_size=2), max_size=8).map("".join))
def test_a_browser_reads_what_leaves_as_what_came(url):
    safe = safe_url(url)
    if safe is not None and url == url.strip(EDGES):
        assert read_url(safe).href == read_url(url).href


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a\x01b", "https://example.com/a%01b"),
        ("https://example.com/a\x85b", "https://example.com/a%C2%85b"),
        ("https://example.com/a\tb\r\nc", "https://example.com/abc"),
        ("https://exam\x01ple.com/", None),
        ("https://exam\nple.com/", "https://example.com/"),
        ("https://1.2.3.4.5/", None),
        ("https://example.com:65536/", None),
        ("https:\\\\example.com\\a", "https:\\\\example.com\\a"),
        ("https:example.com", "https:example.com"),
        ("https:a b", None),
        ("http:", None),
        ("\\\\example.com", "\\\\example.com"),
        ("https://a b.com/", None),
        ("https://a<b>.com/", None),
        ("https://user:word@example.com/", "https://user:word@example.com/"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(url, expected):
    assert safe_url(url) == expected


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("a.jpg 1x,b.jpg 2x", "a.jpg 1x, b.jpg 2x"),
        ("/w_400,h_300/a.jpg 400w, /w_800/b.jpg 800w", "/w_400,h_300/a.jpg 400w, /w_800/b.jpg 800w"),
        ("/a,javascript:x 1x", None),
        ("a.jpg,", "a.jpg"),
        ("a.jpg, b.jpg,, c.jpg 2x", "a.jpg, b.jpg, c.jpg 2x"),
        ("https://e.com/a.jpg,https://e.com/b.jpg 2x", "https://e.com/a.jpg, https://e.com/b.jpg 2x"),
        ("a.jpg 1x 300w, b.jpg", "b.jpg"),
        ("a.jpg", "a.jpg"),
        ("a.jpg 1x, b.jpg 2x", "a.jpg 1x, b.jpg 2x"),
        ("a.jpg 1.5x,\n b.jpg 300w", "a.jpg 1.5x, b.jpg 300w"),
        ("https://e.com/a.jpg 1x,https://e.com/b.jpg 2x", "https://e.com/a.jpg 1x, https://e.com/b.jpg 2x"),
        ("//e.com/a.jpg 10h,//e.com/b.jpg", "//e.com/a.jpg 10h, //e.com/b.jpg"),
        ("javascript:x 1x, b.jpg 2x", "b.jpg 2x"),
        ("data:image/png;base64,AAAA 1x", None),
        ("a.jpg big, b.jpg 1x 2x", None),
        ("mailto:a 1x", None),
        ("", None),
        (" , ,", None),
    ],
)
def test_the_candidates_of_a_srcset(srcset, expected):
    assert Srcset()(srcset) == expected
