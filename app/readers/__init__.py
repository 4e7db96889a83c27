"""Readers: a file in, a Document out; one module a format and a registry in front."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from app.jobs import NEVER, CancelToken, PageReport, unwatched
from app.jobs.contract_files import contract_files, contract_hash
from app.jobs.quarantine import DEFAULT_LIMITS, Limits
from app.readers.options import USUAL, ReadOptions
from app.readers.paged import PagedReading
from models.document import Block, Document, Notice, Paragraph, Severity
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

Reading = tuple[tuple[Block, ...], tuple[Notice, ...]]
# No contract that an office works with is larger; a file of 300 MB is not read into memory.
SIZE_LIMIT = 300_000_000
# The longest contract of the samples has 20 000 characters; comparing is made for ten times that.
_TEXT_LIMIT = 2_000_000
# Address space, not memory: the recognition of a page takes 1 GB and maps more than it uses.
# What it holds: a page of A3 at 600 dpi has 210 MB, of which several copies are worked on.
_RECOGNITION = Limits(page_seconds=180.0, memory=6_000_000_000, held=2_500_000_000)
# Names of pages that a notice quotes.
_NAMED = 3
_HEAD = 1024
# Kinds that another program than Word or WPS has to deal with.
_OWN_HELP = ("photo", "ofd", "sheet", "archive", "program")
# Where nothing comes out of a renamed file, what it is helps more than that nothing came out.
_SAID_OF_RENAMED = (UnreadableReason.DAMAGED, UnreadableReason.NO_TEXT)


def read(path: Path, options: ReadOptions = USUAL, report: PageReport = unwatched) -> Document:
    """Reads a contract.

    What the file is, is told by its first bytes; a wrong extension on a readable file is said in a
    notice. A folder is one contract too, of the pictures of pages in it, in the order of the
    numbers in their names.

    Args:
        path: The file, or the folder.
        options: What is read where the file leaves a choice.
        report: Told of the pages, where they are recognised one by one.

    Returns:
        Its paragraphs and tables in order, with what was repaired, chosen or taken out.

    Raises:
        UnreadableContract: if it can't be read, with the reason and what would help.
    """
    from app.readers.formats import sniff

    path = Path(path)
    if path.is_dir():
        return _read_folder(path, report)
    data = _load(path)
    digest = hashlib.sha256(data).hexdigest()
    sniffed = sniff(data, path.name)
    if sniffed.problem is UnreadableReason.ENCRYPTED and options.passwords:
        data = _unlocked(data, path.name, options)
        sniffed = sniff(data, path.name)
    if sniffed.problem:
        params = {"format": f"@format.{sniffed.kind}"}
        raise UnreadableContract(path.name, sniffed.problem, params=params)
    if sniffed.kind not in _READERS and sniffed.kind not in _PAGED:
        reason = (
            UnreadableReason.WRONG_EXTENSION if sniffed.mismatch else UnreadableReason.UNSUPPORTED
        )
        params = {"format": f"@format.{sniffed.kind}", "help": f"@{_help(sniffed.kind)}"}
        raise UnreadableContract(path.name, reason, params=params)
    kind, pages = sniffed.kind, None
    try:
        if sniffed.kind in _PAGED:
            paged = _PAGED[sniffed.kind](data, path.name, options, report)
            blocks, notices, kind, pages = paged.blocks, paged.notices, paged.format, paged.pages
        else:
            blocks, notices = _READERS[sniffed.kind](data, path.name, options)
    except UnreadableContract as error:
        if sniffed.mismatch and error.reason in _SAID_OF_RENAMED:
            key = f"unreadable.{error.reason}_renamed"
            error.message = Message.of(key, name=path.name, format=f"@format.{sniffed.kind}")
        raise
    if sum(map(_length, blocks)) > _TEXT_LIMIT:
        raise UnreadableContract(path.name, UnreadableReason.TOO_LARGE)
    if sniffed.mismatch:
        found = Message.of("notice.extension", format=f"@format.{sniffed.kind}")
        notices = (Notice("reading.extension", Severity.INFO, found), *notices)
    return Document(path.name, digest, kind, blocks, pages, notices)


def _read_folder(path: Path, report: PageReport) -> Document:
    """Reads the pictures of a folder as the pages of one contract."""
    from app.readers.images import read_page_files

    try:
        files, others = contract_files(path), len(list(path.iterdir()))
        if not files:
            raise UnreadableContract(path.name, UnreadableReason.NO_PAGES)
        if sum(file.stat().st_size for file in files) > SIZE_LIMIT:
            raise UnreadableContract(path.name, UnreadableReason.TOO_LARGE)
        digest = contract_hash(path)
    except OSError:
        raise UnreadableContract(path.name, UnreadableReason.NO_ACCESS) from None
    paged = read_page_files(files, path.name, report)
    first = "、".join(file.name for file in files[:_NAMED]) + ("……" if len(files) > _NAMED else "")
    key = "notice.page_files_some" if others > len(files) else "notice.page_files"
    found = Message.of(key, count=len(files), first=first, others=others - len(files))
    notices = (Notice("reading.page_files", Severity.INFO, found), *paged.notices)
    return Document(path.name, digest, paged.format, paged.blocks, paged.pages, notices)


def _length(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell) for row in block.rows for cell in row)


def _help(kind: str) -> str:
    """The entry that says what to do with a kind of file that is not read."""
    return f"help.{kind}" if kind in _OWN_HELP else "help.any"


def read_quarantined(
    path: Path,
    cancel: CancelToken = NEVER,
    options: ReadOptions = USUAL,
    report: PageReport = unwatched,
) -> Document:
    """Reads a contract in a process of its own, with limits on time and memory.

    Args:
        path: The file.
        cancel: Asked all the time.
        options: What is read where the file leaves a choice.
        report: Told of the pages, where they are recognised one by one.

    Raises:
        UnreadableContract: as :func:`read`; also TIMEOUT, MEMORY and CRASHED.
        Cancelled: when ``cancel`` says so; the process is killed.
    """
    from app.jobs.quarantine import quarantined

    document: Document = quarantined(
        "app.readers.read",
        path,
        options,
        name=path.name,
        limits=_limits(path),
        cancel=cancel,
        report=report,
    )
    return document


def _limits(path: Path) -> Limits:
    """More memory for what may have to be recognised, told by the first bytes."""
    from app.readers.formats import may_hold_images

    try:
        if path.is_dir():
            return _RECOGNITION
        if not path.is_file():  # a pipe would keep this process waiting, and none can stop it
            return DEFAULT_LIMITS
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:  # the child will say why
        return DEFAULT_LIMITS
    return _RECOGNITION if may_hold_images(head) else DEFAULT_LIMITS


def _load(path: Path) -> bytes:
    name = path.name
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableContract(name, UnreadableReason.NOT_FOUND) from None
    except OSError:
        raise UnreadableContract(name, UnreadableReason.NO_ACCESS) from None


def _txt(data: bytes, name: str, options: ReadOptions) -> Reading:
    from app.readers.txt import read_text

    return read_text(data, name)


def _docx(data: bytes, name: str, options: ReadOptions) -> Reading:
    from app.readers.docx import read_docx

    return read_docx(data, name, options)


def _doc(data: bytes, name: str, options: ReadOptions) -> Reading:
    from app.readers.doc import read_doc

    try:
        return read_doc(data, name, options)
    except UnreadableContract as error:
        if error.reason is not UnreadableReason.ENCRYPTED or not options.passwords:
            raise
    return read_doc(_unlocked(data, name, options), name, options)


def _odt(data: bytes, name: str, options: ReadOptions) -> Reading:
    from app.readers.odt import read_odt

    return read_odt(data, name, options)


def _rtf(data: bytes, name: str, options: ReadOptions) -> Reading:
    from app.readers.rtf import read_rtf

    return read_rtf(data, name, options)


def _unlocked(data: bytes, name: str, options: ReadOptions) -> bytes:
    from app.readers.locked import unlocked

    return unlocked(data, name, options.passwords)


def _image(data: bytes, name: str, options: ReadOptions, report: PageReport) -> PagedReading:
    from app.readers.images import read_images

    return read_images(data, name, report)


def _pdf(data: bytes, name: str, options: ReadOptions, report: PageReport) -> PagedReading:
    from app.readers.pdf import read_pdf

    return read_pdf(data, name, options, report)


# Those of pages, which may have to be recognised: they report their pages.
_PAGED: dict[str, Callable[[bytes, str, ReadOptions, PageReport], PagedReading]] = {
    "image": _image,
    "pdf": _pdf,
}
_READERS: dict[str, Callable[[bytes, str, ReadOptions], Reading]] = {
    "txt": _txt,
    "docx": _docx,
    "doc": _doc,
    "odt": _odt,
    "rtf": _rtf,
}
