"""Blocks of raw HTML: those that are complete go through the passes, the others stay open where they were."""

from collections.abc import Iterable
from html import unescape
from typing import Final

from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode, SafeTree
from newsclean.mixed.comments import is_mark
from newsclean.mixed.edits import Edit
from newsclean.mixed.inert import inert, inline_html, plain
from newsclean.mixed.loose import defused
from newsclean.mixed.tags import Tags, segments_of
from newsclean.mixed.workshop import Workshop
from newsclean.read.islands import piece_of, pieces_of
from newsclean.read.markdown import Part
from newsclean.regex import regex
from newsclean.write.markdown.raw import write_raw

_BLANK_LINES: Final = regex(r"\n[ \t]*(?=\n)")
_SPACE: Final = regex(r"\s+")
_AT_TAGS: Final = regex(r" ?([<>]) ?")
_CONTAINER: Final = regex(r"[^>\s]")


def block_edit(part: Part, tags: Tags, line_end: str) -> Edit | None:
    """What is put in the place of the block `part`; None when it stays as it is."""
    if tags.is_gone(part):
        return None
    begun = len(tags.workshop.journal)
    html = "\n".join(_as_fragments(part, tags)) if id(part) in tags.whole else _tag_by_tag(part, tags)
    html = defused(html)
    if squeezed(html) == squeezed(part.text):
        del tags.workshop.journal[begun:]
        return None
    between = line_end + _CONTAINER.sub(" ", part.before)
    return Edit(*part.range_of(0, len(part.text)), html.replace("\n", between))


def _as_fragments(part: Part, tags: Tags) -> list[str]:
    """The block through the passes, the marks in it as they are."""
    lines: list[str] = []
    for segment in segments_of([tags.spots[number].piece for number in tags.of(part)]):
        html = "".join(piece.text for piece in segment)
        if is_mark(html):
            lines.append(html)
        elif html.strip():
            tree, doc = tags.workshop.fragment(html)
            tags.workshop.use(doc, part.line_of(segment[0].start))
            lines += _written(tree, tags.workshop)
    return lines


def _written(tree: SafeTree, workshop: Workshop) -> list[str]:
    lines: list[str] = []
    run: list[SafeNode] = []
    for node in tree.children:
        if isinstance(node, SafeElement) and node.tag in BLOCKS:
            lines += _run(run, workshop)
            run = []
            lines.append(write_raw(node, workshop.templates))
        else:
            run.append(node)
    return [*lines, *_run(run, workshop)]


def _run(nodes: list[SafeNode], workshop: Workshop) -> Iterable[str]:
    html = inline_html(nodes, workshop.templates).strip()
    if not html:
        return []
    return [_boxed(html, workshop)]


def _boxed(html: str, workshop: Workshop) -> str:
    """Inline `html` as a block of its own, in which nothing is Markdown."""
    if "p" in workshop.policy.checks:
        return f"<p>{html}</p>"
    return "".join(inert(unescape(piece.text)) if piece.kind == "text" else piece.text for piece in pieces_of(html))


def _tag_by_tag(part: Part, tags: Tags) -> str:
    out: list[str] = []
    for number in tags.of(part):
        piece = tags.spots[number].piece
        last = tags.taken.get(number)
        if last is not None and tags.spots[last].part is part and number not in tags.gone:
            tags.tell_taken(number, part.text[piece.start + len(piece.text) : tags.spots[last].piece.start])
        if number not in tags.gone:
            out.append(plain(piece.text) if piece.kind == "text" else tags.written(number))
    return _opened(_BLANK_LINES.sub("", "".join(out)).strip(), tags.workshop)


def _opened(html: str, workshop: Workshop) -> str:
    """`html` so that it begins with the tag of a block: what stands before the first one is put into a paragraph."""
    place = 0
    pieces = pieces_of(html)
    for piece in pieces:
        if piece.name in BLOCKS or (piece.kind == "comment" and place == 0):
            break
        place = piece.start + len(piece.text)
    lead, rest = html[:place].strip(), html[place:]
    if not lead or _is_only_tags(lead):
        return html
    boxed = _boxed(lead, workshop)
    return f"{boxed}\n{rest}" if rest else boxed


def _is_only_tags(html: str) -> bool:
    return all(piece.kind != "text" or not piece.text.strip() for piece in pieces_of(html)) and piece_of(html).is_whole


def squeezed(html: str) -> str:
    """`html` without the white space that parts tags and lines."""
    return _AT_TAGS.sub(r"\1", _SPACE.sub(" ", html)).strip()
