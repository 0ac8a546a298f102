"""TOML to Pack, strictly: whatever a pack cannot mean is a PackError that names the file, the rule and the key."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Final

from newsclean.errors import PackError
from newsclean.regex import regex
from newsclean.rules.model import Body, Credit, Pack, Rule, Token
from newsclean.rules.rule_tables import FIELDS, RULE_KEYS, read_rule
from newsclean.rules.tables import Table, TableReader

_PACK_KEYS: Final = frozenset({"hosts", "fingerprints", "article", "keep", "metadata", "rule", "token", "about"})
_TOKEN_MEANINGS: Final = frozenset({"strong", "em", "u", "del", "sub", "sup", ""})
_IDENT: Final = regex(r"[a-z0-9]+(-[a-z0-9]+)*")
NO_SELECTOR: Final = ("comment:", "generator:")
"""How fingerprints begin that are no selectors."""


def load_pack(path: Path, *, passes: Collection[str] | None = None) -> Pack:
    """The pack in the file `path`; its name without suffix is the pack's id.

    `passes` are the names a rule's `pass` may have (None: any). PackError when the file cannot be read or is not a pack.
    """
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise PackError(str(path), "", f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return parse_pack(source, ident=path.stem, path=str(path), passes=passes)


def parse_pack(source: str, *, ident: str, path: str, passes: Collection[str] | None = None, trusted: bool = False) -> Pack:
    """The pack in the TOML text `source`, see `load_pack`; `trusted` spares the checks that compile what it says."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PackError(path, "", f"not valid TOML: {error}") from None
    if not _IDENT.fullmatch(ident):
        raise PackError(path, "", f"a pack is named by its file: {ident!r} is not lower-case words joined by '-'")
    reader = TableReader(table, path, _PACK_KEYS, trusted=trusted)
    for selector in (
        *reader.texts("article"),
        *reader.texts("keep"),
        *(one for one in reader.texts("fingerprints") if not one.startswith(NO_SELECTOR)),
    ):
        reader.check_selector(selector)
    return Pack(
        ident=ident,
        path=path,
        about=reader.text("about"),
        hosts=reader.texts("hosts"),
        fingerprints=reader.texts("fingerprints"),
        body=Body(
            article=reader.texts("article"),
            keep=reader.texts("keep"),
            metadata=_metadata(reader),
            rules=_rules(reader, ident, passes),
            tokens=tuple(_token(reader, one) for one in reader.tables("token")),
        ),
    )


def _metadata(reader: TableReader) -> tuple[Credit, ...]:
    table = reader.table.get("metadata", {})
    if not isinstance(table, dict):
        reader.fail("metadata must be a table of name = selector")
    inner = reader.within(table, "metadata", tuple(table))
    return tuple(_credit(inner, name) for name in table)


def _credit(reader: TableReader, name: str) -> Credit:
    """The credit `name`: a selector, or a table of a selector and the pattern that takes the value out of the text."""
    if not FIELDS.fullmatch(name):
        reader.fail(f"{name!r} is not a lower-case metadata name")
    value = reader.table[name]
    if isinstance(value, str):
        return Credit(name, reader.selector(name, required=True))
    if not isinstance(value, dict):
        reader.fail(f"{name} must be a selector, or a table: {{ select = …, text = … }}")
    inner = reader.within(value, f"metadata {name}", {"select", "text"})
    pattern = inner.pattern("text")
    if pattern is None:
        inner.fail("text is required: a pattern (for the whole text write the selector alone)")
    if not (reader.trusted or pattern.groupindex):
        inner.fail(f"text needs a named group around the value: (?P<{name}>…)")
    return Credit(name, inner.selector("select", required=True), pattern)


def _token(pack: TableReader, table: Table) -> Token:
    reader = pack.within(table, "token", {"attribute", "token", "means"})
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
        one = reader.within(table, f"rule {name or number}", RULE_KEYS)
        if not isinstance(name, str) or not _IDENT.fullmatch(name):
            one.fail("id is required: lower-case words joined by '-'")
        if name in rules:
            one.fail("this id is used twice in the pack")
        rules[name] = read_rule(one, f"{ident}/{name}", passes)
    return tuple(rules.values())
