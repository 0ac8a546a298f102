"""The elements and attributes that passes have work on: known to the table of the steps before a pass is loaded."""

from collections.abc import Mapping
from typing import Final

MACHINERY: Final = (
    "script",
    "style",
    "template",
    "link",
    "meta",
    "base",
    "title",
    "noscript",
    "noframes",
    "noembed",
    "param",
    "datalist",
    "head",
    "svg",
    "canvas",
    "bgsound",
)
"""What no reader sees."""

FRAMES: Final = ("iframe", "frame", "embed", "object", "applet", "frameset", "portal", "fencedframe")

VENDOR_ATTRIBUTES: Final = ("cms-style",)
"""Attributes in which a vendor's editor writes its style tokens."""

FOREIGN: Final = ("amp-img", "amp-anim", "mip-img", "image")
"""Elements of AMP and MIP pages, and a misspelling, that browsers or scripts show as images."""

SHELL_ATTRIBUTES: Final = ("data-src", "data-original")
"""An empty element with one of these, and a picture's address in it, is filled with an image by a script."""

ADDRESSED: Final = (
    ("a", "href"), ("img", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"), ("source", "src"),
    ("img", "srcset"), ("blockquote", "cite"), ("q", "cite"), ("del", "cite"), ("ins", "cite"),
)  # fmt: skip
"""Elements that hold addresses, each with the attribute."""

LINKED: Final = frozenset(tag for tag, _ in ADDRESSED)
"""Elements that hold addresses."""

PLAYERS: Final = ("video", "audio", "amp-video", "amp-audio", "mip-video", "mip-audio")
COMPONENTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "amp-youtube": ("data-videoid", r"[\w-]{6,20}", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("data-videoid", r"\d{1,14}", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", r"\w{4,20}", "https://www.dailymotion.com/video/{}"),
    "amp-instagram": ("data-shortcode", r"[\w-]{5,40}", "https://www.instagram.com/p/{}/"),
    "amp-twitter": ("data-tweetid", r"\d{6,24}", "https://twitter.com/i/status/{}"),
    "lite-youtube": ("videoid", r"[\w-]{6,20}", "https://www.youtube.com/watch?v={}"),
}
"""Elements of component libraries that stand for a player: the attribute that names what it plays, its form, and the page."""

GROUPS: Final = ("tbody", "thead", "tfoot", "tr", "colgroup", "col")
PARTS: Final = (*GROUPS, "td", "th", "caption")
"""What tables are made of."""
