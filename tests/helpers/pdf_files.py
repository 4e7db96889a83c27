"""Writes small PDF files: text with places, rules, headers, watermarks, rotation.

The font is a Chinese one of the PDF format itself and not embedded: Chinese characters are one size
wide, Latin ones half a size. Places are points from the page's top left; a text's place is the left
end of its baseline.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

A4 = (595.0, 842.0)
MARGIN = 90.0


@dataclass
class Page:
    """A page being written."""

    size: tuple[float, float] = A4
    rotate: int = 0
    operators: list[str] = field(default_factory=list)
    fields: list[tuple[float, float, str]] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = 12, *, angle: float = 0, mode: int = 0
    ) -> "Page":
        """A run of text."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {self.size[1] - y:.2f}"
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F {size} Tf {mode} Tr {matrix} Tm <{code}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A thin line."""
        height = self.size[1]
        self.operators.append(f"0.5 w {x0} {height - y0} m {x1} {height - y1} l S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Page":
        """The rules of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def table(
        self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], height: float = 20
    ) -> "Page":
        """A ruled table of one-line cells."""
        self.grid(xs, [top + i * height for i in range(len(rows) + 1)])
        for i, row in enumerate(rows):
            for x, cell in zip(xs, row, strict=False):
                if cell:
                    self.text(x + 5, top + i * height + 14, cell, 10)
        return self

    def paragraphs(self, y: float, texts: Sequence[str], *, indent: int = 2) -> float:
        """Paragraphs set between the margins; returns where the next line would stand."""
        for text in texts:
            for number, line in enumerate(wrapped(text, indent)):
                self.text(MARGIN + (24 if indent and number == 0 else 0), y, line)
                y += 20
        return y


def _annotation(page: Page, x: float, y: float, text: str, font: int) -> tuple[str, str]:
    """A form field that was filled in, with its appearance."""
    code = text.encode("utf-16-be").hex()
    place = f"{x} {page.size[1] - y - 4} {x + 12 * len(text)} {page.size[1] - y + 12}"
    drawn = f"BT /F 12 Tf 1 0 0 1 0 4 Tm <{code}> Tj ET"
    return (
        f"<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(f{x}{y})/Rect[{place}]/AP<</N NEXT 0 R>>>>",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 {12 * len(text)} 16]"
        f"/Resources<</Font<</F {font} 0 R>>>>/Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
    )


def wrapped(text: str, indent: int = 2) -> list[str]:
    """The lines of a paragraph of 12 pt between the margins of an A4 page."""
    room = (A4[0] - 2 * MARGIN) / 12
    lines, line, used = [], "", float(indent)
    for character in text:
        width = 0.5 if character.isascii() else 1.0
        if used + width > room and character not in "，。；":
            lines.append(line)
            line, used = "", 0.0
        line, used = line + character, used + width
    return [*lines, line]


def pdf(pages: Sequence[Page]) -> bytes:
    """The file."""
    font = 3 + 2 * len(pages)
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
    ]
    after = font + 3
    appended: list[str] = []
    for i, page in enumerate(pages):
        annotations = []
        for x, y, text in page.fields:
            number = after + len(appended)
            annotation, appearance = _annotation(page, x, y, text, font)
            appended += [annotation.replace("NEXT", str(number + 1)), appearance]
            annotations.append(f"{number} 0 R")
        content = zlib.compress("\n".join(page.operators).encode()).decode("latin-1")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.size[0]} {page.size[1]}]"
            f"/Rotate {page.rotate}/Annots[{' '.join(annotations)}]/Contents {4 + 2 * i} 0 R"
            f"/Resources<</Font<</F {font} 0 R>>>>>>"
        )
        length = len(content)
        objects.append(f"<</Length {length}/Filter/FlateDecode>>\nstream\n{content}\nendstream")
    objects += [
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        f"/DescendantFonts[{font + 1} 0 R]>>",
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        f"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]"
        f"/FontDescriptor {font + 2} 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    objects += appended
    out, places = "%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")
