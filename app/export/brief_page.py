"""The page of the brief: lines of a fixed height, counted as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.export.celltext import display_width, legal

# A4, in millimetres; what an office binds at the left and prints at the bottom.
_PAGE = (210.0, 297.0)
_MARGINS = {"top": 18.0, "bottom": 15.0, "left": 20.0, "right": 20.0}
_MM = 72 / 25.4
# Points: size and height of a line.
_TITLE, _HEADING, _BODY, _SMALL = (18, 30.0), (11, 21.0), (9.5, 15.0), (8.5, 13.0)
# Half-width characters in a millimetre of 8.5 point text, and what a cell's margins take of it.
_PER_MM = 2 / (8.5 / _MM)
_CELL_MARGIN = 3.0
_BODY_WIDE = 2 * 170.0 / (9.5 / _MM)


def print_width(text: str) -> float:
    """Width in half-width characters: proportional type sets small Latin letters closer.

    A word that does not fit any more takes some of it back.
    """
    return display_width(text) - 0.1 * sum(char.islower() or char == " " for char in text)


class Page:
    """A Word document of one page.

    Attributes:
        document: The document of python-docx.
        used: Points of height that are taken.
    """

    def __init__(self, lang: str) -> None:
        from docx import Document
        from docx.shared import Mm

        self.document: Any = Document()
        self.used = 0.0
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
        for side, size in _MARGINS.items():
            setattr(section, f"{side}_margin", Mm(size))
        section.header_distance = section.footer_distance = Mm(8)
        self._fonts(lang)
        self._settings()
        properties = self.document.core_properties
        properties.author, properties.comments = "LeaseDiff", ""

    def _fonts(self, lang: str) -> None:
        from docx.oxml.ns import qn

        normal = self.document.styles["Normal"]
        normal.font.name = "Times New Roman"
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
        language = normal.element.rPr.makeelement(qn("w:lang"))
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
        normal.element.rPr.append(language)

    def _settings(self) -> None:
        """As a document of today: the template is one of 2010, for Japanese."""
        from docx.oxml.ns import qn

        settings = self.document.settings.element
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")
        for language in settings.iter(qn("w:themeFontLang")):
            language.set(qn("w:eastAsia"), "zh-CN")

    @property
    def fits(self) -> bool:
        """Whether all that was written stands on one page."""
        return self.used <= (_PAGE[1] - _MARGINS["top"] - _MARGINS["bottom"]) * _MM

    def title(self, text: str) -> None:
        """The title in the middle."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self._paragraph(text, _TITLE, bold=True, font="黑体")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.document.core_properties.title = legal(text)[0]

    def note(self, text: str) -> None:
        """A small line in the middle."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self._paragraph(text, _SMALL).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, text: str) -> None:
        """The heading of a section."""
        self._paragraph(text, _HEADING, bold=True, font="黑体")

    def line(self, text: str, *, small: bool = False) -> None:
        """A paragraph of text."""
        self._paragraph(text, _SMALL if small else _BODY)

    def _paragraph(
        self, text: str, size: tuple[float, float], *, bold: bool = False, font: str | None = None
    ) -> Any:
        paragraph = self.document.add_paragraph()
        self._write(paragraph, text, size, bold=bold, font=font)
        wide = _BODY_WIDE * 9.5 / size[0]
        self.used += size[1] * max(1, -int(-print_width(text) // wide))
        return paragraph

    def _write(
        self,
        paragraph: Any,
        text: str,
        size: tuple[float, float],
        *,
        bold: bool = False,
        font: str | None = None,
    ) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing = Pt(size[1])
        run = paragraph.add_run(legal(text)[0])
        run.font.size, run.bold = Pt(size[0]), bold
        if font:
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        wide: Sequence[float],
        *,
        numbers: bool = False,
    ) -> None:
        """A table; ``wide`` are millimetres, ``numbers`` sets all but the first column right."""
        from docx.shared import Mm

        table = self.document.add_table(rows=1 + len(rows), cols=len(heads))
        table.style, table.autofit = "Table Grid", False
        for column, size in zip(table.columns, wide, strict=True):
            column.width = Mm(size)
        for row, texts in enumerate((heads, *rows)):
            lines = 1
            for column, text in enumerate(texts):
                room = (wide[column] - _CELL_MARGIN) * _PER_MM
                lines = max(lines, *(-int(-print_width(t) // room) for t in text.split("\n")))
                self._cell(
                    table.cell(row, column), text, wide[column],
                    head=not row, right=numbers and column > 0,
                )  # fmt: skip
            self.used += lines * _SMALL[1] + 1.0
            self._keep(table.rows[row])

    def _cell(self, cell: Any, text: str, wide: float, *, head: bool, right: bool) -> None:
        from docx.enum.table import WD_ALIGN_VERTICAL
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Mm

        cell.width = Mm(wide)
        paragraph = cell.paragraphs[0]
        self._write(paragraph, text, _SMALL, bold=head)
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            shade = cell._element.get_or_add_tcPr().makeelement(qn("w:shd"))
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7ECF4")):
                shade.set(qn(f"w:{name}"), value)
            cell._element.get_or_add_tcPr().append(shade)
        elif right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        # Behind the shade: the format wants them in this order (ECMA-376, 17.4.69).
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER

    def _keep(self, row: Any) -> None:
        """A row stays on one page."""
        from docx.oxml.ns import qn

        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit")))

    def signature(self, labels: Sequence[str]) -> None:
        """Places to sign, side by side on the last line."""
        paragraph = self._paragraph("", _HEADING)
        self._write(paragraph, "        ".join(f"{label}" + "_" * 14 for label in labels), _HEADING)
