"""typed-lists: short lines that each open with a typed mark, three or more in a row, are a list."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.regex import regex

_MARKS: Final = "•·●■◆▪‣◦"
_SIGNS: Final = (*_MARKS, "&#", "&bull", "&middot", "&centerdot")
_MARK: Final = regex(rf"([{_MARKS}])[{dom.BLANK}]*(?=[^{_MARKS}{dom.BLANK}])")
_NUMBER: Final = regex(rf"(\d{{1,2}})(?:[.．](?!\d)|[、)）])[{dom.BLANK}]*(?=\S)")
_LONGEST: Final = 60
"""Characters of the longest item: longer lines are paragraphs, whatever they open with."""

_FEWEST: Final = 3
_COUNTED: Final = "1"
_WHY: Final = "short lines that each open with the same mark are a list"


def build_typed_lists(doc: Document) -> None:
    """Make lists of typed ones. The marks leave the text, for a list shows its own."""
    for el in dict.fromkeys(parent for one in doc.iter("br") if (parent := one.getparent()) is not None and parent.tag == "p"):
        _build_from_breaks(doc, el)
    if doc.source is None or any(sign in doc.source for sign in _SIGNS):
        for run in list(_runs_of_paragraphs(doc)):
            _build(doc, run, "ul", _MARK)


def _may_open(el: Element) -> bool:
    """Whether `el` may open with a mark, as far as its first text says."""
    lead = (el.text or "").lstrip(dom.BLANK)[:1]
    return lead in _MARKS if lead else bool(len(el))


def _text_of(el: Element) -> str:
    return dom.text_of(el).lstrip(dom.BLANK)


def _mark_of(text: str) -> str:
    """The mark with which a short line opens, "" when there is none."""
    found = _MARK.match(text)
    return found[1] if found and len(text.strip(dom.BLANK)) <= _LONGEST else ""


def _runs_of_paragraphs(doc: Document) -> Iterator[list[Element]]:
    """Neighbouring paragraphs that open with the same mark."""
    marked = [(el, mark) for el in doc.iter("p") if _may_open(el) and (mark := _mark_of(_text_of(el))) and not dom.has_media(el)]
    run: list[Element] = []
    last = ""
    for el, mark in marked:
        if run and not (mark == last and run[-1].getnext() is el and dom.is_blank_after(run[-1])):
            yield from _long_enough(run)
            run = []
        run.append(el)
        last = mark
    yield from _long_enough(run)


def _long_enough(run: list[Element]) -> Iterable[list[Element]]:
    return [run] if len(run) >= _FEWEST else []


def _build(doc: Document, items: list[Element], tag: str, opening: re.Pattern[str]) -> None:
    """Make `items`, neighbours, the items of one list, and take the marks with which they open."""
    first, parent = items[0], items[0].getparent()
    if parent is None:
        return
    for el in items:
        raw = dom.text_of(el)
        start = len(raw) - len(raw.lstrip(dom.BLANK))
        found = opening.match(raw, start)
        doc.cut(el, 0, found.end() if found else 0, why="the list shows its own marks")
        _drop_hollow(doc, el)
        doc.rename(el, "li", why=_WHY)
    doc.wrap_run(dom.Run(parent, first.getprevious(), tuple(items)), tag, why=_WHY)


def _drop_hollow(doc: Document, el: Element) -> None:
    """Drop the emphasis that held nothing but the mark."""
    for inner in reversed(list(el.iterdescendants())):
        if inner.tag not in {"br", "wbr"} and dom.is_empty(inner):
            doc.unwrap(inner, why="held the mark alone")


def _build_from_breaks(doc: Document, paragraph: Element) -> None:
    """Make a list of the lines of one paragraph, and paragraphs of the lines before and after it."""
    groups = _groups_of(list(_lines_of(paragraph)))
    if not any(kind for kind, _ in groups):
        return
    ends = set(paragraph.iterchildren("br")) - {el for kind, group in groups if not kind for el in _breaks_within(group)}
    lists = [(kind, _as_paragraphs(doc, kind, group)) for kind, group in groups]
    for el in ends:
        doc.drop(el, why="the break between two items")
    for kind, items in lists:
        if kind:
            counted = kind.startswith(_COUNTED)
            _build(doc, items, "ol" if counted else "ul", _NUMBER if counted else _MARK)
    doc.unwrap(paragraph, why="its lines are a list")


def _groups_of(lines: list[dom.Run]) -> list[tuple[str, list[dom.Run]]]:
    """Neighbouring lines of one kind; the kind is "" for those that are no list."""
    kinds = _kinds_of([_text_of_run(line) for line in lines])
    groups: list[tuple[str, list[dom.Run]]] = []
    for kind, group in groupby(zip(lines, kinds, strict=True), lambda one: one[1]):
        same = [line for line, _ in group]
        settled = kind if len(same) >= _FEWEST else ""
        if groups and not settled and not groups[-1][0]:
            groups[-1][1].extend(same)
        else:
            groups.append((settled, same))
    return groups


def _as_paragraphs(doc: Document, kind: str, group: list[dom.Run]) -> list[Element]:
    """A paragraph for each line of a list, and one for all other lines."""
    runs = group if kind else [_joined(group)]
    return [doc.wrap_run(run, "p", why=_WHY) for run in runs if not run.is_blank()]


def _lines_of(paragraph: Element) -> Iterator[dom.Run]:
    after: Element | None = None
    nodes: list[Element] = []
    for child in paragraph:
        if child.tag == "br":
            yield dom.Run(paragraph, after, tuple(nodes))
            after, nodes = child, []
        else:
            nodes.append(child)
    yield dom.Run(paragraph, after, tuple(nodes))


def _text_of_run(run: dom.Run) -> str:
    texts = [run.opening]
    for node in run.nodes:
        texts += [dom.text_of(node), dom.text_after(node)]
    return "".join(texts).lstrip(dom.BLANK)


def _kinds_of(texts: list[str]) -> list[str]:
    """For each line its mark; where it goes on with a count from 1, _COUNTED and the place of that; "" for any other line."""
    kinds = [_mark_of(text) for text in texts]
    numbers = [int(found[1]) if (found := _NUMBER.match(text)) and len(text) <= _LONGEST else 0 for text in texts]
    for place, number in enumerate(numbers):
        if number == 1:
            stop = place
            while stop < len(numbers) and numbers[stop] == stop - place + 1:
                kinds[stop] = f"{_COUNTED}{place}"
                stop += 1
    return kinds


def _breaks_within(group: list[dom.Run]) -> list[Element]:
    return [line.after for line in group[1:] if line.after is not None]


def _joined(group: list[dom.Run]) -> dom.Run:
    """Neighbouring lines with the breaks between them as one run."""
    nodes = list(group[0].nodes)
    for line in group[1:]:
        nodes += [*([line.after] if line.after is not None else []), *line.nodes]
    return dom.Run(group[0].parent, group[0].after, tuple(nodes))
