"""SafeTree to Markdown: CommonMark with GFM tables and strikethrough; what Markdown cannot say is inline HTML."""

from newsclean.gate.tree import SafeTree
from newsclean.write.markdown.blocks import BlockWriter
from newsclean.write.templates import Templates


def write_markdown(tree: SafeTree, templates: Templates | None = None) -> str:
    """The Markdown of `tree`: a blank line between blocks, a line end after the last; "" for an empty tree.

    Text stays text in every common engine, raw HTML on or off. With `templates`, no delimiter of that template language is in it.
    """
    return BlockWriter(tree, templates).run(list(tree.children))
