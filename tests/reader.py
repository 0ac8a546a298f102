"""Reads HTML as a reader does, character by character, to compare what two documents say."""

from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree, html

ALIASES = {"b": "strong", "i": "em", "s": "del"}
TRANSPARENT = {"body", "article", "p", "div", "span", "thead", "tbody", "figure", "figcaption", "wbr", "time", "source", "track"}
BLOCKS = set(
    "p div li ul ol blockquote pre h1 h2 h3 h4 h5 h6 table thead tbody tr td th figure figcaption dl dt dd details summary hr".split()
)
RECORDINGS = {"audio", "video"}


class Seen(NamedTuple):
    """One visible character, or an image, or a rule: what is before it in its block, and what it is in, from the outside in."""

    what: str
    breaks: int
    space: bool
    within: tuple[tuple[str, int], ...]


class Reader:
    """Reads a tree of lxml as a reader does: character by character."""

    def __init__(self):
        self.seen = []
        self.path = []
        self.numbers = {}
        self.counts = {}
        self.begin_block()

    def begin_block(self):
        self.fresh = self.leading = True
        self.breaks = 0
        self.space = False

    def number_of(self, name, key):
        """Which element of its kind it is, counted where its first character is seen."""
        if key not in self.numbers:
            self.counts[name] = self.counts.get(name, 0) + 1
            self.numbers[key] = self.counts[name]
        return self.numbers[key]

    def see(self, what):
        names = [name for name, _ in self.path]
        # A caption may stand before its table.
        path = (
            self.path
            if "caption" not in names
            else self.path[: names.index("caption") - 1] + self.path[names.index("caption") + 1 :]
        )
        within = tuple((name, self.number_of(name, key)) for name, key in path)
        self.seen.append(Seen(what, 0 if self.fresh else self.breaks, self.space and not self.breaks and not self.fresh, within))
        self.breaks = 0
        self.fresh = self.leading = self.space = False

    def text(self, text):
        for char in text or "":
            if char.isspace():
                self.space = True
            else:
                self.see(char)

    def meet(self, tag):
        """The start or the end of an element. Paragraphs in a cell are lines."""
        if tag == "p" and any(name in {"td", "th"} for name, _ in self.path):
            self.breaks = 1
            self.leading = True
        elif tag in BLOCKS:
            self.begin_block()

    def meet_break(self):
        """A line break: a line end in code, and nothing where no line is yet."""
        if any(name.startswith("pre ") for name, _ in self.path):
            self.space = True
        elif not self.leading:
            self.breaks += 1

    def start(self, element):
        tag = ALIASES.get(element.tag, element.tag)
        self.meet(tag)
        if tag == "br":
            self.meet_break()
        elif tag == "img":
            self.see(f"img {target_of(source_of(element))} {spaced(element.get('alt'))} {spaced(element.get('title'))}")
        elif tag == "hr":
            self.see("hr")
        elif tag not in TRANSPARENT and not (tag == "code" and element.getparent().tag == "pre"):
            self.path.append((name_of(tag, element), element))
        self.text(element.text)

    def end(self, element):
        tag = ALIASES.get(element.tag, element.tag)
        if tag in RECORDINGS and element not in self.numbers:
            self.see("")  # nothing is said in its stead
        if self.path and self.path[-1][1] is element:
            self.path.pop()
        self.meet(tag)
        self.text(element.tail)


def spaced(text):
    return " ".join((text or "").split())


def source_of(image):
    return image.get("src") or image.get("srcset", "").partition(" ")[0]


def target_of(url):
    return unquote((url or "").strip())


def name_of(tag, element):
    if tag == "a":
        return f"a {target_of(element.get('href'))} {spaced(element.get('title'))}"
    if tag in RECORDINGS:
        return " ".join([tag, *(str(sorted(part.attrib.items())) for part in element.iter(tag, "source", "track"))])
    if tag == "pre":
        classes = " ".join(one.get("class", "") for one in element.iter("pre", "code"))
        return f"pre {element.get('lang') or classes.strip().removeprefix('language-')}"
    return f"{tag} {spaced(element.get('title'))}" if tag == "abbr" else tag


def read(markup):
    reader = Reader()
    if not markup.strip():
        return []
    root = html.document_fromstring(f"<html><body>{markup}</body></html>", parser=html.HTMLParser(huge_tree=True)).find("body")
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.start(element)
        else:
            reader.end(element)
    return reader.seen
