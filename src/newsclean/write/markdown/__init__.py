r"""SafeTree to Markdown: CommonMark with the tables and the strikethrough of GFM.

What a CommonMark engine with raw HTML on makes of it has the same text and the same elements as the tree; no text becomes
markup, and no space is added between characters. Where Markdown has no form that comes back the same, HTML stands in its stead.
"""

from collections.abc import Sequence
from typing import Final

from newsclean.gate.tree import SafeNode, SafeTree
from newsclean.regex import regex
from newsclean.write.markdown.blocks import write_blocks
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.flavour import GFM, Flavour
from newsclean.write.markdown.links import text_within
from newsclean.write.markdown.pure import simplified
from newsclean.write.templates import Templates

_FRONT_MATTER: Final = regex(r"---|\+\+\+|;;;|\{")
"""What begins front matter in YAML, in TOML and in the two ways of JSON."""

_BYTE_ORDER_MARK: Final = "\ufeff"
"""At the start of a file it is no text."""


def shown(tree: SafeTree, flavour: Flavour) -> Sequence[SafeNode]:
    """The nodes of `tree` as `flavour` can hold them."""
    return tree.children if flavour.html else simplified(list(tree.children))


def write_markdown(tree: SafeTree, templates: Templates | None = None, flavour: Flavour = GFM) -> str:
    """The Markdown of `tree`: one blank line between blocks, one line end at the end; "" for a tree in which nothing can be seen.

    With `templates` no delimiter of that template engine is in it, nor in what a Markdown engine makes of it. `flavour` says what
    it may be made of.
    """
    nodes = shown(tree, flavour)
    text = tree.text if flavour.html else text_within(list(nodes))
    blocks = write_blocks(nodes, Escaper(text, templates, flavour))
    if not blocks:
        return ""
    start = "\\" if _FRONT_MATTER.match(blocks[0]) else ""
    if blocks[0].startswith(_BYTE_ORDER_MARK):
        blocks[0] = f"&#{ord(_BYTE_ORDER_MARK)};{blocks[0][1:]}"
    return start + "\n\n".join(blocks) + "\n"
