"""Markup that stands in a feed as XML: read as HTML, and written as XML again."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.feeds.source import Inline
from newsclean.feeds.spelling import escaped
from newsclean.feeds.vocabulary import BETWEEN
from newsclean.gate.model import VOID

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>[^<>]*)>")
_ATTRIBUTE: Final = re.compile(r'[ ](?P<name>[^\s="<>]+)(?P<value>="[^"]*")?')
_PRE: Final = re.compile(r"(<pre(?: [^<>]*)?>)\n")
_WITH_REFERENCES: Final = {"xmp": "pre", "plaintext": "pre"}
"""Elements in which parsers of HTML see no references, and for the second no end; in XML they are like any other."""

_LANG: Final = f"http://www.w3.org/XML/1998/namespace{BETWEEN}lang"


class HtmlParts:
    """HTML that is put together from what a parser of XML tells."""

    __slots__ = ("_parts",)

    def __init__(self) -> None:
        self._parts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A start tag; an attribute of another namespace than the element's is nothing in HTML."""
        name = _WITH_REFERENCES.get(name, name)
        kept = {"lang" if key == _LANG else key: value for key, value in attributes.items() if key == _LANG or BETWEEN not in key}
        written = "".join(f' {key}="{escaped(value).replace(chr(34), "&quot;")}"' for key, value in kept.items())
        # Parsers of HTML drop a line end at the beginning of pre.
        self._parts.append(f"<{name}{written}>" + ("\n" if name == "pre" else ""))

    def end(self, name: str) -> None:
        """An end tag, which a void element does not have."""
        name = _WITH_REFERENCES.get(name, name)
        if name not in VOID:
            self._parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Character data."""
        self._parts.append(escaped(text))

    def comment(self, text: str) -> None:
        """A comment."""
        self._parts.append(f"<!--{text}-->" if text[:1] not in {">", "-"} else "")

    def inner(self) -> str:
        """What stands between the first part and the last, the tags of the one element that there is."""
        return "".join(self._parts[1:-1])

    def __str__(self) -> str:
        return "".join(self._parts)


def xml_of(html: str, inline: Inline, *, spaced: bool) -> str:
    """`html`, as the writer of HTML wrote it, as XML; `spaced` puts a space before the end of an empty tag."""
    if not html:
        return inline.empty
    prefix, close = inline.prefix, " />" if spaced else "/>"

    def tag(match: re.Match[str]) -> str:
        attributes = _ATTRIBUTE.sub(_attribute, match["attributes"])
        return f"<{match['end']}{prefix}{match['name']}{attributes}{close if match['name'] in VOID else '>'}"

    xml = _TAG.sub(tag, _PRE.sub(r"\1", html)).replace("&nbsp;", "&#160;")
    return f"{inline.before}{xml}{inline.after}"


def _attribute(match: re.Match[str]) -> str:
    return f" {match['name']}{match['value'] or chr(61) + chr(34) * 2}"
