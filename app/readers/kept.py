"""Reading what was read before without reading it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from app.jobs import NEVER, CancelToken, PageReport, unwatched
from app.jobs.code_version import code_version
from app.jobs.contract_files import contract_files, contract_hash
from app.readers import SIZE_LIMIT, read_quarantined
from app.readers.options import USUAL, ReadOptions
from app.resources import packaged
from models.document import Document

# What takes part in reading besides the code of the readers themselves: a newer one may see more.
_LIBRARIES = (
    "leasediff", "lxml", "pypdfium2", "rapidocr", "onnxruntime", "opencv-python-headless",
    "pillow", "olefile",
)  # fmt: skip


class Readings(Protocol):
    """Where documents that were read are kept."""

    @property
    def enabled(self) -> bool:
        """Whether any is kept or found at all."""

    def find(self, key: str, sha256: str) -> Document | None:
        """The document that was kept under a key, if it is whole and of that hash."""

    def keep(self, key: str, document: Document) -> None:
        """Keeps a document; where that can't be done, nothing happens."""


def read_kept(
    path: Path,
    cancel: CancelToken = NEVER,
    options: ReadOptions = USUAL,
    report: PageReport = unwatched,
    readings: Readings | None = None,
) -> Document:
    """Reads a contract as :func:`app.readers.read_quarantined`, unless it was read before.

    What may have been opened with a password is never kept: it would lie on the disk without it.

    Args:
        path: The file, or the folder.
        cancel: Asked all the time.
        options: What is read where the file leaves a choice.
        report: Told of the pages, where they are recognised one by one.
        readings: Where documents are kept; None to read in any case.

    Raises:
        UnreadableContract: as there.
        Cancelled: when ``cancel`` says so.
    """
    digest = None if readings is None or not readings.enabled else _digest(path)
    if readings is None or digest is None:
        return read_quarantined(path, cancel, options, report)
    key = reading_key(path, digest, options)
    found = readings.find(key, digest)
    if found is not None:
        return replace(found, name=path.name)
    document = read_quarantined(path, cancel, options, report)
    # Written to while it was read: the key would stand for what it was before.
    if document.sha256 == digest and not options.passwords:
        readings.keep(key, document)
    return document


def reading_key(path: Path, digest: str, options: ReadOptions) -> str:
    """What a reading is kept under: all that decides what comes of it, the passwords aside.

    Args:
        path: The file, or the folder.
        digest: Its hash, as :func:`app.jobs.contract_files.contract_hash` tells.
        options: What is read where the file leaves a choice.

    Returns:
        Lower-case hex.
    """
    # Of a name its end counts, which may be at odds with the content; of a folder the notices name
    # the pages and count what else lies there.
    folder = path.is_dir()
    names = sorted(file.name for file in path.iterdir()) if folder else [path.suffix.lower()]
    parts = [reading_version(), digest, folder, names, options.tracked.value, options.recognise]
    plain = json.dumps(parts, ensure_ascii=True)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


@cache
def reading_version() -> str:
    """A hash of the code, the words and the libraries that read: any change is another reading."""
    digest = hashlib.sha256(code_version("readers", "text").encode("ascii"))
    for words in sorted(packaged("lexicon").iterdir(), key=lambda entry: entry.name):
        digest.update(words.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _digest(path: Path) -> str | None:
    """The hash of a contract, None of what is no ordinary file or can't be read in one go."""
    try:
        files = contract_files(path)
        usual = all(file.is_file() for file in files)
        if not files or not usual or sum(file.stat().st_size for file in files) > SIZE_LIMIT:
            return None
        return contract_hash(path)
    except OSError:  # the reader will say why
        return None
