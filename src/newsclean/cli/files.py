"""Files are replaced whole or left alone: written beside their place, made durable, then renamed."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Make `data` the content of the file, or raise OSError and leave what was there.

    A symbolic link stays a link (its target is replaced). An existing file keeps its mode and, where that is allowed, its owner;
    a new one gets what the umask allows. A file that may not be written is not replaced either. A pipe or a device is written to
    as it is.
    """
    real = Path(os.path.realpath(path))
    try:
        old = real.stat()
    except FileNotFoundError:
        _replace(real, data, None)
        return
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(old.st_mode):
        real.write_bytes(data)
        return
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _replace(real, data, old)


def _replace(path: Path, data: bytes, old: os.stat_result | None) -> None:
    # A name of its own length: the file's name may already be as long as the file system takes.
    beside = path.with_name(f".newsclean-{secrets.token_hex(8)}.tmp")
    try:
        _write_durably(beside, data)
        if old is not None:
            _make_alike(beside, old)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _make_alike(path: Path, old: os.stat_result) -> None:
    new = path.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(OSError):  # only root may give a file away
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
