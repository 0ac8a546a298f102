"""Raw HTML within paragraphs, headings and cells, and the addresses there."""

from collections.abc import Iterator
from typing import Final

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode, SafeTree
from newsclean.mixed.addresses import inline_addresses
from newsclean.mixed.around import EDGE
from newsclean.mixed.blocks import squeezed
from newsclean.mixed.edits import Edit, applied
from newsclean.mixed.inert import inline_html
from newsclean.mixed.loose import loose_edits
from newsclean.mixed.tags import Tags
from newsclean.mixed.workshop import Workshop
from newsclean.read.markdown import Markdown, Part
from newsclean.regex import regex

SEPARATOR: Final = "<!-- -->"
"""Stands where a tag stood when readers would see other text without it: because two things would be another together."""

_SHORTCODE: Final = "{{"
_MARKUP: Final = regex(r"[\\`*_\[\]<>~&|^$]|https?:|www\.")


_LONGEST_RUN: Final = 64
"""Tags of a run that goes through the passes together. Runs stand in one another, so each may be read once for every level."""


def inline_edits(part: Part, tags: Tags, markdown: Markdown) -> list[Edit]:
    """The edits of the source that clean `part`."""
    html, addresses = list(_html(part, tags)), inline_addresses(part, tags.workshop)
    edits = [*html, *addresses, *loose_edits(part.text, part.notes, every=any(map(_is_bare, html)))]
    parted = [*map(_parted, html), *edits[len(html) :]]
    if parted != edits and markdown.text_of(applied(part.text, edits)) != markdown.text_of(applied(part.text, parted)):
        edits = parted
    changed = [edit for edit in edits if part.text[edit.start : edit.stop] != edit.text]
    return [Edit(*part.range_of(edit.start, edit.stop), edit.text) for edit in changed]


def _is_bare(edit: Edit) -> bool:
    """Whether what stood on either side of a tag now stands beside something else."""
    return not (edit.text.startswith("<") and edit.text.endswith(">"))


def _parted(edit: Edit) -> Edit:
    """`edit` with a comment where a tag was, so that what stood apart does not mean something together."""
    if not edit.text:
        return edit._replace(text=SEPARATOR)
    before = "" if edit.text.startswith("<") else SEPARATOR
    after = "" if edit.text.endswith(">") else SEPARATOR
    return edit._replace(text=f"{before}{edit.text}{after}")


def _html(part: Part, tags: Tags) -> Iterator[Edit]:
    stop = -1
    for number in tags.of(part):
        if number <= stop or number in tags.gone:
            continue
        last = _end_of_run(part, tags, number)
        edit = None if last is None else _as_fragment(part, tags, number, last)
        if last is not None and edit is not None:
            stop = last
            yield edit
        else:
            stop = max(number, tags.taken.get(number, number))
            yield from _tag(part, tags, number)


def _tag(part: Part, tags: Tags, number: int) -> Iterator[Edit]:
    piece = tags.spots[number].piece
    start, stop = piece.start, piece.start + len(piece.text)
    if part.text.endswith(_SHORTCODE, 0, start) and part.text.startswith("}}", stop):
        yield Edit(start, start + 1, "< ")
        return
    last = tags.taken.get(number)
    if last is not None and tags.spots[last].part is part:
        end = tags.spots[last].piece
        tags.tell_taken(number, part.text[stop : end.start])
        stop = end.start + len(end.text)
    written = tags.written(number)
    if written != part.text[start:stop]:
        yield Edit(start, stop, written)


def _end_of_run(part: Part, tags: Tags, number: int) -> int | None:
    """The last tag of the run that begins with `number`: an element of which the engine reads all but its tags as mere text."""
    piece = tags.spots[number].piece
    if piece.is_void:
        return number if piece.name == "img" else None
    last = tags.partners.get(number)
    if piece.kind != "start" or last is None or last not in tags.of(part) or last - number > _LONGEST_RUN:
        return None
    start, stop = piece.start, tags.spots[last].piece.start
    inner = [tags.spots[one].piece for one in range(number, last)]
    place = start
    for one in inner:
        if _MARKUP.search(part.text, place, one.start):
            return None
        place = one.start + len(one.text)
    return None if _MARKUP.search(part.text, place, stop) else last


def _as_fragment(part: Part, tags: Tags, number: int, last: int) -> Edit | None:
    """The run through the passes; None when what comes out has no place within a paragraph."""
    first, end = tags.spots[number].piece, tags.spots[last].piece
    start, stop = first.start, end.start + len(end.text)
    edge = "" if start == 0 and stop == len(part.text) else EDGE
    tree, doc = tags.workshop.fragment(f"{edge}{part.text[start:stop]}{edge}")
    html = _inline_of(tree, edge, tags.workshop)
    if html is None:
        return None
    if squeezed(html) != squeezed(part.text[start:stop]):
        tags.workshop.use(doc, part.line_of(start), is_inline=True)
        return Edit(start, stop, html)
    return Edit(start, stop, part.text[start:stop])


def _inline_of(tree: SafeTree, edge: str, workshop: Workshop) -> str | None:
    nodes: list[SafeNode] = list(tree.children)
    if len(nodes) == 1 and isinstance(nodes[0], SafeElement) and nodes[0].tag == "p":
        nodes = nodes[0].children
    if any(isinstance(node, SafeElement) and node.tag in BLOCKS for node in nodes):
        return None
    html = inline_html(nodes, workshop.templates)
    if not html.startswith(edge) or not html.endswith(edge) or len(html) < 2 * len(edge):
        return None
    return html[len(edge) : len(html) - len(edge)]
