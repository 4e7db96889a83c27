"""Writes the sample contracts into ``resources/samples`` from the texts in ``samples/``.

The organisations are invented. The texts use a small notation: ``#`` title, ``=`` article,
``==`` or ``-`` clause, ``+`` item, ``@`` annex, ``!`` part, ``---`` new page, ``| … |`` table row
(``^`` merged with the cell above, ``<`` with the cell before). Last year's contract and the other
supplier's number their articles with Word's automatic numbering; the draft has them typed, as it
comes back from the other side. Running it again gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

TEXTS = Path(__file__).parent / "samples"
TARGET = Path(__file__).parents[2] / "resources" / "samples"
_TIME = datetime(2026, 1, 5, 9, 0, 0)
_HAN = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Sample:
    """A contract to write: its text, the name users see, and how its articles are numbered."""

    source: str
    target: str
    labels: tuple[str, str, str]
    style: str
    automatic: bool


SAMPLES = (
    Sample(
        "last_year.txt", "1-去年合同.docx", ("第%1条", "%2、", "（%3）"), "chineseCounting", True
    ),
    Sample("draft.txt", "2-今年草案.docx", ("第%1条", "%2、", "（%3）"), "chineseCounting", False),
    Sample(
        "other_supplier.txt", "3-其他供应商合同.docx", ("%1.", "%1.%2", "（%3）"), "decimal", True
    ),
)


def write_sample(sample: Sample, folder: Path) -> Path:
    """Writes one sample.

    Returns:
        The file.
    """
    document = Document()
    _plain_styles(document)
    _Writer(document, sample).write((TEXTS / sample.source).read_text("utf-8").splitlines())
    properties = document.core_properties
    properties.author = properties.last_modified_by = "LeaseDiff"
    properties.title = sample.target.removesuffix(".docx")
    properties.created = properties.modified = _TIME
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / sample.target
    target.write_bytes(_with_fixed_times(buffer.getvalue()))
    return target


class _Writer:
    def __init__(self, document: Any, sample: Sample) -> None:
        self._document = document
        self._sample = sample
        self._counts = [0, 0, 0]
        self._lists = 0
        if sample.automatic:
            self._abstract_id = _add_abstract_list(document, sample)
            self._start_list()

    def write(self, lines: Iterable[str]) -> None:
        table: list[list[str]] = []
        for line in lines:
            if line.startswith("|"):
                table.append([cell.strip() for cell in line.strip("| ").split(" | ")])
                continue
            if table:
                self._table(table)
                table = []
            self._line(line)
        if table:
            self._table(table)

    def _line(self, line: str) -> None:
        mark, _, text = line.partition(" ")
        if line == "---":
            self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif mark == "#":
            self._centred(text, 22)
        elif mark in ("!", "@"):
            self._restart()
            self._centred(text, 15) if mark == "!" else self._heading(text, "Heading 1")
        elif mark in ("=", "==", "-", "+"):
            self._numbered({"=": 0, "==": 1, "-": 1, "+": 2}[mark], text)
        elif line:
            self._document.add_paragraph(line)

    def _numbered(self, level: int, text: str) -> None:
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (2 - level)
        if self._sample.automatic:
            paragraph = self._document.add_paragraph(text)
            self._number(paragraph, level)
        else:
            paragraph = self._document.add_paragraph(f"{self._label(level)}{text}")
        if level == 0:
            for run in paragraph.runs:
                run.bold = True

    def _label(self, level: int) -> str:
        label = self._sample.labels[level]
        for place, count in enumerate(self._counts, 1):
            figure = _chinese(count) if place == 1 else str(count)
            label = label.replace(f"%{place}", figure)
        return f"{label} " if level == 0 else label

    def _centred(self, text: str, size: int) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = True, Pt(size)

    def _heading(self, text: str, style: str) -> None:
        self._document.add_paragraph(text, style=style)

    def _restart(self) -> None:
        self._counts = [0, 0, 0]
        if self._sample.automatic:
            self._start_list()

    def _start_list(self) -> None:
        """Begins a list of its own, so that annexes count from one again."""
        self._lists += 1
        numbering = self._document.part.numbering_part.element
        num = numbering.add_num(self._abstract_id)
        num.add_lvlOverride(0).add_startOverride(1)
        self._num_id = num.numId

    def _number(self, paragraph: Any, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self._num_id

    def _table(self, rows: list[list[str]]) -> None:
        table = self._document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                cell = table.cell(i, j)
                if text == "^":
                    table.cell(i - 1, j).merge(cell)
                elif text == "<":
                    table.cell(i, j - 1).merge(cell)
                else:
                    cell.text = text
                    for run in cell.paragraphs[0].runs:
                        run.bold = i == 0
        self._tidy_merged(table)
        self._document.add_paragraph()

    @staticmethod
    def _tidy_merged(table: Any) -> None:
        """Drops the empty paragraphs that merging adds to a cell."""
        for cell in {cell._tc: cell for row in table.rows for cell in row.cells}.values():
            for paragraph in cell.paragraphs[1:]:
                if not paragraph.text:
                    paragraph._p.getparent().remove(paragraph._p)


def _plain_styles(document: Any) -> None:
    for name, size in (("Normal", 12), ("Heading 1", 15)):
        style = document.styles[name]
        style.font.name, style.font.size = "SimSun", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "宋体")


def _add_abstract_list(document: Any, sample: Sample) -> int:
    numbering = document.part.numbering_part.element
    abstract_id = 90
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        '<w:multiLevelType w:val="multilevel"/></w:abstractNum>'
    )
    for level, label in enumerate(sample.labels):
        style = sample.style if level == 0 else "decimal"
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(level))
        suffix = "space" if label[-1] in "条." or label[-1].isdigit() else "nothing"
        for name, value in (
            ("start", "1"), ("numFmt", style), ("suff", suffix), ("lvlText", label),
        ):  # fmt: skip
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            element.append(child)
        abstract.append(element)
    # The schema wants abstract lists before the lists.
    numbering.insert(0, abstract)
    return abstract_id


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def _with_fixed_times(data: bytes) -> bytes:
    """The same zip with every entry's time fixed."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            fixed = ZipInfo(info.filename, _TIME.timetuple()[:6])
            fixed.compress_type = ZIP_DEFLATED
            fixed.external_attr = info.external_attr
            target.writestr(fixed, source.read(info))
    return out.getvalue()


def main(folder: Path = TARGET) -> None:
    """Writes all samples."""
    for sample in SAMPLES:
        print(write_sample(sample, folder))


if __name__ == "__main__":
    main()
