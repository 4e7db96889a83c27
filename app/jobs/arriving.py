"""What a process does while a large value of another one arrives."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ARRIVING = threading.Lock()
_under_way = 0


@contextmanager
def arriving() -> Iterator[None]:
    """While a large value arrives, nothing is sought that could be thrown away.

    A comparison is hundreds of thousands of small values without a cycle among them. Looking
    through them all for cycles stops every thread for half a second, again and again while they
    are made; afterwards they are set aside, so that no later search looks at them.
    """
    global _under_way  # noqa: PLW0603 - the collector is one for the whole process
    with _ARRIVING:
        _under_way += 1
        gc.disable()
    try:
        yield
    finally:
        with _ARRIVING:
            _under_way -= 1
            if not _under_way:
                gc.freeze()
                gc.enable()
