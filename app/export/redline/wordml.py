"""WordprocessingML with tracked changes (ECMA-376, 17.13.5): paragraphs, runs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.export.celltext import legal
from app.export.redline.text import Change

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AUTHOR = "LeaseDiff 云租对照"
CELL_STYLE = "TableText"
"""Id of the style of paragraphs in tables."""

Stretch = tuple[Change, str]

_MARKS = {
    Change.DELETED: "del",
    Change.INSERTED: "ins",
    Change.MOVED_AWAY: "moveFrom",
    Change.MOVED_HERE: "moveTo",
}
_BREAKS = re.compile("([\n\t])")


@dataclass
class Writer:
    """Makes the elements of one document; every tracked change has an id of its own.

    Attributes:
        date: When the changes were made, as Word writes it: ``2031-01-02T03:04:05Z``.
        replaced: Characters that no XML file can hold and were replaced.
    """

    date: str
    replaced: int = 0
    _last_id: int = 0

    def element(self, name: str, **attributes: str) -> Element:
        """An element of the main namespace with attributes of that namespace."""
        from lxml import etree

        made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
        for key, value in attributes.items():
            made.set(f"{{{W}}}{key}", value)
        return made

    def add(self, parent: Element, name: str, **attributes: str) -> Element:
        """Adds an element at the end of another."""
        made = self.element(name, **attributes)
        parent.append(made)
        return made

    def tracked(self, parent: Element, change: Change) -> Element:
        """Adds the element that marks a change."""
        return self._revision(parent, _MARKS[change])

    def _revision(self, parent: Element, kind: str) -> Element:
        self._last_id += 1
        return self.add(parent, kind, id=str(self._last_id), author=AUTHOR, date=self.date)

    def moved(self, stretches: Iterable[Stretch], mark: Change, move: str) -> list[Element]:
        """A paragraph that moved away or here, and the end of what moved.

        Both places of a move bear its name, by which a reader of the document is led from the one
        to the other.
        """
        made = self.paragraph(stretches, mark)
        start = self._revision(made, f"{_MARKS[mark]}RangeStart")
        start.set(f"{{{W}}}name", move)
        made.insert(1, start)  # behind the properties
        end = self.element(f"{_MARKS[mark]}RangeEnd", id=start.get(f"{{{W}}}id", ""))
        return [made, end]

    def paragraph(
        self,
        stretches: Iterable[Stretch],
        mark: Change = Change.KEPT,
        *,
        heading: bool = False,
        style: str | None = None,
    ) -> Element:
        """A paragraph; ``mark`` says whether its end was inserted or deleted as well."""
        made = self.element("p")
        if heading or style or mark is not Change.KEPT:
            properties = self.add(made, "pPr")
            if style:
                self.add(properties, "pStyle", val=style)
            if heading:
                self.add(properties, "keepNext")
            if mark is not Change.KEPT:
                self.tracked(self.add(properties, "rPr"), mark)
        for change, text in stretches:
            parent = made if change is Change.KEPT else self.tracked(made, change)
            self._run(parent, text, deleted=change is Change.DELETED, bold=heading)
        return made

    def _run(self, parent: Element, text: str, *, deleted: bool, bold: bool) -> None:
        fit, replaced = legal(text)
        self.replaced += replaced
        run = self.add(parent, "r")
        if bold:
            self.add(self.add(run, "rPr"), "b")
        for piece in _BREAKS.split(fit):
            if piece == "\n":
                self.add(run, "br")
            elif piece == "\t":
                self.add(run, "tab")
            elif piece:
                said = self.add(run, "delText" if deleted else "t")
                said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                said.text = piece

    def table(self, wide: Sequence[int]) -> Element:
        """A table without rows, as wide as the page; ``wide`` are twips, one a column."""
        made = self.element("tbl")
        properties = self.add(made, "tblPr")
        self.add(properties, "tblW", w="5000", type="pct")
        borders = self.add(properties, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            self.add(borders, side, val="single", sz="4", space="0", color="7F7F7F")
        self.add(properties, "tblLayout", type="fixed")
        grid = self.add(made, "tblGrid")
        for width in wide:
            self.add(grid, "gridCol", w=str(width))
        return made

    def row(
        self, table: Element, cells: Sequence[Sequence[Stretch]], change: Change = Change.KEPT
    ) -> None:
        """Adds a row; ``change`` says whether the row as a whole was inserted or deleted."""
        row = self.add(table, "tr")
        properties = self.add(row, "trPr")
        self.add(properties, "cantSplit")
        if change is not Change.KEPT:
            self.tracked(properties, change)
        wide = [column.get(f"{{{W}}}w", "0") for column in table[1]]
        for width, stretches in zip(wide, cells, strict=False):
            cell = self.add(row, "tc")
            self.add(self.add(cell, "tcPr"), "tcW", w=width, type="dxa")
            cell.append(self.paragraph(stretches, change, style=CELL_STYLE))
