"""Inline content as Markdown: one handler for each element, in a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.code import write_code
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.links import write_image, write_link, write_media, write_recording
from newsclean.write.markdown.raw import start_tag
from newsclean.write.markdown.runs import THROUGH, Place, Run, Span

Handler = Callable[[Run, SafeElement], Span | None]
"""Writes an element; the Span to write around its content comes back, or None when all is written."""


def _strong(_run: Run, _element: SafeElement) -> Span:
    return Span("", "", kind="strong")


def _em(_run: Run, _element: SafeElement) -> Span:
    return Span("", "", kind="em")


def _del(run: Run, _element: SafeElement) -> Span:
    if run.escaper.flavour.tildes:
        return Span("~", "~", kind="del")
    return Span("<del>", "</del>")


def _html(run: Run, element: SafeElement) -> Span:
    return Span(start_tag(element, run.escaper.templates), f"</{element.tag}>")


def _html_with_attributes(run: Run, element: SafeElement) -> Span:
    return _html(run, element) if element.attributes else THROUGH


def _break(run: Run, _element: SafeElement) -> None:
    run.add_break()


def _opportunity(run: Run, _element: SafeElement) -> None:
    run.add_opportunity()


def _nothing(_run: Run, _element: SafeElement) -> None:
    """An element that says nothing in Markdown."""


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType({
    **dict.fromkeys(("strong", "b"), _strong),
    **dict.fromkeys(("em", "i"), _em),
    **dict.fromkeys(("del", "s", "strike"), _del),
    **dict.fromkeys("abbr bdi bdo cite dfn ins kbd mark q rb rp rt rtc ruby samp small sub sup u var".split(), _html),
    **dict.fromkeys(("time", "data"), _html_with_attributes),
    **dict.fromkeys(("audio", "video"), write_recording),
    "iframe": write_media,
    **dict.fromkeys(("source", "track", "input"), _nothing),
    "a": write_link,
    "br": _break,
    "code": write_code,
    "img": write_image,
    "wbr": _opportunity,
})  # fmt: skip
"""What writes each inline element. Of any other only the content is written."""


def write_inline(nodes: Sequence[SafeNode], escaper: Escaper, place: Place) -> str:
    """A run of inline nodes as Markdown, "" when nothing in it can be seen. Only in a paragraph it has line ends."""
    escaper.begin(nodes)
    run = Run(escaper, place)
    levels: list[Iterator[SafeNode]] = [iter(nodes)]
    spans: list[Span] = [THROUGH]
    while levels:
        span = _write_level(run, levels)
        if span is not None:
            spans.append(span)
            continue
        levels.pop()
        span = spans.pop()
        if span is not THROUGH:
            run.leave(span)
    return run.finish()


def _write_level(run: Run, levels: list[Iterator[SafeNode]]) -> Span | None:
    """Write nodes of the innermost level up to the first that holds more, or to its end."""
    for node in levels[-1]:
        if isinstance(node, str):
            run.add_text(node)
            continue
        handler = HANDLERS.get(node.tag)
        span = THROUGH if handler is None else handler(run, node)
        if span is not None:
            if span is not THROUGH:
                run.enter(span)
            levels.append(iter(node.children))
            return span
    return None
