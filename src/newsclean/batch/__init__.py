"""Many documents: a million on one machine, in constant memory, each under limits of its own.

Rows come from a file (`inputs/`), go through the processes of a pool, and are written in the same order (`outputs/`). What is
written can be taken up again after any interruption (`state.py`).
"""
