"""How a contract is to be read where its file leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass, field
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
        recognise: Whether pages of a PDF that are pictures are recognised, which takes seconds a
            page; else they are told to be missing.
        passwords: Tried one after the other where a file can only be opened with one. They live in
            memory and in the pipe to the reading process; nothing writes or prints them.
    """

    tracked: Tracked = Tracked.ACCEPTED
    recognise: bool = True
    passwords: tuple[str, ...] = field(default=(), repr=False)


USUAL = ReadOptions()
