"""How far a run has come, so that it can be taken up again after any interruption, a power cut included.

All is in one folder beside the output: what is written so far, and `state.json`, which is replaced whole after each block and
names the place behind it. What was written after that place is dropped when the run goes on, and done again.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO, Final

from newsclean.errors import InputError, OptionError

_NAME: Final = "state.json"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Progress:
    """`blocks` that are written, the `mark` of the output behind them, what their `summary` was, and whether they are all."""

    blocks: int = 0
    mark: int = 0
    summary: Mapping[str, object] = field(default_factory=dict)
    is_whole: bool = False


class Journey:
    """The folder of one run. `identity` says what the run reads and how it cleans: only the same run can be taken up again."""

    def __init__(self, output: Path, identity: str) -> None:
        if not output.name:
            raise OptionError("output", str(output), "no name of a file")
        self.output: Final = output
        self.folder: Final = output.with_name(f"{output.name}.partial")
        self._identity: Final = identity
        self._lock: IO[bytes] | None = None

    def begin(self, *, resume: bool) -> Progress:
        """Make the folder, or take up what is in it; nobody else may until `leave`.

        OptionError where there is an interrupted run and `resume` is not asked for, where another run is meant or at work, and
        where the folder is none of a run.
        """
        if self.folder.exists() and not resume:
            raise OptionError(
                "output", str(self.folder), "an interrupted run is there; go on with --resume, or remove the folder"
            )
        if self.folder.is_symlink() or (self.folder.is_dir() and not all(map(_is_ours, self.folder.iterdir()))):
            raise OptionError("resume", str(self.folder), "there is something that no interrupted run has left")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.folder / _LOCK)
        path = self.folder / _NAME
        if not path.exists():
            self.save(Progress())
        return self._loaded(path)

    def save(self, progress: Progress) -> None:
        """Replace the state durably."""
        beside = self.folder / f"{_NAME}.new"
        with beside.open("w", encoding="utf-8", errors="backslashreplace") as file:  # a name may have a lone surrogate
            values = {one.name: getattr(progress, one.name) for one in fields(Progress)}
            file.write(json.dumps({"identity": self._identity, **values}, ensure_ascii=False))  # thrice as fast as json.dump
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / _NAME)

    def leave(self, *, remove: bool) -> None:
        """Let others take the run up, or `remove` the folder: the output is in its place, or there is nothing to take up."""
        if self._lock is not None:
            self._lock.close()
        if remove:
            # First of all: what is left without it is nothing to take up.
            (self.folder / _NAME).unlink(missing_ok=True)
            shutil.rmtree(self.folder)

    def _loaded(self, path: Path) -> Progress:
        try:
            values = json.loads(path.read_text("utf-8"))
            identity = values.pop("identity")
            progress = Progress(**{one.name: values[one.name] for one in fields(Progress)})
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(f"{path} is broken: {error}") from None
        if identity != self._identity:
            raise OptionError("resume", str(self.folder), "the interrupted run read another input, or cleaned it otherwise")
        return progress


def _is_ours(path: Path) -> bool:
    return path.name in {_NAME, f"{_NAME}.new", _LOCK} or path.name.startswith("rows") or path.suffix == ".part"


def _locked(path: Path) -> IO[bytes]:
    file = path.open("ab")
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise OptionError("resume", str(path.parent), "another process is at work on this run") from None
    return file
