"""Files are replaced whole or left alone: written beside their place, made durable, then renamed."""

import errno
import os
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path

from newsclean.cli.signals import undisturbed


def write_file(path: Path, data: bytes) -> None:
    """Make `data` the content of the file, or raise OSError and leave what was there.

    A symbolic link stays a link (its target is replaced), an existing file keeps its mode and, as far as the system lets us, its
    owner, a new one gets what the umask allows, a file that may not be written is not replaced either. A pipe or a device is
    written to as it is.
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
    beside = path.with_name(f".newsclean-{os.urandom(8).hex()}.tmp")
    with undisturbed():
        try:
            # Who may read it is said by the mode that it gets last.
            _write_durably(beside, data, 0o666 if old is None else 0o600)
            if old is not None:
                _hand_over(beside, old)
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise


def _write_durably(path: Path, data: bytes, mode: int) -> None:
    with open(path, "xb", opener=partial(os.open, mode=mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _hand_over(path: Path, old: os.stat_result) -> None:
    """Give the file the owner and the mode of another; to another owner as far as the system lets us."""
    if not _is_owned_alike(path.stat(), old):
        with suppress(OSError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))


def _is_owned_alike(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_uid, one.st_gid) == (other.st_uid, other.st_gid)
