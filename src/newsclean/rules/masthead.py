"""What is printed around an article: its title, and the short lines that say when, where from and by whom.

No pack is needed for these: they carry their label with them ("来源：", "责任编辑：", "By"). What a pack says
goes before them.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.regex import regex
from newsclean.rules.patterns import Pattern
from newsclean.rules.words import IS, ROLES, fields_of, labelled

OPENING: Final = 8
"""How many lines an article may take for title, date and credits before its first sentence."""

_LINE_CHARS: Final = 150
_MEDIUM_CHARS: Final = 30
_COLON: Final = regex("[：:]")
_PROSE_FROM: Final = 40
_TITLE: Final = "title"
_EDGE: Final = "\ufdd0"
"""Stands where an inline element begins or ends; Unicode promises that it is no character of a text."""

_NOTHING: Final = _EDGE + " \t\r\n\u3000\xa0"

_OTHERS: Final = regex(r"comment|related|recommend|sidebar|(?:^|\s)footer|copyright|rank|pinglun|tuijian", re.IGNORECASE)
_CLOSED: Final = frozenset("nav aside footer form select script style template noscript textarea button".split())
_SENTENCE: Final = regex("[。！？；]")
_DATE: Final = regex(
    r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:[T\s]{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
)
_DATED: Final = regex(rf"(?:(?:发布|发表|更新|稿件)?(?:时间|日期|于)\s?[：:]\s?)?(?P<date>{_DATE.pattern})")
_ANY_ROLE: Final = "|".join(ROLES.values())
_LABEL: Final = regex(rf"(?:{_ANY_ROLE}){IS}")
_SOURCE: Final = regex(
    rf"(?:^|[\s{_EDGE}\d|)）])(?:(?:文章|稿件|信息|消息|新闻|本文)?来\s?源|稿源|出处)\s?[：:︰丨|｜][\s{_EDGE}]*(?P<source>[^{_EDGE}|]{{2,60}})"
)
_SOURCE_ENDS: Final = regex(
    rf"(?:{_ANY_ROLE}){IS}|{_DATE.pattern}|\s(?:字号|字体|浏览|阅读|点击|评论|分享|收藏|打印|时间|发布|日期|栏目|分类|关键)"
)
_BYLINES: Final = {
    "记者": Pattern(r"[（(【]?(?:[^\s：:，。（）()]{2,12})?记者\s?(?P<author>(?&persons))[）)】]?"),
    "作者": Pattern(r"《[^《》]{2,12}》\s?作者\s(?P<author>(?&names))"),
    "By": Pattern(r"By:?\s(?P<author>(?&western))(?:\s[A-Z\d|•·,].{0,60})?"),
}
"""The forms of a byline by a text that each holds."""


def note_title(doc: Document) -> None:
    """Take the text of the only h1 as the title, when nothing else told one and no sentence stands before it."""
    headings = [] if _TITLE in doc.metadata else [el for el in doc.iter("h1") if not dom.is_blank(dom.text_of(el))]
    if len(headings) == 1 and not _is_deep_in(doc, headings[0]):
        doc.note(title=dom.one_line(headings[0]))


def _is_deep_in(doc: Document, heading: Element) -> bool:
    texts = (dom.squash(dom.text_of(el)) for el in takewhile(lambda el: el is not heading, doc.root.iter("p", "h1")))
    return any(len(text) >= _PROSE_FROM and _SENTENCE.search(text) for text in texts)


def note_credits_of(doc: Document, el: Element) -> None:
    """Note what the short lines within `el`, which is about to leave the article, say of it: nothing that is known already."""
    titled = el.tag == "h1" or next(el.iter("h1"), None) is not None
    for line in _lines(el):
        _note_line(doc, line, dated=titled)


def note_credits_above(doc: Document, el: Element) -> None:
    """Note what the lines with which the article in `el` opens say of it, up to its first sentence."""
    for number, line in enumerate(_lines(el)):
        if number >= OPENING or (len(line) >= _PROSE_FROM and _SENTENCE.search(line)):
            return
        _note_line(doc, line, dated=True)


def _note_line(doc: Document, line: str, *, dated: bool) -> None:
    """Note what `line` says and is not known. A date alone counts when `dated`: lists of other articles have dates, too."""
    found = credits_of_line(line)
    if dated or found.keys() != {"date"}:
        for name, value in found.items():
            doc.told.setdefault(name, value)


def credits_of_line(line: str) -> dict[str, str]:
    """What a line around an article says of it. Elements in the line may be told apart by `_EDGE`; {} for a sentence."""
    if len(line) > _LINE_CHARS or _SENTENCE.search(line):
        return {}
    label = _label_in(line)
    found = labelled(line[label.start() :].replace(_EDGE, " ")) if label else {}
    if source := _SOURCE.search(line):
        found |= fields_of({"source": _medium(source["source"])})
    text = dom.collapse(line.replace(_EDGE, " "))
    for cue, byline in () if "author" in found else _BYLINES.items():
        if cue in text and (match := byline.fullmatch(text)):
            found |= fields_of(match.groupdict())
    date = _DATED.search(text) if found else _DATED.fullmatch(text)
    return found | fields_of(date.groupdict()) if date else found


def _label_in(line: str) -> re.Match[str] | None:
    """The first label in `line` that is no end of a longer word."""
    label = _LABEL.search(line)
    while label is not None and "\u3400" <= line[label.start() - 1 : label.start()] <= "\u9fff":
        label = _LABEL.search(line, label.start() + 1)
    return label


def _medium(text: str) -> str:
    """The name of the medium with which `text` opens; "" when it is none."""
    name = _SOURCE_ENDS.split(dom.collapse(text), maxsplit=1)[0].strip()
    return "" if len(name) > _MEDIUM_CHARS or _COLON.search(name) else name


def _lines(el: Element) -> Iterator[str]:
    """The lines within `el` that speak of this article and are not blank, with `_EDGE` where inline elements begin and end."""
    parts: list[str] = []
    closed: Element | None = None
    for slot in dom.slots(el):
        if closed is None and slot.inside and _is_of_others(slot.el):
            closed = slot.el
        elif slot.el is closed:
            closed = None
        if slot.el.tag in dom.BLOCKS or slot.el.tag == "br":
            yield from _line(parts)
            parts = []
        parts.append(_EDGE + (slot.value if closed is None else ""))
    yield from _line(parts)


def _line(parts: list[str]) -> tuple[str, ...]:
    whole = "".join(parts)
    text = dom.collapse(whole) if whole.strip(_NOTHING) else ""
    return (text,) if text.strip(_EDGE + " ") else ()


def _is_of_others(el: Element) -> bool:
    """Whether `el` speaks of other articles, of readers, or of the site."""
    if el.tag in _CLOSED:
        return True
    names, ident = el.get("class"), el.get("id")
    return bool(names or ident) and _OTHERS.search(f"{names or ''} {ident or ''}") is not None
