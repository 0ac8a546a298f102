"""A file of rules as it was read: what a Cleaner carries of its own packs to where the file is not."""

from pathlib import Path
from typing import NamedTuple

from newsclean.errors import PackError


class PackFile(NamedTuple):
    """The TOML text `source` of a pack, and the `path` of the file that it stood in, whose name is the pack's id."""

    path: Path
    source: str

    @classmethod
    def read(cls, path: str | Path) -> "PackFile":
        """The file at `path`. PackError when it cannot be read."""
        try:
            return cls(Path(path), Path(path).read_text("utf-8"))
        except (OSError, UnicodeError) as error:
            raise PackError(str(path), "", f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
