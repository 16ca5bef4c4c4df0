"""Reading makes millions of small objects and no rings of them: looking for rings meanwhile is lost time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_ring_search() -> Iterator[None]:
    """Pause the search for unreachable rings of objects; all else is freed as always."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # what was read counts as old from here on, or the first search would go through all of it
            gc.unfreeze()
            gc.enable()
