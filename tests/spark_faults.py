"""Passes that kill what runs them, once. A module of its own, because executors import it by name."""

import os
import signal
from pathlib import Path


def kill_once(doc):
    """Kill what the text names, when the folder named beside it has no mark that it was done."""
    marked = next(doc.root.iter("kbd"), None)
    victim, _, folder = ("" if marked is None else marked.text or "").partition(" in ")
    if victim in _VICTIMS and not (mark := Path(folder) / victim).exists():
        process = _VICTIMS[victim]()
        mark.write_text(str(process))
        os.kill(process, signal.SIGKILL)


def _executor():
    """The Java process whose daemon forked this one."""
    daemon = os.getppid()
    java = int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
    if b"CoarseGrainedExecutorBackend" not in Path(f"/proc/{java}/cmdline").read_bytes():
        raise ProcessLookupError(java)
    return java


_VICTIMS = {"python": os.getpid, "executor": _executor}
