"""Words of credits: what a name looks like, the labels of those who made an article, and the short forms patterns have for them.

A pattern of a pack writes `(?&names)` where the names of people stand; `expanded` puts the pattern for it there.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from newsclean import dom
from newsclean.regex import regex

ROLES: Final[Mapping[str, str]] = {
    "process_editor": "流程编辑",
    "editor": (
        "责任编[辑缉]|责编|网编|编辑&制图|美编|本[文版期](?:责任编辑|责编|编辑)"
        "|(?:值班|执行|网络|图文|文字|微信|新媒体|栏目|版面|见习|实习|美术|图片|视频|助理)?编辑|責任編輯|責編|(?:核稿)?編輯"
    ),
    "proofreader": "(?:责任|本文)?校对",
    "reviewer": "审核|审校|审读|审稿|审签|终审|复审|初审|[一二三]审|编审|签发|核发",
    "producer": "总?监制|出品人|制片人|总?策划|统筹|(?:值班|执行|责任|副)?主编|总编辑?|值班主任|值班编委",
    "photographer": "摄影(?:记者|报道)?",
    "author": (
        "(?:特约|见习|实习|首席|[全融]媒体|本[报台网刊社])*记者|通讯员|实习生|(?:特约|专栏)?作者|(?:特约)?撰稿人?|撰文|采写|执笔"
        r"|文字?(?=\s*[：:︰丨|｜︱/／])"
    ),
    "translator": "编译|翻译|译者",
}
"""The field of the metadata to the labels that stand before the names."""

DESK: Final = "|".join(ROLES[name] for name in ("process_editor", "editor", "proofreader", "reviewer", "producer"))
IS: Final = r"\s?[：:︰丨|｜︱/／]\s?"
_NOT_NAMES: Final = (
    f"{DESK}|{ROLES['author']}|{ROLES['photographer']}|整合|整理|报道|综合|供图|供稿|头图|题图|图源|图片|封面|文/|图/|编译|翻译|来源|发自|未知|佚名|不详|匿名|网络"
    "|从|表示|获悉|了解|经授权|人气|浏览|阅读|点击|评论|字号|时间|发布"
)
_HAN: Final = r"(?:(?![的了在们这那])[\u3400-\u9fff·•])"
_HAN_ENDS: Final = r"(?![\u3400-\u9fff·•])"
_NAME: Final = (
    rf"(?:(?!{_NOT_NAMES})(?:{_HAN}{{2,8}}|{_HAN}\s{{1,2}}{_HAN}){_HAN_ENDS}|[A-Za-z][a-z]{{2,15}}(?:\s[A-Z][a-z]{{1,15}})?)"
)
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴钟汪任姜范姚谭廖邹熊陆郝孔崔康毛邱秦史"
    "顾侯邵孟龙段雷钱汤尹黎贺赖龚裴柳章俞施翁倪殷聂庞詹关蒙骆甘祝臧舒禤"
)
_PERSON: Final = rf"(?:(?!{_NOT_NAMES})[{_SURNAMES}]{_HAN}{{1,3}}{_HAN_ENDS})"
_NO_LATIN_NAME: Final = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|(?:Published|Updated|Posted)\b)"
_LATIN: Final = rf"(?:(?i:{_NO_LATIN_NAME})[A-ZÀ-Þ][\w.'’-]*)"
_WESTERN: Final = rf"{_LATIN}(?:\s(?:(?:de|van|von|der|den|la|bin|al|el|da|di|du|le)\s){{0,2}}{_LATIN}){{1,3}}"

FORMS: Final[Mapping[str, str]] = {
    "name": _NAME,
    "names": rf"{_NAME}(?:(?:\s?[、，,;；&/]\s?|\s{{1,3}}){_NAME}){{0,9}}",
    "person": _PERSON,
    "persons": rf"{_PERSON}(?:(?:\s?[、，,]\s?|\s{{1,2}}){_PERSON}){{0,9}}",
    "western": rf"{_WESTERN}(?:,\s{_WESTERN}(?=.{{0,80}}\sand\s)){{0,6}}(?:,?\sand\s{_WESTERN})?",
    "code": r"(?:[\s_]{0,2}[（(]?[A-Z]{1,4}_?\d{2,6}[）)]?)",
    "desk": f"(?:{DESK})",
    "role": f"(?:{'|'.join(ROLES.values())})",
    "is": IS,
}
"""What may stand as `(?&form)` in a pattern."""

_NOBODY: Final = frozenset(
    "未知 佚名 不详 匿名 无 网络 互联网 来自网络 网上 本站 本站原创 原创 网络整理 综合整理 Internet Unknown".split()
)
"""What is printed where the name of a person or medium is not known."""

_FORM: Final = regex(r"\(\?&(\w*)\)")
_ENDS: Final = " 、，,;；|/·"
_LABEL: Final = "|".join(f"(?P<{field}>{words})" for field, words in ROLES.items())
_ROLE: Final = regex(rf"(?:{_LABEL})(?:{IS})?\s?")
_MEDIUM: Final = regex(r"^\S{1,12}(?:网|报|社|台|新闻|财经|周刊|客户端)\s")
"""The medium in front of the name of its writer: 文/港报网 柳白."""

_REPORTER: Final = regex(f"(?:{ROLES['author']})")
"""Directly behind a name it makes that the name of a medium: 南都见习记者."""


def expanded(pattern: str) -> str:
    """`pattern` with every `(?&form)` written out. KeyError for a form that is not known."""
    return _FORM.sub(lambda form: FORMS[form[1]], pattern)


@cache
def _names() -> re.Pattern[str]:
    """The names at the start of a text; compiled when first asked for, because that takes longer than to clean an article."""
    return re.compile(FORMS["names"])


def labelled(text: str) -> dict[str, str]:
    """The names behind each label in `text`, which is a credit or several, by the field of the metadata."""
    found: dict[str, str] = {}
    text = dom.collapse(text)
    roles = list(_ROLE.finditer(text))
    stops = [*(role.start() for role in roles[1:]), len(text)]
    for role, stop in zip(roles, stops, strict=False):
        names = _names().match(_MEDIUM.sub("", text[role.end() : stop], count=1))
        if names is None or (text[role.end() : stop] == names[0] and _REPORTER.match(text, stop)):
            continue
        field = next(name for name in ROLES if role[name])
        if names[0] not in found.get(field, ""):
            found[field] = f"{found[field]} {names[0]}" if field in found else names[0]
    return found


def fields_of(groups: Mapping[str, str | None]) -> dict[str, str]:
    """The groups that matched, with white space and joining punctuation taken from their ends; `credits` by their labels."""
    found: dict[str, str] = {}
    for name, value in groups.items():
        text = dom.collapse(value or "").strip(_ENDS)
        if name == "credits":
            found |= labelled(text)
        elif text and text not in _NOBODY:
            found[name] = text
    return found
