"""Where a finished file goes."""

import os
from pathlib import Path
from stat import S_IMODE


def put_in_place(made: Path, path: Path) -> None:
    """Give the file `made`, which stands on the same disk, the name `path`, durably. What is there leaves its mode. OSError."""
    if path.exists():
        made.chmod(S_IMODE(path.stat().st_mode))
    made.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
