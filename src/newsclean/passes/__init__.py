"""The passes, and the one table of their order."""

from typing import Final

from newsclean.passes.ad_iframes import replace_frames
from newsclean.passes.article import keep_article
from newsclean.passes.cms_style import convert_cms_style
from newsclean.passes.comments import drop_comments
from newsclean.passes.empty import drop_empty
from newsclean.passes.entities import unescape_entities
from newsclean.passes.figures import build_figures
from newsclean.passes.headings import build_headings
from newsclean.passes.hidden import drop_hidden
from newsclean.passes.inline_styles import drop_inline_styles
from newsclean.passes.lazy_images import resolve_lazy_images
from newsclean.passes.link_lists import drop_link_lists
from newsclean.passes.links import resolve_links
from newsclean.passes.machinery import drop_machinery
from newsclean.passes.paragraphs import build_paragraphs
from newsclean.passes.rules import ApplyRules
from newsclean.passes.tidy import tidy_up
from newsclean.passes.trackers import drop_trackers
from newsclean.passes.wrappers import unwrap_wrappers
from newsclean.pipeline import Step, Steps

STANDARD: Final = Steps(
    (
        Step("article", keep_article, "find the element that holds the article"),
        Step("machinery", drop_machinery, "drop scripts, style sheets, templates"),
        Step("hidden", drop_hidden, "drop what the page hides from readers"),
        Step("ad-iframes", replace_frames, "drop ad slots and frames; an embedded video becomes a link"),
        Step("qr-blocks", ApplyRules("qr-blocks"), "drop QR codes that lead into an app or account"),
        Step("editor-credits", ApplyRules("editor-credits"), "lift credits of editors, authors and sources into the metadata"),
        Step("promotion", ApplyRules("promotion"), "drop promotion of apps, accounts and events"),
        Step("share", ApplyRules("share"), "drop share and like bars"),
        Step("related", ApplyRules("related"), "drop links to other articles"),
        Step("disclaimers", ApplyRules("disclaimers"), "drop disclaimers and copyright notices"),
        Step("widgets", ApplyRules("widgets"), "drop comment boxes, players, toolbars, quote widgets"),
        Step("comments", drop_comments, "drop HTML comments, after the rules that read them"),
        Step("lazy-images", resolve_lazy_images, "give images their real address"),
        Step("trackers", drop_trackers, "drop tracking pixels and tracking parameters"),
        Step("links", resolve_links, "make addresses absolute, unwrap links that lead nowhere"),
        Step("entities", unescape_entities, "decode character references that were escaped twice"),
        Step("cms-style", convert_cms_style, "turn vendor style tokens into elements"),
        Step("inline-styles", drop_inline_styles, "replace style attributes and font elements by what they mean"),
        Step("figures", build_figures, "make images with captions figures"),
        Step("wrappers", unwrap_wrappers, "unwrap elements that only held layout; loose text becomes paragraphs"),
        Step("paragraphs", build_paragraphs, "split blocks where line breaks end a paragraph"),
        Step("lines", ApplyRules("lines"), "try the text rules of all passes on each line"),
        Step("link-lists", drop_link_lists, "drop links to other articles under a line that announces them"),
        Step("headings", build_headings, "make wholly bold short paragraphs headings"),
        Step("empty", drop_empty, "drop elements that show nothing"),
        Step("tidy", tidy_up, "join runs of emphasis that meet, unwrap lone paragraphs in list items and cells"),
    ),
)
"""Every pass of the library in the order in which they run."""

BETWEEN_PASSES: Final = frozenset(STANDARD.names[: STANDARD.names.index("comments")])
"""The passes that run while comments are still there, so that a rule with `between` can work in them."""


def standard() -> Steps:
    """The standard steps: the starting point for a choice of one's own."""
    return STANDARD
