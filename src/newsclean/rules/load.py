"""TOML to Pack, strictly: whatever a pack cannot mean is a PackError that names the file, the rule and the key."""

import re
import tomllib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final, cast

from newsclean.errors import PackError
from newsclean.rules.model import Credit, Pack, Place, Rule, Token
from newsclean.rules.tables import Table, TableReader

_PACK_KEYS: Final = frozenset({"hosts", "fingerprints", "article", "metadata", "rule", "token", "about"})
_TOKEN_MEANINGS: Final = frozenset({"strong", "em", "u", "del", "sub", "sup", ""})
_RENAMES: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 strong em u del sub sup blockquote figure figcaption ul ol li pre code mark".split()
)
_PLACES: Final = frozenset({"any", "head", "tail"})
_IDENT: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELDS: Final = re.compile(r"[a-z][a-z_]*")
_NO_SELECTOR: Final = ("comment:", "generator:")
_ACTIONS: Final = ("lift", "note", "cut", "unwrap", "means")

_RULE_KEYS: Final = frozenset(
    "id pass why select between text cue lift note cut place max_chars if_empty unwrap means hits misses".split(),
)


def load_pack(path: Path, *, passes: Collection[str] | None = None) -> Pack:
    """The pack in the file `path`; its name without suffix is the pack's id.

    `passes` are the names a rule's `pass` may have (None: any). PackError when the file cannot be read or is not a pack.
    """
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise PackError(str(path), "", f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return parse_pack(source, ident=path.stem, path=str(path), passes=passes)


def parse_pack(source: str, *, ident: str, path: str, passes: Collection[str] | None = None) -> Pack:
    """The pack in the TOML text `source`. See `load_pack`."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PackError(path, "", f"not valid TOML: {error}") from None
    if not _IDENT.fullmatch(ident):
        raise PackError(path, "", f"a pack is named by its file: {ident!r} is not lower-case words joined by '-'")
    reader = TableReader(table, path, "", _PACK_KEYS)
    for selector in (
        *reader.texts("article"),
        *(one for one in reader.texts("fingerprints") if not one.startswith(_NO_SELECTOR)),
    ):
        reader.check_selector(selector)
    return Pack(
        ident=ident,
        path=path,
        about=reader.text("about"),
        hosts=reader.texts("hosts"),
        fingerprints=reader.texts("fingerprints"),
        article=reader.texts("article"),
        metadata=_metadata(reader),
        rules=_rules(reader, ident, passes),
        tokens=tuple(_token(one, path) for one in reader.tables("token")),
    )


def _metadata(reader: TableReader) -> tuple[Credit, ...]:
    table = reader.table.get("metadata", {})
    if not isinstance(table, dict):
        reader.fail("metadata must be a table of name = selector")
    inner = TableReader(table, reader.path, "metadata", tuple(table))
    return tuple(_credit(inner, name) for name in table)


def _credit(reader: TableReader, name: str) -> Credit:
    """The credit `name`: a selector, or a table of a selector and the pattern that takes the value out of the text."""
    if not _FIELDS.fullmatch(name):
        reader.fail(f"{name!r} is not a lower-case metadata name")
    value = reader.table[name]
    if isinstance(value, str):
        return Credit(name, reader.selector(name, required=True))
    if not isinstance(value, dict):
        reader.fail(f"{name} must be a selector, or a table: {{ select = …, text = … }}")
    inner = TableReader(value, reader.path, f"metadata {name}", {"select", "text"})
    pattern = inner.pattern("text")
    if pattern is None:
        inner.fail("text is required: a pattern (for the whole text write the selector alone)")
    if not pattern.groupindex:
        inner.fail(f"text needs a named group around the value: (?P<{name}>…)")
    return Credit(name, inner.selector("select", required=True), pattern)


def _token(table: Table, path: str) -> Token:
    reader = TableReader(table, path, "token", {"attribute", "token", "means"})
    means = reader.text("means")
    if means not in _TOKEN_MEANINGS:
        reader.fail(f"means {means!r} (known: {', '.join(sorted(filter(None, _TOKEN_MEANINGS)))})")
    return Token(
        attribute=reader.text("attribute", required=True).lower(),
        token=reader.text("token", required=True).lower(),
        means=means,
    )


def _rules(reader: TableReader, ident: str, passes: Collection[str] | None) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for number, table in enumerate(reader.tables("rule"), 1):
        name = table.get("id")
        one = TableReader(table, reader.path, f"rule {name or number}", _RULE_KEYS)
        if not isinstance(name, str) or not _IDENT.fullmatch(name):
            one.fail("id is required: lower-case words joined by '-'")
        if name in rules:
            one.fail("this id is used twice in the pack")
        rules[name] = _rule(one, f"{ident}/{name}", passes)
    return tuple(rules.values())


def _rule(reader: TableReader, ident: str, passes: Collection[str] | None) -> Rule:
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
        between=_between(reader),
        text=reader.pattern("text"),
        cue=tuple(word.lower() for word in reader.texts("cue")),
        lift=reader.pattern("lift"),
        note=reader.pattern("note"),
        cut=reader.pattern("cut"),
        place=_place(reader),
        max_chars=reader.number("max_chars", 200),
        if_empty=reader.flag("if_empty"),
        unwrap=reader.flag("unwrap"),
        means=reader.text("means"),
    )
    for check in _CHECKS:
        check(reader, rule)
    return rule


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
    by_text = rule.text or rule.cut or rule.lift or rule.note
    if bool(rule.select) + bool(rule.between) > 1 or not (rule.select or rule.between or by_text):
        reader.fail("give one of select, between, or a text pattern (text, cut, lift, note)")
    if not rule.select and not rule.between and not rule.cue:
        reader.fail(
            "a rule for lines of text needs cue: literal texts of which one opens every line it means (for cut: occurs in it)"
        )


def _check_cues(reader: TableReader, rule: Rule) -> None:
    if any(len(word) < 2 for word in rule.cue):  # noqa: PLR2004 - lines are filed by two characters
        reader.fail("a cue has at least two characters")


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
            if not _FIELDS.fullmatch(group):
                reader.fail(f"{name}: {group!r} is not a lower-case metadata name")


def _check_anchor(reader: TableReader, rule: Rule) -> None:
    if rule.cut and not (rule.cut.pattern.startswith("^") or rule.cut.pattern.endswith("$")):
        reader.fail("cut must be anchored: start it with ^ or end it with $")


_CHECKS: Final[tuple[Callable[[TableReader, Rule], None], ...]] = (
    _check_condition,
    _check_cues,
    _check_action,
    _check_groups,
    _check_anchor,
)
