"""What can go wrong while a result is written, in the user's words."""

from __future__ import annotations

import errno
from pathlib import Path

from models.message import Message

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
# What Windows reports where another program (Excel) holds the file: access denied, sharing
# violation, lock violation.
_HELD_ON_WINDOWS = {5, 32, 33}


class NotWritten(OSError):  # noqa: N818 - says what happened
    """A result could not be written; what stood under that name before is untouched.

    An ``OSError``, so that a caller who only knows about files handles it too.

    Attributes:
        path: The file that was to be written.
        message: What happened and what would help.
    """

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror or str(cause), str(path))
        self.path = path
        self.message = Message.of(
            f"export.not_written.{_reason(cause)}", name=path.name, detail=cause.strerror or cause
        )


def _reason(cause: OSError) -> str:
    if cause.errno in _FULL:
        return "full"
    if getattr(cause, "winerror", None) in _HELD_ON_WINDOWS or cause.errno == errno.EBUSY:
        return "held"
    if cause.errno in _DENIED:
        return "denied"
    if cause.errno in {errno.ENOENT, errno.ENOTDIR}:
        return "no_folder"
    if cause.errno == errno.EISDIR:
        return "folder"
    return "other"
