"""ad-iframes: frames and plug-ins. A video of a known host stays as a link; advertisements and other frames go."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

FRAMES: Final = ("iframe", "frame", "embed", "object", "applet", "frameset", "portal", "fencedframe")
_ADDRESSES: Final = ("src", "data-src", "data-original", "data-lazy-src", "data")
_AD_SHELL: Final = frozenset({"div", "p", "section", "aside", "ins", "center", "span", "figure", "li"})

_PATH_VIDEOS: Final = (
    (
        re.compile(r"(?:^|\.)youtube(?:-nocookie)?\.com$"),
        re.compile(r"/(?:embed|v|shorts)/([\w-]{6,20})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"^youtu\.be$"), re.compile(r"/([\w-]{6,20})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^player\.vimeo\.com$"), re.compile(r"/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"(?:^|\.)dailymotion\.com$"), re.compile(r"/embed/video/(\w+)"), "https://www.dailymotion.com/video/{}"),
    (
        re.compile(r"^player\.youku\.com$"),
        re.compile(r"/(?:embed|player\.php/sid)/([\w=]+)"),
        "https://v.youku.com/v_show/id_{}.html",
    ),
    (re.compile(r"^(?:www\.)?ted\.com$|^embed\.ted\.com$"), re.compile(r"/talks/(\w+)"), "https://www.ted.com/talks/{}"),
)
_QUERY_VIDEOS: Final = (
    (re.compile(r"^player\.bilibili\.com$"), "bvid", re.compile(r"BV\w{6,14}"), "https://www.bilibili.com/video/{}"),
    (re.compile(r"^player\.bilibili\.com$"), "aid", re.compile(r"\d{1,18}"), "https://www.bilibili.com/video/av{}"),
    (re.compile(r"^(?:v|m\.v|imgcache)\.qq\.com$"), "vid", re.compile(r"\w{6,20}"), "https://v.qq.com/x/page/{}.html"),
    (re.compile(r"(?:^|\.)ixigua\.com$"), "id", re.compile(r"\d{6,24}"), "https://www.ixigua.com/{}"),
)


def video_page(address: str) -> str:
    """The page on which the video of a player's `address` can be watched; "" when the host is not known."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    for hosts, path, page in _PATH_VIDEOS:
        if hosts.search(host) and (match := path.match(parts.path)):
            return page.format(match.group(1))
    query = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}  # noqa: PLR2004 - no player has more
    for hosts, name, value, page in _QUERY_VIDEOS:
        if hosts.search(host) and value.fullmatch(found := query.get(name, [""])[0]):
            return page.format(found)
    return ""


def replace_frames(doc: Document) -> None:
    """Drop ad slots and frames with the shells that held nothing else; an embedded video becomes a link to its page."""
    for finding in doc.findings.get("ad-iframes", ()):
        finding.apply(doc)
    for el in doc.iter(*FRAMES):
        if not doc.holds(el):
            continue
        page = next((found for name in _ADDRESSES if (found := video_page(el.get(name) or ""))), "")
        if page:
            _link(doc, el, page)
        else:
            _drop_with_shell(doc, el)


def _link(doc: Document, el: Element, page: str) -> None:
    shown = dom.collapse(el.get("title") or "") or page
    inner = dom.text_of(el)
    doc.record(
        "replace", dom.label(el), why="a video of a known host stays as a link", text=inner, became=shown, line=dom.line_of(el)
    )
    for child in list(el):
        el.remove(child)
    el.attrib.clear()
    dom.set_text(el, shown)
    doc.retag(el, "a")
    el.set("href", page)
    parent = el.getparent()
    if parent is doc.root or (
        parent is not None and parent.tag in {"div", "section", "article", "figure"} and dom.is_blank(parent.text)
    ):
        box = doc.new("p")
        el.addprevious(box)
        dom.move_into(el, box)


def _drop_with_shell(doc: Document, el: Element) -> None:
    """Drop a frame, and the elements around it that held nothing else."""
    shell = el
    parent = el.getparent()
    while parent is not None and parent is not doc.root and parent.tag in _AD_SHELL and _holds_only(parent, shell):
        shell, parent = parent, parent.getparent()
    doc.drop(shell, why="a frame of another site: an advertisement or a widget")


def _holds_only(parent: Element, el: Element) -> bool:
    return dom.only_child(parent) is el
