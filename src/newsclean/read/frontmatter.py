"""Front matter: YAML between `---` lines or TOML between `+++` lines in front of an article, read and changed line by line.

It belongs to somebody else's site generator, so it goes through byte for byte, and a change touches the lines of one key.
Reading is tolerant: what no parser would accept is a string as written. JSON front matter is not recognised.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, final

from newsclean.read.entries import Entry, end_of_keys, is_toml_mapping, is_yaml_mapping, lines_of, toml_entries, yaml_entries
from newsclean.read.quoting import key_text, style_of, toml_string, yaml_string
from newsclean.read.values import Value, toml_values, yaml_values
from newsclean.regex import regex

Syntax: TypeAlias = Literal["yaml", "toml"]

_OPENING: Final = regex(r"\ufeff?\s*(---|\+\+\+)[ \t]*\r?\n")
_CLOSING: Final = {
    "---": regex(r"\n(?:---|\.\.\.)[ \t]*+\r?(?:\n|\Z)"),
    "+++": regex(r"\n\+\+\+[ \t]*+\r?(?:\n|\Z)"),
}
_SPACES: Final = regex(r"[ \t]+")
_FIRST_ITEM: Final = regex(r"[ \t]*\r?\n(?:[ \t]*\r?\n)*([ \t]*-[ \t]+)([^\n]*)")


def split(text: str) -> "tuple[FrontMatter | None, str]":
    """The front matter of `text`, or None, and the text after it.

    A byte order mark and white space may stand before it. A `---` that never closes, or between whose lines there is prose
    and not keys, is a thematic break and part of the text.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None, text
    closing = _CLOSING[opening[1]].search(text, opening.end() - 1)
    if closing is None:
        return None, text
    end = closing.start() + 1
    block = text[opening.end() : end]
    syntax: Syntax = "yaml" if opening[1] == "---" else "toml"
    if not _is_mapping(block, syntax):
        return None, text
    return FrontMatter(text[: opening.end()], block, text[end : closing.end()], syntax), text[closing.end() :]


def _is_mapping(block: str, syntax: Syntax) -> bool:
    return is_yaml_mapping(block) if syntax == "yaml" else is_toml_mapping(block)


@final
class FrontMatter:
    """The front matter of one document; immutable. `opening` and `closing` are its fences, `block` the lines between."""

    __slots__ = ("_values", "block", "closing", "opening", "syntax")

    def __init__(self, opening: str, block: str, closing: str, syntax: Syntax) -> None:
        self.opening: Final = opening
        self.block: Final = block
        self.closing: Final = closing
        self.syntax: Final = syntax
        self._values: Mapping[str, Value] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrontMatter) and self.raw == other.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"FrontMatter({self.raw!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return FrontMatter, (self.opening, self.block, self.closing, self.syntax)

    @property
    def raw(self) -> str:
        """Everything up to and including the closing line and its newline, as it was."""
        return self.opening + self.block + self.closing

    @property
    def values(self) -> Mapping[str, Value]:
        """Each top-level key's string as written (dates and numbers too), or the strings of its list.

        Of a key that stands twice the last counts. What has more structure, or what no parser takes, is the source text of the
        value.
        """
        if self._values is None:
            self._values = MappingProxyType(yaml_values(self.block) if self.syntax == "yaml" else toml_values(self.block))
        return self._values

    def set(self, key: str, value: Value) -> "FrontMatter":
        """A front matter with `key` as `value`, in the quotes it had; a new key comes last (in TOML before the first table).

        YAML and TOML read back exactly `value`. Of a key that stands twice one stays. The same object when nothing changes.
        """
        entries = self._entries(key)
        if not entries:
            return self._appended(key, value)
        if len(entries) == 1 and self.values[key] == value:
            return self
        last = entries[-1]
        name, old = self.block[last.start : last.value], self.block[last.value : last.stop]
        spaces = _SPACES.match(old)
        if spaces is None and self.syntax == "yaml":
            name += " "
        elif spaces is not None:
            name += spaces[0]
        return self._replaced(entries, self._line(name, value, old))

    def remove(self, key: str) -> "FrontMatter":
        """A front matter without the lines of `key`; the same object when it has none, or would be none without them."""
        entries = self._entries(key)
        rest = self._replaced(entries, "") if entries else self
        return rest if _is_mapping(rest.block, self.syntax) else self

    def _entries(self, key: str) -> list[Entry]:
        found = yaml_entries(self.block) if self.syntax == "yaml" else toml_entries(self.block)
        return [entry for entry in found if entry.key == key]

    def _appended(self, key: str, value: Value) -> "FrontMatter":
        end = len(self.block) if self.syntax == "yaml" else end_of_keys(self.block)
        line = self._line(key_text(key) + (": " if self.syntax == "yaml" else " = "), value, "")
        return self._with(self.block[:end] + line + self.block[end:])

    def _replaced(self, entries: list[Entry], line: str) -> "FrontMatter":
        """With `line` in the place of the last of `entries` and nothing in that of the others."""
        block = self.block
        for entry in reversed(entries):
            start, stop = lines_of(block, entry)
            block = block[:start] + line + block[stop:]
            line = ""
        return self._with(block)

    def _with(self, block: str) -> "FrontMatter":
        return FrontMatter(self.opening, block, self.closing, self.syntax)

    def _line(self, name: str, value: Value, old: str) -> str:
        """The line or lines of one key; `old` is the value there was, whose style is kept."""
        end = "\r\n" if self.opening.endswith("\r\n") else "\n"
        style = style_of(old)
        if self.syntax == "toml":
            written = (
                toml_string(value, style)
                if isinstance(value, str)
                else f"[{', '.join(toml_string(item, style) for item in value)}]"
            )
            return name + written + end
        if isinstance(value, str):
            return name + yaml_string(value, style) + end
        item = _FIRST_ITEM.match(old)
        if not value or (old.strip() and item is None):
            return f"{name}[{', '.join(yaml_string(one, 'single') for one in value)}]{end}"
        dash, first = (item[1], item[2]) if item else ("  - ", "")
        return name.rstrip(" ") + end + "".join(dash + yaml_string(one, style_of(first)) + end for one in value)
