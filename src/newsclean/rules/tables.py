"""Typed values out of one TOML table; a value of another type is a PackError that knows where it stands."""

import re
from collections.abc import Collection, Mapping
from typing import NoReturn, cast

from newsclean.errors import PackError
from newsclean.rules.select import compile_selectors
from newsclean.rules.words import FORMS, expanded

Table = Mapping[str, object]


class TableReader:
    """Takes typed values out of one TOML table and knows where it is."""

    def __init__(self, table: Table, path: str, where: str, known: Collection[str]) -> None:
        self.table = table
        self.path = path
        self.where = where
        if unknown := sorted(set(table) - set(known)):
            self.fail(f"unknown key {unknown[0]!r} (known: {', '.join(sorted(known))})")

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

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """The compiled pattern at `key`, None when there is none."""
        source = self.text(key)
        if not source:
            return None
        if "[::]" in source:
            self.fail(f"{key}: '[::]' holds the ASCII colon twice; '[：:]' was meant")
        try:
            pattern = re.compile(expanded(source))
        except re.error as error:
            self.fail(f"{key}: bad pattern: {error}")
        except KeyError as error:
            self.fail(f"{key}: (?&{error.args[0]}) is not known (known: {', '.join(FORMS)})")
        if pattern.fullmatch(""):
            self.fail(f"{key}: the pattern matches the empty text")
        return pattern

    def selector(self, key: str, *, required: bool = False) -> str:
        """The selector list at `key`, checked."""
        value = self.text(key, required=required)
        if value:
            self.check_selector(value)
        return value

    def check_selector(self, value: str) -> None:
        """Fail unless `value` is a selector list that can be compiled."""
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
