"""Arranging children: what a new element may hold, in the form the SafeTree promises."""

from newsclean import dom
from newsclean.gate.model import BLOCKS
from newsclean.gate.tree import SafeElement, SafeNode


def joined(children: list[SafeNode]) -> list[SafeNode]:
    """`children` with neighbouring runs of text joined."""
    whole: list[SafeNode] = []
    run: list[str] = []
    for child in children:
        if isinstance(child, str):
            run.append(child)
            continue
        if run:
            whole.append("".join(run))
            run = []
        whole.append(child)
    if run:
        whole.append("".join(run))
    return whole


def boxed(children: list[SafeNode], allowed: frozenset[str], box: tuple[str, ...]) -> list[SafeNode]:
    """`children` with every run of those not in `allowed` put into new elements `box`; blank text between is left out."""
    out: list[SafeNode] = []
    run: list[SafeNode] = []
    for child in children:
        if isinstance(child, SafeElement) and child.tag in allowed:
            _box(run, box, out)
            run = []
            out.append(child)
        elif run or isinstance(child, SafeElement) or not child.isspace():
            run.append(child)
    _box(run, box, out)
    return out


def _box(run: list[SafeNode], box: tuple[str, ...], out: list[SafeNode]) -> None:
    if not run or all(isinstance(child, str) and not child.strip(dom.BLANK) for child in run):
        return
    inner = run
    trim(inner)
    for tag in reversed(box):
        inner = [SafeElement(tag, {}, inner)]
    out.extend(inner)


def trim(children: list[SafeNode]) -> bool:
    """Take white space from both edges of a block, also within inline elements at the edge. Whether there was any."""
    started = _trim_edge(children, 0)
    return _trim_edge(children, -1) or started


def _trim_edge(children: list[SafeNode], edge: int) -> bool:
    changed = False
    while children:
        child = children[edge]
        if isinstance(child, SafeElement):
            if child.tag in BLOCKS or not child.children:
                return changed
            children = child.children
            continue
        kept = child.lstrip(dom.BLANK) if edge == 0 else child.rstrip(dom.BLANK)
        changed |= kept != child
        if kept:
            children[edge] = kept
            return changed
        del children[edge]
    return changed
