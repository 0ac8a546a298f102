"""Links, images and recordings."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.regex import regex
from newsclean.write.markdown.escape import collapsed
from newsclean.write.markdown.raw import start_tag
from newsclean.write.markdown.runs import THROUGH, Run, Span

_DROPPED_BY_BROWSERS: Final = regex(r"[\t\n\r]+")
_ENTITY: Final = regex(r"&(?=\#?\w+;)")

# What every engine writes as percent escapes anyway, so that no engine can read it as something else.
_UNFIT: Final = regex(r'[\x00-\x20\x7f"<>\\^`{|}\[\]]|\s')
_PLAIN: Final = regex(r"[^()']*(?:\([^()']*\)[^()']*)*\Z")

# An engine that decodes entities twice would make a scheme of this.
_ENTITY_AT_START: Final = regex(r"[^/?:]*?&\#?\w+;")

# Engines show some characters of an autolink otherwise than they are written: percent escapes, entities, capitals in a host.
_AUTOLINK: Final = regex(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#][A-Za-z0-9._~:/?#@!$'()+,=&-]*)?\Z")
_MAIL: Final = regex(r"[A-Za-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+\Z")

# cmark takes backslashes off a title after it has decoded the entities, and takes a quote after
# two backslashes for one that belongs to the title.
_TITLE: Final = regex(r"""["<`*_~\[\]]|&(?=\#?\w+;)|\\\Z|\\(?=[!-/:-@\[-`{-~])""")
_TITLE_SPELLING: Final[Mapping[str, str]] = MappingProxyType({'"': "&quot;", "<": "&lt;", "&": "&amp;", "\\": "\\\\"})

_PARTS: Final = frozenset({"source", "track"})
"""What a recording consists of."""


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _destination(url: str) -> str:
    """`url` as the destination of a link or an image."""
    url = _UNFIT.sub(_percent, _DROPPED_BY_BROWSERS.sub("", url.strip()))
    if _ENTITY_AT_START.match(url):
        url = url.replace(";", "%3B")
    url = _ENTITY.sub("&amp;", url)
    if _PLAIN.match(url):
        return url
    if url.startswith("%") or url.endswith("%"):
        return url.replace("(", "%28").replace(")", "%29")
    return f"<{url}>"


def _title_spelling(match: re.Match[str]) -> str:
    found = match[0]
    if found == "\\" and match.end() == len(match.string):
        return "&#92;"
    return _TITLE_SPELLING.get(found) or f"&#{ord(found)};"


def _target(url: str, title: str) -> str:
    """The parenthesis of a link or an image."""
    title = collapsed(title).strip()
    return f'({_destination(url)} "{_TITLE.sub(_title_spelling, title)}")' if title else f"({_destination(url)})"


def _autolink(text: str, url: str) -> str:
    """The autolink for a link that shows its own target; "" when there is none or engines would not agree on it."""
    if text == url and _AUTOLINK.match(text):
        return f"<{text}>"
    return f"<{text}>" if url == f"mailto:{text}" and _MAIL.match(text) else ""


def _is_alive(run: Run, *texts: str) -> bool:
    """Whether a template engine would take one of `texts` for its own; entities in Markdown do not last."""
    templates = run.escaper.templates
    return templates is not None and any(map(templates.alive, texts))


def write_link(run: Run, element: SafeElement) -> Span | None:
    """A link, an autolink where its text is its target, an HTML link where a template engine could read its title."""
    url = element.attributes.get("href")
    if url is None or run.in_link:
        return THROUGH
    title, children = element.attributes.get("title", ""), element.children
    if _is_alive(run, title):
        return Span(start_tag(element, run.escaper.templates), "</a>")
    if not title and len(children) == 1 and isinstance(children[0], str) and (markdown := _autolink(children[0].strip(), url)):
        run.add_leaf(markdown)
        return None
    return Span("[", f"]{_target(url, title)}", link=True)


def source_of(element: SafeElement) -> str:
    """The URL that an image, or the first source of a recording, is loaded from; "" when it names none."""
    attributes = element.attributes
    if url := attributes.get("src") or attributes.get("srcset", "").strip().partition(" ")[0].rstrip(","):
        return url
    sources = (
        child.attributes.get("src") for child in element.children if isinstance(child, SafeElement) and child.tag == "source"
    )
    return next(filter(None, sources), "")


def write_image(run: Run, element: SafeElement) -> None:
    """An image; one without source or description is nothing."""
    url, alt, title = source_of(element), element.attributes.get("alt", ""), element.attributes.get("title", "")
    if _is_alive(run, f"[{alt}", title):
        run.add_leaf(start_tag(element, run.escaper.templates))
    elif url or alt:
        run.add_leaf(f"![{run.escaper.label(alt)}]{_target(url, title)}")


def text_within(nodes: list[SafeNode]) -> str:
    """All text in `nodes`."""
    texts: list[str] = []
    stack: list[SafeNode] = nodes[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            texts.append(node)
        else:
            stack.extend(reversed(node.children))
    return "".join(texts)


def write_recording(run: Run, element: SafeElement) -> Span:
    """A recording as HTML, with its sources; what the page said in its stead is written between its tags."""
    parts = [child for child in element.children if isinstance(child, SafeElement) and child.tag in _PARTS]
    span = Span("".join(start_tag(one, run.escaper.templates) for one in (element, *parts)), f"</{element.tag}>")
    span.kept = True
    return span


def write_media(run: Run, element: SafeElement) -> Span | None:
    """A plain link to a frame or a recording, with what the page said in its stead, its title or its URL as text."""
    url = source_of(element)
    if not url or run.in_link:
        return THROUGH
    text = collapsed(text_within(element.children)).strip() or element.attributes.get("title", "").strip()
    if not text and (markdown := _autolink(url, url)):
        run.add_leaf(markdown)
    elif _is_alive(run, f"[{text or url}"):
        link = Span("[", f"]{_target(url, '')}", link=True)
        run.enter(link)
        run.add_text(text or url)
        run.leave(link)
    else:
        run.add_leaf(f"[{run.escaper.label(text or url)}]{_target(url, '')}")
    return None
