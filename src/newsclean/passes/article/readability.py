"""readability-lxml's opinion on where the article of a page stands: asked only where nothing else knows, and only on request.

It works on a copy and rewrites what it finds, so its answer is taken as a hint: the element of our tree that holds the lines it
chose.
"""

from typing import Final

from lxml import etree

from newsclean import dom
from newsclean.dom import Element
from newsclean.errors import OptionError


def article_by_readability(root: Element) -> Element | None:
    """The innermost element below `root` that holds what readability-lxml chose; None when it chose nothing.

    OptionError when readability-lxml is not installed.
    """
    try:
        import readability  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, without types
    except ImportError:
        raise OptionError("fallback", "readability", "not installed: pip install 'newsclean[readability]'") from None
    page = etree.tostring(root, encoding="unicode", method="html")
    try:
        chosen = readability.Document(f"<html>{page}</html>").summary(html_partial=True)
    except (readability.readability.Unparseable, ValueError):
        return None
    lines = set(_lines(etree.fromstring(f"<body>{chosen}</body>", etree.HTMLParser())))
    return _holder_of([el for el in root.iter() if dom.is_element(el) and _is_line(el) and _squashed(el) in lines])


def _lines(root: Element | None) -> list[str]:
    return [] if root is None else [text for el in root.iter() if dom.is_element(el) and _is_line(el) and (text := _squashed(el))]


def _is_line(el: Element) -> bool:
    return el.tag in dom.BLOCKS and not dom.has_block(el)


def _squashed(el: Element) -> str:
    return dom.squash(dom.text_of(el))


def _holder_of(lines: list[Element]) -> Element | None:
    """The innermost element around all `lines`, None for no lines."""
    holders: list[Element] = []
    for number, line in enumerate(lines):
        above = [el for el in line.iterancestors() if number == 0 or el in holders]
        holders = above
    return holders[0] if holders else None


FALLBACKS: Final = {"readability": article_by_readability}
"""Who is asked where the article stands, by the names that the option takes."""
