"""Which version of the program's own code something was made with."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path


@cache
def code_version(*parts: str) -> str:
    """A hash of the code of packages of ``app``, and of all values: any change is another one.

    A number that people raise by hand is forgotten sooner or later. Where the code is not there as
    files (a frozen program), the program's own file stands for it.

    Args:
        parts: Names of the packages; none for all of them.

    Returns:
        Lower-case hex.
    """
    own = Path(__file__).parents[1]
    folders = [own / part for part in parts] or [own]
    folders.append(own.parent / "models")
    digest = hashlib.sha256()
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    for file in files:
        digest.update(file.read_bytes())
    if not files:
        found = Path(sys.executable).stat()
        digest.update(f"{found.st_size} {found.st_mtime_ns}".encode("ascii"))
    return digest.hexdigest()
