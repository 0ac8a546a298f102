"""redirectors: links through a page that only passes readers on; what it passes them on to stands in the link."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from newsclean.document import Document
from newsclean.passes.counters import domains_of
from newsclean.regex import regex


class Redirector(NamedTuple):
    """Where a site keeps the target: the parameters that may hold it, "" for the whole query, and how the path begins."""

    parameters: tuple[str, ...]
    path: str = ""


_ANY: Final = (Redirector(("",)),)
_TARGET: Final = (Redirector(("target",)),)
_URL: Final = (Redirector(("url",)),)

REDIRECTORS: Final[Mapping[str, tuple[Redirector, ...]]] = {
    "afdian.net": (Redirector(("target",), "/link"),),
    "anonym.to": _ANY,
    "away.vk.com": (Redirector(("to",)),),
    "blog.51cto.com": (Redirector(("",), "/transfer"),),
    "c.pc.qq.com": (Redirector(("pfurl", "url"), "/middle"),),
    "cloud.tencent.com": (Redirector(("target",), "/developer/tools/blog-entry"),),
    "coolapk.com": (Redirector(("url",), "/link"),),
    "deref-mail.com": (Redirector(("redirectUrl",)),),
    "deref-gmx.com": (Redirector(("redirectUrl",)),),
    "deref-web.de": (Redirector(("redirectUrl",)),),
    "developers.weixin.qq.com": (Redirector(("href",), "/community/middlepage/href"),),
    "docs.qq.com": (Redirector(("url",), "/scenario/link"),),
    "douban.com": (Redirector(("url",), "/link2"),),
    "duckduckgo.com": (Redirector(("uddg",), "/l/"),),
    "exit.sc": _URL,
    "facebook.com": (Redirector(("u",), "/l.php"),),
    "gcores.com": (Redirector(("target",), "/link"),),
    "getpocket.com": (Redirector(("url",), "/redirect"),),
    "gitee.com": (Redirector(("target",), "/link"),),
    "google.com": (Redirector(("q", "url"), "/url"),),
    "google.com.hk": (Redirector(("q", "url"), "/url"),),
    "hd.nowcoder.com": (Redirector(("target",), "/link"),),
    "href.li": _ANY,
    "jianshu.com": (Redirector(("url",), "/go-wild"), Redirector(("to",), "/go")),
    "jump.bdimg.com": _URL,
    "jump2.bdimg.com": _URL,
    "l.instagram.com": (Redirector(("u",)),),
    "ld246.com": (Redirector(("goto",), "/forward"),),
    "link.csdn.net": _TARGET,
    "link.juejin.cn": _TARGET,
    "link.juejin.im": _TARGET,
    "link.zhihu.com": _TARGET,
    "linkedin.com": (Redirector(("url",), "/redir/"), Redirector(("url",), "/safety/go")),
    "nullrefer.com": _ANY,
    "oschina.net": (Redirector(("url", "link"), "/action/GoToLink"),),
    "out.reddit.com": _URL,
    "pixiv.net": (Redirector(("", "url"), "/jump.php"),),
    "ref.gamer.com.tw": (Redirector(("url",), "/redir.php"),),
    "safelinks.protection.outlook.com": _URL,
    "slack-redir.net": (Redirector(("url",), "/link"),),
    "sspai.com": (Redirector(("target",), "/link"),),
    "steamcommunity.com": (Redirector(("url", "u", ""), "/linkfilter"),),
    "t.umblr.com": (Redirector(("z",), "/redirect"),),
    "vk.com": (Redirector(("to",), "/away"),),
    "weibo.cn": (Redirector(("u", "toasturl"), "/sinaurl"),),
    "youtube.com": (Redirector(("q",), "/redirect"),),
}
"""Hosts that pass readers on. A host stands for its subdomains, too."""

_TARGET_URL: Final = regex(
    r"https?://(?=[^\s/?#<>\"'\\@]+\.[^\s/?#<>\"'\\@])[^\s/?#<>\"'\\@]++(?:[/?#][^\s<>\"\\]*+)?", re.IGNORECASE
)


_MOST: Final = 10
"""Redirectors one behind another. Links that people follow lead through two or three."""


def unwrap_redirectors(doc: Document) -> None:
    """Let links lead where a redirector would pass readers on to."""
    for el in doc.iter("a"):
        href = el.get("href") or ""
        if "?" in href and (target := target_of(href)) != href:
            doc.set(el, "href", target, why="the link led through a page that only passes readers on")


def target_of(address: str) -> str:
    """Where `address` leads in the end, as far as its own text says; `address` when it is no redirector's, or of too many."""
    target = address
    for _ in range(_MOST):
        found = _target(target)
        if not found:
            return target
        target = found
    return address


def _target(address: str) -> str:
    """The target that a redirector's address holds, "" when there is none."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    for redirector in next((REDIRECTORS[domain] for domain in domains_of(host) if domain in REDIRECTORS), ()):
        if parts.path.startswith(redirector.path):
            found = (_value(parts.query, name) for name in redirector.parameters)
            target = next((one for one in found if one), "")
            if target:
                return f"{target}#{parts.fragment}" if parts.fragment and "#" not in target else target
    return ""


def _value(query: str, name: str) -> str:
    """The web address in the parameter `name` of `query`, decoded once; "" when it is none, or its end is not clear."""
    if not name:
        value = query
    else:
        pairs = [one.partition("=") for one in query.split("&")]
        value = next((raw for key, _, raw in pairs if key == name), "")
        if "://" in value and not query.endswith(value):
            return ""
    value = unquote(value) if "://" not in value else value
    return value if _TARGET_URL.fullmatch(value) else ""
