"""code-blocks: blocks of code as one `pre` with one `code`, without the furniture of the highlighter that painted it."""

from collections.abc import Iterator
from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.code_markup import CODE_CELLS, GUTTERS, classes_of, is_box, is_code, is_furniture, language_of

_PARTS: Final = ("tbody", "thead", "tr", "td", "th", "colgroup", "col")
_CELLS: Final = frozenset({"td", "th"})
_PAINT: Final = ("span", "font", "b", "strong", "i", "em", "u", "big", "small", "nobr")
_LEVELS: Final = 4
"""How far above the code its highlighter's boxes can stand."""

_MOST_BESIDE: Final = 120
"""Characters beside the code in a box that is only its own: a file name, a language, buttons."""

_FURNITURE: Final = "a button or a gutter of the code box, not code"


def settle_code_blocks(doc: Document) -> None:
    """Make every block of code one `pre` with one `code` that names its language; its text stays as it is."""
    for el in doc.iter("table"):
        if doc.holds(el) and _is_code_table(el):
            _open_table(doc, el)
    for el in doc.iter("pre"):
        if doc.holds(el):
            _settle(doc, el)


def _is_code_table(table: Element) -> bool:
    """Whether a highlighter made `table`: a cell of code, and a gutter or a box that says so."""
    cells = [classes_of(el) for el in table.iter("td") if next(el.iterancestors("table"), None) is table]
    if not any(not names.isdisjoint(CODE_CELLS) for names in cells):
        return False
    return any(not names.isdisjoint(GUTTERS) for names in cells) or any(is_box(el) for el in _upwards(table))


def _upwards(el: Element) -> Iterator[Element]:
    """`el` and the elements above it, as far as a code box can reach."""
    yield el
    for level, above in enumerate(el.iterancestors()):
        if level >= _LEVELS or above.tag == "body":
            return
        yield above


def _open_table(doc: Document, table: Element) -> None:
    """Take the numbers of lines out of a highlighter's table, and make what is left a block of code."""
    for el in [one for one in table.iterdescendants() if is_furniture(one, inside=True)]:
        doc.drop(el, why=_FURNITURE)
    for el in list(table.iter("pre")):
        if dom.is_blank(dom.text_of(el)):
            doc.drop(el, why="the gutter is empty")
    holds_code = next(table.iter("pre"), None) is not None or next(table.iterancestors("pre"), None) is not None
    parts = list(table.iter(*_PARTS))
    _part_lines(doc, parts, several=sum(el.tag == "tr" for el in parts) > 1)
    why = "a highlighter's table: one row for each line, or one for the numbers and one for the code"
    if holds_code:
        doc.unwrap(table, why=why)
    else:
        doc.rename(table, "pre", why=why)
        table.set("class", f"{table.get('class') or ''} code".strip())


def _settle(doc: Document, pre: Element) -> None:
    box = _box_of(pre)
    if box is not None or is_code(pre):
        _settle_code(doc, pre, pre if box is None else box)
    elif not dom.has_block(pre):
        _break_lines(doc, pre)


def _settle_code(doc: Document, pre: Element, box: Element) -> None:
    _drop_furniture(doc, box, pre)
    if next(pre.iter("code"), None) is not None:
        for el in [one for one in pre if one.tag in dom.BLOCKS and dom.is_empty(one)]:
            doc.drop(el, why=_FURNITURE)
    language = language_of((*pre.iter("code"), *_upwards(pre)))
    _part_lines(doc, _lines_in(pre))
    _break_lines(doc, pre)
    for el in list(pre.iter(*_PAINT)):
        doc.unwrap(el, why="paint of a highlighter")
    code = _only_code(doc, pre)
    for el in pre.iter():
        doc.unset(el, "style", why="code is not emphasised")
    _name_language(doc, code, language)
    if box is not pre:
        _unwrap_boxes(doc, pre, box)


def _unwrap_boxes(doc: Document, pre: Element, box: Element) -> None:
    """Unwrap the highlighter's boxes around `pre`: their classes speak of tools and copies, as those of a page's tools do."""
    for el in list(pre.iterancestors()):
        if is_box(el) and next(el.iter("figcaption"), None) is None:
            doc.unwrap(el, why="a box of the highlighter")
        if el is box:
            return


def _box_of(pre: Element) -> Element | None:
    """The outermost highlighter's box that holds `pre` and next to no other text."""
    found: Element | None = None
    size = dom.size_of(pre)
    for el in _upwards(pre):
        if el is not pre and is_box(el):
            if dom.size_of(el) - size > _MOST_BESIDE:
                break
            found = el
    return found


def _drop_furniture(doc: Document, scope: Element, pre: Element) -> None:
    inside = set(pre.iter())
    for el in [one for one in scope.iterdescendants() if is_furniture(one, inside=one in inside)]:
        if el is not pre and pre not in el.iterdescendants("pre"):
            doc.drop(el, why=_FURNITURE)
    for beside in (pre.getprevious(), pre.getnext()):
        if beside is not None and is_furniture(beside, inside=True):
            doc.drop(beside, why=_FURNITURE)


def _lines_in(pre: Element) -> list[Element]:
    """The elements in `pre` that are a line, or several, each: blocks, and `code` where there is more than one."""
    blocks = [el for el in pre.iterdescendants() if el.tag in dom.BLOCKS]
    codes = [el for el in pre if el.tag == "code"]
    return [*blocks, *codes] if len(codes) > 1 and not dom.has_loose_text(pre) else blocks


def _part_lines(doc: Document, lines: list[Element], *, several: bool = True) -> None:
    """Unwrap `lines`, and put a line end where each of them starts and, where there are `several`, where it ends."""
    kinds = {str(el.tag) for el in lines}
    for el in reversed([one for one in lines if one.getparent() is not None]):
        _end_before(el, kinds)
        after = dom.Slot(el, inside=False)
        if several and el.tag not in _CELLS and not _is_ended(el) and not after.value.startswith("\n"):
            after.write("\n" + after.value)
        doc.unwrap(el, why="a line of code")


def _is_ended(line: Element) -> bool:
    """Whether `line` ends with a line end of its own."""
    last = next((el for el in line.iter("br") if el.getnext() is None and dom.is_blank_after(el)), None)
    return last is not None or dom.text_of(line).endswith("\n")


def _end_before(el: Element, kinds: set[str]) -> None:
    """End the line before `el`; white space between two lines is that of the page's source."""
    before, parent = el.getprevious(), el.getparent()
    if before is None and parent is None:
        return
    slot = dom.Slot(before, inside=False) if before is not None else dom.Slot(parent, inside=True)  # type: ignore[arg-type]  # one of the two is there
    text = slot.value
    if dom.is_blank(text):
        ends = before is None or before.tag in kinds or dom.text_of(before).endswith("\n")
        slot.write("" if ends else "\n")
    elif not text.endswith("\n"):
        slot.write(text + "\n")


def _break_lines(doc: Document, pre: Element) -> None:
    for el in list(pre.iter("br")):
        after = dom.Slot(el, inside=False)
        after.write("\n" + after.value)
        doc.drop(el, why="a line break in preformatted text is a line end")


def _only_code(doc: Document, pre: Element) -> Element:
    """The `code` that holds all of `pre`."""
    only = dom.only_child(pre)
    if only is not None and only.tag == "code":
        return only
    for el in list(pre.iter("code")):
        doc.unwrap(el, why="the whole block is code")
    return doc.wrap(pre, "code", why="the block is code")


def _name_language(doc: Document, code: Element, language: str) -> None:
    pre = code.getparent()
    if pre is not None:
        doc.unset(pre, "class", why="the language is named on the code")
    if language:
        doc.set(code, "class", f"language-{language}", why="the language of the code")
    else:
        doc.unset(code, "class", why="names no language")
