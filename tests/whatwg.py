"""What a browser sees in a text, by a parser that has nothing in common with ours.

turbohtml builds the tree of the WHATWG standard, as browsers do. Its text is of two kinds. *Unseen* is what no browser lays out:
the text of script, style, template, title, iframe, noembed and noframes. All other text counts as *seen*, also where a browser
would need a reason to show it: in noscript (read as a browser without scripts reads it), textarea, option, object, canvas, svg and
math, and in what a style hides.
"""

import re
from collections import Counter

import turbohtml

import ledger
from newsclean.read.frontmatter import split

UNSEEN = frozenset("script style template title iframe noembed noframes".split())
SELF_CLOSED = re.compile(r"<(?:script|style|textarea|title|iframe|xmp|noembed|noframes)(?=[\s/])[^<>]*/>", re.IGNORECASE)


def tree_of(markup):
    return turbohtml.parse(markup, positions=False, allow_declarative_shadow_roots=False)


def texts_of(markup):
    """The text that a browser may show of `markup`, and the text in it that no browser shows."""
    seen, unseen = [], []
    stack = [(tree_of(markup), False)]
    while stack:
        node, hidden = stack.pop()
        if isinstance(node, turbohtml.Text | turbohtml.CData):
            (unseen if hidden else seen).append(node.data)
        elif not isinstance(node, turbohtml.Comment | turbohtml.Doctype | turbohtml.ProcessingInstruction):
            within = hidden or getattr(node, "tag", None) in UNSEEN
            stack.extend((child, within) for child in reversed(list(node.children)))
    return "".join(seen), "".join(unseen)


def account(source, cleaned):
    """What is seen of `source` and `cleaned` has nowhere, and what `cleaned` has and is not in `source`: two counters.

    What the journal says of script, style and the like does not count as explained: a browser may have seen text there.
    """
    seen, unseen = map(ledger.characters, texts_of(split(source)[1]))
    shown, raw = texts_of(split(cleaned.content)[1])
    assert not raw
    journal = [change for change in cleaned.journal if not _took_unseen(change)]
    have = ledger.characters(shown) + ledger.taken(journal)
    want = seen + ledger.put(journal)
    return want - have, have - want - unseen


def _took_unseen(change):
    return change.did == "drop" and re.split(r"[#.]", change.what)[0] in UNSEEN


def unexplained(source, cleaned):
    """Like `account`, without the three differences that are meant. The names of those that were met come with it.

    "nul": browsers show U+FFFD for a NUL in raw text and nothing for one in other text; here it never shows.
    "frameset": browsers show no text beside frames; here it is kept.
    "self-closed": `<iframe/>` is closed here, as its author meant it; browsers read on to the next `</iframe>`.
    """
    lost, added = account(source, cleaned)
    reasons = []
    if "\0" in source and 0 < lost["\ufffd"] <= source.count("\0"):
        reasons.append("nul")
        del lost["\ufffd"]
    if added and "<frameset" in source.lower() and tree_of(source).select_one("frameset") is not None:
        reasons.append("frameset")
        added = Counter()
    if (lost or added) and SELF_CLOSED.search(source):
        reasons.append("self-closed")
        lost = added = Counter()
    return lost, added, reasons
