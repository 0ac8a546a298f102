"""The policies that come with newsclean."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from newsclean.errors import OptionError
from newsclean.gate.addresses import Srcset, Url
from newsclean.gate.policy import Policy
from newsclean.gate.rows import Row
from newsclean.gate.urls import LINK_SCHEMES, MEDIA_SCHEMES
from newsclean.gate.values import NUMBER, any_text, language_class, matching, one_of, present

if TYPE_CHECKING:
    STRICT: Policy
    RELAXED: Policy

_LINK: Final = Url(LINK_SCHEMES)
_MEDIA: Final = Url(MEDIA_SCHEMES)

_EVERYWHERE: Final[Row] = {
    "lang": matching(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}"),
    "dir": one_of("ltr", "rtl", "auto"),
}

_ATTRIBUTES: Final[Mapping[str, Row]] = {
    "a": {"href": _LINK, "title": any_text},
    "abbr": {"title": any_text},
    "audio": {"src": _MEDIA, "controls": present, "title": any_text},
    "blockquote": {"cite": _LINK},
    "code": {"class": language_class},
    "del": {"cite": _LINK, "datetime": any_text},
    "details": {"open": present},
    "img": {
        "src": _MEDIA,
        "srcset": Srcset(),
        "alt": any_text,
        "title": any_text,
        "width": NUMBER,
        "height": NUMBER,
        "referrerpolicy": one_of(
            "no-referrer", "no-referrer-when-downgrade", "origin", "same-origin", "strict-origin", "origin-when-cross-origin",
            "strict-origin-when-cross-origin",
        ),
    },
    "ins": {"cite": _LINK, "datetime": any_text},
    "li": {"value": NUMBER},
    "ol": {"start": NUMBER, "reversed": present},
    "pre": {"class": language_class},
    "q": {"cite": _LINK},
    "source": {"src": _MEDIA, "type": matching(r"[a-z]{1,20}/[A-Za-z0-9.+-]{1,60}")},
    "td": {"colspan": NUMBER, "rowspan": NUMBER},
    "th": {"colspan": NUMBER, "rowspan": NUMBER, "scope": one_of("row", "col", "rowgroup", "colgroup")},
    "time": {"datetime": any_text},
    "video": {"src": _MEDIA, "poster": _MEDIA, "controls": present, "width": NUMBER, "height": NUMBER, "title": any_text},
}  # fmt: skip

_ARTICLE: Final = (
    "a abbr audio blockquote br caption cite code dd del details dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img ins kbd"
    " li mark ol p pre q"
    " rp rt ruby s samp small source strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr"
)
_TEXT: Final = "a abbr br cite code del em ins kbd mark p q rp rt ruby s samp small strong sub sup time u var wbr"
_SECTIONS: Final = "address article aside bdi bdo dfn div footer header main nav section span"


def _rows(tags: str) -> dict[str, Row]:
    return {tag: {**_EVERYWHERE, **_ATTRIBUTES.get(tag, {})} for tag in tags.split()}


ARTICLE: Final = Policy("article", _rows(_ARTICLE))
"""The default: what a news article is made of."""


def _strict() -> Policy:
    """Paragraphs of text, links, and what marks words in them: nothing that loads anything or is laid out otherwise."""
    return Policy("strict", _rows(_TEXT))


def _relaxed() -> Policy:
    """The default, and also sections, players in frames of the hosts that are named here, and ids with the prefix "content-"."""
    rows = {
        **_rows(f"{_ARTICLE} {_SECTIONS}"),
        "a": {**_EVERYWHERE, **_ATTRIBUTES["a"], "name": any_text},
        "td": {**_EVERYWHERE, **_ATTRIBUTES["td"], "headers": any_text},
        "th": {**_EVERYWHERE, **_ATTRIBUTES["th"], "headers": any_text, "abbr": any_text},
        "*": {"aria-label": any_text, "aria-labelledby": any_text, "aria-describedby": any_text},
    }
    hosts = (
        "www.youtube.com www.youtube-nocookie.com player.vimeo.com player.bilibili.com v.qq.com player.youku.com"
        " www.dailymotion.com open.spotify.com w.soundcloud.com"
    )
    return Policy("relaxed", rows, id_prefix="content-", embeds=frozenset(hosts.split()))


_OTHERS: Final[Mapping[str, Callable[[], Policy]]] = {"STRICT": _strict, "RELAXED": _relaxed}
"""Built when somebody asks: to check a policy takes time, and the hosts of frames are read as browsers read them."""

PRESETS: Final = (ARTICLE.name, *map(str.lower, _OTHERS))
"""The names of the policies."""


def preset(name: str) -> Policy:
    """The policy `name`. OptionError, with the known ones, when there is none."""
    if name not in PRESETS:
        raise OptionError("policy", name, known=PRESETS)
    found: Policy = getattr(sys.modules[__name__], name.upper())
    return found


def __getattr__(name: str) -> Policy:
    if name not in _OTHERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    policy: Policy = globals().setdefault(name, _OTHERS[name]())
    return policy
