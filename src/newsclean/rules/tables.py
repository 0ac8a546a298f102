"""Typed values out of one TOML table; a value of another type is a PackError that knows where it stands."""

import re
from collections.abc import Collection, Mapping
from typing import NoReturn, cast

from newsclean.errors import PackError
from newsclean.rules.patterns import Pattern
from newsclean.rules.select import compile_selectors
from newsclean.rules.words import FORMS

Table = Mapping[str, object]


class TableReader:
    """Takes typed values out of one TOML table and knows where it is.

    A `trusted` file was checked when it was made: its patterns and selectors are compiled only where they are used.
    """

    def __init__(self, table: Table, path: str, known: Collection[str], *, where: str = "", trusted: bool = False) -> None:
        self.table = table
        self.path = path
        self.where = where
        self.trusted = trusted
        if unknown := sorted(set(table) - set(known)):
            self.fail(f"unknown key {unknown[0]!r} (known: {', '.join(sorted(known))})")

    def within(self, table: Table, where: str, known: Collection[str]) -> "TableReader":
        """A reader of `table`, which stands in the same file."""
        return TableReader(table, self.path, known, where=where, trusted=self.trusted)

    def fail(self, reason: str) -> NoReturn:
        """Raise the PackError for `reason`, here."""
        raise PackError(self.path, self.where, reason)

    def text(self, key: str, *, required: bool = False) -> str:
        """The string at `key`, "" when there is none."""
        value = self.table.get(key, "")
        if not isinstance(value, str):
            self.fail(f"{key} must be a string, not {type(value).__name__}")
        if required and not value.strip():
            self.fail(f"{key} is required")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """The list of strings at `key`, () when there is none."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"{key} must be a list of strings")
        if required and not value:
            self.fail(f"{key} is required and must not be empty")
        return tuple(value)

    def flag(self, key: str) -> bool:
        """The truth value at `key`, False when there is none."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"{key} must be true or false")
        return value

    def number(self, key: str, default: int) -> int:
        """The positive whole number at `key`."""
        value = self.table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.fail(f"{key} must be a whole number from 1")
        return value

    def pattern(self, key: str) -> Pattern | None:
        """The pattern at `key`, None when there is none."""
        source = self.text(key)
        if not source:
            return None
        try:
            pattern = Pattern(source)
            if not self.trusted:
                self._check_pattern(key, source, pattern)
        except re.error as error:
            self.fail(f"{key}: bad pattern: {error}")
        except KeyError as error:
            self.fail(f"{key}: (?&{error.args[0]}) is not known (known: {', '.join(FORMS)})")
        return pattern

    def _check_pattern(self, key: str, source: str, pattern: Pattern) -> None:
        if "[::]" in source:
            self.fail(f"{key}: '[::]' holds the ASCII colon twice; '[：:]' was meant")
        if pattern.fullmatch(""):
            self.fail(f"{key}: the pattern matches the empty text")

    def selector(self, key: str, *, required: bool = False) -> str:
        """The selector list at `key`, checked."""
        value = self.text(key, required=required)
        if value:
            self.check_selector(value)
        return value

    def check_selector(self, value: str) -> None:
        """Fail unless `value` is a selector list that can be compiled."""
        if self.trusted:
            return
        try:
            compile_selectors(value)
        except ValueError as error:
            self.fail(str(error))

    def tables(self, key: str) -> list[Table]:
        """The array of tables at `key`, [] when there is none."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(f"{key} must be an array of tables: [[{key}]]")
        return cast("list[Table]", value)
