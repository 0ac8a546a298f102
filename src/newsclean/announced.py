"""What installed distributions announce as entry points, asked for only where one of them does.

`importlib.metadata` takes longer to import than a document to clean, and hardly any machine has a distribution that announces
packs or passes.
"""

import os
import sys
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_FOLDERS: Final = (".dist-info", ".egg-info")
_FILE: Final = "entry_points.txt"
_MOST_BYTES: Final = 1024 * 1024
"""No list of entry points is as long."""


def announced(group: str) -> "tuple[EntryPoint, ...]":
    """The entry points of `group`, by name."""
    if not _may_be_announced(group.encode()):
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - see above

    return tuple(sorted(entry_points(group=group), key=lambda one: one.name))


def _may_be_announced(group: bytes) -> bool:
    """Whether something on the path names `group`, or is to be asked in another way than by reading a file."""
    finders = (one for one in sys.meta_path if one is not PathFinder)
    return any(hasattr(one, "find_distributions") for one in finders) or any(_names(path, group) for path in sys.path)


def _names(place: str, group: bytes) -> bool:
    try:
        with os.scandir(place or ".") as entries:
            return place.endswith(".egg") or any(
                group in _read(f"{one.path}/{_FILE}") for one in entries if one.name.lower().endswith(_FOLDERS)
            )
    except OSError:
        return os.path.isfile(place)  # noqa: PTH113 - pathlib takes longer to load than this to run; an archive has its own ways


def _read(path: str) -> bytes:
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return b""
    try:
        return os.read(file, _MOST_BYTES)
    finally:
        os.close(file)
