"""Comments that are no remarks but marks of site generators and editors, and so stay."""

from typing import Final

from newsclean.regex import regex

_MARK: Final = regex(
    r"<!--[ \t]*(?:"
    r"more(?:[ \t]+[\w ,.!?()\u4e00-\u9fff]{1,80})?|noteaser|nextpage"
    r"|read[ -]?more|excerpt|truncate|endexcerpt|preview|summary"
    r"|(?:PELICAN_(?:BEGIN|END)_SUMMARY)|TEASER_END|END_TEASER|description"
    r"|toc|/toc|tocstop|TOC|(?:START|END)[ -]?doctoc[\w ,.]*"
    r"|(?:markdownlint|prettier|textlint|lint|vale|spellcheck|cspell|pyml)[-:][\w :,/-]{1,120}"
    r"|)[ \t]*-->",
)


def is_empty(comment: str) -> bool:
    """Whether `comment` says nothing."""
    return not comment.removeprefix("<!--").removesuffix("-->").strip()


def is_mark(comment: str) -> bool:
    """Whether `comment` ends an excerpt, holds the place of a table of contents, steers a linter, or is empty and parts lists.

    Such a comment is one line of plain words, so every engine sees where it ends.
    """
    return _MARK.fullmatch(comment) is not None
