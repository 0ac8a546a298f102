"""headings: a short paragraph that is bold as a whole is a heading; a bold sentence or quotation stays a bold sentence."""

import re
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element

_WIDEST: Final = 100
"""The widest heading, in columns: a Chinese character takes two."""

_SENTENCE_END: Final = re.compile(r"[。！!；;，,、：:….]$|[。！；]")
_QUOTED: Final = re.compile(r"[“「『\"].*[”」』\"]$")
_NUMBERED: Final = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分条])")
_BYLINE: Final = re.compile(
    r"^(?:文|图|撰文|记者|作者|编辑|来源|摄影|通讯员)\s*[|丨｜/：:]|记者\s*\S{2,8}$|^(?:By|Photo|Source)\b"
)
_SIDE: Final = frozenset({"td", "th", "li", "blockquote", "figure", "figcaption", "dd", "dt", "table"})


def width(text: str) -> int:
    """Columns that `text` takes where a wide character takes two."""
    return len(text) + (0 if text.isascii() else sum(1 for char in text if char >= "\u1100"))


def build_headings(doc: Document) -> None:
    """Turn wholly bold short paragraphs that head something into headings."""
    for finding in doc.findings.get("headings", ()):
        finding.apply(doc)
    boxes = dict.fromkeys(box for el in doc.iter("strong") if (box := _box_of(el)) is not None)
    candidates = [el for el in boxes if _is_bold_as_a_whole(el) and _is_heading(doc, el)]
    if candidates:
        tag = _level(doc)
        for el in candidates:
            _make_heading(doc, el, tag)


def _level(doc: Document) -> str:
    """The level below the headings that the article has already: h2 where there are none but the title."""
    return "h3" if next(doc.root.iter("h2"), None) is not None else "h2"


def _box_of(el: Element) -> Element | None:
    """The paragraph around a run of emphasis."""
    return next((above for above in el.iterancestors("p", "div")), None)


def _is_bold_as_a_whole(el: Element) -> bool:
    """Whether `el` holds one `strong` and nothing else that shows."""
    child = dom.only_child(el)
    while child is not None and child.tag in {"span", "em", "u"}:
        child = dom.only_child(child)
    return child is not None and child.tag == "strong" and not dom.has_media(child) and next(child.iter("a", "br"), None) is None


def _is_heading(doc: Document, el: Element) -> bool:
    text = dom.collapse(dom.text_of(el))
    if not text or (len(text) > _WIDEST // 2 and width(text) > _WIDEST) or _QUOTED.fullmatch(text) or _BYLINE.search(text):
        return False
    if _SENTENCE_END.search(text) and not (_NUMBERED.match(text) and not text.endswith(("。", "；", ";", "."))):
        return False
    if any(above.tag in _SIDE for above in el.iterancestors()):
        return False
    return _heads_something(doc, el) and text != doc.metadata.get("title")


def _heads_something(doc: Document, el: Element) -> bool:
    """Whether text of the article follows `el`."""
    node = el
    while node is not doc.root:
        after = node.getnext()
        while after is not None:
            if not dom.is_element(after) or dom.is_empty(after):
                after = after.getnext()
                continue
            return True
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
    return False


def _make_heading(doc: Document, el: Element, tag: str) -> None:
    doc.rename(el, tag, why="a short paragraph that is bold as a whole heads what follows")
    for inner in list(el.iter("strong")):
        doc.unwrap(inner, why="a heading is bold by itself")
