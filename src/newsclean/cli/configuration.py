"""Configuration files: `newsclean.toml`, or `[tool.newsclean]` in `pyproject.toml`, the nearest above a file.

A key is the long name of an option. Everything is checked when the file is read; an unknown key is an error that lists the known.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
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

        A line that names the key may do so in a comment or in a text: what holds once the part that it is in is complete tells.
        """
        rows = self.text.split("\n")
        for number, row in enumerate(rows, 1):
            if key in row and key in (self._until_complete(rows, number) or ()):
                return number
        return None

    def _until_complete(self, rows: list[str], number: int) -> dict[str, object] | None:
        """What the file sets down to line `number`, or to the line that ends what this line is a part of."""
        import tomllib  # noqa: PLC0415 - as below

        for end in range(number, len(rows) + 1):
            with suppress(tomllib.TOMLDecodeError):
                return _table_in(tomllib.loads("\n".join(rows[:end])), self.table)
        return None

    def place_of(self, key: str) -> str:
        """The file, and the line of a key where it can be told."""
        line = self.line_of(key)
        return f"{self.path}:{line}" if line else str(self.path)

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
        self._folders: Final[dict[Path, Configuration | None]] = {}

    def of(self, folder: Path) -> Configuration | None:
        """What holds for the files in `folder`. `ConfigError` and OSError as `read_configuration`."""
        if self._always is not None or self._never:
            return self._always
        passed, found = [], None
        for place in (folder, *folder.parents):
            if place in self._folders:
                found = self._folders[place]
                break
            passed.append(place)
            if (found := _in_folder(place)) is not None:
                break
        # A file in any of the folders that were passed has the same.
        self._folders.update(dict.fromkeys(passed, found))
        return found


def _in_folder(folder: Path) -> Configuration | None:
    """The settings in a file in `folder`; `newsclean.toml` goes before `pyproject.toml`."""
    if _is_file(own := folder / OWN_NAME):
        return read_configuration(own)
    shared = folder / SHARED_NAME
    # Most of these have no such table, and to tell so needs no parser. What is wrong with them is none of our business.
    if not _is_file(shared) or _TABLE.search(shared.read_text("utf-8-sig", "replace")) is None:
        return None
    return _configuration_in(shared)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # of a folder that may not be entered: no file in it can be read, and that is told of each
        return False


def read_configuration(path: Path) -> Configuration:
    """The settings in `path`. `ConfigError` for anything that is wrong with it, OSError where it cannot be read."""
    configuration = _configuration_in(path)
    if configuration is None:
        raise ConfigError(str(path), None, "has no table [tool.newsclean]")
    return configuration


def _configuration_in(path: Path) -> Configuration | None:
    text = _text_of(path)
    table = ("tool", "newsclean") if path.name == SHARED_NAME else ()
    values = _table_in(_parsed(path, text), table)
    if values is None:
        return None
    configuration = Configuration(path, values, text, table)
    configuration.check()
    return configuration


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # some editors begin every file with a byte order mark
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
