"""Inline content: the table of handlers for inline elements, and the walk that calls them."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.html import element_html, opening_tag
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.links import code_span, is_autolink, target
from newsclean.write.markdown.runs import Place, Run, Span

Handler = Callable[[Run, SafeElement], Span | None]
"""Writes an element into the run: whole, when it returns None; else its start and end, around its children."""


def plain_text(nodes: Iterable[SafeNode]) -> str:
    """All text below `nodes`; a `br` counts as a line end."""
    parts: list[str] = []
    stack: list[SafeNode] = list(reversed(list(nodes)))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "br":
            parts.append("\n")
        else:
            stack.extend(reversed(node.children))
    return "".join(parts)


def _mark(kind: str) -> Handler:
    return lambda _run, _el: Span("", "", kind=kind)


def _tag(run: Run, el: SafeElement) -> Span:
    return Span(opening_tag(el, run.escaper.templates), f"</{el.tag}>")


def _whole(run: Run, el: SafeElement) -> None:
    run.add_leaf(element_html(el, run.escaper.templates).replace("\n", "&#10;"))


def _code(run: Run, el: SafeElement) -> Span | None:
    text = plain_text(el.children)
    templates = run.escaper.templates
    if not text.strip(" \t\r\n\f"):
        run.add_text(text)
        return None
    if any(not isinstance(child, str) for child in el.children) or (templates is not None and templates.alive(text)):
        return _tag(run, el)
    if run.place is Place.CELL and "\\" in text and "|" in text:
        return _tag(run, el)
    run.add_leaf(code_span(text))
    return None


def _link(run: Run, el: SafeElement) -> Span | None:
    url, title = el.attributes.get("href", ""), el.attributes.get("title", "")
    templates = run.escaper.templates
    if templates is not None and (templates.alive(url) or templates.alive(title)):
        return _tag(run, el)
    if not title and len(el.children) == 1 and isinstance(el.children[0], str) and is_autolink(el.children[0], url):
        run.add_leaf(f"<{url}>")
        return None
    return Span("[", f"]({target(url, title)})", link=True)


def _image(run: Run, el: SafeElement) -> None:
    found = el.attributes
    url, alt, title = found.get("src", ""), found.get("alt", ""), found.get("title", "")
    templates = run.escaper.templates
    if not url or (templates is not None and any(map(templates.alive, (url, alt, title)))):
        _whole(run, el)
    else:
        run.add_leaf(f"![{run.escaper.label(alt)}]({target(url, title)})")


def _break(run: Run, _el: SafeElement) -> None:
    run.add_break()


def _opportunity(run: Run, _el: SafeElement) -> None:
    run.add_opportunity()


INLINE: Final[Mapping[str, Handler]] = MappingProxyType({
    "a": _link,
    "audio": _whole,
    "br": _break,
    "code": _code,
    "del": _mark("del"),
    "em": _mark("em"),
    "img": _image,
    "s": _mark("del"),
    "strong": _mark("strong"),
    "video": _whole,
    "wbr": _opportunity,
})  # fmt: skip
"""Inline elements that Markdown has a form for; any other is written as an HTML tag around Markdown."""


def write_inline(nodes: list[SafeNode], escaper: Escaper, place: Place) -> str:
    """The Markdown of a run of inline `nodes`, "" when nothing in it shows."""
    run = Run(escaper, place)
    stack: list[SafeNode | Span] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if node:
                run.add_text(node)
        elif isinstance(node, Span):
            run.leave(node)
        else:
            span = INLINE.get(node.tag, _tag)(run, node)
            if span is not None:
                run.enter(span)
                stack.append(span)
                stack.extend(reversed(node.children))
    return run.finish()
