"""Readers: a file in, a Document out; one module a format and a registry in front."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from app.jobs import NEVER, CancelToken
from models.document import Block, Document, Notice, Paragraph, Severity
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

Reading = tuple[tuple[Block, ...], tuple[Notice, ...]]
# No contract that an office works with is larger; a file of 300 MB is not read into memory.
_SIZE_LIMIT = 300_000_000
# The longest contract of the samples has 20 000 characters; comparing is made for ten times that.
_TEXT_LIMIT = 2_000_000


def read(path: Path) -> Document:
    """Reads a contract.

    What the file is, is told by its first bytes; a wrong extension on a readable file is said in a
    notice.

    Args:
        path: The file.

    Returns:
        Its paragraphs and tables in order, with what was repaired, chosen or taken out.

    Raises:
        UnreadableContract: if it can't be read, with the reason and what would help.
    """
    from app.readers.formats import sniff

    path = Path(path)
    data = _load(path)
    sniffed = sniff(data, path.name)
    if sniffed.problem:
        params = {"format": f"@format.{sniffed.kind}"}
        raise UnreadableContract(path.name, sniffed.problem, params=params)
    reader = _READERS.get(sniffed.kind)
    if reader is None:
        reason = (
            UnreadableReason.WRONG_EXTENSION if sniffed.mismatch else UnreadableReason.UNSUPPORTED
        )
        params = {"format": f"@format.{sniffed.kind}", "help": f"@{_help(sniffed.kind)}"}
        raise UnreadableContract(path.name, reason, params=params)
    blocks, notices = reader(data, path.name)
    if sum(map(_length, blocks)) > _TEXT_LIMIT:
        raise UnreadableContract(path.name, UnreadableReason.TOO_LARGE)
    if sniffed.mismatch:
        found = Message.of("notice.extension", format=f"@format.{sniffed.kind}")
        notices = (Notice("reading.extension", Severity.INFO, found), *notices)
    digest = hashlib.sha256(data).hexdigest()
    return Document(path.name, digest, sniffed.kind, blocks, notices=notices)


def _length(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell) for row in block.rows for cell in row)


def _help(kind: str) -> str:
    """The entry that says what to do with a kind of file that is not read."""
    return f"help.{kind}" if kind in ("pdf", "image", "sheet", "archive", "program") else "help.any"


def read_quarantined(path: Path, cancel: CancelToken = NEVER) -> Document:
    """Reads a contract in a process of its own, with limits on time and memory.

    Raises:
        UnreadableContract: as :func:`read`; also TIMEOUT, MEMORY and CRASHED.
        Cancelled: when ``cancel`` says so; the process is killed.
    """
    from app.jobs.quarantine import quarantined

    document: Document = quarantined("app.readers.read", path, name=path.name, cancel=cancel)
    return document


def _load(path: Path) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableContract(name, UnreadableReason.NO_ACCESS)
        if path.stat().st_size > _SIZE_LIMIT:
            raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableContract(name, UnreadableReason.NOT_FOUND) from None
    except OSError:
        raise UnreadableContract(name, UnreadableReason.NO_ACCESS) from None


def _txt(data: bytes, name: str) -> Reading:
    from app.readers.txt import read_text

    return read_text(data, name)


def _docx(data: bytes, name: str) -> Reading:
    from app.readers.docx import read_docx

    return read_docx(data, name)


_READERS: dict[str, Callable[[bytes, str], Reading]] = {"txt": _txt, "docx": _docx}
