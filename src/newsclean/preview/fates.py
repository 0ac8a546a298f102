"""What became of each node of the source: which entry removed it, and which others are about it."""

from collections.abc import Sequence

from newsclean.gate.gate import STEP
from newsclean.journal import Change
from newsclean.preview.trace import Node, SourceTrace

_ATTRIBUTES = frozenset({"unset", "set"})


def settle_fates(trace: SourceTrace, journal: Sequence[Change]) -> None:
    """Finish `trace`, and find the nodes of entries that stand for many elements at once, which no verb saw one by one."""
    trace.end()
    if trace.root is None:
        return
    nodes = list(trace.root.walk())
    for number, node in trace.near.items():
        node.about.append(number)
    seen = {number for node in nodes for number in node.about}
    for number, change in enumerate(journal):
        if number not in seen:
            for node in nodes:
                _settle(node, number, change)


def _settle(node: Node, number: int, change: Change) -> None:
    if change.did in _ATTRIBUTES:
        tag, _, name = change.what.rpartition(" ")
        if name in node.attributes and tag in {"", node.tag}:
            node.about.append(number)
    elif change.what == (node.tag or "comment") and (_left_alone(node) or (node.kept and change.step == STEP)):
        node.about.append(number)
        if change.did == "drop":
            node.gone = number


def _left_alone(node: Node) -> bool:
    """Whether the node is not part of the result, and no entry says why."""
    return not node.kept and node.gone is None


def fate_in(node: Node, around: int | None) -> int | None:
    """The entry that removed `node`, None when it stayed. One that was unwrapped shares the fate of what is around it."""
    if node.gone is not None:
        return node.gone
    return None if node.kept else around
