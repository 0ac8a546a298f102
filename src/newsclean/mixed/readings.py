"""Other readings of a Markdown text: those of engines in use that differ from CommonMark; each was met in one of them."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from newsclean.mixed.edits import Edit, applied
from newsclean.read.markdown import Markdown, Part
from newsclean.regex import regex

_FENCE: Final = regex(r"[ \t>*+-]*(?:\d{1,9}[.)][ \t]+)?(`{3,}|~{3,})([^\n]*)")
_DELIMITERS: Final = regex(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_TABBED: Final = regex(r"[ >*+-]*\t[ \t]*(?:`{3}|~{3})|[ >*+-]*(?:`{3,}|~{3,})[ \t]*\t[ \t]*\Z")
_TAB_BEFORE: Final = regex(r"[ >*+-]*\t")
_ODD_END: Final = regex(r"[\u2028\u2029]")
"""Line ends for the patterns of JavaScript, so that marked finds no heading and no cells in a line with one."""

_LITERAL: Final = regex(r"(?:www\.|(?:https?|ftp)://)[^\s<]*`[^\s<]*")
_HALF_LINK: Final = regex(r"[^\[\]]*+\]\(")
_TICKS: Final = regex(r"\\`|`+")
_MARKER: Final = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|>)")
_BEGINS_ALONE: Final = regex(r"[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\Z")
_CONTAINERS: Final = regex(r"\A[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_INDENT: Final = regex(r"[ \t]{2,}|\t")
_AFTER_FENCE: Final = "`~ \t\r\f\v\u00a0\u3000"


def other_readings(markdown: Markdown) -> Iterator[str]:
    """The text with what such engines see written out, so that any engine sees it. Equal to the text where there is nothing."""
    lines = markdown.lines.text.split("\n")
    yield "\n".join(_closed_early(lines))
    yield "\n".join(_parted_tables(lines))
    yield "\n".join(_without_indent(markdown, lines))
    yield "\n".join(line if _TABBED.match(line) is None else "x" for line in lines)
    yield "\n".join(line if _ODD_END.search(line) is None else f"x{line}" for line in lines)
    yield applied(markdown.lines.text, _swallowed_ticks(markdown))
    yield applied(markdown.lines.text, _without_odd_code(markdown))
    yield "\n".join(_without_laziness(lines, _lines_of_code(markdown)))
    yield "\n".join(_ended_by_outdent(lines))


def _closed_early(lines: list[str]) -> Iterator[str]:
    """Each fence closed on the first line that looks like its end: one with other signs behind it, or further in."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if found is None or (fence and not found[1].startswith(fence)):
            yield line
        elif not fence:
            fence = found[1] if found[1][0] == "~" or "`" not in found[2] else ""
            yield line
        elif not found[2].strip(_AFTER_FENCE):
            yield line[: found.end(1)]
            fence = ""
        else:
            yield line


def _parted_tables(lines: list[str]) -> Iterator[str]:
    """Each table parted from the paragraph before it, taken out of what that stands in, and ended by a tag that begins a line."""
    is_table = False
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if not is_table and "|" in line and "-" in below and _DELIMITERS.fullmatch(below):
            is_table = True
            yield ""
            yield _CONTAINERS.sub("", line)
            continue
        if is_table and line.lstrip(" >").startswith("<"):
            yield ""
        is_table = is_table and bool(line.strip())
        yield line


def _without_laziness(lines: list[str], code: Collection[int]) -> Iterator[str]:
    """Without lines that belong to a list or a quotation and do not say so; a tag that begins such a line begins a block."""
    is_inside = is_below = False
    for number, line in enumerate(lines):
        is_lazy = is_inside and not _BEGINS_ALONE.match(line)
        is_tag = number not in code and (is_below or line[:1].isspace()) and line.lstrip().startswith("<")
        if is_lazy or is_tag:
            yield ""
        yield line.lstrip() if is_tag else line
        is_marked = _MARKER.match(line) is not None
        is_inside = bool(line.strip()) and not (is_lazy or is_tag) and (is_inside or is_marked)
        is_below = bool(line.strip()) and (is_below or is_marked)


def _lines_of_code(markdown: Markdown) -> set[int]:
    maps = (token.map or (0, 0) for token in markdown.tokens if token.type in {"fence", "code_block"})
    return {number for first, stop in maps for number in range(first, stop)}


def _ended_by_outdent(lines: list[str]) -> Iterator[str]:
    """Each fence that is further in, below an item of a list, ended by the first line that is not."""
    fence, depth, is_list, is_parted = "", 0, False, False
    for line in lines:
        found = _FENCE.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if fence and line.strip() and indent < depth:
            yield " " * depth + fence
            fence = ""
        yield line
        if line.strip():
            is_list = _MARKER.match(line) is not None or (is_list and not (is_parted and not indent))
        is_parted = not line.strip()
        if found is not None:
            fence, depth = ("", 0) if fence else (found[1], indent if is_list else 0)


def _without_odd_code(markdown: Markdown) -> Iterator[Edit]:
    """Without spans of code that hold the middle of a link, and those that cmark overlooks.

    It goes wrong where signs of code without counterpart stand before: of the spans behind, it finds the first of each length.
    """
    for part in markdown.parts:
        seen: Counter[int] = Counter()
        is_broken = False
        for start, stop, is_code in _ticks(part):
            size = len(_TICKS.match(part.text, start)[0])  # type: ignore[index]  # there are some, `_ticks` found them
            seen[size] += is_broken and is_code
            if is_code and (_HALF_LINK.match(part.text, start, stop) or seen[size] > 1):
                yield Edit(part.places[start], part.places[start] + size, "\\`" * size)
            is_broken = is_broken or not is_code


def _swallowed_ticks(markdown: Markdown) -> Iterator[Edit]:
    """Without signs of code that are part of an address for engines that link bare addresses; in code there are none."""
    for part in markdown.parts:
        code = {place for note in part.notes if note.kind == "code" for place in range(note.start, note.stop)}
        for found in _LITERAL.finditer(part.text):
            if found.start() not in code:
                yield Edit(part.places[found.start()], part.places[found.end() - 1] + 1, found[0].replace("`", ""))


def _ticks(part: Part) -> Iterator[tuple[int, int, bool]]:
    """The spans of code in `part`, and between them the signs of code that open none."""
    spans = {note.start: note.stop for note in part.notes if note.kind == "code"}
    stop = 0
    for found in _TICKS.finditer(part.text):
        start = found.start()
        if start >= stop and found[0] != "\\`":
            stop = spans.get(start, found.end())
            yield start, stop, start in spans


def _without_indent(markdown: Markdown, lines: list[str]) -> list[str]:
    """Without the indent of code right below a definition, which is more of its paragraph for some, or near a tab in a list."""
    found = list(lines)
    below = {markdown.lines.source_line(one.stop - 1) for one in markdown.definitions}
    for token in markdown.tokens:
        first, stop = token.map or [0, 0]
        if token.type != "code_block":
            continue
        is_below = any(lines[first - 1 : first]) and below & {first, first - 1, first - 2}
        if is_below or any(map(_TAB_BEFORE.match, lines[max(0, first - 10) : first])):
            found[first:stop] = [_INDENT.sub(" ", line) for line in lines[first:stop]]
    return found
