"""Pages that are pictures are told to be missing where the user does not want them recognised."""

import io

import pytest
from PIL import Image, ImageDraw

from app.readers.options import ReadOptions
from app.readers.pdf import read_pdf
from models.document import Severity
from models.errors import UnreadableContract, UnreadableReason

OFF = ReadOptions(recognise=False)


def picture() -> Image.Image:
    page = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(page).rectangle((60, 60, 540, 90), fill=0)
    return page


def test_a_scan_is_not_recognised():
    file = io.BytesIO()
    picture().save(file, "PDF")
    with pytest.raises(UnreadableContract) as told:
        read_pdf(file.getvalue(), "scan.pdf", OFF)
    assert told.value.reason is UnreadableReason.NOT_RECOGNISED


def test_pages_passed_over_are_told():
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    text = pypdfium2.PdfDocument(_text_page())
    pdf.import_pages(text)
    file = io.BytesIO()
    picture().save(file, "PDF")
    scan = pypdfium2.PdfDocument(file.getvalue())
    pdf.import_pages(scan)
    out = io.BytesIO()
    pdf.save(out)
    for held in (pdf, text, scan):
        held.close()
    read = read_pdf(out.getvalue(), "mixed.pdf", OFF)
    told = next(n for n in read.notices if n.code == "reading.not_recognised")
    assert told.severity is Severity.ERROR
    assert dict(told.message.params)["pages"] == "2"
    assert read.pages == 2
    assert read.blocks


def _text_page() -> bytes:
    """One page with the words of a clause, in one of the standard fonts."""
    stream = b"BT /F1 12 Tf 72 700 Td (1. The total price is 1,000.00 yuan and is fixed.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
