"""What reads like a heading: facts about the text of a line that stands alone in bold."""

import re
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex

_WIDEST: Final = 100
"""The widest heading, in columns: a Chinese character takes two."""

_WIDEST_LABEL: Final = 40
"""The widest heading that ends in a colon: a longer one introduces what follows, as a sentence does."""

_WIDEST_QUOTE: Final = 40
"""The widest heading that is a quotation as a whole: a longer one is a statement that somebody made."""

_SENTENCE_END: Final = regex(r"[。！!；;，,、：:….]$|[。！；]")
_NUMBERED: Final = regex(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分条])")
_QUOTED: Final = regex(r"[“「『\"].*[”」』\"]$")
_PAUSE: Final = regex(r"[，。！？,.!?；;：:…]")
_LABEL: Final = regex(r"[^：:]{2,}[：:]$")
_INTRODUCES: Final = regex(
    r"如下|以下|^(?:[问答]|[A-Z]|Q&A|注|附|按|编者按|编者注|提示|温馨提示|备注|说明|note|tip|warning|editor'?s note)\s*[：:]$"
    r"|(?:说|道|表示|写道|称|认为|指出|问|答|says?|said|asks?|asked|writes?|wrote|following)\s*[：:]$",
    re.IGNORECASE,
)
_CREDIT: Final = regex(
    r"^(?:文|图|撰文|执笔|记者|作者|编辑|来源|摄影|通讯员|主持人|采访|采写|口述|策划|监制|制图|校对|翻译|编译|整理)\s*(?:[|丨｜/：:]|[^\s]{0,4}[：:]|$)"
    r"|记者\s*\S{2,8}(?:[\s、]\S{2,4}){0,3}$|^(?:By|Photo|Source|Text|Words|Image)\b",
)
_ATTRIBUTION: Final = regex(r"^[—–―-]{1,3}\s*\S|^[（(](?:图|文|来源|完|未完|本文|记者|编辑)|^[*＊※]")
_ADDRESS: Final = regex(r"https?://|www\.|\S@\S+\.\w|\d{7,}")


def width(text: str) -> int:
    """Columns that `text` takes where a wide character takes two."""
    return len(text) + (0 if text.isascii() else sum(1 for char in text if char >= "\u1100"))


def reads_like_heading(text: str) -> bool:
    """Whether `text`, collapsed, can be a heading: short, no sentence, no quotation that somebody made, no credit."""
    if not text or (len(text) > _WIDEST // 2 and width(text) > _WIDEST) or not any(char.isalnum() for char in text):
        return False
    if _CREDIT.search(text) or _ATTRIBUTION.search(text) or _ADDRESS.search(text):
        return False
    if _QUOTED.fullmatch(text):
        return width(text) <= _WIDEST_QUOTE and not _PAUSE.search(text)
    if _LABEL.fullmatch(text) and not _SENTENCE_END.search(text[:-1]):
        return width(text) <= _WIDEST_LABEL and not _INTRODUCES.search(text)
    if _SENTENCE_END.search(text):
        return _NUMBERED.match(text) is not None and not text.endswith(("。", "；", ";", "."))
    return True


def is_bold_as_a_whole(el: Element) -> bool:
    """Whether `el` holds one `strong` and nothing else that shows."""
    child = dom.only_child(el)
    while child is not None and child.tag in {"span", "em", "u"}:
        child = dom.only_child(child)
    return child is not None and child.tag == "strong" and not dom.has_media(child) and next(child.iter("a", "br"), None) is None
