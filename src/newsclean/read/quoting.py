"""Strings as YAML and TOML write them, so that every reader gets exactly that string back.

A plain YAML scalar is used only where no YAML version reads it as anything but a string: YAML 1.1, which most site generators
still speak, takes `no`, `on`, `12:30` and `2021-05-10` for other things. Facts: YAML 1.2 chapters 5 and 7, YAML 1.1 type
repository, TOML 1.0.
"""

import json
import re
from typing import Final, Literal, TypeAlias

from newsclean.read.decode import scrub
from newsclean.regex import regex

Style: TypeAlias = Literal["plain", "single", "double"]

_ESCAPED: Final = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_A_STRING: Final = frozenset("y n yes no on off true false null".split())
_NOT_PLAIN: Final = regex(r":(?:\s|\Z)|\s#")
_DELIMITER: Final = regex(r"\{(?=[{%#])|\}(?=\})|(?<=[%#$])[{}]|\[(?=[\[(])|\](?=\])|<(?=%)|(?<=%)>")
"""One character of what a template engine takes for its own. An engine may read a file before its front matter is read."""

_BARE_KEY: Final = regex(r"[A-Za-z_][A-Za-z0-9_-]*")


def style_of(written: str) -> Style:
    """The style of a value by its first character; "plain" also where there is no value."""
    first = written.lstrip()[:1]
    return "single" if first == "'" else "double" if first == '"' else "plain"


def yaml_string(value: str, style: Style) -> str:
    """`value` on one line of YAML: in `style` where that reads back exactly, else single-quoted, else double-quoted."""
    value = scrub(value)
    if style == "plain" and _is_plain(value):
        return value
    if style != "double" and not _needs_escapes(value):
        return "'" + value.replace("'", "''") + "'"
    return _double(value)


def toml_string(value: str, style: Style) -> str:
    """`value` on one line of TOML: a literal string where `style` is "single" and that is possible, else a basic string."""
    value = scrub(value)
    if style == "single" and "'" not in value and not _needs_escapes(value):
        return f"'{value}'"
    return _double(value)


def key_text(key: str) -> str:
    """`key` as YAML and TOML both take it: bare, or double-quoted."""
    if _BARE_KEY.fullmatch(key) and key.lower() not in _NOT_A_STRING:
        return key
    return _double(scrub(key))


def key_of(written: str) -> str:
    """The key that stands in the source as `written`, bare or in quotes; an escape that is none is left as it is."""
    if written[0] == '"':
        try:
            return scrub(str(json.loads(written, strict=False)))
        except ValueError:
            return written[1:-1]
    return written[1:-1] if written[0] == "'" else written


def _needs_escapes(value: str) -> bool:
    return bool(_ESCAPED.search(value) or _DELIMITER.search(value))


def _double(value: str) -> str:
    # JSON escapes are the common part of what YAML and TOML know; both want more characters escaped than JSON does.
    return _ESCAPED.sub(_escape, _DELIMITER.sub(_escape, json.dumps(value, ensure_ascii=False)))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _is_plain(value: str) -> bool:
    fit = value[:1].isalpha() and value.isprintable() and not value.endswith(" ")
    return fit and not _NOT_PLAIN.search(value) and not _DELIMITER.search(value) and value.lower() not in _NOT_A_STRING
