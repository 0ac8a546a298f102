"""headings: a short paragraph that is bold as a whole is a heading; a bold sentence or quotation stays a bold sentence."""

from typing import Final

from newsclean import dom
from newsclean.document import Document
from newsclean.dom import Element
from newsclean.passes.heading_lines import is_bold_as_a_whole, reads_like_heading

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIDE: Final = frozenset({"td", "th", "li", "blockquote", "figure", "figcaption", "dd", "dt", "table"})
_WHY: Final = "a short paragraph that is bold as a whole heads what follows"


def build_headings(doc: Document) -> None:
    """Turn wholly bold short paragraphs that head something into headings, and let one h1 at most stand above the rest."""
    for finding in doc.findings.get("headings", ()):
        finding.apply(doc)
    if not doc.keeps.headings:
        return
    _part_bold_lines(doc)
    boxes = dict.fromkeys(box for el in doc.iter("strong") if (box := _box_of(el)) is not None)
    candidates = [el for el in boxes if is_bold_as_a_whole(el) and _is_heading(doc, el)]
    if candidates:
        tag = _level(doc)
        for el in candidates:
            _make_heading(doc, el, tag)
    _settle_titles(doc)


def _level(doc: Document) -> str:
    """The level below the highest that the article has already, h2 where it has none but the title."""
    highest = next((tag for tag in HEADINGS[1:4] if next(doc.iter(tag), None) is not None), "h1")
    return f"h{int(highest[1]) + 1}"


def _box_of(el: Element) -> Element | None:
    """The paragraph around a run of emphasis."""
    return next((above for above in el.iterancestors("p", "div")), None)


def _is_heading(doc: Document, el: Element) -> bool:
    text = dom.collapse(dom.text_of(el))
    if not reads_like_heading(text) or any(above.tag in _SIDE for above in el.iterancestors()):
        return False
    return _heads_something(doc, el) and text != doc.metadata.get("title")


def _heads_something(doc: Document, el: Element) -> bool:
    """Whether text of the article follows `el`."""
    node = el
    while node is not doc.root:
        after = node.getnext()
        while after is not None:
            if not dom.is_element(after) or dom.is_empty(after):
                after = after.getnext()
                continue
            return True
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
    return False


def _make_heading(doc: Document, el: Element, tag: str) -> None:
    doc.rename(el, tag, why=_WHY)
    for inner in list(el.iter("strong")):
        doc.unwrap(inner, why="a heading is bold by itself")


def _part_bold_lines(doc: Document) -> None:
    """Part paragraphs before and after a bold line that can be a heading and has a line break on each side, or ends there."""
    if doc.tags is not None and "br" not in doc.tags:
        return
    for el in doc.iter("strong"):
        paragraph = el.getparent()
        if paragraph is None or paragraph.tag != "p" or paragraph is doc.root:
            continue
        if _is_line(el) and reads_like_heading(dom.collapse(dom.text_of(el))) and next(el.iter("a", "br", "img"), None) is None:
            _part(doc, paragraph, el)


def _is_line(el: Element) -> bool:
    """Whether `el` fills a line of its paragraph, and another line follows."""
    before, after, parent = el.getprevious(), el.getnext(), el.getparent()
    starts = dom.is_blank(parent.text) if before is None and parent is not None else before is not None and _is_end(before)
    return starts and after is not None and after.tag == "br" and dom.is_blank_after(el)


def _is_end(before: Element) -> bool:
    return before.tag == "br" and dom.is_blank_after(before)


def _part(doc: Document, paragraph: Element, line: Element) -> None:
    """Make three paragraphs of one: the lines before `line`, `line`, and the lines after it."""
    breaks = [one for one in (line.getprevious(), line.getnext()) if one is not None]
    ends = {line, *breaks}
    runs: list[dom.Run] = []
    after: Element | None = None
    nodes: list[Element] = []
    for child in paragraph:
        if child in ends:
            runs += [dom.Run(paragraph, after, tuple(nodes))]
            after, nodes = child, []
        else:
            nodes.append(child)
    runs += [dom.Run(paragraph, after, tuple(nodes)), dom.Run(paragraph, breaks[0] if len(breaks) > 1 else None, (line,))]
    for run in runs:
        if not run.is_blank():
            doc.wrap_run(run, "p", why="a bold line of its own is a paragraph")
    for one in breaks:
        doc.drop(one, why="the break between two paragraphs")
    doc.unwrap(paragraph, why="its lines are paragraphs of their own")


def _settle_titles(doc: Document) -> None:
    """Where several h1 divide the article, they are its sections: they and all below them go down by one level."""
    titles = list(doc.iter("h1"))
    if len(titles) < 2:  # noqa: PLR2004 - one h1 is the title
        return
    stays = titles[0] if _opens_the_article(doc, titles[0]) else None
    for el in list(doc.iter(*HEADINGS[:5])):
        if el is not stays:
            doc.rename(el, f"h{int(str(el.tag)[1]) + 1}", why="several h1 in one article are its sections")


def _opens_the_article(doc: Document, el: Element) -> bool:
    """Whether nothing that shows stands before `el`."""
    node: Element | None = el
    while node is not None and node is not doc.root:
        before, parent = node.getprevious(), node.getparent()
        while before is not None:
            if not dom.is_empty(before) or not dom.is_blank_after(before):
                return False
            before = before.getprevious()
        if parent is not None and not dom.is_blank(parent.text):
            return False
        node = parent
    return True
