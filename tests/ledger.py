"""The conservation ledger: characters of the input + text put = characters of the output + text taken."""

from collections import Counter

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import etree

from newsclean import dom
from newsclean.read.frontmatter import split
from newsclean.read.kinds import kind_of
from newsclean.read.parse import parse


def characters(text):
    """How often each character stands in `text`, those that show nothing left out."""
    return Counter(char for char in dom.squash(dom.writable(text)) if char not in dom.BLANK)


def visible(source, *, page=False):
    """The characters of the text in the body of `source`."""
    return characters(dom.text_of(parse(source, page=page).body))


def taken(journal):
    return sum((characters(change.text) for change in journal), Counter())


def put(journal):
    return sum((characters(change.became) for change in journal), Counter())


def imbalance(before, after, journal):
    """What was lost, and what was added, without the journal knowing: two empty counters when the books balance."""
    left, right = before + put(journal), after + taken(journal)
    return left - right, right - left


def of_source(source):
    front, body = split(source)
    return visible(body, page=kind_of(body, has_front_matter=front is not None) == "page")


def of_html(content):
    return visible(split(content)[1])


def of_markdown(content):
    rendered = cmarkgfm.github_flavored_markdown_to_html(split(content)[1], options=Options.CMARK_OPT_UNSAFE)
    return visible(rendered)


def serialised(root):
    """The tree below `root` as text, attributes of the root itself left out."""
    return "".join([root.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in root)])
