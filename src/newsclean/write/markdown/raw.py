"""HTML within Markdown, for what Markdown has no form: blocks without a blank line, which would end them, and inline tags."""

from collections.abc import Mapping
from typing import Final

from newsclean.gate.tree import SafeElement
from newsclean.regex import regex
from newsclean.write.html import element_html, opening_tag
from newsclean.write.templates import Templates

_LINE_ENDS: Final = regex(r"\r\n?")
_BEFORE_BLANK: Final = regex(r"\n(?=[ \t]*\n)")

# Some engines look for code, escapes and links before they look for tags.
_INLINE: Final[Mapping[int, str]] = str.maketrans({sign: f"&#{ord(sign)};" for sign in "`\\[]!"})


def write_raw(element: SafeElement, templates: Templates | None) -> str:
    """`element` and all it holds as HTML without a blank line."""
    return _BEFORE_BLANK.sub("&#10;", _LINE_ENDS.sub("\n", element_html(element, templates)))


def start_tag(element: SafeElement, templates: Templates | None) -> str:
    """The start tag of an inline element, in one line."""
    return opening_tag(element, templates).translate(_INLINE)
