"""Code: spans in text and fenced blocks."""

from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.regex import regex
from newsclean.write.markdown.escape import Escaper, collapsed
from newsclean.write.markdown.raw import write_raw
from newsclean.write.markdown.runs import THROUGH, Place, Run, Span

_TICKS: Final = regex("`+")
_LINE_ENDS: Final = regex(r"\r\n?")
_LANGUAGE: Final = regex(r"(?:^|\s)language-([A-Za-z0-9_+#.-]{1,40})")
_PLAIN: Final = frozenset({"span", "wbr"})
_LINK_SIGNS: Final = frozenset("`[]")
_SHORTEST_FENCE: Final = 3


def _flat(element: SafeElement, plain: frozenset[str]) -> str | None:
    """The text in `element`, line breaks as line ends; None when an element not in `plain` is in it."""
    texts: list[str] = []
    stack: list[SafeNode] = element.children[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            texts.append(node)
        elif node.tag not in plain:
            return None
        else:
            stack.extend(reversed(node.children))
            if node.tag == "br":
                texts.append("\n")
    return "".join(texts)


def _longest(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)


def code_span(text: str) -> str:
    """`text` between ticks, more of them than it holds in a row; padded where an engine would take a space or a tick off."""
    ticks = "`"
    if "`" in text:
        lengths = set(map(len, _TICKS.findall(text)))
        ticks = "`" * next(length for length in range(1, len(lengths) + 2) if length not in lengths)
    stripped = text[0] == " " == text[-1] and not text.isspace()
    pad = " " if stripped or "`" in {text[0], text[-1]} else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _fits(text: str, run: Run) -> bool:
    """Whether engines agree that `text` is one code span here."""
    if run.in_link and not _LINK_SIGNS.isdisjoint(text):
        return False  # some look for the end of a link without heed to code
    # Not all engines take the backslash off a pipe in code.
    return not (run.follows_tick() or (run.place is Place.CELL and "|" in text))


def write_code(run: Run, element: SafeElement) -> Span | None:
    """A code span, or an HTML element where the code holds other elements or what no code span can hold."""
    text = _flat(element, _PLAIN)
    templates = run.escaper.templates
    if text is None or not _fits(text, run) or (templates is not None and templates.alive(text)):
        return Span("<code>", "</code>") if run.escaper.flavour.html else THROUGH
    text = collapsed(text)
    if not text or text.isspace():
        run.add_text(text)
    else:
        run.add_leaf(code_span(text))
    return None


def _language(element: SafeElement) -> str:
    """The language of a block, from its class or from that of the code in it."""
    inner = [child for child in element.children if isinstance(child, SafeElement)]
    for holder in (*inner, element):
        if found := _LANGUAGE.search(holder.attributes.get("class", "")):
            return found[1]
    return ""


def write_fence(element: SafeElement, escaper: Escaper) -> str:
    """The block `pre` as a fence longer than any in it, "" when it is blank.

    It stays HTML when other elements are in it, or delimiters of a template engine: neither can be written in a fence.
    """
    text = _flat(element, _PLAIN | {"br", "code"})
    if text is None or (escaper.templates is not None and escaper.templates.alive(text)):
        return write_raw(element, escaper.templates)
    text = _LINE_ENDS.sub("\n", text).removesuffix("\n")
    if not text.strip():
        return ""
    fence = "`" * max(_SHORTEST_FENCE, _longest(text) + 1)
    return f"{fence}{_language(element)}\n{text}\n{fence}"
