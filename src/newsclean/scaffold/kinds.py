"""Kinds: what the words in the names and texts of a box say it is for."""

import re
from typing import Final, NamedTuple

from newsclean.scaffold.names import words_in


class Kind(NamedTuple):
    """What a box may be: the pass its rule belongs to, words of its names, how its text begins, and the question to settle."""

    step: str
    names: frozenset[str]
    opening: re.Pattern[str]
    question: str


def _kind(step: str, names: str, opening: str, question: str) -> Kind:
    return Kind(step, frozenset(names.split()), re.compile(opening, re.IGNORECASE), question)


KINDS: Final = (
    _kind(
        "share",
        "share sharing sharer social socials fenxiang bdshare bdsharebuttonbox addthis sharethis shares sns",
        r"分享(?:到|至|给|：|:|$)|share (?:this|on|via|article|with)|share:?$|tweet$",
        "Does this only share the article? A share count or a quotation to share may stand in it.",
    ),
    _kind(
        "qr-blocks",
        "qr qrcode erweima ewm code",
        r"扫码|扫一扫|扫描二维码|长按.{0,4}二维码|scan (?:the|this) (?:qr )?code",
        "Is the code always one of the site's own app or account?",
    ),
    _kind(
        "ad-iframes",
        "ad ads adv advert advertisement advertising adbox adsense sponsor sponsored promoted guanggao gg dfp banner",
        r"广告$|advertisement$|advert$|sponsored$|anzeige$|publicité$",
        "Is this slot for advertising alone?",
    ),
    _kind(
        "related",
        "related recommend recommended recommendation recommendations more hot popular ranking trending latest relevant tuijian"
        " xgyd xiangguan read next prev tag tags tagcloud keywords topics",
        r"相关(?:阅读|新闻|文章|推荐|报道|链接)|推荐阅读|延伸阅读|热门|更多|猜你喜欢|related|read (?:more|also|next)|see also"
        r"|more (?:on|from)|most (?:read|popular)|you (?:may|might) (?:also )?like|recommended",
        "Are these links to other articles, and never a part of this one?",
    ),
    _kind(
        "promotion",
        "app download promo promotion newsletter subscribe subscription signup follow guanzhu xiazai client paywall donate",
        r"下载|关注(?:我们|本报|公众号)|打开.{0,8}(?:app|客户端)|subscribe|sign up|newsletter|follow us|download the"
        r"|support (?:us|our)",
        "Is this promotion of the site itself?",
    ),
    _kind(
        "disclaimers",
        "copyright disclaimer disclaim shengming statement legal rights license",
        r"(?:免责|版权|特别|郑重)声明|版权所有|未经.{0,4}(?:授权|许可)|©|copyright|all rights reserved|disclaimer",
        "Is this the notice of the site, the same below every article?",
    ),
    _kind(
        "widgets",
        "comment comments pinglun reply respond disqus login toolbar tools vote voting rating like likes zan player audio cookie"
        " cookies breadcrumb breadcrumbs crumbs menu nav search gotop feedback report",
        r"(?:我要|网友|热门|最新)?评论|举报|点赞|leave a (?:reply|comment)|comments?(?: \(?\d+\)?)?$|log ?in|we use cookies"
        r"|skip to",
        "Is this a tool of the page that tells a reader nothing?",
    ),
)
"""In the order in which they are asked."""

LINK_LIST: Final = _kind("related", "", r"(?!)", "Are these links to other articles, and never a part of this one?")
"""What a box is that holds hardly more than links."""

AROUND: Final = _kind("widgets", "", r"(?!)", "Is this part of the page around the article?")
"""What a box outside the article is when nothing else is known of it."""


def kind_of(names: list[str], text: str) -> Kind | None:
    """The kind of a box, by its names, else by how its text begins; None when neither says anything."""
    words = frozenset(word for name in names for word in words_in(name))
    by_name = next((kind for kind in KINDS if not words.isdisjoint(kind.names)), None)
    return by_name or next((kind for kind in KINDS if kind.opening.match(text)), None)
