"""What is refused rather than read in part or for hours.

libxml2 is asked twice where a document is large enough to break a limit: first without building a tree, which costs a twentieth
of the cleaning and no memory, so that what is refused is refused before there is anything. Facts of libxml2 (2.10 to 2.14):

- it stops at 2,048 open elements and keeps what it has; with a log that was full before, it does not say so;
- it walks all attributes of a tag to add one: 10,000 take a tenth of a second, 1,000,000 take a quarter of an hour;
- it stops at a text, a name or a value of 1,000,000,000 bytes.
"""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from newsclean.dom import Element
from newsclean.errors import RefusedError
from newsclean.limits import MOST, Deadline, Limits

_WORDS: Final = {
    "size": "bytes",
    "nodes": "elements and comments",
    "attributes": "attributes on one tag",
    "text": "characters of text",
    "depth": "elements within one another",
}


def refuse_oversize(size: int, limits: Limits) -> None:
    """RefusedError "size" for more bytes than `limits` allow."""
    if size > limits.bytes:
        raise _refused("size", limits.bytes, size)


def endless(limit: int) -> RefusedError:
    """The error for an input of which `limit` bytes were read, and it went on."""
    reason = f"more than {limit:,} bytes, and at most {limit:,} are read"
    return RefusedError("size", reason, limit=limit, value=limit + 1)


def needs_measure(size: int, limits: Limits) -> bool:
    """Whether a document of `size` bytes may break a limit: an attribute takes two bytes, a node more, a level three.

    A depth that is libxml2's own is left out: where that stops shows in the tree.
    """
    depth = limits.depth if limits.depth < MOST["depth"] else size
    return size > min(limits.nodes, limits.text, 2 * limits.attributes, depth)


def measure(data: bytes, limits: Limits, deadline: Deadline | None) -> None:
    """Read `data` without building a tree. RefusedError "nodes", "depth", "attributes", "text" or "time" at the first breach."""
    meter = _Meter(limits, deadline)
    etree.fromstring(data, etree.HTMLParser(target=meter, encoding="utf-8", huge_tree=True, collect_ids=False))


def is_cut_off(root: Element) -> bool:
    """Whether the tree ends at the depth where libxml2 stops reading, so that something may be missing.

    What it was in the middle of when it stopped is the last branch of the tree. Asking the tree and not the log is right also
    when the log was full before.
    """
    depth = 1
    while len(root):
        root = root[-1]
        depth += 1
    return depth >= MOST["depth"]


class _Meter:
    """A target for lxml's parser that counts."""

    def __init__(self, limits: Limits, deadline: Deadline | None) -> None:
        self.limits: Final = limits
        self.deadline: Final = deadline
        self.nodes = 0
        self.depth = 0
        self.text = 0

    def start(self, tag: str | bytes, attributes: Mapping[str | bytes, str | bytes]) -> None:
        limits = self.limits
        self.comment(tag)
        self.depth += 1
        if self.depth > limits.depth:
            raise _refused("depth", limits.depth, self.depth)
        if len(attributes) > limits.attributes:
            raise _refused("attributes", limits.attributes, len(attributes))

    def end(self, _tag: str | bytes) -> None:
        self.depth -= 1

    def data(self, data: str | bytes) -> None:
        self.text += len(data)
        if self.text > self.limits.text:
            raise _refused("text", self.limits.text, self.text)

    def comment(self, _text: str | bytes) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise _refused("nodes", self.limits.nodes, self.nodes)
        if self.deadline is not None:
            self.deadline.check()

    def pi(self, target: str | bytes, _text: str | bytes | None = None) -> None:
        self.comment(target)

    def close(self) -> None:
        """What lxml asks a target for at the end."""


def _refused(rule: str, limit: int, value: int) -> RefusedError:
    return RefusedError(rule, f"{value:,} {_WORDS[rule]}, and at most {limit:,} are read", limit=limit, value=value)
