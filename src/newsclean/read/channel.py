"""Front matter of files that a feed reader made: their author is the channel that the article came through."""

import re
from collections.abc import Mapping
from typing import Final

from newsclean.regex import regex

_SECTION: Final = regex(r"(?<!\s)\s+[-－–|·]\s+.*", re.DOTALL)


def channel_of(values: Mapping[str, object]) -> str:
    """The medium in the `author` of front matter, without its section, when the author is one of the categories; else ""."""
    author, categories = values.get("author"), values.get("categories")
    if not isinstance(author, str) or not isinstance(categories, tuple | list) or author not in categories:
        return ""
    return _SECTION.sub("", author)
