"""Documents with labels, and how an output is scored against them.

A folder a document: `input.html` or `input.md` as it was found, and `gold.json` with what a reader would say of it. Its keys:

- `kind`: "page", "fragment" or "frontmatter". `url`: the address, or null.
- `keep`: the text of every block of the article, in order. `drop`: the text of blocks that do not belong to it. `neutral`: blocks
  about which reasonable people differ; they count neither way.
- `headings` and `strong`: which of it are headings, and which runs are emphasised.
- `keep_images` and `drop_images`: addresses, as the document has them. `metadata`: title, author, date and so on.

`tests/articles` has documents of this form. Texts are compared without white space.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urljoin

_SPACE: Final = re.compile(r"[\s\u200b\ufeff]+")
_FRONT: Final = re.compile(r"\s*---\r?\n.*?\r?\n---[ \t]*\r?\n", re.DOTALL)
_DAY: Final = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)")
_IDEOGRAPH: Final = re.compile(r"[\u4e00-\u9fff]")
_LEAST_CHINESE: Final = 0.2
"""Share of Chinese characters in a text that is Chinese; English names and figures are the rest."""

_ADDRESSES: Final = ("src", "data-src", "data-original", "original-src", "srcset")
FACTS: Final = ("title", "author", "date", "source", "editor")
"""The metadata that is compared."""

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STRONG: Final = _HEADINGS | {"strong", "b"}
_UNSEEN: Final = ("script", "style", "noscript", "template")

Value = str | list[str]


class Labelled(NamedTuple):
    """A document as it was found (`given`), its HTML without front matter, and its labels."""

    name: str
    kind: str
    given: str
    html: str
    url: str | None
    gold: Mapping[str, Value | Mapping[str, str]]

    def of(self, key: str) -> list[str]:
        """The texts or addresses that the labels have under `key`."""
        value = self.gold.get(key, [])
        return [str(one) for one in value if str(one).strip()] if isinstance(value, list) else []

    @property
    def language(self) -> str:
        """Its language, as some libraries want to be told: "zh" or "en"."""
        text = "".join(self.of("keep"))
        return "zh" if len(_IDEOGRAPH.findall(text)) > _LEAST_CHINESE * len(text) else "en"

    def page(self, *, article: bool) -> str:
        """Its HTML as a page, for libraries that take nothing else: a fragment in an `article`, or in the body as it is."""
        if self.kind == "page":
            return self.html
        body = f"<article>{self.html}</article>" if article else self.html
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'


class Output(NamedTuple):
    """What a system made of a document."""

    html: str
    metadata: Mapping[str, str] = {}


class Score(NamedTuple):
    """What became of one document. Pairs are how many came out and how many there are."""

    lost: int
    leaked: int
    f1: float
    images: tuple[int, int]
    unwanted: tuple[int, int]
    headings: tuple[int, int]
    strong: tuple[int, int]
    facts: Mapping[str, tuple[int, int]]

    @property
    def is_perfect(self) -> bool:
        """Whether no block was lost and none leaked."""
        return not self.lost and not self.leaked


def load(folder: Path) -> list[Labelled]:
    """The documents in `folder`, in the order of their names."""
    return [_loaded(path.parent) for path in sorted(folder.glob("*/gold.json"))]


def _loaded(folder: Path) -> Labelled:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    given = next(folder.glob("input.*")).read_bytes().decode("utf-8", "replace")
    front = _FRONT.match(given) if gold["kind"] == "frontmatter" else None
    return Labelled(folder.name, gold["kind"], given, given[front.end() :] if front else given, gold.get("url"), gold)


def squash(text: str) -> str:
    """`text` without white space."""
    return _SPACE.sub("", text)


def score(document: Labelled, output: Output) -> Score:
    """How `output` compares with the labels of `document`."""
    found = _Found(output.html)
    kept, lost = _kept(document, found.text)
    return Score(
        lost=lost,
        leaked=_leaked(document, found.text),
        f1=_f1(document, found.text, kept),
        images=_shown(document, "keep_images", found.images),
        unwanted=_shown(document, "drop_images", found.images),
        headings=_share(text in found.headings for text in map(squash, document.of("headings"))),
        strong=_share(any(text in one for one in found.strong) for text in map(squash, document.of("strong"))),
        facts=_facts(document, output.metadata),
    )


class _Found:
    """What a browser's parser finds in an output."""

    def __init__(self, html: str) -> None:
        import html5lib  # noqa: PLC0415 - what measures memory has no need of it

        root = html5lib.parse(html, namespaceHTMLElements=False)
        for element in [one for one in root.iter() if not isinstance(one.tag, str) or one.tag in _UNSEEN]:
            element[:] = []
            element.text = ""
        texts = {tag: [squash("".join(element.itertext())) for element in root.iter(tag)] for tag in _STRONG}
        self.text = squash("".join(root.itertext()))
        self.headings = {text for tag in _HEADINGS for text in texts[tag]}
        self.strong = [text for tag in _STRONG for text in texts[tag]]
        self.images = {_bare(value) for image in root.iter("img") for name, value in image.items() if name in _ADDRESSES}


def _bare(address: str) -> str:
    """An address without the scheme of the web."""
    return re.sub(r"^https?:", "", unescape(address).strip())


def _kept(document: Labelled, text: str) -> tuple[int, int]:
    """How many characters of the article are in `text`, and how many of its blocks are not."""
    characters = lost = 0
    for block, times in Counter(map(squash, document.of("keep"))).items():
        there = min(times, text.count(block))
        characters += len(block) * there
        lost += times - there
    return characters, lost


def _leaked(document: Labelled, text: str) -> int:
    """How many blocks that do not belong to the article are in `text` more often than the article itself says the same."""
    article = "".join(map(squash, document.of("keep"))) + "\0" + squash("".join(document.of("neutral")))
    blocks = {squash(block) for block in document.of("drop")}
    return sum(len(block) > 1 and text.count(block) > article.count(block) for block in blocks)


def _f1(document: Labelled, text: str, kept: int) -> float:
    """The harmonic mean of precision and recall, by characters, neutral blocks aside."""
    neutral = sum(len(block) for block in map(squash, document.of("neutral")) if block in text)
    written = max(0, len(text) - neutral)
    precision = min(1.0, kept / written) if written else 0.0
    recall = kept / (sum(len(squash(block)) for block in document.of("keep")) or 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shown(document: Labelled, key: str, images: set[str]) -> tuple[int, int]:
    """Of the images under `key` those that are shown, by their address as it was or made absolute."""
    base = document.url or ""
    return _share(bool({_bare(one), _bare(urljoin(base, one.strip()))} & images) for one in document.of(key))


def _share(answers: Iterable[bool]) -> tuple[int, int]:
    listed = list(answers)
    return sum(listed), len(listed)


def _facts(document: Labelled, found: Mapping[str, str]) -> Mapping[str, tuple[int, int]]:
    """Which of the facts in `FACTS` are right, of those that the labels have."""
    gold = document.gold.get("metadata", {})
    wanted = {name: str(gold[name]) for name in FACTS if name in gold} if isinstance(gold, Mapping) else {}
    return {
        name: (int(_is_same(name, value, found.get(name, ""))), 1) for name, value in wanted.items() if _can_tell(name, value)
    }


def _can_tell(name: str, value: str) -> bool:
    """Whether a label can be compared: a date has to show its day in figures."""
    return name != "date" or _DAY.search(value) is not None


def _is_same(name: str, wanted: str, found: str) -> bool:
    if name != "date":
        return squash(wanted) == squash(found)
    days = [_DAY.search(text) for text in (wanted, found)]
    return all(days) and len({tuple(map(int, day.groups())) for day in days if day}) == 1
