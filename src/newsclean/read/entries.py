"""Where the keys of a front matter stand: the lines of each top-level key, found without a YAML or TOML parser.

Real front matter is written by scrapers and by hand: titles with an unquoted colon, tabs, the same key twice. A parser
refuses all of it; the lines still say which key is where. Nothing here fails, and everything is linear in the length of the
block.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from newsclean.read.quoting import key_of
from newsclean.regex import regex


class Entry(NamedTuple):
    """One top-level key of a block: `block[start:stop]` are its lines, `block[value:stop]` what follows its colon or sign."""

    key: str
    start: int
    value: int
    stop: int


_YAML_KEY_TEXT: Final = r"""(?:\w[\w ./-]{0,199}+(?<! )|"(?:[^"\\\n]|\\.){0,200}"|'[^'\n]{0,200}+')"""
_YAML_KEY: Final = regex(rf"\n({_YAML_KEY_TEXT})[ \t]*:(?=\s)")
_YAML_KEY_LINE: Final = regex(rf"{_YAML_KEY_TEXT}[ \t]*:(?=\s)")
_YAML_LINES: Final = regex(
    rf"(?:[ \t]*+(?:\#[^\n]*+)?\r?\n)*(?:\Z|{_YAML_KEY_TEXT}[ \t]*:(?=\s)[^\n]*+\n"
    rf"(?:{_YAML_KEY_TEXT}[ \t]*:(?=\s)[^\n]*+\n|[ \t#\]}}][^\n]*+\n|-(?=\s)[^\n]*+\n|\r?\n)*\Z)"
)
_CONTINUED: Final = (" ", "\t", "#", "]", "}", "- ", "-\t", "-\r", "-\n", "\r", "\n")

_TOML_WORD: Final = r"""(?:[\w-]+|"(?:[^"\\\n]++|\\.)*"|'[^'\n]*+')"""
_TOML_KEY: Final = regex(rf"[ \t]*({_TOML_WORD}(?:[ \t]*\.[ \t]*{_TOML_WORD})*)[ \t]*=[ \t]*")
_TOML_BLANK: Final = regex(r"[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")
_TOML_TABLE: Final = regex(r"[ \t]*\[")
_TOML_TOKEN: Final = regex(
    r'''"""(?:[^"\\]++|\\[\s\S]|"(?!""))*(?:"{3,5}|\Z)|\'\'\'(?:[^']++|'(?!''))*(?:'{3,5}|\Z)'''
    r"""|"(?:[^"\\\n]++|\\[^\n])*"?|'[^'\n]*+'?|\#[^\n]*+|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^"'\#\[\]{}\n]++""",
)


def yaml_spans(block: str) -> Iterator[tuple[str, int, int, int]]:
    """The fields of the entries of a YAML block that ends with a newline, in order, the same key as often as it stands there."""
    found = list(_YAML_KEY.finditer("\n" + block))
    for match, following in zip_longest(found, found[1:]):
        stop = len(block) if following is None else following.start()
        yield key_of(match[1]), match.start(), match.end() - 1, stop


def yaml_entries(block: str) -> list[Entry]:
    """The top-level keys of a YAML block that ends with a newline."""
    return [Entry(*span) for span in yaml_spans(block)]


def is_yaml_mapping(block: str) -> bool:
    """Whether the lines of `block` are keys and what belongs to keys.

    Lines that are neither are let pass (a title broken in two) while they are fewer than the keys; a line of markup is not, nor a
    block that does not begin with a key. An empty block is an empty mapping.
    """
    if _YAML_LINES.match(block):
        return True
    lines = [line + "\n" for line in block.split("\n") if line.strip() and not line.startswith("#")]
    keys = [bool(_YAML_KEY_LINE.match(line)) for line in lines]
    odd = [line for line, is_key in zip(lines, keys, strict=True) if not is_key and not line.startswith(_CONTINUED)]
    return keys[:1] != [False] and len(odd) < max(sum(keys), 1) and not any(line.startswith("<") for line in odd)


def toml_entries(block: str) -> list[Entry]:
    """The keys of a TOML block that stand before its first table, in order."""
    return [Entry(key_of(match[1]), match.start(), match.end(), _toml_stop(block, match.end())) for match in _toml_keys(block)]


def end_of_keys(block: str) -> int:
    """Where a TOML block takes another key: after its last one, else before its first table, else at its end."""
    entries = toml_entries(block)
    if entries:
        return entries[-1].stop
    start = 0
    while start < len(block) and not _TOML_TABLE.match(block, start):
        start = block.find("\n", start) + 1
    return start


def is_toml_mapping(block: str) -> bool:
    """Whether `block` has a key or a table, or nothing but comments."""
    if next(_toml_keys(block), None) is not None or end_of_keys(block) < len(block):
        return True
    return all(_TOML_BLANK.fullmatch(line) for line in block.splitlines())


def lines_of(block: str, entry: Entry) -> tuple[int, int]:
    """Start and end in `block` of the lines of `entry`, without blank and comment lines after them."""
    lines = block[entry.start : entry.stop].removesuffix("\n").split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#")):
        del lines[-1]
    return entry.start, entry.start + sum(map(len, lines)) + len(lines)


def _toml_keys(block: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(block) and not _TOML_TABLE.match(block, position):
        match = _TOML_KEY.match(block, position)
        if match:
            yield match
            position = _toml_stop(block, match.end())
        else:
            position = block.find("\n", position) + 1


def _toml_stop(block: str, position: int) -> int:
    """Where the value that begins at `position` ends: after its line, or after the line that closes its last bracket."""
    depth = 0
    for token in _TOML_TOKEN.finditer(block, position):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "end" and depth <= 0:
            return token.end()
    return len(block)
