"""Where a finished file goes."""

import os
from pathlib import Path
from stat import S_IMODE


def put_in_place(made: Path, path: Path) -> None:
    """Give the file `made` the name `path`, durably. What is there is replaced; its mode and a link to it stay. OSError."""
    target = Path(os.path.realpath(path))
    if target.exists():
        made.chmod(S_IMODE(target.stat().st_mode))
    made.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
