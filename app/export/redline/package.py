"""The package around a document of ours: styles, header, page numbers, properties (ECMA-376, 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.export.redline.wordml import AUTHOR, CELL_STYLE, W, Writer

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What a zip file says of a time that nobody knows: the same contents give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)

_CONTENT_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>
<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>"""
_DOCUMENT_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_R}/header" Target="header1.xml"/>
<Relationship Id="rId3" Type="{_R}/footer" Target="footer1.xml"/>
<Relationship Id="rId4" Type="{_R}/settings" Target="settings.xml"/>
</Relationships>"""
# Without it Word takes the document for one of 2007 and opens it in compatibility mode.
_SETTINGS = f"""{_HEAD}<w:settings xmlns:w="{W}">
<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
 w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""
_STYLES = f"""{_HEAD}<w:styles xmlns:w="{W}">
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"
 w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/>
<w:lang w:val="en-US" w:eastAsia="zh-CN"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="320"
 w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{CELL_STYLE}"><w:name w:val="Table Text"/>
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="280"/></w:pPr>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>
</w:styles>"""


@dataclass(frozen=True)
class Parts:
    """A document before it is packed.

    Attributes:
        writer: What made its elements.
        document: The root of the main part; its section is added when it is packed.
        header: Lines that stand on every page.
        title: For the file's properties.
        made: When, in UTC.
    """

    writer: Writer
    document: Element
    header: tuple[str, ...]
    title: str
    made: datetime


def write_package(parts: Parts, path: Path) -> None:
    """Writes the document."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    contents = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": _bytes(_with_section(parts)),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
        "word/styles.xml": _STYLES.encode(),
        "word/settings.xml": _SETTINGS.encode(),
        "word/header1.xml": _bytes(_header(parts)),
        "word/footer1.xml": _bytes(_footer(parts.writer)),
        "docProps/core.xml": _core(parts).encode(),
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in contents.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    path.write_bytes(made.getvalue())


def _bytes(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_section(parts: Parts) -> Element:
    from copy import deepcopy

    root, writer = deepcopy(parts.document), parts.writer
    section = writer.add(root[0], "sectPr")
    for name, relation in (("headerReference", "rId2"), ("footerReference", "rId3")):
        writer.add(section, name, type="default").set(f"{{{_R}}}id", relation)
    writer.add(section, "pgSz", w="11906", h="16838")
    writer.add(
        section, "pgMar", top="1701", right="1418", bottom="1304", left="1418", header="680",
        footer="680", gutter="0",
    )  # fmt: skip
    return root


def _header(parts: Parts) -> Element:
    writer = parts.writer
    root = writer.element("hdr")
    for line in parts.header:
        _small(writer, root, line)
    return root


def _small(writer: Writer, root: Element, text: str, align: str = "left") -> Element:
    from app.export.celltext import legal

    paragraph = writer.add(root, "p")
    properties = writer.add(paragraph, "pPr")
    writer.add(properties, "spacing", after="0", line="240", lineRule="auto")
    writer.add(properties, "jc", val=align)
    run = _small_run(writer, paragraph)
    writer.add(run, "t").text = legal(text)[0]
    return paragraph


def _small_run(writer: Writer, paragraph: Element) -> Element:
    run = writer.add(paragraph, "r")
    properties = writer.add(run, "rPr")
    writer.add(properties, "color", val="595959")
    writer.add(properties, "sz", val="16")
    return run


def _footer(writer: Writer) -> Element:
    root = writer.element("ftr")
    paragraph = _small(writer, root, "", "center")
    for place, code in enumerate(("PAGE", "NUMPAGES")):
        if place:
            writer.add(_small_run(writer, paragraph), "t").text = " / "
        field = writer.add(paragraph, "fldSimple", instr=code)
        writer.add(_small_run(writer, field), "t").text = "1"
    return root


def _core(parts: Parts) -> str:
    from xml.sax.saxutils import escape

    made = parts.made.strftime("%Y-%m-%dT%H:%M:%SZ")
    dated = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(parts.title)}</dc:title><dc:creator>{AUTHOR}</dc:creator>"
        f"<dcterms:created {dated}>{made}</dcterms:created>"
        f"<dcterms:modified {dated}>{made}</dcterms:modified></cp:coreProperties>"
    )
