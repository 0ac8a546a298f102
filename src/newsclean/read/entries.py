"""Where the keys of a front matter stand: the lines of each top-level key, found without a YAML or TOML parser.

Real front matter is written by scrapers and by hand: titles with an unquoted colon, tabs, the same key twice. A parser refuses all
of it; the lines still say which key is where. Nothing here fails, and everything is linear in the length of the block.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Entry(NamedTuple):
    """One top-level key of a block: `block[start:stop]` are its lines, `block[value:stop]` what follows its colon or equals sign."""

    key: str
    start: int
    value: int
    stop: int


_YAML_KEY_TEXT: Final = r"""(?:\w[\w ./-]{0,79}+(?<![ ])|"[^"\n]{1,80}"|'[^'\n]{1,80}')"""
_YAML_KEY: Final = re.compile(rf"^({_YAML_KEY_TEXT})[ \t]*:(?=\s)", re.MULTILINE)
_YAML_LINES: Final = re.compile(
    rf"(?:[ \t]*+(?:\#[^\n]*+)?\r?\n)*+(?:\Z|{_YAML_KEY_TEXT}[ \t]*:(?=\s)[^\n]*+\n"
    rf"(?:{_YAML_KEY_TEXT}[ \t]*:(?=\s)[^\n]*+\n|[ \t#\]}}][^\n]*+\n|-(?=\s)[^\n]*+\n|\r?\n)*+\Z)"
)
_CONTINUED: Final = (" ", "\t", "#", "]", "}", "- ", "-\t", "-\r", "-\n", "\r", "\n")

_TOML_KEY: Final = re.compile(r"""[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*=[ \t]*""")
_TOML_BLANK: Final = re.compile(r"[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")
_TOML_TABLE: Final = re.compile(r"[ \t]*\[")
_TOML_TOKEN: Final = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:"{3,5}|\Z)|\'\'\'(?:[^']|'(?!''))*+(?:'{3,5}|\Z)'''
    r'''|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?|\#[^\n]*+|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^"'\#\[\]{}\n]++''',
)


def yaml_entries(block: str) -> list[Entry]:
    """The top-level keys of a YAML block that ends with a newline, in order, the same key as often as it stands there."""
    found = list(_YAML_KEY.finditer(block))
    stops = [match.start() for match in found[1:]]
    stops.append(len(block))
    return [Entry(match[1].strip("\"'"), match.start(), match.end(), stop) for match, stop in zip(found, stops, strict=True)]


def is_yaml_mapping(block: str) -> bool:
    """Whether the lines of `block` are keys and what belongs to keys.

    A few lines that are neither are let pass (a title broken in two), fewer than there are keys; a line of markup is not, nor a block
    that does not begin with a key. An empty block is an empty mapping.
    """
    if _YAML_LINES.match(block):
        return True
    lines = [line for line in block.splitlines(keepends=True) if not line.isspace() and not line.startswith("#")]
    odd = [line for line in lines if not line.startswith(_CONTINUED) and not _YAML_KEY.match(line)]
    keys = sum(1 for line in lines if _YAML_KEY.match(line))
    return _YAML_KEY.match(lines[0]) is not None and len(odd) < keys and not any(line.startswith("<") for line in odd)


def toml_entries(block: str) -> list[Entry]:
    """The keys of a TOML block that stand before its first table, in order."""
    return [Entry(match[1].strip("\"'"), match.start(), match.end(), _toml_stop(block, match.end())) for match in _toml_keys(block)]


def end_of_keys(block: str) -> int:
    """Where the keys of a TOML block end: at its first table, or at its end."""
    entries = toml_entries(block)
    start = entries[-1].stop if entries else 0
    while start < len(block):
        if _TOML_TABLE.match(block, start):
            return start
        start = block.find("\n", start) + 1
    return start


def is_toml_mapping(block: str) -> bool:
    """Whether `block` has a key or a table, or nothing but comments."""
    if next(_toml_keys(block), None) is not None or end_of_keys(block) < len(block):
        return True
    return all(_TOML_BLANK.fullmatch(line) for line in block.splitlines())


def lines_of(block: str, entry: Entry) -> tuple[int, int]:
    """Start and end in `block` of the lines of `entry`, without blank and comment lines after them."""
    lines = block[entry.start : entry.stop].splitlines(keepends=True)
    while len(lines) > 1 and (lines[-1].isspace() or lines[-1].startswith("#")):
        del lines[-1]
    return entry.start, entry.start + sum(map(len, lines))


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
