"""Work that makes many values and throws none of them away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While the work goes on, nothing is sought that could be thrown away.

    The clauses, edits and cells that a comparison or a workbook is made of are all needed until
    it is finished, and there is no cycle among them. Looking for some, again and again through
    all that was made so far, takes a sixth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
