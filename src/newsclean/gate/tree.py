"""SafeTree: what the gate makes and the writers take.

A SafeTree holds no lxml object and no reference to the input. Its invariants, which the writers may rely on:

- every tag is on the allowlist of the policy, every attribute on the allowlist of its tag, every URL has passed the check;
- there is no element of a kind that a browser parses in a mode of its own (script, style, svg, math, template, iframe …);
- an element that may hold only phrasing content (`p`, `h1`…`h6`, every inline element) holds no block;
- `li` sits in `ul`/`ol`, `tr` in a table or a row group, `td`/`th` in `tr`, `dt`/`dd` in `dl`, `figcaption` in `figure`,
  `summary` in `details`;
- no `a` within `a`; white space is as in the source (the writers collapse it), but never a lone surrogate or a NUL.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias, final

SafeNode: TypeAlias = "SafeElement | str"
"""A child in a SafeTree: an element, or a run of text (unescaped characters)."""


@final
class SafeElement:
    """One element that passed the gate: `tag` (lower case), `attributes` (name to unescaped value), `children` in order."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], children: list["SafeNode"]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children = children

    def __repr__(self) -> str:
        return f"SafeElement({self.tag!r}, {self.attributes!r}, {self.children!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SafeElement):
            return NotImplemented
        return (self.tag, self.attributes, self.children) == (other.tag, other.attributes, other.children)

    __hash__ = None  # type: ignore[assignment]  # mutable while the gate builds it


class Seal:
    """The token without which no SafeTree is made; only the gate holds one."""

    __slots__ = ()


SEAL: Final = Seal()


@final
class SafeTree:
    """A whole document that passed the gate.

    `children` are the top-level nodes. `text` is every run of text of the tree in one string (no separators): a writer asks it
    once which special characters occur at all.
    """

    __slots__ = ("children", "text")

    def __init__(self, children: Sequence[SafeNode], text: str, *, seal: Seal) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes a SafeTree")
        self.children = children
        self.text = text
