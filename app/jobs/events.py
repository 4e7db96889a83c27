"""What the program notes of its work: what happened, how long it took, what failed; never a text.

Where nobody keeps a log, as in a reading process, a note goes nowhere.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

LOGGER = "leasediff"
"""Name of the logger that takes the notes."""

FACTS = "facts"
"""The attribute of a record that holds a note's facts."""


def note(event: str, **facts: object) -> None:
    """Notes an event.

    Args:
        event: A fixed name: ``project.opened``.
        facts: Counts, times, words of the program; whatever else is kept as a fingerprint only.
    """
    logging.getLogger(LOGGER).info(event, extra={FACTS: facts})


def fingerprint(path: Path) -> str:
    """What stands for a file: the same for the same place, and without its name."""
    place = os.fspath(path.absolute()).encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(place).hexdigest()[:8]}{path.suffix.lower()[:8]}"
