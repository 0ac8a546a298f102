"""The self-check: the Markdown, rendered, has to say what the HTML says.

Both are reduced to their text without white space and to what stands in which element, with the addresses. What Markdown does not
tell (a figure, a width) does not count.
"""

from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final, NamedTuple
from urllib.parse import unquote

from newsclean.gate.model import VOID
from newsclean.gate.tree import SafeNode
from newsclean.regex import regex
from newsclean.write.html import element_html, escape
from newsclean.write.markdown.flavour import Flavour

_ALIASES: Final = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
_MARKS: Final = frozenset({"strong", "em", "del"})
_FACTS: Final = _MARKS | frozenset("a blockquote code h1 h2 h3 h4 h5 h6 img hr li pre sub sup td th".split())
_SOMETIMES: Final = frozenset({"li", "blockquote", "code"})
"""What Markdown without HTML gives up in places: lists and quotations below a depth, code beside code."""

_BLANK: Final = regex(r"\s+")
_SIGNS: Final = regex(r"[*_~]+")


class Said(NamedTuple):
    """What a document says: its text without white space, and how often which text stands in which element."""

    text: str
    facts: Counter[tuple[str, str, str]]


class _Reader(HTMLParser):
    """Collects the text of a fragment, and for each element that counts the part of it that it holds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.length = 0
        self.open: list[tuple[str, int, str]] = []
        self.closed: list[tuple[str, int, int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = _BLANK.sub("", unquote(values.get("href") or values.get("src") or _first_of(values.get("srcset") or "")))
        alt = _BLANK.sub("", values.get("alt") or "") if tag == "img" else ""
        entry = (_ALIASES.get(tag, tag), self.length, f"{address} {alt}".strip())
        if tag in VOID:
            self.closed.append((entry[0], self.length, self.length, entry[2]))
        else:
            self.open.append(entry)

    def handle_endtag(self, tag: str) -> None:
        name = _ALIASES.get(tag, tag)
        if any(one[0] == name for one in self.open):
            while (entry := self.open.pop())[0] != name:
                pass
            self.closed.append((name, entry[1], self.length, entry[2]))

    def handle_data(self, data: str) -> None:
        text = _BLANK.sub("", data)
        self.texts.append(text)
        self.length += len(text)


def _first_of(srcset: str) -> str:
    """The address of the first candidate, which Markdown shows where an image has no other."""
    return srcset.strip().partition(" ")[0].rstrip(",")


def _said(html: str) -> Said:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = "".join(reader.texts)
    facts = Counter(
        (name, text[start:end], address)
        for name, start, end, address in reader.closed
        if name in _FACTS and (start < end or name in VOID) and not (name == "a" and not address)
    )
    return Said(text, _without_code_in_pre(facts))


def _without_code_in_pre(facts: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    """A block of code is one fact, whether a `code` stands in the `pre` or not."""
    blocks = {text for name, text, _ in facts if name == "pre"}
    return Counter({fact: times for fact, times in facts.items() if not (fact[0] == "code" and fact[1] in blocks)})


def _without(names: frozenset[str], said: Said) -> Said:
    """`said` without the elements `names`, signs that may be left of emphasis, and links that show their own address."""
    facts: Counter[tuple[str, str, str]] = Counter()
    for (name, text, address), times in said.facts.items():
        if name not in names and address not in {text, f"mailto:{text}"}:
            facts[name, _SIGNS.sub("", text), address] += times
    return Said(_SIGNS.sub("", said.text), facts)


def _html_of(nodes: Sequence[SafeNode]) -> str:
    return "".join(escape(node) if isinstance(node, str) else element_html(node) for node in nodes)


def _renderings(markdown: str) -> dict[str, str]:
    """What the engine makes of `markdown`, and, where it is installed, the reference implementation of GFM."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a run with a verifier pays for its import

    made = {"markdown-it-py": str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))}
    try:
        import cmarkgfm  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; as above
        from cmarkgfm.cmark import Options  # type: ignore[import-untyped]  # noqa: PLC0415 - the same
    except ImportError:
        return made
    made["cmark-gfm"] = str(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))
    return made


def difference(markdown: str, nodes: Sequence[SafeNode], flavour: Flavour) -> str | None:
    """How `markdown` differs from what `nodes` say once it is rendered, and whose fault it is; None when it does not.

    What cannot be read back does not count: emphasis for the CJK extension, and without HTML also what is given up in places.
    """
    left_out = frozenset() if flavour.html and not flavour.cjk else _MARKS if flavour.html else _MARKS | _SOMETIMES
    wanted = _said(_html_of(nodes))
    found = {engine: _said(html) for engine, html in _renderings(markdown).items()}
    if left_out:
        wanted, found = _without(left_out, wanted), {engine: _without(left_out, said) for engine, said in found.items()}
    wrong = {engine: said for engine, said in found.items() if said != wanted}
    if not wrong:
        return None
    engine, said = next(iter(wrong.items()))
    fault = "newsclean" if len(wrong) == len(found) else engine
    return f"{_told(wanted, said)} as {engine} renders it: a fault of {fault}, please report it there"


def _told(wanted: Said, said: Said) -> str:
    if wanted.text != said.text:
        at = next((at for at, pair in enumerate(zip(wanted.text, said.text, strict=False)) if pair[0] != pair[1]), -1)
        at = min(len(wanted.text), len(said.text)) if at < 0 else at
        return f"the text {wanted.text[at : at + 40]!r} became {said.text[at : at + 40]!r}"
    missing = [f"{name} {text[:40]!r} {address}".strip() for name, text, address in wanted.facts - said.facts]
    invented = [f"{name} {text[:40]!r} {address}".strip() for name, text, address in said.facts - wanted.facts]
    return f"{', '.join(missing[:3]) or 'nothing'} became {', '.join(invented[:3]) or 'nothing'}"
