"""What a text is: a fragment, a whole page, or Markdown."""

import re
from typing import Final, Literal

Kind = Literal["fragment", "page", "markdown", "feed"]

_LEAD: Final = re.compile(r"(?:[\s\ufeff]++|<!--(?:[^-]|-(?!->))*+-->|<\?xml[^>]*+>)*+")
_PAGE: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)(?=[\s/>])", re.IGNORECASE)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF)(?=[\s>])")
_LEAD_WITHIN: Final = 65536
_BLOCK_TAG: Final = re.compile(r"<(?:p|div|section|article|table|ul|ol|h[1-6]|blockquote|figure|img|br|span|font|strong|center|pre)(?=[\s/>])", re.IGNORECASE)
_MARKDOWN: Final = re.compile(
    r"^(?:#{1,6} \S|[-*+] \S|\d{1,3}[.)] \S|> |```|~~~|(?:---|\*\*\*)\s*$|!\[[^\]\n]{0,200}\]\(|\[[^\]\n]{1,200}\]\()",
    re.MULTILINE,
)


def kind_of(body: str, *, has_front_matter: bool) -> Kind:
    """The kind of `body`, by how it begins; Markdown only where no tag of a block is in sight and its own marks are.

    A text without any markup is a fragment: some articles are one bare run of text.
    """
    start = body[:_LEAD_WITHIN]
    match = _LEAD.match(start)
    position = match.end() if match else 0
    if start[position : position + 1] == "<":
        if _PAGE.match(start, position):
            return "page"
        if _FEED.match(start, position):
            return "feed"
    elif _MARKDOWN.search(start) and (has_front_matter or not _BLOCK_TAG.search(start)) and not _BLOCK_TAG.search(start):
        return "markdown"
    return "fragment"
