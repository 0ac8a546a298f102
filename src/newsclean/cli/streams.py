"""Standard input and output as bytes: neither the locale nor the platform's line ends have a say in the content."""

import os
import sys
from contextlib import suppress
from typing import IO, Final

from newsclean.errors import InputError

_PART: Final = 1024 * 1024
"""Bytes read at a time: an endless file must not be given the memory that its limit allows at once."""


def read_stdin(most: int) -> bytes:
    """Standard input up to byte `most`. Raises `InputError` when it is closed, OSError when it cannot be read."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return read_up_to(sys.stdin.buffer, most)


def read_up_to(file: IO[bytes], most: int) -> bytes:
    """The bytes of `file`, at most the first `most` of them."""
    parts: list[bytes] = []
    while most:
        asked = min(most, _PART)
        parts.append(file.read(asked))
        most -= asked
        if len(parts[-1]) < asked:  # the end; to ask for it again would wait for another Ctrl-D at a terminal
            break
    return b"".join(parts)


def write_stdout(data: bytes) -> None:
    """Write all of it and flush. Raises OSError when it cannot be written, BrokenPipeError when the reader has gone."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        # Under PYTHONUNBUFFERED the stream is a raw file, which may take a part and say how much.
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def abandon_output() -> None:
    """Send what the standard streams still hold to nowhere.

    A stream that failed keeps its bytes and fails again when Python flushes it on the way out, with a message and a status
    of Python's own (120).
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not _is_flushed(stream):
            _point_at_nothing(stream)


def _is_flushed(stream: IO[str]) -> bool:
    try:
        stream.flush()
    except (OSError, ValueError):
        return False
    return True


def _point_at_nothing(stream: IO[str]) -> None:
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
