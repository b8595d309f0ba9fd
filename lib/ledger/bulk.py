"""Reading very much at once."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_running: list[bool] = []
"""For each reader at work, whether the collector had been on before the first of them."""


@contextmanager
def in_bulk() -> Iterator[None]:
    """A while without the collector of cycles: it would look again and again at what only grows, and take half of the
    time. Threads may be in it side by side; the last one out switches it on again."""
    with _lock:
        _running.append(_running[0] if _running else gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            if _running.pop() and not _running:
                gc.enable()
