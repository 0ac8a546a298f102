"""The tree: questions about nodes and surgery on them; the only package that knows tails.

lxml keeps the text that follows an element as that element's `tail`, and takes it along when the element is removed. It also
refuses control characters that its own HTML parser accepts. Nothing above this package has to know either.
"""

from newsclean.dom.facts import (
    BLANK,
    BLOCKS,
    MEDIA,
    Element,
    attributes_of,
    collapse,
    has_block,
    has_loose_text,
    has_media,
    is_blank,
    is_blank_after,
    is_element,
    is_empty,
    label,
    line_of,
    only_child,
    squash,
    text_after,
    text_of,
)
from newsclean.dom.runs import Run, inline_runs, wrap_run
from newsclean.dom.slots import Slot, cut_text, slots
from newsclean.dom.surgery import (
    detach,
    merge,
    move_into,
    set_attribute,
    set_tail,
    set_text,
    unwrap,
    unwrap_all,
    wrap_content,
    writable,
)

__all__ = [
    "BLANK",
    "BLOCKS",
    "MEDIA",
    "Element",
    "Run",
    "Slot",
    "attributes_of",
    "collapse",
    "cut_text",
    "detach",
    "has_block",
    "has_loose_text",
    "has_media",
    "inline_runs",
    "is_blank",
    "is_blank_after",
    "is_element",
    "is_empty",
    "label",
    "line_of",
    "merge",
    "move_into",
    "only_child",
    "set_attribute",
    "set_tail",
    "set_text",
    "slots",
    "squash",
    "text_after",
    "text_of",
    "unwrap",
    "unwrap_all",
    "wrap_content",
    "wrap_run",
    "writable",
]
