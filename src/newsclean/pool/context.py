"""How processes begin."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import DefaultContext, ForkServerContext, SpawnContext
from typing import TypeAlias

Context: TypeAlias = DefaultContext | ForkServerContext | SpawnContext


def beside_threads() -> Context:
    """Without what this process holds: its pipes, and the threads that other libraries begin, whose locks would stay locked."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["newsclean.api"])  # once for all of them
    return context


def quickly() -> Context:
    """As Python does by itself on this system. Where that means copies of this process, it saves a quarter of a second.

    This process must not have other threads.
    """
    return multiprocessing.get_context()


@contextmanager
def without_interrupts(context: Context) -> Iterator[None]:
    """Ctrl-C waits: a process that begins would tell of it in its own way, before it is told not to heed it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if context.get_start_method() != "fork":
        from multiprocessing import resource_tracker  # noqa: PLC0415 - not on every system

        resource_tracker.ensure_running()  # which lifts the mask when it begins
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
