"""What is loaded stays: looking for garbage in it, again and again while it grows, costs a tenth of a run over one document."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """While something is loaded no garbage is looked for, and in what is there at the end never again; as before from then on."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
