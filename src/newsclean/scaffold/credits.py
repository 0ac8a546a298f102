"""Credits: lines that name an editor, an author or a source, as proposed rules."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.scaffold.names import Names, words_in
from newsclean.scaffold.proposal import Proposal, is_chinese, near_miss, piece_of, quoted, slug

_MOST_CHARS: Final = 60
_MOST_OF_A_TITLE: Final = 120
_FIELDS: Final = {
    "editor": "责任编辑|值班编辑|网络编辑|本文编辑|责编|编辑|Edited by|Editor",
    "source": "文章来源|稿件来源|本文来源|稿源|来源|Source",
    "author": "本文作者|作者|撰文|记者|Written by|Reporting by|Reported by|Author|By",
    "proofreader": "校对|Proofread by",
    "photographer": "摄影|Photographs? by|Photographer|Photos? by",
    "producer": "监制|审核|Produced by|Producer",
}
_NAME: Final = r"[^\s：:（）()【】\[\]][^：:（）()【】\[\]]{1,30}"
_LINE: Final = {
    field: re.compile(
        rf"[（(【\[]?\s*(?P<label>{labels})(?P<sign>\s*[：:丨|｜/]\s*|\s+)(?P<name>{_NAME}?)\s*[）)】\]]?", re.IGNORECASE
    )
    for field, labels in _FIELDS.items()
}


_BYLINES: Final = {
    "title": frozenset({"title", "headline", "biaoti"}),
    "author": frozenset({"author", "byline", "zuozhe"}),
    "source": frozenset({"source", "laiyuan", "media"}),
    "date": frozenset({"date", "time", "pubtime", "published", "datetime"}),
    "editor": frozenset({"editor", "edit", "bianji", "zebian"}),
}
"""Words in names, by the credit that their elements are likely to hold."""


class _Credit(NamedTuple):
    el: Element
    field: str
    label: str
    sign: str


def credit_lines(container: Element, names: Names) -> list[Proposal]:
    """Rules for the lines of credits in `container`, one for each label."""
    found: dict[str, Proposal] = {}
    for el in container.iterdescendants(*dom.BLOCKS):
        credit = None if dom.has_block(el) else _credit(el)
        if credit is not None and credit.label not in found:
            found[credit.label] = _proposal(credit, names)
    return list(found.values())


def _credit(el: Element) -> _Credit | None:
    text = dom.collapse(dom.text_of(el))
    if len(text) > _MOST_CHARS:
        return None
    for field, line in _LINE.items():
        match = line.fullmatch(text)
        # Without a colon, Chinese has no way to tell a label from the first word of a sentence, and English only "by".
        if match is not None and (match["sign"].strip() or match["label"].lower().endswith("by")):
            return _Credit(el, field, match["label"], match["sign"].strip())
    return None


def _proposal(credit: _Credit, names: Names) -> Proposal:
    selector = _selector(credit.el, names)
    label = re.escape(credit.label) if credit.label.isascii() else credit.label
    sign = rf"\s*{_class_of(credit.sign)}\s*" if credit.sign else r"\s+"
    lift = rf"[（(【\[]?\s*{label}{sign}(?P<{credit.field}>{_NAME}?)\s*[）)】\]]?"
    keys = [("select", quoted(selector))] if selector else [("cue", f"[{quoted(_cue(credit))}]"), ("max_chars", str(_MOST_CHARS))]
    keys.append(("lift", quoted(f"{lift}$" if selector else lift)))
    remarks = ["Is the name all that the pattern may take, on every page?"]
    if not selector:
        remarks.append("No class marks this line, so the rule goes by its text alone: keep it short, and add misses.")
    return Proposal(
        ident=_ident(credit),
        step="editor-credits",
        why=f"seen: a line of its own that begins “{credit.label}{credit.sign}”",
        keys=tuple(keys),
        hit=piece_of(credit.el) if selector else f"<p>{_text(credit.el)}</p>",
        miss=_miss(credit),
        remarks=tuple(remarks),
    )


def _selector(el: Element, names: Names) -> str:
    """A class or id that only short lines have; "" when there is none."""
    name = names.rarest(el)
    is_short = all(len(dom.collapse(dom.text_of(one))) <= _MOST_CHARS for one in names.bearers(name))
    return name if name and is_short else ""


def _class_of(sign: str) -> str:
    return "[：:]" if sign in "：:" else f"[{re.escape(sign)}]"


def _cue(credit: _Credit) -> str:
    return credit.label if len(credit.label) > 1 else credit.label + credit.sign


def _ident(credit: _Credit) -> str:
    return f"{slug(credit.field)}-line" if is_chinese(credit.label) else f"{slug(credit.label)}-line"


def _text(el: Element) -> str:
    return dom.collapse(dom.text_of(el)).replace("&", "&amp;").replace("<", "&lt;")


def _miss(credit: _Credit) -> str:
    if is_chinese(credit.label):
        return f"<p>{credit.label}这个词在这篇报道里出现了三次，没有人知道它指的是谁。</p>"
    return near_miss(credit.label)


def bylines(root: Element, names: Names) -> Iterator[tuple[str, str, str]]:
    """Where the page seems to name its title, author, source or date: the field, a selector, and what the element says."""
    for field, words in _BYLINES.items():
        for el in root.iter("h1", "time", "span", "a", "p", "div", "em", "i", "address"):
            name = names.rarest(el)
            text = dom.collapse(dom.text_of(el)) if name else ""
            if text and len(text) <= _MOST_OF_A_TITLE and not words.isdisjoint(words_in(name)):
                yield field, name, text
                break
