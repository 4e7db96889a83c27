"""Opens PDF files: PDFium's one lock, its errors in our words, the pages as it has them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.readers.pdf_drawing import drawing
from app.readers.pdf_glyphs import glyphs
from app.readers.pdf_guard import streams
from app.readers.pdf_page import Sheet
from models.errors import UnreadableContract, UnreadableReason

# PDFium is not safe for threads: whoever calls it, in whatever module, holds this.
PDFIUM = threading.RLock()
# The longest contract of the samples has 22 pages; a tender with all annexes has 400.
_PAGE_LIMIT = 1500
# Far more text than that is no contract; the registry refuses it too.
_GLYPH_LIMIT = 3_000_000


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """An open file.

    Attributes:
        document: The document of pypdfium2.
        damaged: How many of its streams can't be unpacked to their end; PDFium passes that over.
    """

    document: Any
    damaged: int


@contextmanager
def opened(data: bytes, name: str, passwords: Sequence[str] = ()) -> Iterator[OpenedPdf]:
    """The file, while PDFium's lock is held.

    Args:
        data: The file.
        name: Its name, for the error.
        passwords: Tried where it can only be opened with one.

    Raises:
        UnreadableContract: ENCRYPTED, WRONG_PASSWORD, DAMAGED, TOO_LARGE.
    """
    import pypdfium2

    start = data.find(b"%PDF")
    if start > 0:
        data = data[start:]  # junk before the header moves all offsets
    packed = streams(data)
    if packed.swell:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
    with PDFIUM:
        try:
            document = _document(data, passwords)
            count = len(document)
        except pypdfium2.PdfiumError as error:
            raise UnreadableContract(name, _reason(error, passwords)) from None
        try:
            if count == 0:
                raise UnreadableContract(name, UnreadableReason.DAMAGED)
            if count > _PAGE_LIMIT:
                raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
            # What is encrypted can't be unpacked as it stands.
            yield OpenedPdf(document, 0 if b"/Encrypt" in data else packed.damaged)
        finally:
            document.close()


def _document(data: bytes, passwords: Sequence[str]) -> Any:
    """The document of pypdfium2, with the first password that opens it."""
    import pypdfium2

    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(data, password)
        except pypdfium2.PdfiumError as error:
            failure = error
            if not _locked(error):
                break
    raise failure


def _locked(error: Exception) -> bool:
    import pypdfium2.raw as pdfium

    code = getattr(error, "err_code", None)
    return code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def _reason(error: Exception, passwords: Sequence[str]) -> UnreadableReason:
    if not _locked(error):
        return UnreadableReason.DAMAGED
    return UnreadableReason.WRONG_PASSWORD if passwords else UnreadableReason.ENCRYPTED


def sheets(document: Any, name: str) -> tuple[list[Sheet], list[int], int]:
    """The pages of an open document.

    Returns:
        The pages; the numbers of those that PDFium can't load; how many remarks (annotations with
        text that are no part of the page) were left out.

    Raises:
        UnreadableContract: DAMAGED where no page can be loaded, TOO_LARGE.
    """
    import pypdfium2

    found: list[Sheet] = []
    lost: list[int] = []
    remarks = total = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            lost.append(number)
            continue
        page, left_out = _with_fields(document, page, number)
        remarks += left_out
        sheet = _sheet(page, number)
        page.close()
        found.append(sheet)
        total += len(sheet.glyphs)
        if total > _GLYPH_LIMIT:
            raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
    if not found:
        raise UnreadableContract(name, UnreadableReason.DAMAGED)
    return found, lost, remarks


def _sheet(page: Any, number: int) -> Sheet:
    drawn = drawing(page)
    text = page.get_textpage()
    try:
        characters = glyphs(text, look_for_hidden=drawn.hidden_text)
    finally:
        text.close()
    return Sheet(number, tuple(page.get_bbox()), page.get_rotation(), characters, drawn)


def _with_fields(document: Any, page: Any, number: int) -> tuple[Any, int]:
    """Makes what was typed into form fields part of the page; counts remarks, which are none."""
    import pypdfium2.raw as pdfium

    fields = remarks = 0
    said = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            fields += 1
        else:
            remarks += kind in said
            pdfium.FPDFPage_RemoveAnnot(page.raw, index)
    flattened = fields and pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    if flattened == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[number - 1]
    return page, remarks
