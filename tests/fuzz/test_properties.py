"""The properties of the fuzz target hold for what it found before, and can fail."""

import properties
import pytest
from properties import CHECKS

FOUND = {
    "an attribute name that lxml takes and does not give back": b"<code \x01='1'><p>y</p></code>",
    "the same on a link around emphasis": b"<b>x</b><a href='/' {='1'><b>y</b></a>",
    "two runs of text that meet in an element spread over blocks": b"<em>a <y> b<div>c</div></em>",
    "a second source of a player": b"<audio><source src=v><source src=d>",
}


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("source", FOUND.values(), ids=FOUND)
def test_what_was_found_stays_mended(name, source):
    properties.check(name, source)


@pytest.mark.parametrize(
    ("check", "content"),
    [
        ("html", "<p onclick='x'>a</p>\n"),
        ("html", "<script>x</script>\n"),
        ("html", "<!-- x -->\n"),
        ("html", "<p><a href='&#x3000;javascript:x'>a</a></p>\n"),
        ("html", "<p><img src='/a' src='/b'></p>\n"),
        ("html", "<p><img srcset='a 1x, data:x 2x'></p>\n"),
        ("html", "<p>a</p>"),
        ("html", "<p>a<b>\n"),
        ("markdown", "<img src=x onerror=y>"),
        ("markdown", "[x](javascript:y)"),
        ("markdown", "[x]\n\n[x]: vbscript:y"),
        ("markdown", "<div>x</div>"),
        ("text", "\0"),
        ("page", "<p>{{ x }}</p>"),
        ("template-safe", "a {% x"),
        ("template-safe", "a &#123;{ x"),
    ],
)
def test_the_properties_can_fail(check, content):
    with pytest.raises(AssertionError):
        CHECKS[check](content)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "\x01javascript:x",
        "java\tscript:x",
        "\u3000javascript:x",
        "java\u200bscript:x",
        "&#106;avascript:x",
        "javascript&colon;x",
        "%6aavascript:x",
        "%26%23106;avascript:x",
        "\\javascript:x",
        "data:text/html,x",
    ],
)
def test_every_reading_of_an_address_is_tried(url):
    with pytest.raises(AssertionError, match="scheme"):
        properties.check_address("href", url)


@pytest.mark.parametrize("url", ["https://e.com/?a=javascript:x", "/javascript:x", "#a:b", "mailto:a@b.c", ""])
def test_other_addresses_pass(url):
    properties.check_address("href", url)
