"""The files in a folder that may be articles.

Not entered are hidden folders and `node_modules`; left out is what git ignores, what patterns exclude, and every symbolic link,
because it leads to a file that stands elsewhere or is found anyway.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsclean.cli.configuration import ConfigError, Configuration
from newsclean.errors import OptionError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES: Final = (".html", ".htm", ".xhtml", ".md", ".markdown")
"""The endings of files that are looked for in folders."""
_NEVER: Final = "node_modules"
_IGNORE_NAME: Final = ".gitignore"
_ROOT_MARK: Final = ".git"


class Exclusions:
    """Which files are left alone. A pattern is one of gitignore.

    Those of the command line are relative to the working folder, those of the configuration that holds for a file to its folder.
    `named`: they count for a file that was named itself, too.
    """

    def __init__(self, patterns: Sequence[str], configured: Callable[[Path], Configuration | None], *, named: bool) -> None:
        self._named: Final = named
        self._typed: Final = tuple(patterns)
        self._folder: Final = Path.cwd()
        self._configured: Final = configured

    def leaves_out_named(self, path: Path) -> bool:
        """Whether a file that was named on the command line is excluded."""
        return self._named and self.leaves_out(path)

    def leaves_out(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a file, or a folder with all in it, is excluded by a pattern."""
        path = whole(path)
        if self._typed and _said(self._folder, _spec(self._typed), path, is_folder=is_folder):
            return True
        configuration = self._configured(path.parent)
        patterns = None if configuration is None else configuration.values.get("exclude")
        if configuration is None or not patterns:
            return False
        lines = (patterns,) if isinstance(patterns, str) else tuple(patterns)  # type: ignore[arg-type]  # checked when it was read
        try:
            return bool(_said(whole(configuration.folder), _spec(lines), path, is_folder=is_folder))
        except OptionError as error:
            raise ConfigError(str(configuration.path), configuration.line_of("exclude"), str(error)) from None


def whole(path: Path) -> Path:
    """The path from the root, without `..`: the folders above it are those of the file, and not those on the way to it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute leaves the .. in


def is_dir(path: Path) -> bool:
    """Whether it is a folder; what cannot be looked at is none, and reading it will say why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def walk(folder: Path, exclusions: Exclusions) -> Iterator[Path]:
    """The files below `folder`, by name, and folders that cannot be read. What git ignores counts if it ignores not all of it."""
    asks_git = not _is_ignored_by_git(whole(folder), is_folder=True)
    waiting = [(folder, True)]
    while waiting:
        current, is_folder = waiting.pop()
        inside = _inside(current) if is_folder else None
        if inside is None:
            yield current
        else:
            waiting.extend(one for one in inside if not _is_left_out(*one, exclusions, asks_git=asks_git))


def _inside(folder: Path) -> list[tuple[Path, bool]] | None:
    """What may be an article or have some in it, and whether it is a folder, in reverse order; None for what cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = [(folder / one.name, one.is_dir(follow_symlinks=False)) for one in entries if _is_wanted(one)]
    except OSError:
        return None
    return sorted(found, reverse=True)


def _is_wanted(entry: "os.DirEntry[str]") -> bool:
    if entry.is_dir(follow_symlinks=False):
        return not entry.name.startswith(".") and entry.name != _NEVER
    return entry.name.lower().endswith(SUFFIXES) and entry.is_file(follow_symlinks=False)


def _is_left_out(path: Path, is_folder: bool, exclusions: Exclusions, *, asks_git: bool) -> bool:  # noqa: FBT001 - as `_inside` has it
    return exclusions.leaves_out(path, is_folder=is_folder) or (asks_git and _is_ignored_by_git(whole(path), is_folder=is_folder))


def _is_ignored_by_git(path: Path, *, is_folder: bool) -> bool:
    """Whether the nearest line of a .gitignore that is about `path` says so; only within a repository."""
    for folder, spec in _ignore_files(path.parent):
        if (said := _said(folder, spec, path, is_folder=is_folder)) is not None:
            return said
    return False


@cache
def _ignore_files(folder: Path) -> "tuple[tuple[Path, GitIgnoreSpec], ...]":
    """The .gitignore files from `folder` up to the root of its repository, the nearest first."""
    found = []
    for place in (folder, *folder.parents):
        if (file := place / _IGNORE_NAME).is_file():
            lines = file.read_text("utf-8-sig", "replace").split("\n")
            found.append((place, _spec(tuple(filter(_is_pattern, lines)))))
        if (place / _ROOT_MARK).exists():
            return tuple(found)
    return ()


@cache
def _spec(lines: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only folders and patterns need it

    for line in lines:
        if not _is_pattern(line):
            raise OptionError("exclude", line, "no pattern of .gitignore")
    return GitIgnoreSpec.from_lines(lines)


def _is_pattern(line: str) -> bool:
    """Whether a line is one that git can read; others it passes over."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - as above

    with suppress(ValueError):
        GitIgnoreSpec.from_lines([line])
        return True
    return False


def _said(folder: Path, spec: "GitIgnoreSpec", path: Path, *, is_folder: bool) -> bool | None:
    if not path.is_relative_to(folder):
        return None
    name = path.relative_to(folder).as_posix()
    return spec.check_file(f"{name}/" if is_folder else name).include
