"""How a contract is to be read where its file leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tracked(StrEnum):
    """Which state of a file with tracked changes is read."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The choices.

    Attributes:
        tracked: Whether tracked changes count as accepted, or the text before them is read.
    """

    tracked: Tracked = Tracked.ACCEPTED


USUAL = ReadOptions()
