"""Tasks that a crew may get, the bad ones among them. A module of its own, because they have to pickle by name."""

import os
import signal
import time

from newsclean.batch.worker import Lost

BAD = {"kill", "hang", "eat", "exit", "deep"}


def prepare():
    return do


def prepare_in_vain():
    raise ValueError("nothing to begin with")


def prepare_and_die():
    os._exit(7)


def do(task):
    if task == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "hang":
        time.sleep(600)
    if task == "eat":
        return len(bytearray(10**10))
    if task == "exit":
        os._exit(3)
    return f"done {task}"


def expected(task):
    causes = {
        "kill": Lost("died", "its process was ended by SIGKILL, perhaps for want of memory"),
        "hang": Lost("time", "more than 1 seconds"),
        "eat": Lost("memory", "more memory than a document may take"),
        "exit": Lost("died", "its process ended with status 3"),
    }
    return causes.get(task, f"done {task}")
