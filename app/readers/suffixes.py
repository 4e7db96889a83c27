"""Which files the readers take, by the ends of their names: for dialogs and drop zones."""

from __future__ import annotations

from app.readers import _PAGED, _READERS
from app.readers.formats import _SUFFIX_KINDS

_TEXT = (".txt", ".md")


def readable_suffixes() -> tuple[str, ...]:
    """The suffixes of the kinds that have a reader, lower-case, with their dots.

    A file of another name is still read where its first bytes tell what it is.
    """
    known = {**_READERS, **_PAGED}
    found = [suffix for suffix, kind in _SUFFIX_KINDS.items() if kind in known]
    return tuple(dict.fromkeys((*found, *_TEXT)))
