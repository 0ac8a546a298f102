"""Facts about who counts readers, and how: parameters of links, and hosts whose images are counters or advertisements."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARAMETERS: Final = _words(
    "fbclid gclid dclid gbraid wbraid yclid msclkid twclid ttclid li_fat_id mc_cid mc_eid mkt_tok vero_id oly_enc_id oly_anon_id"
    " _hsenc _hsmi hsctatracking igshid igsh spm spm_id_from _openstat wt_mc wt.mc_id cmpid s_cid intcmp icid xtor rb_clickid"
    " ns_campaign ns_mchannel ns_source ns_linkname at_medium at_campaign ref_src ref_url bd_vid hmsr hmpl hmcu hmkw hmci sudaref"
    " share_source share_medium share_token",
)
"""Parameters that say where a reader came from, whatever the site. Lower case."""

PREFIXES: Final = ("utm_", "pk_", "mtm_", "piwik_", "depth_1-utm_")
"""How the names of further such parameters begin."""

SITE_PARAMETERS: Final[Mapping[str, frozenset[str]]] = {
    "163.com": _words("from spss spsnuid spsdevid spsvid spsshare spsts spstoken spssid"),
    "36kr.com": _words("ktm_source ktm_medium"),
    "aliyun.com": _words("scm"),
    "bbc.co.uk": _words("ocid"),
    "bbc.com": _words("ocid"),
    "bilibili.com": _words(
        "vd_source from_spmid from_source unique_k seid bbid buvid is_story_h5 plat_id share_from share_plat share_session_id"
        " share_tag share_times timestamp up_id"
    ),
    "csdn.net": _words("ops_request_misc request_id biz_id"),
    "mp.weixin.qq.com": _words(
        "chksm scene subscene srcid ascene nettype abtest_cookie exportkey pass_ticket wx_header clicktime enterid sessionid key"
        " uin devicetype version from isappinstalled wxshare_count sharer_shareinfo sharer_shareinfo_first sharer_sharetime"
        " sharer_shareid"
    ),
    "nytimes.com": _words("smid smtyp emc partner rref action pgtype clicksource referringsource"),
    "sina.cn": _words("vt pos wm cre mod loc r rfunc tj tr from"),
    "sina.com.cn": _words("cre mod loc r rfunc tj tr from"),
    "spotify.com": _words("si"),
    "taobao.com": _words("scm pvid acm ali_trackid ali_refid"),
    "theguardian.com": _words("cmp"),
    "tmall.com": _words("scm pvid acm ali_trackid ali_refid"),
    "toutiao.com": _words("app timestamp req_id use_new_style tt_from wxshare_count isnewversion"),
    "twitter.com": _words("s t"),
    "washingtonpost.com": _words("wpisrc wpmm wpsrc hpid itid"),
    "weibo.cn": _words("luicode lfid featurecode wm"),
    "weibo.com": _words("from wvr mod loc ref refer_flag luicode lfid featurecode wm"),
    "x.com": _words("s t"),
    "youtu.be": _words("si feature"),
    "youtube.com": _words("si feature pp ab_channel"),
    "zhihu.com": _words("share_code s_r"),
}
"""Further parameters that count readers on one site; elsewhere `from`, `ref`, `s`, `t` may choose what the page shows."""

PIXELS: Final[Mapping[str, tuple[str, ...]]] = {
    "51.la": ("",),
    "51yes.com": ("",),
    "amazon-adsystem.com": ("/e/ir",),
    "analytics.163.com": ("",),
    "analytics.twitter.com": ("",),
    "assoc-amazon.com": ("/e/ir",),
    "bat.bing.com": ("",),
    "beacon.sina.com.cn": ("",),
    "blogger.googleusercontent.com": ("/tracker/",),
    "cnzz.com": ("",),
    "counter.rambler.ru": ("",),
    "counter.yadro.ru": ("",),
    "doubleclick.net": ("",),
    "facebook.com": ("/tr?", "/tr/?"),
    "feedburner.com": ("/~r/", "/~ff/", "/~a/"),
    "feedsportal.com": ("",),
    "feeds.wordpress.com": ("/1.0/",),
    "g.163.com": ("/a?", "/r?"),
    "google-analytics.com": ("",),
    "hm.baidu.com": ("",),
    "hubspot.com": ("/__ptq.gif",),
    "invitemedia.com": ("",),
    "irs01.com": ("",),
    "linezing.com": ("",),
    "linksynergy.com": ("/fs-bin/show",),
    "mc.yandex.ru": ("",),
    "medium.com": ("/_/stat",),
    "mmstat.com": ("",),
    "pheedo.com": ("",),
    "pixel.wp.com": ("",),
    "px.ads.linkedin.com": ("",),
    "quantserve.com": ("",),
    "sa.bbc.co.uk": ("",),
    "scorecardresearch.com": ("",),
    "statcounter.com": ("",),
    "stats.wordpress.com": ("",),
    "t.co": ("/i/",),
    "tns-counter.ru": ("",),
    "top-fwz1.mail.ru": ("",),
}
"""Hosts, with how path and query begin, whose images count readers or advertise; "" stands for all images of the host."""

PIXEL_PATHS: Final = ("/piwik.php", "/matomo.php", "/__utm.gif", "/~r/", "/hm.gif", "/_/stat?")
"""How path and query of a counter's image begin on hosts of any name."""


def domains_of(host: str) -> Iterator[str]:
    """`host` and the domains above it: `a.b.c`, `b.c`, `c`."""
    yield host
    while "." in host:
        host = host.partition(".")[2]
        yield host


def counts_readers(host: str, name: str) -> bool:
    """Whether the parameter `name` of a link to `host` only says where a reader came from."""
    name = name.lower()
    if name in PARAMETERS or name.startswith(PREFIXES):
        return True
    return any(name in SITE_PARAMETERS.get(domain, ()) for domain in domains_of(host))


def is_counter(host: str, rest: str) -> bool:
    """Whether the image at `host` with the path and query `rest` counts readers or advertises."""
    if rest.startswith(PIXEL_PATHS):
        return True
    starts: Collection[str] = next((PIXELS[domain] for domain in domains_of(host) if domain in PIXELS), ())
    return bool(starts) and rest.startswith(tuple(starts))
