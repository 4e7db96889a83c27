"""What an RTF reader keeps: the state of a group, and the stories that groups open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.readers.wordml import (
    CellShape,
    Flow,
    ParagraphWriter,
    RowMarks,
    RowShape,
    RunStyle,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass
class State:
    r"""The state of a group; a group inside starts with a copy.

    Attributes:
        target: Where text goes: ``text``, ``skip`` or the name of a table's part.
        outer: Target around an alternative that is skipped (``\upr``).
        closes: What ends with the group.
        fallback: Characters to skip after ``\u``.
    """

    target: str = "text"
    outer: str = "text"
    closes: str = ""
    fallback: int = 1
    font: int | None = None
    hidden: bool | None = None
    deleted: bool = False
    inserted: bool = False
    struck: bool = False
    character_style: str = ""
    style: int = 0
    depth: int = 0
    list_id: int | None = None
    list_depth: int | None = None
    outline: int | None = None

    def plain(self, font: int | None) -> None:
        r"""``\plain``: the look of a run starts over."""
        self.hidden, self.deleted, self.inserted, self.struck = None, False, False, False
        self.character_style, self.font = "", font

    def paragraph(self) -> None:
        r"""``\pard``: the properties of the paragraph start over."""
        self.style, self.depth = 0, 0
        self.list_id = self.list_depth = self.outline = None

    def look(self, word: str, number: int | None) -> bool:
        """Takes a word about runs or paragraphs; whether it was one."""
        value, on = number or 0, number != 0
        if word == "pard":
            self.paragraph()
        elif word == "f":
            self.font = number
        elif word == "v":
            self.hidden = on
        elif word == "deleted":
            self.deleted = on
        elif word in ("strike", "striked"):
            self.struck = on
        elif word == "revised":
            self.inserted = on
        elif word == "cs":
            self.character_style = f"c{value}"
        elif word == "uc":
            self.fallback = max(value, 0)
        elif word == "s":
            self.style = value
        elif word == "intbl":
            self.depth = max(self.depth, 1)
        elif word == "itap":
            self.depth = max(value, 0)
        elif word == "ls":
            self.list_id = number
        elif word == "ilvl":
            self.list_depth = number
        elif word == "outlinelevel":
            self.outline = number
        else:
            return False
        return True


@dataclass
class RowDefinition:
    r"""``\trowd`` and what follows it."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)
    down: str | None = None
    across: str | None = None

    def describe(self, word: str, number: int) -> None:
        r"""Takes a word about a row or a cell; ``\cellx`` ends what is said of a cell."""
        if word == "trleft":
            self.left = number
        elif word == "cellx":
            self.cells.append(CellShape(number, self.down, self.across))
            self.down = self.across = None
        elif word.startswith("clv"):
            self.down = "restart" if word == "clvmgf" else "continue"
        else:
            self.across = "restart" if word == "clmgf" else "continue"

    def shape(self, style: RunStyle) -> RowShape:
        """The row as described."""
        return RowShape(self.left, tuple(self.cells), style)


@dataclass
class Story:
    """A body, a note, a text box, a header.

    Attributes:
        flow: Its blocks so far.
        paragraph: The paragraph that is open.
        label: Its label, as the file gives it.
        row: Definition of the rows of outer tables.
        nested_row: That of tables in tables.
        nested_depth: Depth of the last cell of a table in a table.
        marks: What the open row consists of.
        field: The field whose instruction is being read.
    """

    flow: Flow
    paragraph: ParagraphWriter = field(default_factory=ParagraphWriter)
    label: str = ""
    row: RowDefinition = field(default_factory=RowDefinition)
    nested_row: RowDefinition = field(default_factory=RowDefinition)
    nested_depth: int = 2
    marks: RowMarks = field(default_factory=RowMarks)
    field: Element | None = None

    def finish(self) -> Element:
        """Its blocks; an open paragraph is its last."""
        if not self.paragraph.empty:
            self.flow.paragraph(self.paragraph.element, 0)
            self.paragraph = ParagraphWriter()
        return self.flow.finish()
