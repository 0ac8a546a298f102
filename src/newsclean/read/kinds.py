"""What a text is: a fragment, a whole page, Markdown or a feed.

HTML is told by its first characters, so that asking costs nothing. Only a text that does not begin with a tag is looked through.
"""

import re
from typing import Final, Literal, TypeAlias

from newsclean import dom
from newsclean.read.parse import parse
from newsclean.regex import regex

Kind: TypeAlias = Literal["fragment", "page", "markdown", "feed"]

_LEAD: Final = regex(r"\ufeff?(?:\s++|<!--(?:[^-]++|-(?!->))*-->|<\?[^>]*+>|<!doctype\s(?!\s*+html\b)[^>]*+>)*", re.IGNORECASE)
_PAGE: Final = regex(r"<(?:!doctype\s+html|html|head|body)(?=[\s/>])", re.IGNORECASE)
_FEED: Final = regex(r"<(?:rss|rdf:RDF)(?=[\s>])|<feed\s[^>]{0,2000}http://www\.w3\.org/2005/Atom")
_JSON_FEED: Final = regex(r'\{\s*+"[\s\S]{0,4000}?"https://jsonfeed\.org/version/')
_BLOCK_NAMES: Final = (
    r"(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|iframe|main|nav|ol|p|pre"
    r"|section|table|ul|video)"
)
_BLOCK: Final = regex(rf"<{_BLOCK_NAMES}(?=[\s/>])", re.IGNORECASE)
_TAG: Final = regex(r"</?[a-zA-Z][^<>]{0,2000}>")
_CODE: Final = regex(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n(?:(?! {0,3}\1)[^\n]*+\n)*(?: {0,3}\1[^\n]*+)?|`[^`\n]++`", re.MULTILINE)
_LEADING_TAG: Final = regex(r"(?:\ufeff|\s++|<!--(?:[^-]++|-(?!->))*-->)*<[a-zA-Z]")
_HEADING_OR_FENCE: Final = regex(r"^ {0,3}(?:#{1,6}[ \t]+\S|`{3}|~{3})", re.MULTILINE)
_LINK: Final = regex(r"\[[^\[\]\n]{0,200}\](?:\((?:https?:|[./#<])|:[ \t]+https?:)")
_TABLE: Final = regex(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*+$", re.MULTILINE)
_BLANK_LINE: Final = regex(r"\S[ \t]*\r?\n[ \t]*\r?\n\s*\S")
_PARTED: Final = regex(r"\n[ \t]*\r?\n\s*\S")
_STRONG: Final = regex(r"\*\*\S|__\S|!\[")
_LINE_MARK: Final = regex(r"^ {0,3}(?:[-*+]|\d{1,3}[.)]|>)[ \t]+\S", re.MULTILINE)


def kind_of(body: str, *, has_front_matter: bool) -> Kind:
    """The kind of `body`, the text after the front matter.

    After white space, comments, byte order mark and XML declaration: a page begins with a doctype of HTML or with html, head
    or body; a feed with rss, rdf:RDF, an Atom feed, or as a JSON feed; a fragment with the tag of a block. In what begins
    otherwise, headings and fenced code outside any tag's reach make it Markdown; without a block's tag also links and tables
    do; and under front matter, where there is no tag at all, lists, quotations and paragraphs parted by blank lines. Anything
    else is a fragment: some articles are one bare run of text.
    """
    lead = _LEAD.match(body)
    start = lead.end() if lead is not None else 0
    first = body[start : start + 1]
    if first == "<":
        if _BLOCK.match(body, start):
            return "fragment"
        if _PAGE.match(body, start):
            return "page"
        if _FEED.match(body, start):
            return "feed"
    elif first == "{" and _JSON_FEED.match(body, start):
        return "feed"
    return "markdown" if first and _is_markdown(body[start:], has_front_matter=has_front_matter) else "fragment"


def is_feed(text: str, read_as: str) -> bool:
    """Whether `text` is a feed: because `read_as` says so, or with "auto" because it begins as one."""
    if read_as != "auto":
        return read_as == "feed"
    lead = _LEAD.match(text)
    start = lead.end() if lead is not None else 0
    return bool(_FEED.match(text, start) or _JSON_FEED.match(text, start))


def is_markdown(body: str, read_as: str, *, has_front_matter: bool) -> bool:
    """Whether `body` is Markdown.

    With `read_as` "auto" front matter and its signs must say so: without, a text is HTML, in which a bracket beside a parenthesis
    is text like any other. With "markdown" it is, unless it is all HTML: what begins with a tag, and has no signs of Markdown
    outside its elements, nor next within the outermost.
    """
    kind = kind_of(body, has_front_matter=has_front_matter)
    if read_as == "auto":
        return has_front_matter and kind == "markdown"
    if kind in {"page", "feed", "markdown"}:
        return kind == "markdown"
    return _LEADING_TAG.match(body) is None or _has_signs(body)


def _has_signs(body: str) -> bool:
    tree = parse(body, page=False).body
    outside = _runs_in(tree)
    if any(_PARTED.search(run) or _LINE_MARK.search(run) or _STRONG.search(run) for run in outside):
        return True
    inside = "\n".join(run for el in tree if dom.is_element(el) for run in _runs_in(el))
    return any(_is_markdown(run, has_front_matter=False) for run in outside) or bool(
        _HEADING_OR_FENCE.search(inside) or _LINK.search(inside)
    )


def _runs_in(el: dom.Element) -> list[str]:
    """The runs of text that stand directly in `el`."""
    return [text for text in (el.text, *map(dom.text_after, el)) if text]


def _is_markdown(text: str, *, has_front_matter: bool) -> bool:
    if _HEADING_OR_FENCE.search(text):
        return True
    text = _CODE.sub("", text) if "`" in text else text
    if _BLOCK.search(text):
        return False
    if _LINK.search(text) or _TABLE.search(text):
        return True
    return has_front_matter and not _TAG.search(text) and bool(_LINE_MARK.search(text) or _BLANK_LINE.search(text))
