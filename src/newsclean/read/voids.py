"""Elements that never hold anything (HTML standard, section 13.1.2), and that libxml2 takes for others.

It puts what follows a `source`, `wbr` or `embed` into it. What a later step drops with an `embed`
would be the rest of a paragraph.
"""

from typing import Final

from newsclean import dom
from newsclean.dom import Element

_VOIDS: Final = ("source", "wbr", "embed", "track", "image", "keygen", "bgsound")
"""The void elements that libxml2 does not know as such; browsers read `image` as `img`, except in svg."""


def empty_voids(body: Element) -> None:
    """Put what void elements in `body` hold behind them."""
    for el in body.iter(*_VOIDS):
        if (len(el) or el.text) and not _is_of_svg(el):
            dom.pour_out(el)


def _is_of_svg(el: Element) -> bool:
    return el.tag == "image" and next(el.iterancestors("svg"), None) is not None
