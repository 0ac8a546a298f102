"""Metadata as users get it: of what was told in several places the best, and credits both as printed and name by name."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from newsclean.document import Document
from newsclean.metadata import Metadata, MetadataValue
from newsclean.read.channel import channel_of
from newsclean.read.frontmatter import FrontMatter
from newsclean.regex import regex
from newsclean.write.join import IMAGE_KEYS

_ARTICLE_KEYS: Final = frozenset(
    "title subtitle author authors editor source date updated lastmod lang description summary keywords tags"
    " categories image url link".split()
) | frozenset(IMAGE_KEYS)
"""Keys of front matter that speak of the article; the others are settings of the site."""

_CREDITS: Final[Mapping[str, bool]] = {
    "author": True,
    "editor": True,
    "process_editor": True,
    "proofreader": True,
    "reviewer": True,
    "producer": True,
    "photographer": True,
    "translator": True,
    "source": False,
    "original_title": False,
    "image_source": False,
}
"""Fields whose plural holds every name; False for those in which a space, a comma or "and" belongs to the name."""

_FIRST: Final = ("title", "author", "authors", "source", "sources", "editor", "editors", "date", "updated")
"""The order in which the best known fields are told, wherever they were found; the others follow."""

_BETWEEN: Final = regex(r"(?:(?<!\s)\s+)?[、，,;；/&|丨｜]\s*|(?<!\s)\s+(?:and|with)\s+", re.IGNORECASE)
_HAN: Final = regex(r"[\u3400-\u9fff]")
_HAN_NAMES: Final = regex(r"[\u3400-\u9fff·]{2,6}(?: +[\u3400-\u9fff·]{2,6})+")


def settled(front: FrontMatter | None, doc: Document, said: Metadata) -> dict[str, MetadataValue]:
    """One value for each name: what front matter tells, or else the page around the article, or the article, or what was `said`.

    A credit is the text as it was printed; where there are several names, its plural (`authors`) is the tuple of them.
    """
    found = {**said, **_channel(front), **doc.metadata, **doc.told, **_of_the_article(front)}
    found |= {name: said[name] for name in ("date", "updated") if str(said.get(name, "")).startswith(str(found.get(name)))}
    for name, of_people in _CREDITS.items():
        if value := found.get(name):
            values = (value,) if isinstance(value, str) else value
            names = tuple(dict.fromkeys(one for text in values for one in (names_in(text) if of_people else (text,))))
            found[name] = _joined(names) if of_people and len(values) > 1 else values[0]
            if len(names) > 1:
                found.setdefault(f"{name}s", names)
    return {name: found[name] for name in (*_FIRST, *found) if name in found}


def _joined(names: Sequence[str]) -> str:
    return (" " if any(map(_HAN.search, names)) else ", ").join(names)


def _channel(front: FrontMatter | None) -> dict[str, MetadataValue]:
    channel = "" if front is None else channel_of(front.values)
    return {"source": channel} if channel else {}


def _of_the_article(front: FrontMatter | None) -> dict[str, MetadataValue]:
    values = {} if front is None else front.values
    return {name: value for name, value in values.items() if value and name in _ARTICLE_KEYS}


def names_in(text: str) -> tuple[str, ...]:
    """The single names in a credit as printed: "段彦超 廖艳" are two, "张 三" and "Mary Holt" are one."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return tuple(name for part in parts for name in (part.split() if " " in part and _HAN_NAMES.fullmatch(part) else (part,)))
