"""What the keys of a front matter say, as strings.

One-line values and simple lists are read here, by the line: that is nearly all there is, and takes microseconds. What has
more structure goes to ruamel.yaml, one key at a time, so that one broken value spoils no other; TOML goes to tomllib. What
neither takes is the source text as written. Numbers, dates and booleans are never converted: `2021-05-10` and `no` stay what
the author typed.
"""

import json
import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from newsclean.read.decode import scrub
from newsclean.read.entries import toml_entries, yaml_spans
from newsclean.regex import regex

Value: TypeAlias = str | tuple[str, ...]

_NOTHING: Final = regex(r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*")
_COMMENT: Final = regex(r"[ \t]#")
_ITEMS: Final = regex(r"(?:[ \t]*+-[ \t]++[^\n]*+\n|[ \t]*+\r?\n)+")
_ITEM: Final = regex(r"^[ \t]*-[ \t]+([^\n]*)", re.MULTILINE)
_FLOW_ITEM: Final = r"""(?:'[^'\n]*+'|"[^"\\\n]*+"|[\w./][^\[\]{},:#"'\n]*+)"""
_FLOW: Final = regex(rf"\[[ \t]*+(?:{_FLOW_ITEM}[ \t]*+(?:,[ \t]*+{_FLOW_ITEM}[ \t]*+)*)?\]")
_FLOW_ITEMS: Final = regex(_FLOW_ITEM)
_STRUCTURE: Final = frozenset("&*!|>%@`[{]},?")
_BLANK: Final = " \t\r"
_BRACKET: Final = regex(r"[\[\]{}]")
_MOST_PARSED: Final = 64 * 1024
"""Characters up to which a block is given to a parser. The parsers are slow, and what a site generator reads is short."""

_DOTTED: Final = regex(r"^(?:[^.\n=]*+\.){50}", re.MULTILINE)
"""A TOML key of more parts than any has; the time of tomllib grows with their square."""

_DEEPEST: Final = 20
"""Brackets in one another up to which a value is given to ruamel.yaml, whose time grows with their square."""


def yaml_values(block: str) -> dict[str, Value]:
    """Key to value for a YAML block; of a key that stands twice the last. Never raises."""
    short = len(block) <= _MOST_PARSED
    return {key: _yaml_value(block[start:stop], value - start, is_parsed=short) for key, start, value, stop in yaml_spans(block)}


def toml_values(block: str) -> dict[str, Value]:
    """Key to value for the keys of a TOML block before its first table. Never raises."""
    import tomllib  # noqa: PLC0415 - YAML is the rule, and it takes a millisecond to load

    try:
        parsed = tomllib.loads(block) if len(block) <= _MOST_PARSED and not _DOTTED.search(block) else {}
    except (ValueError, RecursionError):  # a ValueError that is no TOMLDecodeError is a number of thousands of digits
        parsed = {}
    return {entry.key: _text(parsed.get(entry.key), block[entry.value : entry.stop]) for entry in toml_entries(block)}


def _yaml_value(source: str, start: int, *, is_parsed: bool) -> Value:
    """The value of one key, whose lines are `source`; what follows the colon begins at `start`."""
    line, _, rest = source[start:].partition("\n")
    line = line.strip(_BLANK)
    if not rest or _NOTHING.fullmatch(rest):
        value = _one_line(line)
        if value is not None:
            return value
    elif not line and _ITEMS.fullmatch(rest):
        items = [_scalar(item.strip(_BLANK)) for item in _ITEM.findall(rest)]
        if None not in items:
            return tuple(item for item in items if item is not None)
    return _structured(source, source[start:]) if is_parsed and not _is_deep(source) else _as_written(source[start:])


def _is_deep(source: str) -> bool:
    depth = 0
    for bracket in _BRACKET.findall(source):
        depth += 1 if bracket in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _one_line(line: str) -> Value | None:
    if line[:1] == "[" and _FLOW.fullmatch(line):
        return tuple(item[1:-1] if item[0] in "'\"" else item.rstrip(_BLANK) for item in _FLOW_ITEMS.findall(line))
    return _scalar(line)


def _scalar(written: str) -> str | None:
    """A scalar on one line, without its quotes and comment; None for what needs a parser."""
    first = written[:1]
    if first == "'":
        return _single(written)
    if first == '"':
        return _double(written)
    if first in _STRUCTURE or written[:2] in {"- ", "-", ": ", ":"}:
        return "" if not written else None
    if first == "#":
        return ""
    if "#" in written and (comment := _COMMENT.search(written)):
        return written[: comment.start()].rstrip(_BLANK)
    return written


def _single(written: str) -> str | None:
    inner = written[1:-1]
    if written == "'" or written[-1] != "'":
        return None
    if "'" not in inner:
        return inner
    return inner.replace("''", "'") if "'" not in inner.replace("''", "") else None


def _double(written: str) -> str | None:
    inner = written[1:-1]
    if written == '"' or written[-1] != '"':
        return None
    if "\\" not in inner and '"' not in inner:
        return inner
    try:
        value = json.loads(written, strict=False)
    except ValueError:
        return None
    return scrub(value) if isinstance(value, str) else None


def _structured(source: str, written: str) -> Value:
    """The value of one key as ruamel.yaml reads it; `written` where it does not, or where it is no string or list of strings."""
    # Loading it takes longer than everything else together, and hardly any front matter needs it.
    from ruamel.yaml import YAML  # noqa: PLC0415 - see above

    try:
        parsed = YAML(typ="base", pure=True).load(source)
    except Exception:  # noqa: BLE001 - on broken input it raises its own errors, and ValueError, AssertionError, RecursionError and others
        return _as_written(written)
    return _text(next(iter(parsed.values()), None) if isinstance(parsed, dict) else None, written)


def _text(value: object, written: str) -> Value:
    """`value` when it is a string or a list of strings, else the source text."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(_strings(value))
    return _as_written(written)


def _strings(values: Iterable[object]) -> Iterable[str]:
    return (scrub(str(value)) for value in values)


def _as_written(written: str) -> str:
    text = written.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
