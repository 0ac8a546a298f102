"""What must hold for any bytes at all: the properties that the fuzz target looks for a breach of.

They read the output with parsers that newsclean does not use, and look at addresses with code of their own.
"""

import html
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from newsclean import ARTICLE, Cleaner, InputError, RefusedError
from newsclean.gate.verify import finding
from newsclean.read.frontmatter import split

SCHEMES = {"href": {"http", "https", "mailto", "tel", "ftp"}, "src": {"http", "https"}}
SCHEMES |= {"cite": SCHEMES["href"], "poster": SCHEMES["src"], "srcset": SCHEMES["src"]}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
BROWSER_DROPS = re.compile(r"[\t\n\r]")
C0 = "".join(map(chr, range(0x21)))
OF_MARKDOWN = {"span": set(), "code": {"class"}, "a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
MARKDOWN_IT = MarkdownIt("default", {"html": True, "linkify": False})
DELIMITERS = ["{{", "}}", "{%", "%}", "{#", "#}", "${", "#{", "<%", "%>", "[[", "]]", "[("]
GFM = ["table", "autolink", "strikethrough", "tasklist"]

OPTIONS = {
    "html": {"steps": ()},
    "markdown": {"steps": (), "to": "markdown"},
    "html by passes": {},
    "markdown by passes": {"to": "markdown"},
    "text": {"steps": (), "to": "text"},
    "template-safe": {"steps": (), "to": "markdown", "template_safe": "all"},
    "page": {"document": True, "template_safe": "all"},
}
CLEANERS = {name: Cleaner(read_as="auto" if name == "page" else "html", **words) for name, words in OPTIONS.items()}


class _Tags(HTMLParser):
    """The start tags of a fragment, and whatever else is neither text nor an end tag."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.others = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def tags_of(markup):
    parser = _Tags()
    parser.feed(markup)
    parser.close()
    assert parser.others == [], f"no comment and no declaration: {parser.others}"
    return parser.tags


def readings(url):
    """`url` as a browser, an engine that trims more, and engines that decode once more than they should may read it."""
    for _ in range(6):
        browser = BROWSER_DROPS.sub("", url.strip(C0))
        yield from (browser, url.strip(), INVISIBLE.sub("", url), INVISIBLE.sub("", url).replace("\\", ""))
        decoded = unquote(html.unescape(INVISIBLE.sub("", url)))
        if decoded == url or SCHEME.match(url):
            return
        url = decoded


def check_address(name, value):
    urls = re.split(r"[\s,]+", value) if name == "srcset" else [value]
    for url in urls:
        for reading in readings(url):
            found = SCHEME.match(reading)
            assert found is None or found[1].lower() in SCHEMES[name], f"scheme {found[1]!r} in {name}={value!r}"


def check_markup(markup, further=None):
    """Only elements and attributes of the policy, or of `further`, and no address that some reader takes for another kind."""
    for tag, attributes in tags_of(markup):
        known = {*ARTICLE.elements.get(tag, ()), *(further or {}).get(tag, ())}
        assert tag in ARTICLE.elements or tag in (further or {}), f"element {tag!r}"
        names = [name for name, _ in attributes]
        assert set(names) <= known, f"attributes {names} of {tag!r}"
        assert len(names) == len(set(names)), f"attributes {names} of {tag!r}"
        for name, value in attributes:
            if name in SCHEMES:
                check_address(name, value or "")


def check_html(content):
    check_markup(content)
    assert finding(content, ARTICLE, "bleach") is None
    assert CLEANERS["html"].clean(content).content == content, "written, read and written again it is the same"


def rendered(markdown):
    return (
        MARKDOWN_IT.render(markdown),
        cmarkgfm.markdown_to_html_with_extensions(markdown, options=Options.CMARK_OPT_UNSAFE, extensions=GFM),
    )


def check_markdown(content):
    for markup in rendered(content):
        check_markup(markup, OF_MARKDOWN)


def check_delimiters(content):
    assert [delimiter for delimiter in DELIMITERS if delimiter in content] == []


def check_template_safe(content):
    check_markdown(content)
    for text in (content, *rendered(content)):
        check_delimiters(text)


def check_text(content):
    assert "\0" not in content


def check_page(content):
    check_delimiters(split(content)[1])


CHECKS = {
    "html": check_html,
    "markdown": check_markdown,
    "html by passes": check_html,
    "markdown by passes": check_markdown,
    "text": check_text,
    "template-safe": check_template_safe,
    "page": check_page,
}


def check(name, source):
    """Clean `source`, bytes, as OPTIONS[name] says and check what comes out; nothing when it is refused."""
    try:
        content = CLEANERS[name].clean(source).content
    except (InputError, RefusedError):
        return
    CHECKS[name](content)


def check_all(source):
    for name in CHECKS:
        check(name, source)
