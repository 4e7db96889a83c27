"""What can be wrong with a command."""

from __future__ import annotations

from models.message import Message

USAGE = 2
"""Exit code of a command that was not usable as given."""


class UsageError(Exception):
    """The command can't be carried out as given.

    Attributes:
        message: What is wrong and what would be right.
    """

    def __init__(self, key: str, **params: object) -> None:
        self.message = Message.of(f"cli.wrong.{key}", **params)
        super().__init__(self.message)
