"""Tables of contents that were typed, not made: their lines are no articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.readers.marks import ended, is_field
from app.text.labels import annex_line, split_label

_ENTRY = re.compile(r"^(?P<entry>.*\S)\s*(?:[.．·…]{4,}|…{2,}|\t+)\s*[-—]?\s*\d{1,3}\s*[-—]?\s*$")
_TITLE = re.compile(r"^[#\s]*目\s*[录錄次]\s*$")
_DOTS = re.compile(r"[.．·…]{4,}|…{2,}")
_PAGE = re.compile(r"\S\s+[-—]?\d{1,3}[-—]?\s*$")
# No entry is longer than a heading; three in one place are a table of contents, a lone one is a
# line somebody dotted.
_LENGTH, _FEWEST = 40, 3


def contents_lines(texts: Sequence[str]) -> tuple[set[int], set[int]]:
    """The lines that are a table of contents: its entries, and its titles.

    Lines with leaders and page numbers count anywhere. Behind a title 目录, lines with a label
    count as well where they end in page numbers or stand a second time in the text.
    """
    entries = {i for i, text in enumerate(texts) if _is_entry(text.strip())}
    found = entries if len(entries) >= _FEWEST else set()
    plain = Counter(_plain(text) for text in texts)
    for title in [i for i, text in enumerate(texts) if _TITLE.match(text)]:
        listed = _listed(texts, title, plain)
        if len(listed) >= _FEWEST:
            found |= set(listed)
    titles = {i for i, text in enumerate(texts) if _TITLE.match(text)}
    return found, titles if found else set()


def _listed(texts: Sequence[str], title: int, plain: Counter[str]) -> list[int]:
    """The run of entries without leaders behind a title."""
    listed: list[int] = []
    for index in range(title + 1, len(texts)):
        text = texts[index].strip()
        if not text:
            continue
        short = len(text) < _LENGTH and not ended(text) and _labelled(text)
        if not short or not (_PAGE.search(text) or plain[_plain(text)] > 1):
            break
        if _plain(text) in {_plain(texts[i]) for i in listed}:
            break  # the text itself begins
        listed.append(index)
    return listed


def _plain(text: str) -> str:
    return re.sub(r"[\s#]", "", text)


def _labelled(text: str) -> bool:
    return split_label(text).number is not None or annex_line(text) is not None


def _is_entry(text: str) -> bool:
    match = _ENTRY.match(text) if len(text) <= 3 * _LENGTH else None
    if not match or is_field(text):
        return False
    if _DOTS.search(text):
        return True
    return _labelled(text) and text.count("\t") == 1 and len(text) < _LENGTH
