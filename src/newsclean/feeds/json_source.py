"""JSON Feed as a source: where its strings stand, and how they are put back."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from newsclean.errors import InputError, RefusedError
from newsclean.feeds.source import BLANK, Blanked, Edit, Facts, FeedSource, Item, Meter, Value, blanked
from newsclean.feeds.vocabulary import Role
from newsclean.gate.urls import may_run
from newsclean.write.html import escape

Path = Sequence[str | int | None]

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*"|[{}\[\],]')
_BODIES: Final = {"content_html": Role.ARTICLE, "content_text": Role.TEXT, "summary": Role.TEXT}
_ADDRESSES: Final = frozenset(
    "url external_url home_page_url feed_url next_url icon favicon image banner_image avatar id href link src".split()
)
_FACTS: Final[Mapping[str, str]] = {
    "title": "title",
    "url": "link",
    "external_url": "link",
    "home_page_url": "link",
    "id": "guid",
    "date_published": "date",
    "date_modified": "updated",
    "tags": "tags",
    "description": "description",
    "language": "lang",
}
_SPELLED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027", "/": "\\/"}
"""Characters that some writers never write as they are."""


class JsonSource(FeedSource):
    """A feed in JSON. InputError when it is no JSON or no feed, RefusedError "depth" when it is too deep for the parser."""

    lines_count = False

    def __init__(self, text: str, meter: Meter) -> None:
        self._text: Final = text
        feed = _loaded(text.removeprefix("\ufeff"))
        items = feed.get("items")
        self.items = [_item(number, one) for number, one in enumerate(items if isinstance(items, list) else (), 1)]
        self.facts = _facts(feed)
        self.values: list[Value] = []
        self.blanked: list[Blanked] = []
        self._find(meter)

    def _find(self, meter: Meter) -> None:
        line, position = 1, 0
        for path, found in _strings(self._text):
            name = path[-1] if isinstance(path[-1], str) else ""
            meter.count(len(path))
            role = _BODIES.get(name)
            if role is None and name not in _ADDRESSES:
                continue
            line, position = line + self._text.count("\n", position, found.start()), found.start()
            if role is None:
                self._blank(name, found, line)
            else:
                self._keep(path, role, found, line)

    def _blank(self, name: str, found: re.Match[str], line: int) -> None:
        if may_run(json.loads(found[0])):
            self.blanked.append((Edit(found.start() + 1, found.end() - 1, BLANK), blanked(name, line)))

    def _keep(self, path: Path, role: Role, found: re.Match[str], line: int) -> None:
        number = path[1] if path[0] == "items" and len(path) > 1 else None
        item = self.items[number] if isinstance(number, int) and number < len(self.items) else None
        if item is not None and not item.line:
            item.line = line
        text = json.loads(found[0])
        self.values.append(Value(str(path[-1]), role, line, found.start(), found.end(), text, item))

    def respelled(self, value: Value, html: str) -> Sequence[Edit]:
        """The edit that puts `html` in the place of `value`, spelled as the string there was; none when it stands there."""
        if html == value.text.strip():
            return ()
        before = self._text[value.start : value.stop]
        new = json.dumps(html, ensure_ascii=self._text.isascii())
        for character, written in _SPELLED.items():
            if character not in before.replace("\\/", "") and written in before.lower():
                new = new.replace(character, written)
        return (Edit(value.start, value.stop, new),)

    def spliced(self, edits: Sequence[Edit]) -> str:
        """The source with the edits made."""
        parts, position = [], 0
        for start, stop, new in sorted(edits):
            parts += [self._text[position:start], new]
            position = stop
        return "".join([*parts, self._text[position:]])


def _loaded(text: str) -> Mapping[str, object]:
    try:
        feed = json.loads(text)
    except ValueError as error:
        raise InputError(f"no JSON: {error}") from None
    except RecursionError:
        raise RefusedError("depth", "its JSON is too deep to be read") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise InputError("no feed: a JSON Feed is an object with a list of items")
    return feed


def _item(number: int, said: object) -> Item:
    return Item(0, number, _facts(said) if isinstance(said, dict) else {})


def _facts(said: Mapping[str, object]) -> Facts:
    facts: Facts = {}
    for key, fact in _FACTS.items():
        texts = _texts(said.get(key))
        facts.setdefault(fact, []).extend(texts if fact == "link" else map(escape, texts))
    authors = said.get("authors")
    for author in authors if isinstance(authors, list) else [said.get("author")]:
        if isinstance(author, dict):
            facts.setdefault("author", []).extend(map(escape, _texts(author.get("name"))))
    return facts


def _texts(value: object) -> list[str]:
    """The strings in a value, or in a list of values; a number is an id of version 1.0."""
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if isinstance(one, str | int) and not isinstance(one, bool) and one != ""]


def _strings(text: str) -> Iterator[tuple[Path, re.Match[str]]]:
    """Every string in valid JSON that is a value, with the keys and numbers that lead to it at that moment."""
    path: list[str | int | None] = []
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign[0] != '"':
            _follow(sign, path)
        elif path[-1] is None:
            path[-1] = json.loads(sign).lower()
        else:
            yield path, found


def _follow(sign: str, path: list[str | int | None]) -> None:
    """Go where `sign` leads: into an object or a list, out of it, or to its next member."""
    if sign in "{[":
        path.append(None if sign == "{" else 0)
    elif sign == ",":
        last = path[-1]
        path[-1] = last + 1 if isinstance(last, int) else None
    else:
        path.pop()
