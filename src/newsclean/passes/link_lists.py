"""link-lists: links to other articles: under a line that announces them (`相关新闻：`, `Related:`), or in capitals."""

import re
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.regex import regex

_ANNOUNCES: Final = regex(
    r"[【\[「]?\s*(?:相关(?:新闻|阅读|报道|链接|文章|推荐|资讯|专题)|推荐阅读|延伸阅读|更多阅读|精彩推荐"
    r"|往期(?:回顾|精选|推荐)|此前报道|热门推荐"
    r"|related(?: (?:stories|articles|posts|coverage|links|content|reading))?|read more|read next|read more from .{2,24}"
    r"|more on this(?: story| topic)?|see also|you may also like|recommended(?: for you)?|further reading"
    r"|lesen sie auch|mehr zum thema|(?:à )?lire (?:aussi|également)|sur le même sujet|le(?:e|a) también|más información"
    r"|leia (?:também|mais)|veja também|leggi anche|lees ook|läs (?:också|även)|les også|czytaj (?:też|także|również)"
    r"|читайте также|по теме|関連記事|あわせて読みたい)"
    r"\s*[】\]」]?\s*[：:>»]*",
    re.IGNORECASE,
)
_LONGEST: Final = 40
_SHOUTED_FROM: Final = 24
_WORDS: Final = 4
_LINES: Final = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li")
_WHY: Final = "links to other articles"


def drop_link_lists(doc: Document) -> None:
    """Drop a line that announces other articles with the lines of links after it, and a headline in capitals that is a link."""
    if next(doc.iter("a"), None) is None:
        return
    for el in [one for one in doc.iter("p") if _is_shouted_link(one)]:
        doc.drop(el, why="a link to another article, in capitals")
    for el in [one for one in doc.iter(*_LINES) if _announces(one)]:
        links = _links_after(el) if doc.holds(el) else []
        for one in (el, *links) if links else ():
            doc.drop(one, why=_WHY)


def _is_shouted_link(el: Element) -> bool:
    """Whether `el` is one link and nothing else, and its text a headline in capitals."""
    inner = dom.only_child(el)
    linked = False
    while inner is not None:
        linked = linked or inner.tag == "a"
        el, inner = inner, dom.only_child(inner)
    text = el.text or ""
    return linked and len(el) == 0 and len(text) >= _SHOUTED_FROM and text.isupper() and text.count(" ") >= _WORDS - 1


def _announces(el: Element) -> bool:
    text = dom.text_of(el) if len(el) else el.text or ""
    return len(text) <= _LONGEST and _ANNOUNCES.fullmatch(dom.collapse(text)) is not None


def _links_after(el: Element) -> list[Element]:
    """The siblings after `el` that hold links and no other text, up to the first that does."""
    found: list[Element] = []
    for after in el.itersiblings():
        if dom.is_element(after) and dom.is_empty(after) and dom.is_blank_after(after):
            continue
        if not dom.is_element(after) or not _is_all_links(after) or not dom.is_blank_after(after):
            break
        found.append(after)
    return found


def _is_all_links(el: Element) -> bool:
    """Whether `el` holds a link and no text outside of links but list marks."""
    if next(el.iter("a"), None) is None:
        return False
    linked = sum(dom.size_of(link) for link in el.iter("a"))
    marks = sum(dom.text_of(el).count(mark) for mark in "·•-|｜>»")
    return dom.size_of(el) <= linked + marks
