"""comments: HTML comments and processing instructions, after the rules that read them had their turn."""

from typing import Final

from lxml import etree

from newsclean.document import Document

_WHY: Final = "a comment is no part of the article"


def drop_comments(doc: Document) -> None:
    """Drop every comment; the text after each stays."""
    number = sum(1 for _ in doc.root.iter(etree.Comment, etree.ProcessingInstruction))
    if number:
        etree.strip_tags(doc.root, etree.Comment, etree.ProcessingInstruction)
        doc.count("drop", "comment", number, why=_WHY)
