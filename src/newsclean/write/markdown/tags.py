"""HTML within Markdown: tags and text that come through a Markdown engine as they are."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.gate.tree import SafeElement
from newsclean.write.templates import Templates

_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_ESCAPED: Final[Mapping[int, str]] = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE: Final[Mapping[int, str]] = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

# Some engines look for code, escapes and links before they look for tags.
_INLINE_VALUE: Final[Mapping[int, str]] = {**_VALUE, **str.maketrans({sign: f"&#{ord(sign)};" for sign in "`\\[]!"})}

_DROPPED: Final = frozenset({"decoding", "loading", "referrerpolicy", "sizes", "srcset"})
"""Attributes about how a browser loads something; Markdown has no word for them."""


def safe_text(text: str, templates: Templates | None) -> str:
    """`text` as the content of an element."""
    escaped = text.translate(_ESCAPED)
    return escaped if templates is None else templates.text(escaped)


def source_of(element: SafeElement) -> str:
    """The URL that an image, or the first source of a recording, is loaded from; "" when it names none."""
    attributes = element.attributes
    if source := attributes.get("src") or attributes.get("srcset", "").strip().partition(" ")[0].rstrip(","):
        return source
    return next((source_of(child) for child in element.children if isinstance(child, SafeElement) and child.tag == "source"), "")


def _attribute(name: str, value: str, templates: Templates | None, table: Mapping[int, str]) -> str:
    escaped = _SPACE.sub(" ", value).translate(table)
    return f' {name}="{escaped if templates is None else templates.text(escaped)}"'


def start_tag(element: SafeElement, templates: Templates | None, *, block: bool = False) -> str:
    """The start tag of `element` on one line. `block`: it stands where no engine looks for Markdown."""
    attributes = {name: value for name, value in element.attributes.items() if name not in _DROPPED}
    if element.tag == "img" and "src" not in attributes:
        attributes["src"] = source_of(element)
    table = _VALUE if block else _INLINE_VALUE
    return f"<{element.tag}{''.join(_attribute(name, value, templates, table) for name, value in attributes.items())}>"
