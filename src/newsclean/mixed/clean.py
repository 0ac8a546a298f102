"""Markdown with raw HTML in it, cleaned until nothing is left to do."""

from collections.abc import Iterator
from typing import Final

from newsclean.errors import RefusedError
from newsclean.mixed.addresses import definition_edits
from newsclean.mixed.blocks import block_edit
from newsclean.mixed.edits import Edit, applied
from newsclean.mixed.inlines import inline_edits
from newsclean.mixed.tags import Spot, Tags
from newsclean.mixed.workshop import Workshop
from newsclean.read.markdown import Markdown
from newsclean.regex import regex

_MOST_ROUNDS: Final = 12
_CONTAINER: Final = regex(r"[>\s]*")


def cleaned_markdown(source: str, workshop: Workshop) -> Markdown:
    """`source` with its HTML and its addresses cleaned, as an engine reads it.

    RefusedError "verify" when that does not come to an end.

    What goes may leave something that is HTML together, so the result is read again.
    """
    text = source
    for _ in range(_MOST_ROUNDS):
        markdown = Markdown(text, workshop.tick)
        edits = [edit for edit in _edits(markdown, workshop) if text[edit.start : edit.stop] != edit.text]
        if not edits:
            return markdown
        text = applied(text, edits)
    raise RefusedError("verify", f"after {_MOST_ROUNDS} rounds something still comes alive in the Markdown")


def _edits(markdown: Markdown, workshop: Workshop) -> Iterator[Edit]:
    source = markdown.source
    tags = Tags(markdown.parts, workshop)
    for number, last in tags.taken.items():
        if number not in tags.gone and tags.spots[number].part is not tags.spots[last].part:
            edit = _between(source, tags.spots[number], tags.spots[last], markdown.lines.end)
            tags.tell_taken(number, source[edit.start : edit.stop])
            yield edit
    for part in markdown.parts:
        workshop.tick()
        if not part.is_block:
            yield from inline_edits(part, tags, markdown)
        elif (block := block_edit(part, tags, markdown.lines.end)) is not None:
            yield block
    yield from definition_edits(markdown, workshop)


def _between(source: str, first: Spot, last: Spot, line_end: str) -> Edit:
    """What stands between two tags of different parts goes; the lines that they are on stay apart."""
    start = first.part.places[-1] + 1 if first.part.is_block else first.part.places[first.piece.start]
    stop = last.part.places[0] if last.part.is_block else last.range[1]
    opening = last.part.places[last.piece.start]
    before = source[source.rfind("\n", 0, opening) + 1 : opening]
    lead = _CONTAINER.match(before)
    return Edit(start, stop, line_end * 2 + (lead[0] if lead else ""))
