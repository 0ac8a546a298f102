"""Blocks as Markdown: one handler for each element, in a table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode
from newsclean.write.markdown.code import write_fence
from newsclean.write.markdown.escape import Escaper
from newsclean.write.markdown.frames import BlockHandler, Frame, Sink, Walk
from newsclean.write.markdown.inline import write_inline
from newsclean.write.markdown.lists import write_list, write_quotation
from newsclean.write.markdown.raw import write_raw
from newsclean.write.markdown.runs import Place
from newsclean.write.markdown.tables import write_table


def _paragraph(walk: Walk, element: SafeElement) -> None:
    children = element.children
    if len(children) == 1 and isinstance(children[0], str):
        plain = walk.escaper.plain(children[0])
        if plain is not None:
            walk.stack[-1].sink.blocks.append(plain)
            return
    walk.add(write_inline(children, walk.escaper, Place.PARAGRAPH))


def _heading(walk: Walk, element: SafeElement) -> None:
    text = write_inline(element.children, walk.escaper, Place.HEADING)
    if not text:
        return
    if text.endswith("#") and not text.endswith("\\#"):
        text = f"{text[:-1]}\\#"  # else it would close the heading, in some engines also without a space before it
    walk.add(f"{'#' * int(element.tag[1])} {text}")


def _rule(walk: Walk, _element: SafeElement) -> None:
    # `---` at the start of a file is front matter, after text underlines it, after the sign of a list item makes a rule with it.
    sink = walk.sink
    walk.add("___" if sink.level else "---" if sink.blocks else "***")


def _fence(walk: Walk, element: SafeElement) -> None:
    walk.add(write_fence(element, walk.escaper))


def _raw(walk: Walk, element: SafeElement) -> None:
    walk.add(write_raw(element, walk.escaper.templates))


def _container(walk: Walk, element: SafeElement) -> None:
    """An element whose content stands for itself."""
    walk.enter(iter(element.children), walk.sink)


def _details(walk: Walk, element: SafeElement) -> None:
    """The tags as HTML blocks with Markdown between them."""
    is_open = " open" if "open" in element.attributes else ""
    summaries = [child for child in element.children if isinstance(child, SafeElement) and child.tag == "summary"]
    rest = [child for child in element.children if not isinstance(child, SafeElement) or child.tag != "summary"]
    walk.add("\n".join([f"<details{is_open}>", *(write_raw(summary, walk.escaper.templates) for summary in summaries)]))
    sink = walk.sink
    walk.enter(iter(rest), sink, lambda: sink.blocks.append("</details>"))


def _list(walk: Walk, element: SafeElement) -> None:
    write_list(walk, element, BLOCKS)


def _table(walk: Walk, element: SafeElement) -> None:
    write_table(walk, element, BLOCKS)


HANDLERS: Final[Mapping[str, BlockHandler]] = MappingProxyType({
    "p": _paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "blockquote": write_quotation,
    "details": _details,
    "dl": _raw,
    "hr": _rule,
    "pre": _fence,
    "table": _table,
    **dict.fromkeys(
        "address article aside body caption center dd div dt fieldset figcaption figure footer form header hgroup html li"
        " main nav search section summary tbody td tfoot th thead tr".split(),
        _container,
    ),
})  # fmt: skip
"""What writes each block element; any other element is inline content."""

BLOCKS: Final = frozenset(HANDLERS)


def write_blocks(nodes: Sequence[SafeNode], escaper: Escaper) -> list[str]:
    """The blocks of `nodes` as Markdown; inline nodes beside blocks are paragraphs."""
    root = Sink(0)
    walk = Walk(escaper)
    walk.enter(iter(nodes), root)
    inline: list[SafeNode] = []
    stack = walk.stack
    while stack:
        frame = stack[-1]
        if _write_frame(walk, frame, inline):
            continue
        stack.pop()
        if frame.close is not None:
            frame.close()
    return root.blocks


def _write_frame(walk: Walk, frame: Frame, inline: list[SafeNode]) -> bool:
    """Write nodes of `frame` up to the first that opens another (true), or to the end. `inline` is the run before a block."""
    stack = walk.stack
    for node in frame.nodes:
        handler = None if isinstance(node, str) else HANDLERS.get(node.tag)
        if handler is None or isinstance(node, str):
            inline.append(node)
            continue
        if inline:
            _write_run(walk, inline)
        handler(walk, node)
        if stack[-1] is not frame:
            return True
    if inline:
        _write_run(walk, inline)
    return False


def _write_run(walk: Walk, inline: list[SafeNode]) -> None:
    if len(inline) > 1 or not isinstance(inline[0], str) or not inline[0].isspace():
        walk.add(write_inline(inline, walk.escaper, Place.PARAGRAPH))
    inline.clear()
