"""Destinations of links, images, definitions and autolinks that are Markdown and not HTML."""

from typing import Final

from newsclean.gate.policy import Policy
from newsclean.gate.urls import MEDIA_SCHEMES, may_run, safe_url
from newsclean.mixed.edits import Edit
from newsclean.mixed.loose import is_odd_address, loose_edits
from newsclean.mixed.workshop import Workshop
from newsclean.read.markdown import Markdown, Part
from newsclean.read.notes import Definition, Note

HARMLESS: Final = "#"
"""What stands in the place of a destination: the page itself."""

_AT_LINE_START: Final = f"<{HARMLESS}>"
"""The same where it would be a heading."""

_WHY: Final = "the value did not pass the check"


def is_sound(policy: Policy, tag: str, *readings: str) -> bool:
    """Whether an address in Markdown may leave, however it is read; an empty one is the page itself."""
    name = "src" if tag == "img" else "href"
    check = policy.checks.get(tag, {}).get(name)
    for reading in filter(None, readings):
        if (check(reading) if check else safe_url(reading, *([MEDIA_SCHEMES] if tag == "img" else []))) is None:
            return False
    return True


def inline_addresses(part: Part, workshop: Workshop) -> list[Edit]:
    """Edits of the text of `part` that make each destination harmless that did not pass the check."""
    edits: list[Edit] = []
    for note in part.notes:
        tag = "img" if note.kind == "image" else "a"
        if note.kind not in {"link", "image", "auto"} or _is_settled(part, note, tag, workshop.policy):
            continue
        what = "a href" if tag == "a" else "img src"
        workshop.note("unset", what, by="gate/values", why=_WHY, line=part.line_of(note.start))
        if note.kind == "auto":
            edits.append(Edit(note.start, note.start + 1, "&lt;"))
        else:
            edits.append(Edit(note.start, note.stop, _harmless(part.text, note.start)))
    return edits


def _is_settled(part: Part, note: Note, tag: str, policy: Policy) -> bool:
    raw = part.text[note.start : note.stop]
    if note.kind != "auto" and is_odd_address(raw):
        return False
    return is_sound(policy, tag, note.value, raw.removeprefix("<").removesuffix(">"))


def definition_edits(markdown: Markdown, workshop: Workshop) -> list[Edit]:
    """The same for definitions; the edits are those of the source. A note of a page that runs nothing is text, and stays."""
    edits: list[Edit] = []
    for one in markdown.definitions:
        raw = markdown.source[one.start : one.stop]
        edits.extend(_placed(edit, one) for edit in loose_edits(one.around, (), every=False))
        if not is_odd_address(raw) and is_settled(workshop.policy, one, raw.removeprefix("<").removesuffix(">")):
            continue
        line = markdown.lines.source_line(one.start)
        workshop.note("unset", "a href", by="gate/values", why=_WHY, line=line)
        harmless = _harmless(markdown.source, one.start)
        edits.append(Edit(one.colon, one.colon, "\\") if one.label.startswith("^") else Edit(one.start, one.stop, harmless))
    return edits


def _harmless(text: str, start: int) -> str:
    """What stands in the place of the destination that begins at `start`."""
    before = text[max(0, start - 200) : start].rstrip(" \t>")
    return _AT_LINE_START if before.endswith(("\n", "\r")) else HARMLESS


def _placed(edit: Edit, one: Definition) -> Edit:
    """`edit` of what a definition holds as one of the source."""
    start = one.places[edit.start]
    return edit._replace(start=start, stop=start + edit.stop - edit.start)


def is_settled(policy: Policy, one: Definition, raw: str) -> bool:
    """Whether the destination of a definition may stay. That of a footnote is the first word of its text."""
    if one.label.startswith("^"):
        return not may_run(one.value) and not may_run(raw)
    return is_sound(policy, "a", one.value, raw)
