"""Fails a test that leaves a thread running."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# A pool that was told to stop needs a moment; the longest seen on two busy cores was 0.3 s.
_GRACE_SECONDS = 3.0


def _threads() -> set[threading.Thread]:
    # Python keeps a dummy for every foreign thread, such as Qt's, that once ran Python code.
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)  # type: ignore[attr-defined]
    }


@contextmanager
def no_new_threads(grace: float = _GRACE_SECONDS) -> Iterator[None]:
    """Fails where a thread that was not there before outlives the block by ``grace`` seconds."""
    before = _threads()
    yield
    deadline = time.monotonic() + grace
    for thread in _threads() - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    if left := _threads() - before:
        pytest.fail(f"left running: {sorted(t.name for t in left)}", pytrace=False)
