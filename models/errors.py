"""The two families of failure: a contract that can't be read, and a defect of our own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.message import Message


class UnreadableReason(StrEnum):
    """Why a file could not be read; each has an entry ``unreadable.<value>`` in the catalogues."""

    NOT_FOUND = "not_found"
    NO_ACCESS = "no_access"
    EMPTY = "empty"
    NO_PAGES = "no_pages"
    UNSUPPORTED = "unsupported"
    WRONG_EXTENSION = "wrong_extension"
    ENCRYPTED = "encrypted"
    WRONG_PASSWORD = "wrong_password"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    NO_TEXT = "no_text"
    NOT_RECOGNISED = "not_recognised"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"


class UnreadableContract(Exception):  # noqa: N818 - the field's word, not a programming error
    """A file that can't be read as a contract; the others are still compared.

    Attributes:
        name: The file's name, without its folder.
        reason: The kind of failure.
        message: What happened and what would help, in the user's words.
        page: The page where it happened, from 1, where known.
    """

    def __init__(
        self,
        name: str,
        reason: UnreadableReason,
        page: int | None = None,
        params: Mapping[str, object] | None = None,
    ) -> None:
        # The arguments go to Exception as they are, so that it travels between processes.
        super().__init__(name, reason, page, params)
        self.name = name
        self.reason = reason
        self.page = page
        self.message = Message.of(f"unreadable.{reason.value}", name=name, **(params or {}))
