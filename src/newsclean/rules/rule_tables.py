"""One `[[rule]]` table to a Rule, strictly: what a rule cannot mean is a PackError that names the rule and the key."""

from collections.abc import Callable, Collection
from typing import Final, cast

from newsclean.regex import regex
from newsclean.rules.model import Place, Rule, is_anchored
from newsclean.rules.tables import TableReader

_RENAMES: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 strong em u del sub sup blockquote figure figcaption ul ol li pre code mark".split()
)
_PLACES: Final = frozenset({"any", "head", "tail"})
_WORD: Final = regex(r"[a-z]+")
FIELDS: Final = regex(r"[a-z][a-z_]*")
"""The name of something in the metadata."""

_NOTICES: Final = ("select", "words", "heads", "between")
_ACTIONS: Final = ("lift", "note", "cut", "unwrap", "means")

RULE_KEYS: Final = frozenset(
    "id pass why select words heads between text cue near comment lift note cut place max_chars if_empty linked unwrap means"
    " hits misses".split(),
)
"""What a rule's table may hold."""


def read_rule(reader: TableReader, ident: str, passes: Collection[str] | None) -> Rule:
    """The rule "pack/id", `ident`, in the table of `reader`; `passes` are the names its `pass` may have (None: any)."""
    step = reader.text("pass", required=True)
    if passes is not None and step not in passes:
        reader.fail(f"unknown pass {step!r} (known: {', '.join(passes)})")
    rule = Rule(
        ident=ident,
        step=step,
        why=reader.text("why", required=True),
        hits=reader.texts("hits", required=True),
        misses=reader.texts("misses", required=True),
        select=reader.selector("select"),
        words=_words(reader),
        heads=reader.pattern("heads"),
        between=_between(reader),
        text=reader.pattern("text"),
        cue=tuple(word.lower() for word in reader.texts("cue")),
        lift=reader.pattern("lift"),
        note=reader.pattern("note"),
        cut=reader.pattern("cut"),
        place=_place(reader),
        max_chars=reader.number("max_chars", 200),
        if_empty=reader.flag("if_empty"),
        linked=reader.flag("linked"),
        near=reader.pattern("near"),
        comment=reader.text("comment").strip(),
        unwrap=reader.flag("unwrap"),
        means=reader.text("means"),
    )
    for check in () if reader.trusted else _CHECKS:
        check(reader, rule)
    return rule


def _words(reader: TableReader) -> tuple[str, ...]:
    words = reader.texts("words")
    if wrong := next((word for word in words if not _WORD.fullmatch(word)), None):
        reader.fail(f"words: {wrong!r} is not one lower-case word of a class or id")
    return words


def _between(reader: TableReader) -> tuple[str, str] | None:
    pair = reader.texts("between")
    if not pair:
        return None
    if len(pair) != 2 or not all(one.strip() for one in pair):  # noqa: PLR2004 - a region has two ends
        reader.fail("between takes the texts of two comments")
    return pair[0].strip(), pair[1].strip()


def _place(reader: TableReader) -> Place:
    place = reader.text("place") or "any"
    if place not in _PLACES:
        reader.fail(f"place {place!r} (known: {', '.join(sorted(_PLACES))})")
    return cast("Place", place)


def _check_condition(reader: TableReader, rule: Rule) -> None:
    noticed = [name for name in _NOTICES if getattr(rule, name)]
    if len(noticed) > 1 or not (noticed or rule.text or rule.cut or rule.lift or rule.note):
        reader.fail("give one of select, words, between, heads, or a text pattern (text, cut, lift, note)")
    if (rule.near or rule.comment) and noticed not in (["select"], ["words"]):
        reader.fail("near and comment stand beside select or words")
    if (not noticed or rule.heads) and not rule.cue:
        reader.fail(
            "a rule for lines of text needs cue: literal texts of which one opens every line it means (for cut: occurs in it)"
        )


def _check_cues(reader: TableReader, rule: Rule) -> None:
    if not all(rule.cue):
        reader.fail("a cue has at least one character")


def _check_action(reader: TableReader, rule: Rule) -> None:
    given = [name for name in _ACTIONS if getattr(rule, name)]
    if len(given) > 1:
        reader.fail(f"{given[0]} and {given[1]} exclude each other")
    if rule.means and rule.means not in _RENAMES:
        reader.fail(f"means {rule.means!r} (known: {', '.join(sorted(_RENAMES))})")


def _check_groups(reader: TableReader, rule: Rule) -> None:
    for name in ("lift", "note"):
        pattern = getattr(rule, name)
        if pattern is not None and not pattern.groupindex:
            reader.fail(f"{name} needs a named group for each credit: (?P<editor>…)")
        for group in pattern.groupindex if pattern is not None else ():
            if not FIELDS.fullmatch(group):
                reader.fail(f"{name}: {group!r} is not a lower-case metadata name")


def _check_anchor(reader: TableReader, rule: Rule) -> None:
    if rule.cut and not is_anchored(rule.cut):
        reader.fail("cut must be anchored: start it with ^ or end it with $")


def _check_ignored(reader: TableReader, rule: Rule) -> None:
    """Refuse keys that would say nothing beside what the rule notices and does."""
    ignored: tuple[str, ...] = ()
    if rule.select or rule.words or rule.between:
        ignored += ("place", "max_chars", "cue")
    if rule.heads:
        ignored += ("place", "max_chars")
    if rule.means or rule.unwrap:
        ignored += ("text", "linked")
    if given := next((name for name in ignored if name in reader.table), None):
        reader.fail(f"{given} says nothing here")


_CHECKS: Final[tuple[Callable[[TableReader, Rule], None], ...]] = (
    _check_condition,
    _check_cues,
    _check_action,
    _check_groups,
    _check_anchor,
    _check_ignored,
)
