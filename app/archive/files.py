"""The contracts of a folder, and how their workbooks are called."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.jobs.contract_files import PAGE_SUFFIXES
from app.store import SUFFIX

# What lies in folders and is nobody's contract: locks of office programs, what systems leave.
_NOBODYS = re.compile(r"\.|~\$|(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
# Windows refuses these in names; a file may come from another system.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
# Below the 255 bytes that a name may have on Linux, with the suffix and what tells it apart.
_LONGEST = 180


def contracts_in(folder: Path, besides: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The contracts of a folder and of the folders in it, in the order of their names.

    A folder below that holds pictures only is one contract, of those pages.

    Args:
        folder: Where they lie.
        besides: Files and folders that are none of them.

    Raises:
        OSError: where the folder can't be looked into; one below it is passed over.
    """
    left_out = {path.resolve() for path in besides}
    return tuple(_walk(folder, left_out, top=True))


def _walk(folder: Path, left_out: set[Path], *, top: bool) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        if top:
            raise
        return
    entries = [e for e in entries if not _NOBODYS.match(e.name) and e.resolve() not in left_out]
    files = [entry for entry in entries if entry.is_file() and entry.suffix.lower() != SUFFIX]
    # A link to a folder may lead back up.
    folders = [entry for entry in entries if entry.is_dir() and not entry.is_symlink()]
    pages = files and all(file.suffix.lower() in PAGE_SUFFIXES for file in files)
    if pages and not folders and not top:
        yield folder
        return
    yield from files
    for below in folders:
        yield from _walk(below, left_out, top=False)


def workbook_names(folder: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """A name for the workbook of each contract: its own, longer where two would have one name.

    Args:
        folder: The folder of the contracts.
        paths: The contracts in it.

    Returns:
        Names of files, for any system, each its own also where case does not count.
    """
    ways = [path.relative_to(folder) for path in paths]
    forms = (
        [way.stem for way in ways],
        [way.name for way in ways],
        ["_".join(way.parts) for way in ways],
    )
    taken: set[str] = set()
    names = []
    counts = [Counter(form.casefold() for form in several) for several in forms]
    for place in range(len(ways)):
        fitting = (
            f[place] for f, n in zip(forms, counts, strict=True) if n[f[place].casefold()] == 1
        )
        name = _cut(_REFUSED.sub("_", next(fitting, forms[-1][place])).rstrip(". ")) or "_"
        number, own = 1, name
        while own.casefold() in taken:
            number += 1
            own = f"{name} ({number})"
        taken.add(own.casefold())
        names.append(f"{own}.xlsx")
    return tuple(names)


def _cut(name: str) -> str:
    return os.fsencode(name)[:_LONGEST].decode("utf-8", "ignore")
