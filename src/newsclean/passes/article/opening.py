"""What opens an article above its text: a picture with its caption, a standfirst."""

import re
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex

_HUMP: Final = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_OF_THE_PAGE: Final = regex(
    r"(?:^|[-_\s])(?:author|avatar|user|profile|portrait|logo|icon|qr|qrcode|code|ewm|erweima|banner|ads?|app|share|sponsor|wechat|weixin|top)(?=[-_\s\d]|$)"
)
_OF_A_PICTURE: Final = regex(
    r"(?:^|[-_\s])(?:pic|pics|picture|photo|photos|image|img|figure|caption|floatimg|cover|media)(?=[-_\s\d]|$)"
)
_OF_A_COVER: Final = regex(
    r"(?:^|[-_\s])(?:cover|hero|featured?|lede|lead|(?:header|post|article|entry)[-_](?:image|img|photo|picture|media|thumbnail))(?=[-_\s\d]|$)"
)
_OF_A_STANDFIRST: Final = regex(
    r"(?:^|[-_\s])(?:abstract|summary|intro|introduction|daodu|daoyu|digest|lead|lede|standfirst|description|desc|excerpt|brief|subhead|subheadline"
    r"|subheading|subtitle|sub|dek|deck|chapo|chapeau|bullets|highlights|keypoints|takeaways|entradilla|bajada|copete|sottotitolo|occhiello|vorspann"
    r"|zhaiyao)(?=[-_\s\d]|$)"
)
_CAPTION: Final = regex(
    r"[摄攝]\s?[）)]?$|摄影|攝影|^[（(]?(?:图为|圖為|图[：:]|圖[：:]|资料图|資料圖)|供[图圖]|[图圖]源|[图圖]片来源|视觉中国|[（(].{1,12}[／/][图圖][）)]$"
)
_CLOSES: Final = regex(r"[。！？!?…][”」』’）)]?$|\.[”’)]?$")

_PICTURE: Final = regex(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])", re.IGNORECASE)

_LINKED: Final = 0.3
_CAPTION_MOST: Final = 120
_SENTENCE_FROM: Final = 20
"""Bytes of UTF-8."""
_SENTENCE_MOST: Final = 300


def names_of(el: Element) -> str:
    """The words of class and id of `el`, lower case, humps parted."""
    return _HUMP.sub("-", f"{el.get('class') or ''} {el.get('id') or ''}").lower()


def is_picture_box(el: Element) -> bool:
    """Whether `el` holds one picture, no link, and no text but what reads like its caption; and is no mark of the page."""
    if sum(1 for _ in el.iter("img")) != 1 or next(el.iter("a", "input", "button"), None) is not None:
        return False
    if any(_OF_THE_PAGE.search(names_of(one)) for one in el.iter("div", "section", "p", "span", "img", "dl", "table")):
        return False
    text = dom.collapse(dom.text_of(el))
    return not text or is_caption(el, text)


def is_cover(el: Element) -> bool:
    """Whether the picture `el`, or the box around it, is named as the one that opens an article."""
    parent = el.getparent()
    names = names_of(el) if parent is None else f"{names_of(el)} {names_of(parent)}"
    return _OF_A_COVER.search(names) is not None and _OF_THE_PAGE.search(names) is None


def is_caption(el: Element, text: str = "") -> bool:
    """Whether `el` is as long as a caption, and reads like one or stands in a box for pictures."""
    text = text or dom.collapse(dom.text_of(el))
    if not text or len(text) > _CAPTION_MOST or next(el.iter("a"), None) is not None:
        return False
    return says_what_it_shows(text) or any(_OF_A_PICTURE.search(names_of(one)) for one in el.iter("div", "p", "span", "dl", "dd"))


def says_what_it_shows(text: str) -> bool:
    """Whether `text` names a photographer or says that it is about a picture."""
    return _CAPTION.search(text) is not None


def is_sentence(el: Element) -> bool:
    """Whether `el` is one or a few whole sentences outside links."""
    text = dom.collapse(dom.text_of(el))
    is_of_size = len(text.encode()) >= _SENTENCE_FROM and len(text) <= _SENTENCE_MOST
    return is_of_size and _CLOSES.search(text) is not None and dom.linked_share(el) < _LINKED


def is_chinese_sentence(el: Element) -> bool:
    """Whether `el` is a whole sentence that ends as Chinese ones do: what a page says about itself in Chinese seldom does."""
    return is_sentence(el) and dom.collapse(dom.text_of(el)).rstrip("”」』’）)")[-1:] in tuple("。！？…")


def is_named_standfirst(el: Element) -> bool:
    """Whether the class of `el` says that it is what stands between title and text."""
    return _OF_A_STANDFIRST.search(names_of(el)) is not None


def leads_away(link: Element, figure: Element) -> bool:
    """Whether `link` leads from the picture in `figure` to another page: not to a larger one, and not within the caption."""
    if next(link.iterancestors("figcaption"), None) is not None or _PICTURE.search(link.get("href") or ""):
        return False
    return dom.has_media(link) or not dom.is_blank(dom.text_of(link)) or next(figure.iter("figcaption"), None) is None
