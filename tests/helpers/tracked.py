"""Accepts or rejects all tracked changes of a Word document, as Word does (ECMA-376, 17.13.5)."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from lxml import etree

_ADDED, _TAKEN = ("ins", "moveTo"), ("del", "moveFrom")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_of(path: Path) -> etree._Element:
    with ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def resolved(path: Path, *, accept: bool) -> list[str | list[list[str]]]:
    """Paragraphs and tables that are left; those without text are not listed."""
    gone, kept = (_TAKEN, _ADDED) if accept else (_ADDED, _TAKEN)
    body = body_of(path)
    for row in list(body.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in gone):
            row.getparent().remove(row)
    for run in list(body.iter(*(f"{W}{name}" for name in gone))):
        if run.getparent().tag == f"{W}p":
            run.getparent().remove(run)
    # A paragraph whose end is gone becomes one with the paragraph after it.
    left: list[str | list[list[str]]] = []
    carried = ""
    for block in body:
        if block.tag == f"{W}p":
            text = carried + text_of(block, kept)
            if any(block.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in gone):
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


def text_of(paragraph: etree._Element, kept: tuple[str, str]) -> str:
    said = []
    for element in paragraph.iter():
        if element.tag in (f"{W}t", f"{W}delText"):
            if element.tag == f"{W}delText":
                assert kept == _TAKEN or element.text is None
            said.append(element.text or "")
        elif element.tag == f"{W}br":
            said.append("\n")
        elif element.tag == f"{W}tab":
            said.append("\t")
    return "".join(said)


def ids(path: Path) -> list[str]:
    """The ids of all tracked changes."""
    names = (*_ADDED, *_TAKEN, "moveFromRangeStart", "moveToRangeStart")
    return [e.get(f"{W}id") for e in body_of(path).iter(*(f"{W}{name}" for name in names))]


def moves(path: Path) -> dict[str, dict[str, str]]:
    """The texts at both places of each move, by its name: ``moveFrom`` and ``moveTo``."""
    found: dict[str, dict[str, str]] = {}
    for kind in ("moveFrom", "moveTo"):
        for start in body_of(path).iter(f"{W}{kind}RangeStart"):
            paragraph = start.getparent()
            ends = [e for e in paragraph.getparent() if e.tag == f"{W}{kind}RangeEnd"]
            assert start.get(f"{W}id") in {e.get(f"{W}id") for e in ends}
            said = "".join(
                text_of(run, _ADDED if kind == "moveTo" else _TAKEN)
                for run in paragraph.iter(f"{W}{kind}", f"{W}ins", f"{W}del")
            )
            found.setdefault(start.get(f"{W}name"), {})[kind] = said
    return found
