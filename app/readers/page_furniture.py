"""What stands on pages but is no part of the contract: headers, footers, page numbers, watermarks.

Told by where it stands and how often. All that is taken out is said, with its pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.readers.page import PageContent, TextLine
from app.readers.rows import Row
from app.readers.ruled import Piece
from app.resources import lexicon
from models.document import Notice, Severity
from models.message import Message

# Headers and footers stand within this share of a page's height from its edges: 2.5 cm of A4 is
# 0.085; a header of two lines below a logo reached 0.12.
_ZONE = 0.13
# Lines of a header or a footer at most.
_DEEP = 4
# Repeated lines stand at one height within this many points.
_SAME_HEIGHT = 3.0
# A header is on so many pages at least: two of a short contract; odd and even pages may differ.
_SHORT_FILE, _FEW, _MANY, _SHARE = 5, 2, 3, 0.15
_LONGEST = 60
# A watermark's letters are larger than the text's by this, or it lies in the middle of many pages.
_LARGER = 1.6
_PAGE_NUMBER = re.compile(
    r"[-—–－_~·]{0,2}\s*(?:第\s*)?[0-9一二三四五六七八九十百IVXivx]{1,5}\s*(?:页)?\s*[-—–－_~·]{0,2}"
    r"(?:\s*[,，/／]?\s*(?:of\s*)?(?:共\s*)?\d{1,4}\s*页?)?|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_SAID_PAGE = re.compile(r"页|/|／|[Pp]age|^[-—–－_~·]")
_CONTENTS = re.compile(
    r"^.*\S\s*(?:[.．·…]\s?){4,}\s*[-—]?\s*\d{1,3}\s*[-—]?\s*$|^.*\S\s*…{2,}\s*\d{1,3}$"
)
_CONTENTS_TITLE = re.compile(r"^目\s*录$")


@dataclass(slots=True)
class Taken:
    """What was taken out: for each kind the texts and the pages."""

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pages: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, text: str, page: int) -> None:
        """Notes a piece of furniture."""
        self.pages[kind].append(page)
        text = re.sub(r"\s+", " ", text.strip())
        if text not in self.texts[kind]:
            self.texts[kind].append(text)

    def notices(self) -> list[Notice]:
        """One notice for each kind."""
        found = []
        for kind, pages in sorted(self.pages.items()):
            quote = "、".join(f"“{text}”" for text in self.texts[kind][:6])
            message = Message.of(
                f"pdf.{kind}", count=len(pages), quote=quote, pages=page_list(pages)
            )
            found.append(Notice(f"reading.{kind}", Severity.INFO, message, min(pages)))
        return found


def page_list(pages: Iterable[int]) -> str:
    """Pages in short: ``1-3, 7``."""
    spans: list[list[int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def without_watermarks(pages: Sequence[PageContent], taken: Taken) -> list[PageContent]:
    """Takes upright watermarks out: large, and at one place on many pages, whatever lies there.

    Args:
        pages: The pages.
        taken: Notes what is taken out.
    """
    sizes = sorted(line.size for page in pages for line in page.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if line.size > _LARGER * usual:
                found[_mark(line)].add(page.number)
    needed = max(_FEW, len(pages) / 3)
    marks = {mark for mark, numbers in found.items() if len(numbers) >= needed}
    if not marks:
        return list(pages)
    out = []
    for page in pages:
        kept = [
            line for line in page.lines if line.size <= _LARGER * usual or _mark(line) not in marks
        ]
        for line in page.lines:
            if line.size > _LARGER * usual and _mark(line) in marks:
                taken.add("watermarks", line.text, page.number)
        out.append(replace(page, lines=tuple(kept)))
    return out


def _mark(line: TextLine) -> tuple[str, int]:
    return line.text.strip(), round(line.box.y0 / (2 * _SAME_HEIGHT))


def without_furniture(
    sheets: Sequence[list[Row]], heights: Sequence[float], taken: Taken
) -> list[list[Row]]:
    """Takes headers, footers, page numbers and tables of contents out.

    Args:
        sheets: For each page its lines outside tables, from top to bottom.
        heights: The pages' heights.
        taken: Notes what is taken out.
    """
    drop: set[int] = set()
    repeated = _repeated(sheets, heights)
    growing = _growing(sheets, heights)
    for rows, height in zip(sheets, heights, strict=True):
        for zone in _zones(rows, height):
            for row in zone:
                text = row.text.strip()
                if _is_page_number(text) and (_SAID_PAGE.search(text) or id(row) in growing):
                    taken.add("page_numbers", text, row.page)
                elif _place(row) in repeated or _says_continued(text):
                    taken.add("headers", text, row.page)
                else:
                    break  # furniture stands outermost
                drop.add(id(row))
    return _contents([[row for row in rows if id(row) not in drop] for rows in sheets], taken)


def _zones(rows: Sequence[Row], height: float) -> tuple[list[Row], list[Row]]:
    """The lines near a page's top and near its bottom, from the edge inwards."""
    top = [row for row in rows if row.box.y1 <= _ZONE * height][:_DEEP]
    bottom = [row for row in rows if row.box.y0 >= (1 - _ZONE) * height][::-1][:_DEEP]
    return top, bottom


def _is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text))


def _says_continued(text: str) -> bool:
    """Whether a line only says that a table goes on from the page before."""
    return text.strip("（()） ") in lexicon("reading")["table"]["continued"]


def _place(row: Row) -> tuple[str, int]:
    """What a repeated line has in common: its text without figures, its height on the page."""
    return re.sub(r"\d+|\s+", "#", row.text.strip()), round(row.box.y0 / _SAME_HEIGHT)


def _repeated(sheets: Sequence[list[Row]], heights: Sequence[float]) -> set[tuple[str, int]]:
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for rows, height in zip(sheets, heights, strict=True):
        for zone in _zones(rows, height):
            for row in zone:
                text, place = _place(row)
                if len(text) <= _LONGEST:
                    for near in (place - 1, place, place + 1):
                        pages[text, near].add(row.page)
    needed = _needed(len(sheets))
    return {place for place, found in pages.items() if len(found) >= needed}


def without_framed_headers(
    tables: Sequence[list[Piece]], heights: Sequence[float], taken: Taken
) -> list[list[Piece]]:
    """Takes headers and footers set as small tables out: at one place on many pages.

    Args:
        tables: For each page its tables.
        heights: The pages' heights.
        taken: Notes what is taken out.
    """
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for found, height in zip(tables, heights, strict=True):
        for piece in found:
            if _in_margin(piece, height):
                pages[_said(piece)].add(piece.page)
    needed = _needed(len(tables))
    kept: list[list[Piece]] = []
    for found, height in zip(tables, heights, strict=True):
        kept.append([])
        for piece in found:
            if _in_margin(piece, height) and len(pages[_said(piece)]) >= needed:
                taken.add("headers", " ".join(" ".join(row) for row in piece.texts()), piece.page)
            else:
                kept[-1].append(piece)
    return kept


def _in_margin(piece: Piece, height: float) -> bool:
    inside = piece.box.y1 <= _ZONE * height or piece.box.y0 >= (1 - _ZONE) * height
    return inside and len(piece.rows) < _DEEP


def _said(piece: Piece) -> tuple[str, int]:
    text = "|".join("|".join(row) for row in piece.texts())
    return re.sub(r"\d+|\s+", "#", text), round(piece.box.y0 / _SAME_HEIGHT)


def _needed(pages: int) -> float:
    """On how many pages a header stands at least."""
    return _FEW if pages <= _SHORT_FILE else max(_MANY, _SHARE * pages)


def _growing(sheets: Sequence[list[Row]], heights: Sequence[float]) -> set[int]:
    """The bare numbers near the pages' edges that grow with the pages."""
    bare: dict[int, list[Row]] = defaultdict(list)
    for rows, height in zip(sheets, heights, strict=True):
        for zone in _zones(rows, height):
            for row in zone:
                text = row.text.strip()
                if text.isascii() and text.isdecimal() and len(text) < 5:
                    bare[int(text) - row.page].append(row)
    # One bare number may be anything; two that keep their distance to the page are pages.
    return {id(row) for rows in bare.values() if len(rows) > 1 for row in rows}


def _contents(sheets: Sequence[list[Row]], taken: Taken) -> list[list[Row]]:
    entries = [row for rows in sheets for row in rows if _CONTENTS.match(row.text)]
    # Three are a table of contents; a lone one is a line that somebody dotted.
    if len(entries) < 3:
        return list(sheets)
    drop = {id(row) for row in entries}
    for rows in sheets:
        drop |= {id(row) for row in rows if _CONTENTS_TITLE.match(row.text.strip())}
    for row in entries:
        taken.add("contents", row.text[:20], row.page)
    return [[row for row in rows if id(row) not in drop] for rows in sheets]
