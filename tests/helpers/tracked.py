"""Accepts or rejects all tracked changes of a Word document, as Word does (ECMA-376, 17.13.5)."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_of(path: Path) -> etree._Element:
    with ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def resolved(path: Path, *, accept: bool) -> list[str | list[list[str]]]:
    """Paragraphs and tables that are left; those without text are not listed."""
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    body = body_of(path)
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            row.getparent().remove(row)
    for run in list(body.iter(f"{W}{gone}")):
        if run.getparent().tag == f"{W}p":
            run.getparent().remove(run)
    # A paragraph whose end is gone becomes one with the paragraph after it.
    left: list[str | list[list[str]]] = []
    carried = ""
    for block in body:
        if block.tag == f"{W}p":
            text = carried + text_of(block, kept)
            if block.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
                carried = text
                continue
            carried = ""
            if text.strip():
                left.append(text)
        elif block.tag == f"{W}tbl":
            assert not carried
            rows = [
                [
                    "".join(text_of(p, kept) for p in cell.iter(f"{W}p"))
                    for cell in row.iter(f"{W}tc")
                ]
                for row in block.iter(f"{W}tr")
            ]
            if rows:
                left.append(rows)
    assert not carried
    return left


def text_of(paragraph: etree._Element, kept: str) -> str:
    said = []
    for element in paragraph.iter():
        if element.tag in (f"{W}t", f"{W}delText"):
            if element.tag == f"{W}delText":
                assert kept == "del" or element.text is None
            said.append(element.text or "")
        elif element.tag == f"{W}br":
            said.append("\n")
        elif element.tag == f"{W}tab":
            said.append("\t")
    return "".join(said)


def ids(path: Path) -> list[str]:
    """The ids of all tracked changes."""
    changes = (f"{W}ins", f"{W}del")
    return [e.get(f"{W}id") for e in body_of(path).iter() if e.tag in changes]
