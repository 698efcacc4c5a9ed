"""Cyclic garbage collection paused while thousands of references are rendered or written.

That makes many small tuples and no cycles, so each collection only walks what is alive: 20 %
of the time to render 7,166 references, and half of that to write them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collector, which is the process's, and start it again if it was on."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
