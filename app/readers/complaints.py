"""What libraries in C have to say against a file: they write it where errors go and read on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable

_ERRORS = 2


def complained(work: Callable[[], object]) -> bool:
    """Whether anything was written to the error output of the process while something was done.

    Python's own messages count too, so does what other threads write meanwhile. Nothing of it is
    shown.

    Args:
        work: What is done.
    """
    with tempfile.TemporaryFile() as kept:
        try:
            before = os.dup(_ERRORS)
        except OSError:  # a program of windows may have no error output
            work()
            return False
        try:
            os.dup2(kept.fileno(), _ERRORS)
            work()
        finally:
            os.dup2(before, _ERRORS)
            os.close(before)
        return kept.seek(0, os.SEEK_END) > 0
