"""Text before and after, line by line: for Markdown, whose marks are part of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from newsclean.journal import Change
from newsclean.preview.marks import Marks, inert


def written_lines(text: str) -> str:
    """`text` with the numbers of its lines."""
    return _source(_line(number, line) for number, line in enumerate(text.splitlines(), 1))


def compared(before: str, after: str, journal: Sequence[Change], marks: Marks) -> tuple[str, str]:
    """Both texts; a line of the first that is not in the second is marked as what the entries about it took."""
    old, new = before.splitlines(), after.splitlines()
    numbers = _by_line(journal)
    left: list[str] = []
    right: list[str] = []
    for did, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lines = [_line(number + 1, old[number]) for number in range(start, stop)]
        left += lines if did == "equal" else _marked(lines, start, numbers, marks)
        fresh = [_line(number + 1, new[number]) for number in range(new_start, new_stop)]
        right += fresh if did == "equal" else [f'<div class="fresh">{"".join(fresh)}</div>'] if fresh else []
    return _source(left), _source(right)


def _by_line(journal: Sequence[Change]) -> Mapping[int, list[int]]:
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for number, change in enumerate(journal):
        numbers[change.line or 1].append(number)
    return numbers


def _marked(lines: Sequence[str], start: int, numbers: Mapping[int, Sequence[int]], marks: Marks) -> Iterator[str]:
    """`lines`, of which the first has the number `start + 1`; each run of them that some entries are about is one block."""
    blocks: list[tuple[Sequence[int], list[str]]] = [((), [])]
    for offset, line in enumerate(lines):
        if about := numbers.get(start + offset + 1):
            blocks.append((about, []))
        blocks[-1][1].append(line)
    for about, held in blocks:
        if not about:
            yield f'<div class="lost">{"".join(held)}</div>' if held else ""
            continue
        notes = "".join(map(marks.note, about[:1]))
        attributes = marks.attributes(about[0]) + marks.about(about[1:])
        yield f'<div class="{marks.classes(about[0])}"{attributes}>{notes}{"".join(held)}</div>'


def _line(number: int, text: str) -> str:
    return f'<div class="line"><span class="no">{number}</span><span class="code">{inert(text)}</span></div>'


def _source(lines: Iterator[str] | Sequence[str]) -> str:
    return f'<div class="source">{"".join(lines)}</div>'
