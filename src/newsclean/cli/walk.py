"""The files in a folder that may be articles.

Not entered are hidden folders and `node_modules`; left out is what git ignores, what patterns exclude, and every symbolic link,
because it leads to a file that stands elsewhere or is found anyway.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsclean.cli.configuration import Configuration

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
        self._typed: Final = (Path.cwd(), _spec(tuple(patterns))) if patterns else None
        self._configured: Final = configured

    def leaves_out_named(self, path: Path) -> bool:
        """Whether a file that was named on the command line is excluded."""
        return self._named and self.leaves_out(path)

    def leaves_out(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a file, or a folder with all in it, is excluded by a pattern."""
        path = path.absolute()
        if self._typed is not None and _matches(*self._typed, path, is_folder=is_folder):
            return True
        configuration = self._configured(path.parent)
        patterns = None if configuration is None else configuration.values.get("exclude")
        if configuration is None or not patterns:
            return False
        lines = (patterns,) if isinstance(patterns, str) else tuple(patterns)  # type: ignore[arg-type]  # checked when it was read
        return _matches(configuration.folder.absolute(), _spec(lines), path, is_folder=is_folder)


def walk(folder: Path, exclusions: Exclusions) -> Iterator[Path]:
    """The files below `folder`, by name, and folders that cannot be read. What git ignores counts if it ignores not all of it."""
    asks_git = not _is_ignored_by_git(folder.absolute(), is_folder=True)
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        if not current.is_dir():
            yield current
            continue
        try:
            inside = sorted(current.iterdir(), reverse=True)
        except OSError:
            yield current
            continue
        waiting.extend(path for path in inside if _is_wanted(path, exclusions, asks_git=asks_git))


def _is_wanted(path: Path, exclusions: Exclusions, *, asks_git: bool) -> bool:
    is_folder = path.is_dir()
    if path.is_symlink() or not (_is_entered(path) if is_folder else _is_article(path)):
        return False
    if exclusions.leaves_out(path, is_folder=is_folder):
        return False
    return not (asks_git and _is_ignored_by_git(path.absolute(), is_folder=is_folder))


def _is_entered(folder: Path) -> bool:
    return not folder.name.startswith(".") and folder.name != _NEVER


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file()


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
            found.append((place, _spec(tuple(file.read_text("utf-8", "replace").splitlines()))))
        if (place / _ROOT_MARK).exists():
            return tuple(found)
    return ()


@cache
def _spec(lines: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only folders and patterns need it

    return GitIgnoreSpec.from_lines(lines)


def _matches(folder: Path, spec: "GitIgnoreSpec", path: Path, *, is_folder: bool) -> bool:
    """Whether `path`, or a folder above it, is meant by the patterns of `folder`."""
    return bool(_said(folder, spec, path, is_folder=is_folder))


def _said(folder: Path, spec: "GitIgnoreSpec", path: Path, *, is_folder: bool) -> bool | None:
    if not path.is_relative_to(folder):
        return None
    name = path.relative_to(folder).as_posix()
    return spec.check_file(f"{name}/" if is_folder else name).include
