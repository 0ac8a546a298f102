"""Facts about the addresses of pictures: where sites keep them, what a placeholder is called, which size an address tells."""

import re
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex

LAZY_ATTRIBUTES: Final = tuple(
    "data-src data-original data-actualsrc data-lazy-src data-lazyload data-lazy data-original-src data-echo data-url"
    " data-real-src data-full-src data-hi-res-src data-image data-img data-imgurl data-croporisrc data-backsrc data-mcesrc"
    " data-orig-file data-large-file data-lazy-original data-ks-lazyload data-cfsrc data-ezsrc data-pagespeed-lazy-src"
    " data-raw-src data-srcurl data-source data-pic data-delay-url data-bigimg data-default-src data-gt-lazy-src data-normal"
    " data-pin-media original original-src _src lazy-src lazysrc lazyload real_src src2 srcurl zoomfile file osrc".split()
)
"""Attributes in which sites keep the address, the commonest first; of Discuz's two, the larger picture."""

_RANKS: Final = {name: rank for rank, name in enumerate(LAZY_ATTRIBUTES)}

LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "data-original-set", "data-src-set")
"""Attributes in which sites keep a set of sizes."""

_PLACEHOLDER: Final = regex(
    r"^\s*(?:data:|about:|javascript:|blob:|#|$)"
    r"|(?:^|[/_.-])(?:blank|placeholder|loading|lazy(?:load)?|empty|spacer|transparent|grey|gray|pixel|1x1|dot|none"
    r"|default_?img|img_?default|holder)(?:[_.-][^/?]{0,200})?\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#!@])"
    r"|/(?:space|trans|clear|white|preload|no_?(?:pic|img|image)|[stbgx])\.(?:gif|png|svg)(?:$|[?#!@])",
    re.IGNORECASE,
)
_ADDRESS: Final = regex(r"(?:https?:)?//\S|/[^\s/]|\.{0,2}/\S|[^\s:]+\.(?:jpe?g|png|gif|webp|avif|bmp|svg)", re.IGNORECASE)

_WIDTHS: Final = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        r"/w(\d{1,5})h\d{1,5}/",  # Sina
        r"[_/-](\d{1,5})[x*]\d{1,5}(?=[._/?!&-]|$)",  # WordPress and many others
        r"[?&](?:w|width|imwidth|maxwidth|max-w|mw)=(\d{1,5})(?=&|$)",  # Imgix, Guardian, Jetpack
        r"/w/(\d{1,5})(?=[/?|]|$)",  # Qiniu
        r"[,/]w_(\d{1,5})(?=[,/]|$)",  # Aliyun, Cloudinary
        r"/(?:max|resize:fit:|fit/[ct])[/:]?(\d{1,5})(?=/)",  # Medium
        r"/thumbnail/!?(\d{1,5})x",  # Qiniu, Tencent Cloud
        r"/s(\d{2,4})(?:-[a-z]\w{0,8})*/",  # Blogger
        r"=[ws](\d{1,5})(?:-[a-z]\w{0,8})*$",  # Google
        r"@(\d{1,5})w(?=[_.]|$)",  # Bilibili
        r"/(\d{2,4})px-",  # Wikimedia
    )
)
_SIZES: Final = regex(r"[_/-]\d{1,5}[x*]\d{1,5}(?=[._/?!&-]|$)|[?#!].*", re.IGNORECASE | re.DOTALL)
_CANDIDATE: Final = regex(r"(\d{1,6}(?:\.\d{1,3})?)([wx])")
_BETWEEN_CANDIDATES: Final = regex(r"(?<=\d[wx]),|,\s|,(?=https?://|//)|,$", re.IGNORECASE)
"""A comma may also stand within an address."""

_TINY: Final = 2


def is_placeholder(src: str | None) -> bool:
    """Whether `src` names no picture: missing, a data: URL, a file with the name of a placeholder, or one of a pixel or two."""
    if src is None or _PLACEHOLDER.search(src) is not None:
        return True
    width = width_told(src)
    return width is not None and 0 < width <= _TINY


def is_address(value: str) -> bool:
    """Whether `value` can be the address of a picture."""
    return _ADDRESS.match(value) is not None and not is_placeholder(value)


def width_told(address: str) -> int | None:
    """The width in pixels that `address` tells, the last where there are two; None when it tells none."""
    for pattern in _WIDTHS:
        if found := pattern.findall(address):
            return int(found[-1])
    return None


def same_picture(one: str, other: str) -> bool:
    """Whether two addresses differ in scheme, query and size only."""
    return _bare(one) == _bare(other)


def _bare(address: str) -> str:
    return _SIZES.sub("", address.strip().partition("//")[2] or address.strip())


def is_shortened(address: str, other: str) -> bool:
    """Whether `address` is `other` without the parameters that a script added at its end."""
    return len(address) < len(other) and other.startswith(address) and (other[len(address)] in "&?#" or address[-1] in "&?")


def lazy_addresses(el: Element) -> list[str]:
    """The addresses that `el` keeps for a script, in the order of the table."""
    values = sorted((_RANKS[name], value.strip()) for name, value in dom.attributes_of(el) if name in _RANKS)
    return [value for _, value in values if is_address(value)]


def largest(srcset: str) -> str:
    """The address of the largest candidate of a srcset, "" when there is none."""
    best, size = "", -1.0
    for candidate in _BETWEEN_CANDIDATES.split(srcset):
        words = candidate.split()
        if not words:
            continue
        number = _CANDIDATE.fullmatch(words[-1]) if len(words) > 1 else None
        this = float(number.group(1)) if number else 0.0
        if this > size:
            best, size = words[0], this
    return best


def width_of_set(srcset: str) -> float:
    """The width of the largest candidate of a srcset that tells one, 0 when none does."""
    return max((float(number) for number, unit in _CANDIDATE.findall(srcset) if unit == "w"), default=0.0)
