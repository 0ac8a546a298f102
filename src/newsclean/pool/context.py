"""How processes begin."""

import multiprocessing
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
