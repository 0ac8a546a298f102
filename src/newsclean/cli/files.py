"""Files are replaced whole or left alone: written beside their place, made durable, then renamed."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Make `data` the content of the file, or raise OSError and leave what was there.

    A symbolic link stays a link (its target is replaced), an existing file keeps its mode, a new one gets what the umask
    allows, a file that may not be written is not replaced either. A pipe or a device is written to as it is.
    """
    real = Path(os.path.realpath(path))
    try:
        mode = real.stat().st_mode
    except FileNotFoundError:
        _replace(real, data, None)
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        real.write_bytes(data)
        return
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _replace(real, data, stat.S_IMODE(mode))


def _replace(path: Path, data: bytes, mode: int | None) -> None:
    # A name of its own length: the file's name may already be as long as the file system takes.
    beside = path.with_name(f".newsclean-{os.urandom(8).hex()}.tmp")
    try:
        _write_durably(beside, data)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
