"""PDF files: the text where there is text, the recognition of the page's image where there is none.

``read_pdf`` is the entry. Each page becomes a ``PageContent``, from its characters and rules or
from recognition, and ``layout`` makes paragraphs and tables of all of them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.jobs import PageReport, unwatched
from app.readers.layout import lay_out
from app.readers.options import USUAL, ReadOptions
from app.readers.page import PageContent
from app.readers.page_furniture import Taken, page_list
from app.readers.paged import PagedReading
from app.readers.pdf_file import opened, sheets
from app.readers.pdf_page import PageText, page_text
from app.readers.pdf_runs import sets_apart
from models.document import Notice, Severity
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

# Texts that a notice quotes.
_QUOTED = 6


def read_pdf(
    data: bytes, name: str, options: ReadOptions = USUAL, report: PageReport = unwatched
) -> PagedReading:
    """Reads the bytes of a PDF file.

    Args:
        data: The file.
        name: Its name, for the error.
        options: The passwords to try, and whether pictures are recognised.
        report: Told of the pages that are recognised.

    Returns:
        Its blocks with their pages and rectangles, and what was taken out, joined or doubted.

    Raises:
        UnreadableContract: ENCRYPTED, WRONG_PASSWORD, DAMAGED, TOO_LARGE, NO_TEXT or
            NOT_RECOGNISED.
    """
    with opened(data, name, options.passwords) as pdf:
        document, damaged = pdf.document, pdf.damaged
        found, lost, remarks = sheets(document, name)
        apart = sets_apart(sheet.glyphs for sheet in found)
        texts = [page_text(sheet, apart=apart) for sheet in found]
        count = len(document)
        poor = [text.content.number for text in texts if text.needs_recognition]
        passed_over = [] if options.recognise else poor
        scanned, doubts = _recognised(document, [] if passed_over else poor, report)
    contents = {t.content.number: t.content for t in texts if t.content.number not in passed_over}
    contents |= {content.number: content for content in scanned}
    laid = lay_out([contents[number] for number in sorted(contents)])
    if not laid.blocks:
        raise UnreadableContract(name, _why_empty(passed_over, lost))
    read = [text for text in texts if not text.needs_recognition]
    distrusted = [text.content.number for text in texts if text.distrusted and not passed_over]
    notices = (
        *_passed_over(passed_over),
        *([_notice("distrusted", Severity.INFO, distrusted)] if distrusted else ()),
        *_damage(damaged, lost),
        *_doubts(read, remarks),
        *doubts,
        *laid.notices,
    )
    return PagedReading(laid.blocks, notices, count, "pdf" if read else "scan")


def _recognised(
    document: Any, numbers: Sequence[int], report: PageReport
) -> tuple[list[PageContent], tuple[Notice, ...]]:
    """Recognises the pages whose text is not there or not to be trusted."""
    if not numbers:
        return [], ()
    from app.readers.pdf_image import recognised_pages
    from app.readers.scan_notices import scan_notices

    pages = recognised_pages(document, numbers, report)
    return [page.content for page in pages], scan_notices(pages)


def _why_empty(passed_over: Sequence[int], lost: Sequence[int]) -> UnreadableReason:
    if passed_over:
        return UnreadableReason.NOT_RECOGNISED
    return UnreadableReason.DAMAGED if lost else UnreadableReason.NO_TEXT


def _passed_over(numbers: Sequence[int]) -> tuple[Notice, ...]:
    """Says which pages the user does not want to be recognised."""
    return (_notice("not_recognised", Severity.ERROR, numbers),) if numbers else ()


def _damage(damaged: int, lost: Sequence[int]) -> list[Notice]:
    """What of the file is missing."""
    found = []
    if damaged:
        found.append(_notice("damaged", Severity.WARNING, [], count=damaged))
    if lost:
        found.append(_notice("lost_pages", Severity.WARNING, lost))
    return found


def _doubts(texts: Sequence[PageText], remarks: int) -> list[Notice]:
    """What the pages tell doubtfully, or what of them was left out."""
    found = []
    taken = Taken()
    for text in texts:
        for watermark in text.slanted:
            taken.add("watermarks", watermark, text.content.number)
        for kind, left_out in (("struck", text.struck), ("hidden", text.hidden)):
            if left_out:
                quote = "、".join(f"“{piece.strip()}”" for piece in left_out[:_QUOTED])
                params = {"count": len(left_out), "quote": quote}
                found.append(_notice(kind, Severity.WARNING, [text.content.number], **params))
        if text.unknown:
            found.append(
                _notice("unknown", Severity.WARNING, [text.content.number], count=text.unknown)
            )
    if remarks:
        found.append(_notice("remarks", Severity.INFO, [], count=remarks))
    return [*found, *taken.notices()]


def _notice(kind: str, severity: Severity, pages: Sequence[int], **params: object) -> Notice:
    message = Message.of(f"pdf.{kind}", pages=page_list(pages), **params)
    return Notice(f"reading.{kind}", severity, message, min(pages, default=None))
