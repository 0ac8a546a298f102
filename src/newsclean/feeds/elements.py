"""An open element of a feed, and what its source says: where its start tag ends, its attributes, its own prefix."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Final

from newsclean.feeds.source import BLANK, Edit, Inline
from newsclean.feeds.vocabulary import ADDRESSES, BETWEEN, Role
from newsclean.gate.urls import may_run

_START: Final = re.compile(rb"""<(?P<prefix>[^\s/>:"']+:)?[^\s/>"']+(?P<rest>(?:[^>"']++|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE: Final = re.compile(rb"""\s(?P<name>[^\s=]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")
_BASE: Final = f"http://www.w3.org/XML/1998/namespace{BETWEEN}base"


class Open:
    """An element whose end tag is still to come: its name, where it stands, and what was read of it so far."""

    __slots__ = ("attributes", "base", "children", "line", "markup", "name", "own", "role", "space", "start", "texts")

    def __init__(self, full: str, attributes: Mapping[str, str], start: int, line: int) -> None:
        space, _, name = full.rpartition(BETWEEN)
        self.space: Final = space
        self.name: Final = name
        self.attributes: Final = attributes
        self.start: Final = start
        self.line: Final = line
        self.texts: list[str] = []
        self.markup = ""
        self.children = 0
        self.own = False
        self.role = Role.TITLE
        self.base: str | None = attributes.get(_BASE)

    @property
    def text(self) -> str:
        """Its own character data."""
        return "".join(self.texts)


def tag_of(source: bytes, start: int) -> re.Match[bytes]:
    """The start tag at `start` of a well-formed source."""
    match = _START.match(source, start)
    if match is None:
        raise AssertionError("a parser found a start tag here")
    return match


def is_empty(tag: re.Match[bytes]) -> bool:
    """Whether the start tag is all there is of the element."""
    return tag["rest"].endswith(b"/")


def name_of(tag: re.Match[bytes]) -> str:
    """The name of an element as it is written."""
    return re.split(r"[\s/>]", tag[0].decode()[1:], maxsplit=1)[0]


def running(attributes: Mapping[str, str]) -> frozenset[str]:
    """The names of the attributes with an address that would run something."""
    found = (name.rpartition(BETWEEN)[2] for name, value in attributes.items() if may_run(value))
    return frozenset(name for name in found if name.lower() in ADDRESSES)


def blanked_attributes(tag: re.Match[bytes], names: frozenset[str]) -> Iterable[tuple[str, Edit]]:
    """The edits that blank the attributes `names` of the start tag, each with the attribute's name as it is written."""
    for found in _ATTRIBUTE.finditer(tag.string, tag.start("rest"), tag.end("rest")):
        name = found["name"].decode()
        if name.rpartition(":")[2] in names:
            yield name, Edit(found.start("value") + 1, found.end("value") - 1, BLANK)


def harmless_tag(tag: re.Match[bytes]) -> str:
    """The start tag of a `div` without attributes but for namespaces and those of XML itself."""
    found = list(_ATTRIBUTE.finditer(tag.string, tag.start("rest"), tag.end("rest")))
    kept = [one[0].decode() for one in found if _is_harmless(one)]
    return tag[0].decode() if len(kept) == len(found) else f"<{name_of(tag)}{''.join(kept)}>"


def _is_harmless(attribute: re.Match[bytes]) -> bool:
    return attribute["name"].startswith((b"xmlns", b"xml:")) and not may_run(unescape(attribute["value"].decode()[1:-1]))


def inline_in(tag: re.Match[bytes]) -> Inline:
    """How the content of a `div` of XHTML with this start tag is written."""
    before = harmless_tag(tag)
    return Inline((tag["prefix"] or b"").decode(), before, "", before, before == tag[0].decode())
