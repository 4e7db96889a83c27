"""The files of a contract: one, or a folder with pictures of its pages."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

_CHUNK = 1 << 20
PAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"})
"""Ends of the names of pictures."""


def contract_files(path: Path) -> tuple[Path, ...]:
    """The files that a contract is read from.

    Args:
        path: A file, or a folder that holds pictures of the pages.

    Returns:
        The file itself, or the folder's pictures in the order in which people number them:
        ``2.jpg`` before ``10.jpg``; other files in the folder are no pages.

    Raises:
        OSError: where the folder can't be looked into.
    """
    if not path.is_dir():
        return (path,)
    found = [
        file
        for file in path.iterdir()
        if file.suffix.lower() in PAGE_SUFFIXES and not file.name.startswith(".") and file.is_file()
    ]
    return tuple(sorted(found, key=lambda file: _order(file.name)))


def _order(name: str) -> tuple[object, ...]:
    """Figures count by their value; full-width ones too."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKC", name).casefold())
    # Texts and figures take turns, so that like is compared with like.
    return (*(int(p) if i % 2 else p for i, p in enumerate(parts)), name)


def contract_hash(path: Path) -> str:
    """SHA-256 of a contract's file, lower-case hex; of a folder that of its pages' hashes.

    Raises:
        OSError: where a file can't be read.
    """
    files = contract_files(path)
    if files == (path,):
        return _file_hash(path)
    return hashlib.sha256("".join(map(_file_hash, files)).encode("ascii")).hexdigest()


def _file_hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
