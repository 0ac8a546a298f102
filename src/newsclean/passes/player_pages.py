"""Facts about players: on which page what an embedded player shows can be seen."""

from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

from newsclean.passes.counters import domains_of
from newsclean.regex import regex

_MOST_PARAMETERS: Final = 50


class Player(NamedTuple):
    """One form of a player's address: how its path begins, parameters with their patterns, and the page they lead to.

    The page names the groups of the path and the parameters.
    """

    path: str
    page: str
    parameters: Mapping[str, str] = {}


_YOUTUBE: Final = Player(r"/(?:embed|v|shorts)/(?P<id>[\w-]{6,20})", "https://www.youtube.com/watch?v={id}")
_QQ: Final = Player("/", "https://v.qq.com/x/page/{vid}.html", {"vid": r"\w{6,20}"})

PLAYERS: Final[Mapping[str, tuple[Player, ...]]] = {
    "acfun.cn": (Player(r"/player/(?P<id>ac\d{1,12})", "https://www.acfun.cn/v/{id}"),),
    "bilibili.com": (
        Player("/", "https://www.bilibili.com/video/{bvid}", {"bvid": r"BV\w{6,14}"}),
        Player("/", "https://www.bilibili.com/video/av{aid}", {"aid": r"\d{1,18}"}),
    ),
    "codepen.io": (Player(r"/(?P<user>[\w-]{1,40})/embed/(?:preview/)?(?P<id>\w{4,40})", "https://codepen.io/{user}/pen/{id}"),),
    "dailymotion.com": (
        Player(r"/embed/video/(?P<id>\w{4,20})", "https://www.dailymotion.com/video/{id}"),
        Player(r"/player", "https://www.dailymotion.com/video/{video}", {"video": r"\w{4,20}"}),
    ),
    "datawrapper.dwcdn.net": (Player(r"/(?P<id>\w{5})/", "https://datawrapper.dwcdn.net/{id}/"),),
    "embed.podcasts.apple.com": (
        Player(r"/(?P<path>[a-z]{2}/podcast/[\w%/-]{1,200})", "https://podcasts.apple.com/{path}?i={i}", {"i": r"\d{4,20}"}),
        Player(r"/(?P<path>[a-z]{2}/podcast/[\w%/-]{1,200})", "https://podcasts.apple.com/{path}"),
    ),
    "embed.theguardian.com": (
        Player(r"/embed/(?P<kind>video|atom)/(?P<path>[\w/-]{4,200})", "https://www.theguardian.com/{path}"),
    ),
    "facebook.com": (
        Player(r"/plugins/(?:video|post)\.php", "{href}", {"href": r"https://(?:www\.)?facebook\.com/[\w./?=-]{1,200}"}),
    ),
    "flo.uri.sh": (Player(r"/(?P<path>(?:visualisation|story)/\d{3,12})/", "https://public.flourish.studio/{path}/"),),
    "infogram.com": (Player(r"/(?P<id>[\w-]{6,80})", "https://infogram.com/{id}"),),
    "instagram.com": (Player(r"/(?P<path>(?:p|reel|tv)/[\w-]{5,40})/", "https://www.instagram.com/{path}/"),),
    "ixigua.com": (
        Player(r"/(?:iframe|embed)/(?P<id>\d{6,24})", "https://www.ixigua.com/{id}"),
        Player("/", "https://www.ixigua.com/{id}", {"id": r"\d{6,24}"}),
    ),
    "mgtv.com": (Player(r"/", "https://www.mgtv.com/b/{cid}/{video_id}.html", {"cid": r"\d{3,9}", "video_id": r"\d{3,12}"}),),
    "music.163.com": (
        Player(r"/(?:m/)?outchain/player", "https://music.163.com/song?id={id}", {"type": "2", "id": r"\d{3,14}"}),
        Player(r"/(?:m/)?outchain/player", "https://music.163.com/playlist?id={id}", {"type": "0", "id": r"\d{3,14}"}),
        Player(r"/(?:m/)?outchain/player", "https://music.163.com/album?id={id}", {"type": "1", "id": r"\d{3,14}"}),
    ),
    "nytimes.com": (Player(r"/video/players/", "https://www.nytimes.com/video/{videoId}", {"videoId": r"\d{6,20}"}),),
    "open.douyin.com": (Player(r"/player/video", "https://www.douyin.com/video/{vid}", {"vid": r"\d{8,24}"}),),
    "open.spotify.com": (
        Player(
            r"/embed(?:-podcast)?/(?P<path>(?:track|album|playlist|episode|show)/\w{10,40})", "https://open.spotify.com/{path}"
        ),
    ),
    "platform.twitter.com": (Player(r"/embed/Tweet\.html", "https://twitter.com/i/status/{id}", {"id": r"\d{6,24}"}),),
    "player.vimeo.com": (Player(r"/video/(?P<id>\d{1,14})", "https://vimeo.com/{id}"),),
    "player.youku.com": (Player(r"/(?:embed|player\.php/sid)/(?P<id>[\w=]{4,40})", "https://v.youku.com/v_show/id_{id}.html"),),
    "qq.com": (_QQ, Player(r"/(?:.*?/)?(?P<vid>[a-z]\w{10})\.html", "https://v.qq.com/x/page/{vid}.html")),
    "rutube.ru": (Player(r"/(?:play|video)/embed/(?P<id>\w{4,40})", "https://rutube.ru/video/{id}/"),),
    "streamable.com": (Player(r"/[eos]/(?P<id>\w{3,20})", "https://streamable.com/{id}"),),
    "ted.com": (Player(r"/talks/(?P<id>\w{3,120})", "https://www.ted.com/talks/{id}"),),
    "tiktok.com": (Player(r"/embed/(?:v\d/)?(?P<id>\d{8,24})", "https://www.tiktok.com/@/video/{id}"),),
    "vk.com": (Player(r"/video_ext\.php", "https://vk.com/video{oid}_{id}", {"oid": r"-?\d{1,14}", "id": r"\d{1,14}"}),),
    "w.soundcloud.com": (
        Player(
            r"/player", "{url}", {"url": r"https://soundcloud\.com/[\w/-]{3,200}|https://api\.soundcloud\.com/\w{4,12}/\d{3,14}"}
        ),
    ),
    "ximalaya.com": (Player(r"/thirdparty/player/", "https://www.ximalaya.com/sound/{id}", {"id": r"\d{3,14}"}),),
    "youtu.be": (Player(r"/(?P<id>[\w-]{6,20})", "https://www.youtube.com/watch?v={id}"),),
    "youtube-nocookie.com": (_YOUTUBE,),
    "youtube.com": (_YOUTUBE,),
}
"""Players by the host of their address. A host stands for its subdomains, too."""

_COMPILED: Final = {
    host: tuple(
        (regex(one.path), one.page, tuple((name, regex(value)) for name, value in one.parameters.items())) for one in players
    )
    for host, players in PLAYERS.items()
}


def video_page(address: str) -> str:
    """The page on which what a player's `address` plays can be seen; "" when the player is not known."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
        query = parse_qs(parts.query, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return ""
    for path, page, parameters in next((_COMPILED[domain] for domain in domains_of(host) if domain in _COMPILED), ()):
        values = {name: query.get(name, [""])[0] for name, _ in parameters}
        found = path.match(parts.path or "/")
        if found and all(pattern.fullmatch(values[name]) for name, pattern in parameters):
            return page.format(**found.groupdict(), **values)
    return ""
