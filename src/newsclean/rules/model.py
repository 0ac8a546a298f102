"""Rule and Pack: judgements about sites as data.

A rule notices something (`select`, `between`, or `text`) and says what follows (drop it; `lift` a credit out of it; `note` a
credit and leave it; `cut` a part of a line; `unwrap` or rename with `means`). A pack is the rules for one family of sites.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from newsclean.rules.patterns import Pattern
from newsclean.value import Value

COMMON: Final = "common"
"""The pack that always runs and recognises nothing."""

Place = Literal["any", "head", "tail"]


class Rule(Value):
    """One judgement. See the pack format in the documentation for every field; None or empty means not given.

    `ident` is "pack/id", the name users see in the journal. `step` is the pass that puts the rule into effect. `hits` and
    `misses` are HTML fragments: the rule changes each hit and no miss.
    """

    ident: str
    step: str
    why: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    select: str = ""
    words: tuple[str, ...] = ()
    heads: Pattern | None = None
    between: tuple[str, str] | None = None
    text: Pattern | None = None
    cue: tuple[str, ...] = ()
    lift: Pattern | None = None
    note: Pattern | None = None
    cut: Pattern | None = None
    place: Place = "any"
    max_chars: int = 200
    if_empty: bool = False
    linked: bool = False
    near: Pattern | None = None
    comment: str = ""
    unwrap: bool = False
    means: str = ""

    @property
    def is_for_lines(self) -> bool:
        """Whether the rule is tried on lines of text."""
        return not (self.select or self.words or self.heads or self.between)

    @property
    def drops_whole(self) -> bool:
        """Whether what the rule selects goes with all it holds, whatever that is."""
        acts_otherwise = self.unwrap or self.means or self.cut or self.lift or self.note
        return not (acts_otherwise or self.if_empty or self.linked or self.text or self.near or self.comment)


class Token(Value):
    """What one token of a vendor's style attribute means: `means` is "strong", "em", "u", "del", "sub", "sup" or ""."""

    attribute: str
    token: str
    means: str


def is_anchored(pattern: Pattern) -> bool:
    """Whether `pattern` is about the start or the end of a line, and not about all of it."""
    return pattern.pattern.startswith("^") or pattern.pattern.endswith("$")


class Credit(Value):
    """Where pages of a site say something about the article: `name` of the metadata, and the selector of the elements.

    `text`, a pattern with named groups, takes the value out of what an element says; None: all of it is the value.
    """

    name: str
    select: str
    text: Pattern | None = None


Filed: TypeAlias = Sequence[tuple[Sequence[str], Sequence[object]]]
"""The selectors of one text, parsed beforehand: each with the key to file it under, and `select.raw_of` what it says."""


class Body(Value):
    """What a pack says of the documents that it is chosen for.

    `article` are selectors of the element that holds the article, best first; `keep` of what common rules leave; `metadata` where
    credits stand. `parsed` has the selectors of all of these by their text, where they were parsed beforehand.
    """

    article: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    metadata: tuple[Credit, ...] = ()
    rules: tuple[Rule, ...] = ()
    tokens: tuple[Token, ...] = ()
    parsed: Mapping[str, Filed] = MappingProxyType({})


_NOTHING: Final = Body()


class Pack:
    """Rules for one family of sites, or for every site (`ident` "common").

    `about` says in a few words which sites. `hosts` are domain names (a page of a subdomain belongs too); `fingerprints`
    selectors and "comment:…" texts that only this family has, `marks` those that were parsed beforehand. The `body`, or the
    function that reads it when it is first asked for, is the rest.
    """

    __slots__ = ("_body", "about", "fingerprints", "hosts", "ident", "marks", "path")

    def __init__(  # noqa: PLR0913 - a pack has this many facts
        self,
        *,
        ident: str,
        path: str,
        about: str = "",
        hosts: tuple[str, ...] = (),
        fingerprints: tuple[str, ...] = (),
        marks: Mapping[str, Filed] = MappingProxyType({}),
        body: Body | Callable[[], Body] = _NOTHING,
    ) -> None:
        self.ident: Final = ident
        self.path: Final = path
        self.about: Final = about
        self.hosts: Final = hosts
        self.fingerprints: Final = fingerprints
        self.marks: Final = marks
        self._body = body

    @property
    def body(self) -> Body:
        """What it says of the documents that it is chosen for. Two threads may read it at once, and find the same."""
        body = self._body
        if not isinstance(body, Body):
            body = self._body = body()
        return body

    @property
    def metadata(self) -> tuple[Credit, ...]:
        """Where credits stand."""
        return self.body.metadata

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules."""
        return self.body.rules

    def _facts(self) -> tuple[object, ...]:
        body = self.body
        said = (body.article, body.keep, body.metadata, body.rules, body.tokens)
        return self.ident, self.path, self.about, self.hosts, self.fingerprints, said

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pack) and self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash(self.ident)

    def __repr__(self) -> str:
        return f"Pack({self.ident!r})"
