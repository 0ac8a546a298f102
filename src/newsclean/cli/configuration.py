"""Configuration files: `newsclean.toml`, or `[tool.newsclean]` in `pyproject.toml`, the nearest above a file.

A key is the long name of an option. Everything is checked when the file is read; an unknown key is an error that lists the known.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from newsclean.errors import NewscleanError
from newsclean.regex import regex
from newsclean.value import Value

_TABLE: Final = regex(r"""^\s*\[?\s*["']?tool["']?\s*(?:\]|=|\.\s*["']?newsclean)|\\[uU]""", re.MULTILINE)
"""What stands in a `pyproject.toml` with our table: its header, a dotted key, the table around it, or escapes that may be it."""

OWN_NAME: Final = "newsclean.toml"
SHARED_NAME: Final = "pyproject.toml"
_WORDS: Final = ("to", "from", "site", "fallback", "policy", "markdown", "verify", "template-safe", "on-limit")
_LISTS: Final = ("pack", "enable", "disable", "lift", "exclude")
_FLAGS: Final = ("document", "strict")
_KINDS: Final = {
    **dict.fromkeys(_WORDS, "a string"),
    **dict.fromkeys(_LISTS, "a string or a list of strings"),
    **dict.fromkeys(_FLAGS, "true or false"),
    "max-loss": "a number",
    "limit": "a table of numbers",
}


KEYS: Final = tuple(_KINDS)
"""What a configuration file may say: long names of options."""


class ConfigError(NewscleanError):
    """A configuration file is wrong: `path` is the file, `line` the line (None where there is none), `reason` what is wrong."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


class Configuration(Value):
    """One file of settings: its `values` by key, its `text`, and the names of the `table` in which they stand."""

    path: Path
    values: Mapping[str, object]
    text: str
    table: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """The folder that paths and patterns in the file are relative to."""
        return self.path.parent

    def line_of(self, key: str) -> int | None:
        """The number of the line where the setting of a key begins; None when it cannot be told.

        TOML grows line by line: a key begins after the last part that could be read without it.
        """
        import tomllib  # noqa: PLC0415 - as below

        readable = 0
        rows = self.text.splitlines(keepends=True)
        for number in range(1, len(rows) + 1):
            try:
                values = _table_in(tomllib.loads("".join(rows[:number])), self.table)
            except tomllib.TOMLDecodeError:
                continue
            if key in (values or ()):
                return readable + 1
            readable = number
        return None

    def place_of(self, key: str) -> str:
        """The file and the line of a key."""
        return f"{self.path}:{self.line_of(key)}"

    def check(self) -> None:
        """ConfigError for an unknown key or a value of another type; what it may be is for the options to say."""
        for key, value in self.values.items():
            if key not in _KINDS:
                self._refuse(key, f"unknown key {key!r} (known: {', '.join(sorted(_KINDS))})")
            if not _FITS[_KINDS[key]](value):
                self._refuse(key, f"{key}: {_KINDS[key]} was expected, not {value!r}")

    def _refuse(self, key: str, reason: str) -> NoReturn:
        raise ConfigError(str(self.path), self.line_of(key), reason)


class Configurations:
    """Which file holds for which folder: the nearest, the one that was named, or none."""

    def __init__(self, named: str | None, *, isolated: bool) -> None:
        self._always: Final = None if named is None else read_configuration(Path(named))
        self._never: Final = isolated
        self._files: Final[dict[Path, Configuration]] = {}
        self._folders: Final[dict[Path, Configuration | None]] = {}

    def of(self, folder: Path) -> Configuration | None:
        """What holds for the files in `folder`. `ConfigError` and OSError as `read_configuration`."""
        if self._always is not None or self._never:
            return self._always
        if folder not in self._folders:
            path = nearest(folder)
            self._folders[folder] = None if path is None else self._read(path)
        return self._folders[folder]

    def _read(self, path: Path) -> Configuration:
        if path not in self._files:
            self._files[path] = read_configuration(path)
        return self._files[path]


def nearest(folder: Path) -> Path | None:
    """The configuration file in `folder` or in the nearest folder above it; `newsclean.toml` goes before `pyproject.toml`."""
    for place in (folder, *folder.parents):
        if (own := place / OWN_NAME).is_file():
            return own
        if (shared := place / SHARED_NAME).is_file() and _has_table(shared):
            return shared
    return None


def read_configuration(path: Path) -> Configuration:
    """The settings in `path`. `ConfigError` for anything that is wrong with it, OSError where it cannot be read."""
    text = _text_of(path)
    table = ("tool", "newsclean") if path.name == SHARED_NAME else ()
    values = _table_in(_parsed(path, text), table)
    if values is None:
        raise ConfigError(str(path), None, "has no table [tool.newsclean]")
    configuration = Configuration(path, values, text, table)
    configuration.check()
    return configuration


def _has_table(path: Path) -> bool:
    # Most have none, and to tell so needs no parser.
    text = _text_of(path)
    return _TABLE.search(text) is not None and _table_in(_parsed(path, text), ("tool", "newsclean")) is not None


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), None, f"is not UTF-8 at byte {error.start}") from None


def _parsed(path: Path, text: str) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - where there is no configuration there is nothing to parse

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), None, f"is no TOML: {error}") from None


def _table_in(values: object, names: tuple[str, ...]) -> dict[str, object] | None:
    for name in names:
        values = values.get(name) if isinstance(values, dict) else None
    return values if isinstance(values, dict) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _is_limits(value: object) -> bool:
    return isinstance(value, dict) and all(_is_number(one) for one in value.values())


_FITS: Final = {
    "a string": lambda value: isinstance(value, str),
    "a string or a list of strings": _is_list,
    "true or false": lambda value: isinstance(value, bool),
    "a number": _is_number,
    "a table of numbers": _is_limits,
}
