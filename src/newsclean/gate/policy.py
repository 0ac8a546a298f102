"""Policy: what the gate keeps, as data.

Whatever a policy does not name goes. Below every policy lies the baseline (baseline.py); a policy that asks for more, or for what
contradicts itself, is refused when it is built.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from newsclean.errors import PolicyError
from newsclean.gate.baseline import DROPPED
from newsclean.gate.consistency import needs_of, refuse_contradictions, refuse_modes
from newsclean.gate.force import Force, check_forced, with_opener
from newsclean.gate.from_bleach import ATTRIBUTES, PROTOCOLS, TAGS, Attributes, CssSanitizer, rows_of_bleach
from newsclean.gate.identifiers import PREFIX
from newsclean.gate.rows import EMBED, Row, Rows, checks_of, embed_row, merged, rule_of
from newsclean.state import Keeps
from newsclean.value import Value

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
Mode = Literal["unwrap", "drop", "escape"]
"""What becomes of an element that is not kept: what it holds takes its place, it goes with all it holds, or its tags are text."""


class Policy(Value):
    """What may leave. PolicyError, when it is built, for what no policy may keep and for what contradicts itself.

    `elements`: every kept element with its attributes and their checks; the row "*" counts for all of them. An address passes the
    baseline's check as well, whatever the policy's own says.
    `modes`: what becomes of elements that are not kept. For others `otherwise` says it; but what a browser does not show as text
    (script, style, frames, svg …) is dropped unless `modes` names it.
    `force`: attributes that every element of a kind gets. Where links may have a `target`, they get rel="noopener".
    `id_prefix`: None keeps no id. With a prefix every element keeps its id, and ids, names of anchors, links to fragments, and
    the attributes that refer to ids all get the prefix.
    `embeds`: hosts whose frames stay: over https, empty, in a sandbox.
    `checks`, `forced` and `needs` are what the gate asks: the rows with the baseline put in, and of which attributes an element
    needs one.
    """

    name: str
    elements: Rows
    modes: Mapping[str, Mode] = MappingProxyType({})
    otherwise: Mode = "unwrap"
    force: Force = MappingProxyType({})
    id_prefix: str | None = None
    embeds: frozenset[str] = frozenset()

    if TYPE_CHECKING:
        checks: ClassVar[Mapping[str, Row]]  # no fields: made of the others
        forced: ClassVar[Force]
        needs: ClassVar[Mapping[str, tuple[str, ...]]]

    def __post_init__(self) -> None:
        if self.id_prefix is not None and not PREFIX.fullmatch(self.id_prefix):
            raise PolicyError("id_prefix", f"{self.id_prefix!r} is no lower-case word that ends in a dash or an underscore")
        rows = merged(self.elements)
        checks = {tag: checks_of(tag, row, self.id_prefix) for tag, row in rows.items()}
        forced = with_opener(checks, self.force)
        check_forced(checks, forced)
        if self.embeds:
            checks["iframe"] = embed_row(self.embeds)
            forced["iframe"] = dict(EMBED)
        refuse_modes(self.modes, self.otherwise, checks)
        refuse_contradictions(checks)
        for name, value in (("elements", rows), ("force", self.force), ("checks", checks), ("forced", forced)):
            object.__setattr__(self, name, MappingProxyType({tag: MappingProxyType(dict(row)) for tag, row in value.items()}))
        object.__setattr__(self, "modes", MappingProxyType(dict(self.modes)))
        object.__setattr__(self, "needs", MappingProxyType({tag: needs_of(tag, row) for tag, row in checks.items()}))

    def __hash__(self) -> int:
        return hash((self.name, frozenset(self.elements), self.id_prefix, self.embeds))

    def __repr__(self) -> str:
        return f"Policy({self.name!r}, {len(self.elements)} elements, id_prefix={self.id_prefix!r}, embeds={sorted(self.embeds)})"

    def __reduce__(self) -> tuple[object, ...]:
        rows, force = ({tag: dict(row) for tag, row in value.items()} for value in (self.elements, self.force))
        return Policy, (self.name, rows, dict(self.modes), self.otherwise, force, self.id_prefix, self.embeds)

    def mode_of(self, tag: str) -> Mode:
        """What becomes of an element `tag` that is not kept."""
        return self.modes.get(tag) or ("drop" if tag in DROPPED else self.otherwise)

    @property
    def keeps(self) -> Keeps:
        """What this policy leaves that passes would take."""
        return Keeps(
            anchors=self.id_prefix is not None,
            frames=self.checks["iframe"]["src"] if self.embeds else None,
            images=self._leaves("img"),
            headings=any(map(self._leaves, _HEADINGS)),
        )

    def _leaves(self, tag: str) -> bool:
        """Whether an element is kept, or its tags as text."""
        return tag in self.checks or self.mode_of(tag) == "escape"

    @property
    def schemes(self) -> set[str]:
        """All schemes that some address may have, for a sanitizer that knows but one list of them."""
        rules = [rule for row in self.checks.values() for check in row.values() if (rule := rule_of(check))]
        return {scheme for rule in rules for scheme in (*rule.schemes, *(["data"] if rule.data_images else []))}

    def extended(self, name: str, elements: Rows) -> "Policy":
        """A policy `name` that also keeps `elements`; the attributes of a row join those that are there."""
        rows = {tag: dict(row) for tag, row in self.elements.items()}
        for tag, row in elements.items():
            rows[tag] = {**rows.get(tag, {}), **row}
        return self.but(name=name, elements=rows)

    @classmethod
    def from_bleach(  # noqa: PLR0913 - bleach.clean() has these arguments
        cls,
        *,
        tags: Iterable[str] = TAGS,
        attributes: Attributes = ATTRIBUTES,
        protocols: Iterable[str] = PROTOCOLS,
        css_sanitizer: CssSanitizer | None = None,
        strip: bool = False,
        id_prefix: str | None = None,
    ) -> "Policy":
        """The policy that keeps what bleach.clean() keeps with these arguments; their defaults are those of bleach 6.

        PolicyError where bleach would keep what no policy may, and where an argument says nothing for want of another: an id
        without `id_prefix`, a style without `css_sanitizer`. A function in `attributes` is asked about the attributes in
        `newsclean.gate.from_bleach.ASKED`. With `strip` the content of scripts, styles and frames goes with them.
        """
        rows = rows_of_bleach(tags, attributes, protocols, css_sanitizer)
        modes: dict[str, Mode] = {} if strip else dict.fromkeys(DROPPED - rows.keys(), "escape")
        return cls("bleach", rows, modes, "unwrap" if strip else "escape", id_prefix=id_prefix)
