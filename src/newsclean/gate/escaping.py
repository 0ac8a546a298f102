"""The tags of an element as text, for policies that show what they do not keep."""

from typing import Final

from lxml import etree

from newsclean import dom
from newsclean.dom import Element

_NO_END_TAG: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def tags_of(el: Element) -> tuple[str, str]:
    """The start tag and the end tag of `el`, "" for one that has none."""
    tag = str(el.tag)
    attributes = [f'{name}="{_quoted(value)}"' for name, value in dom.attributes_of(el)]
    end_tag = "" if tag in _NO_END_TAG else dom.writable(f"</{tag}>")
    return dom.writable(f"<{' '.join([tag, *attributes])}>"), end_tag


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")


def markup_of(el: Element) -> str:
    """`el` with all it holds, as it would be written."""
    return dom.writable(etree.tostring(el, encoding="unicode", method="html", with_tail=False))
