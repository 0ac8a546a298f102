"""Emphasis: one run of `strong`, `em`, `del` … for what a reader sees as one run. Shared by the passes that make emphasis."""

from typing import Final

from newsclean import dom
from newsclean.document import Document

TAGS: Final = ("strong", "em", "del", "u", "sup", "sub")

_TURNED: Final = "one run of emphasis goes on through the link"


def join_runs(doc: Document) -> None:
    """Unwrap a run within a run of the same kind, and join neighbours of the same kind into one."""
    tags = [tag for tag in TAGS if doc.tags is None or tag in doc.tags]
    # Runs that were joined may have brought others together.
    while sum(_join(doc, tag) for tag in tags):
        pass


def _join(doc: Document, tag: str) -> bool:
    """Join the runs of the kind `tag`; whether two that met became one."""
    runs = list(doc.iter(tag))
    if len(runs) < 2:  # noqa: PLR2004 - one run alone meets no other
        return False
    _unwrap_nested(doc, runs, tag)
    for el in runs:
        _turn_out(doc, el, tag)
    return _join_neighbours(doc, tag)


def _unwrap_nested(doc: Document, runs: list[dom.Element], tag: str) -> None:
    for el in runs:
        if next(el.iterancestors(tag), None) is not None:
            doc.unwrap(el, why=f"{tag} within {tag} is one run")


def _turn_out(doc: Document, el: dom.Element, tag: str) -> None:
    """Put a link that `el` fills into `el`, where a run of the same kind is right before or after the link."""
    link = el.getparent()
    if link is None or link.tag != "a" or dom.only_child(link) is not el:
        return
    before, after = link.getprevious(), link.getnext()
    meets_before = before is not None and _is_run(before, tag) and not dom.text_after(before)
    if meets_before or (after is not None and _is_run(after, tag) and not dom.text_after(link)):
        for name, value in dom.movable_attributes(link):
            doc.unset(link, name, why=_TURNED)
            doc.set(el, name, value, why=_TURNED)
        doc.rename(link, tag, why=_TURNED)
        doc.rename(el, "a", why=_TURNED)


def _is_run(el: dom.Element, tag: str) -> bool:
    """Whether `el` is a run of the kind `tag`, or a link that one fills."""
    only = dom.only_child(el) if el.tag == "a" else el
    return only is not None and only.tag == tag


def _join_neighbours(doc: Document, tag: str) -> bool:
    joined = False
    for el in doc.iter(tag):
        neighbours = _neighbours(el, tag) if el.getparent() is not None else []
        if neighbours:
            joined = True
            doc.count("unwrap", tag, len(neighbours), why="neighbouring runs are one run", at=el)
            dom.merge(el, neighbours)
            joined = True
    return joined


def _neighbours(el: dom.Element, tag: str) -> list[dom.Element]:
    """The siblings of the kind `tag` that follow `el` without text between."""
    found: list[dom.Element] = []
    last = el
    while not dom.text_after(last) and (after := last.getnext()) is not None and after.tag == tag:
        found.append(after)
        last = after
    return found
