"""Processes that do tasks in order. One that dies, hangs or eats memory costs only the task it was at.

The standard pools give up as a whole when a process dies, and cannot say which task killed it. Here a process answers each task
by itself, so the one that it was at is the first without an answer. `pool.py` and `worker.py` are the side that asks,
`service.py` is the life of a process.
"""

from newsclean.pool.answers import Bounds, Lost, PoolError
from newsclean.pool.context import quickly
from newsclean.pool.pool import Pool, processors

__all__ = ["Bounds", "Lost", "Pool", "PoolError", "processors", "quickly"]
