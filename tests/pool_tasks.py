"""Tasks that a pool may get, the bad ones among them. A module of its own, because they have to pickle by name."""

import os
import signal
import time
from pathlib import Path

from newsclean.pool import Lost


def prepare():
    return do


def prepare_in_vain():
    raise ValueError("nothing to begin with")


def prepare_and_die():
    os._exit(7)


def hang_aloud():
    os.write(1, b"hanging\n")
    time.sleep(600)


def hang_deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)


BAD = {
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang": lambda: time.sleep(600),
    "hang aloud": hang_aloud,
    "hang deaf": hang_deaf,
    "eat": lambda: len(bytearray(10**10)),
    "exit": lambda: os._exit(3),
}


def do(task):
    if task in BAD:
        return BAD[task]()
    if isinstance(task, Path):
        time.sleep(0.5)
        task.touch()
    return f"done {task}"


def expected(task):
    causes = {
        "kill": Lost("died", "its process was ended by SIGKILL, perhaps for want of memory"),
        "hang": Lost("time", "more than 1 seconds"),
        "eat": Lost("memory", "more memory than a document may take"),
        "exit": Lost("died", "its process ended with status 3"),
    }
    return causes.get(task, f"done {task}")
