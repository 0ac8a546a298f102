"""What a browser sees in a text, by a parser that has nothing in common with ours.

turbohtml builds the tree of the WHATWG standard, as a browser does. Its text nodes are of three kinds: unseen (in script, style,
template, title, iframe, noembed, noframes: a browser never lays them out), and all others, which count as seen also where a
browser would need a reason to show them (noscript, textarea, option, object, canvas, text in svg and math).
"""

import turbohtml

import ledger
from newsclean.read.frontmatter import split

UNSEEN = frozenset("script style template title iframe noembed noframes".split())


def texts_of(markup):
    """The text that a browser shows of `markup`, and the text in it that no browser shows."""
    seen, unseen = [], []
    stack = [(turbohtml.parse(markup, positions=False, allow_declarative_shadow_roots=False), False)]
    while stack:
        node, hidden = stack.pop()
        if isinstance(node, turbohtml.Text | turbohtml.CData):
            (unseen if hidden else seen).append(node.data)
        elif not isinstance(node, turbohtml.Comment | turbohtml.Doctype | turbohtml.ProcessingInstruction):
            hidden = hidden or getattr(node, "tag", None) in UNSEEN
            stack.extend((child, hidden) for child in reversed(list(node.children)))
    return "".join(seen), "".join(unseen)


def account(source, cleaned):
    """What a browser shows of `source` and `cleaned` has nowhere, and what `cleaned` has and no browser finds in `source`."""
    seen, unseen = map(ledger.characters, texts_of(split(source)[1]))
    shown, raw = texts_of(split(cleaned.content)[1])
    assert not raw
    journal = [change for change in cleaned.journal if not is_machinery(change)]
    have = ledger.characters(shown) + ledger.taken(journal)
    want = seen + ledger.put(journal)
    return want - have, have - want - unseen


def is_machinery(change):
    """Whether `change` took what no browser shows."""
    return change.did == "drop" and change.what.partition("#")[0].partition(".")[0] in UNSEEN
