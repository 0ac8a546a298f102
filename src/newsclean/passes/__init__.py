"""The passes, and the one table of their order."""

from typing import Final

from newsclean.passes.article import keep_article
from newsclean.passes.elements import (
    COMPONENTS,
    FOREIGN,
    FRAMES,
    LINKED,
    MACHINERY,
    PARTS,
    PLAYERS,
    SHELL_ATTRIBUTES,
    VENDOR_ATTRIBUTES,
)
from newsclean.passes.late import Late
from newsclean.passes.rules import ApplyRules
from newsclean.pipeline import Step, Steps


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _step(name: str, run: str, about: str, *, tags: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()) -> Step:
    """The step `name`; its pass is the function `run` in the module of that name."""
    return Step(name, Late(name.replace("-", "_"), run), about, tags, names)


def _by_rules(name: str, about: str) -> Step:
    return Step(name, ApplyRules(name), about, by_rules=True)


STANDARD: Final = Steps(
    (
        _step("machinery", "drop_machinery", "drop scripts, style sheets, templates", tags=frozenset(MACHINERY)),
        _step("hidden", "drop_hidden", "drop what the page hides from readers", names=_words("style hidden")),
        _step(
            "code-blocks",
            "settle_code_blocks",
            "make blocks of code one pre and code that names its language",
            tags=_words("pre table"),
        ),
        Step("article", keep_article, "find the element that holds the article, drop the sections and boxes around it"),
        _step(
            "ad-iframes",
            "replace_frames",
            "drop ad slots and frames; an embedded video becomes a link",
            tags=frozenset(FRAMES),
        ),
        _by_rules("qr-blocks", "drop QR codes that lead into an app or account"),
        _by_rules("editor-credits", "lift credits of editors, authors and sources into the metadata"),
        _by_rules("promotion", "drop promotion of apps, accounts and events"),
        _by_rules("share", "drop share and like bars"),
        _by_rules("related", "drop links to other articles"),
        _by_rules("disclaimers", "drop disclaimers and copyright notices"),
        _by_rules("widgets", "drop comment boxes, players, toolbars, quote widgets"),
        _step("comments", "drop_comments", "drop HTML comments, after the rules that read them"),
        _step(
            "lazy-images",
            "resolve_lazy_images",
            "give images their real address",
            tags=frozenset(("img", "picture", *FOREIGN)),
            names=frozenset(SHELL_ATTRIBUTES),
        ),
        _step(
            "players",
            "settle_players",
            "give players their address, drop their fallback text",
            tags=frozenset((*PLAYERS, *COMPONENTS)),
        ),
        _step(
            "links",
            "resolve_links",
            "make addresses absolute, unwrap links that lead nowhere",
            tags=LINKED,
        ),
        _step(
            "redirectors",
            "unwrap_redirectors",
            "let links lead where a redirector would pass readers on to",
            tags=_words("a"),
        ),
        _step(
            "page-links",
            "unwrap_page_links",
            "unwrap links to the page itself and next-page links around images",
            tags=_words("a"),
        ),
        _step("trackers", "drop_trackers", "drop tracking pixels and tracking parameters", tags=_words("img a")),
        _step(
            "tables",
            "unwrap_layout_tables",
            "unwrap tables that only do layout",
            tags=frozenset(("table", *PARTS)),
        ),
        _step("phrasing", "open_phrasing", "move inline elements around blocks into the blocks"),
        _step("entities", "unescape_entities", "decode character references that were escaped twice"),
        _step(
            "cms-style",
            "convert_cms_style",
            "turn vendor style tokens into elements",
            names=frozenset(VENDOR_ATTRIBUTES),
        ),
        _step(
            "inline-styles",
            "drop_inline_styles",
            "replace style attributes and font elements by what they mean",
        ),
        _step("figures", "build_figures", "make images with captions figures", tags=_words("figure figcaption")),
        _step(
            "wrappers",
            "unwrap_wrappers",
            "unwrap elements that only held layout; loose text becomes paragraphs",
        ),
        _step(
            "paragraphs",
            "build_paragraphs",
            "split blocks where line breaks end a paragraph",
            tags=_words("br"),
        ),
        _by_rules("lines", "try the text rules of all passes on each line"),
        _step(
            "link-lists",
            "drop_link_lists",
            "drop links to other articles under a line that announces them",
            tags=_words("a"),
        ),
        _step("empty", "drop_empty", "drop elements that show nothing"),
        Step(
            "emptied-tables",
            Late("tables", "unwrap_emptied_tables"),
            "unwrap tables of which boilerplate left no table",
            tags=_words("table"),
        ),
        _step(
            "typed-lists",
            "build_typed_lists",
            "make lists of short lines that open with the same typed mark",
            tags=_words("p"),
        ),
        _step("headings", "build_headings", "make wholly bold short paragraphs headings", tags=_words("strong h1")),
        _step("tidy", "tidy_up", "join runs of emphasis that meet, unwrap lone paragraphs in list items and cells"),
    ),
)
"""Every pass of the library in the order in which they run."""

BETWEEN_PASSES: Final = frozenset(STANDARD.names[: STANDARD.names.index("comments")])
"""The passes that run while comments are still there, so that a rule with `between` can work in them."""

RULE_PASSES: Final = frozenset(step.name for step in STANDARD if step.by_rules and step.name != "lines") | {
    "article", "hidden", "ad-iframes", "trackers", "cms-style", "figures", "headings"
}  # fmt: skip
"""The passes that put rules into effect."""


def standard() -> Steps:
    """The standard steps: the starting point for a choice of one's own."""
    return STANDARD
