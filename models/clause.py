"""The clause tree: cover, preamble, body, signature page and annexes, numbered and nested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from models.document import Box, LinePlace, SourceSpan, lines_of, place_of


class Part(StrEnum):
    """The parts of a contract; each numbers its clauses afresh."""

    COVER = "cover"
    PREAMBLE = "preamble"
    BODY = "body"
    SIGNATURE = "signature"
    ANNEX = "annex"


class NumberStyle(StrEnum):
    """How a clause is numbered."""

    CHAPTER = "chapter"  # 第一章
    ARTICLE = "article"  # 第八条
    DOTTED = "dotted"  # 8. 8.1 8.1.2
    CHINESE = "chinese"  # 一、
    CHINESE_PAREN = "chinese_paren"  # （一）
    ARABIC = "arabic"  # 1、
    ARABIC_PAREN = "arabic_paren"  # (1)  1)
    CIRCLED = "circled"  # ①
    LETTER = "letter"  # a.  A、
    BULLET = "bullet"  # -  •


@dataclass(frozen=True, slots=True)
class ClauseNumber:
    """A clause's own number.

    Attributes:
        style: How it is written.
        values: Its figures: (8,) for 第八条, (8, 1, 2) for 8.1.2; empty for a bullet.
        label: As it stands in the text: ``"第八条"``, ``"1、"``, ``"(1)"``.
    """

    style: NumberStyle
    values: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class TextSource:
    """Which code points of a clause's text came from where in the file."""

    start: int
    end: int
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        id: Opaque, unique in a comparison: ``d1.c17``.
        parent: Id of the clause it stands under, or None.
        level: Depth from 1 within its part.
        part: The part it stands in.
        part_label: ``附件4``, ``合同书`` …; None for the parts that need no name.
        path: Labels from the part down, for people and look-ups: ``正文/第八条/2、``. A paragraph
            without a label is ``¶`` there, with its ordinal where there are several.
        number: Its number, or None.
        heading: Its heading, or None.
        text: Its own text: no label, no heading, no children, no tables; breaks joined.
        page: Page from 1 where it begins, where known.
        topic: Key of the topic lexicon, or None.
        tables: Ids of the tables that belong to it.
        confidence: Lowest confidence of its letters and figures, 0 to 1, or None where nothing was
            recognised.
        sources: Where the text came from, in order: line by line where the lines are known.
        original: Where the user corrected the text, the one that was read; else None.
        doubtful: Code points of the text whose letter or figure was recognised with doubt.
    """

    id: str
    parent: str | None
    level: int
    part: Part
    part_label: str | None
    path: str
    number: ClauseNumber | None
    heading: str | None
    text: str
    page: int | None = None
    topic: str | None = None
    tables: tuple[str, ...] = ()
    confidence: float | None = None
    sources: tuple[TextSource, ...] = ()
    original: str | None = None
    doubtful: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """Page and rectangle of some of the text's code points.

        Words that go on over a page's end are told where they begin.
        """
        end = max(end, start + 1)
        touched = [s for s in self.sources if s.start < end and start < s.end]
        if not touched:
            return self.page, None
        boxed = [line for source in touched if (line := _line(source)) is not None]
        found = place_of(lines_of(self.text, boxed, start, end))
        return found if found is not None else (touched[0].span.page, touched[0].span.box)

    @property
    def label(self) -> str | None:
        """The number as it stands in the text, or None."""
        return self.number.label if self.number else None

    @property
    def compared(self) -> str:
        """What is compared: heading, line feed, text (either may be missing)."""
        return "\n".join(part for part in (self.heading, self.text) if part)

    @property
    def as_read(self) -> str:
        """What was compared had the user corrected nothing: what keys of decisions are made of."""
        text = self.text if self.original is None else self.original
        return "\n".join(part for part in (self.heading, text) if part)


def _line(source: TextSource) -> LinePlace | None:
    """A source as a line of the clause's text."""
    page, box = source.span.page, source.span.box
    if page is None or box is None:
        return None
    return LinePlace(source.start, source.end, page, box)


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """A table of a clause.

    Attributes:
        id: Opaque: ``d1.t2``.
        clause: Id of the clause it belongs to (the one before it).
        header: The header row; empty where there is none.
        rows: The other rows, as long as the header.
        page: Page from 1, where known.
        box: Rectangle on that page, where known.
        doubtful: Cells with a letter or figure that was recognised with doubt, as (row, column);
            row -1 is the header.
        block: Index of the table into ``Document.blocks``, where it came from one.
        corrected: Cells whose text the user corrected, as in ``doubtful``.
        places: Of each row (the header first, where there is one) the page on which it begins and
            the rectangle round its words there, where known.
    """

    id: str
    clause: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    box: Box | None = None
    doubtful: tuple[tuple[int, int], ...] = ()
    block: int | None = None
    places: tuple[tuple[int, Box] | None, ...] = ()
    corrected: tuple[tuple[int, int], ...] = ()

    def cells(self, row: int) -> tuple[str, ...]:
        """The texts of a row (-1: the header)."""
        return self.header if row < 0 else self.rows[row]

    def place(self, row: int) -> tuple[int | None, Box | None]:
        """Page and rectangle of a row (-1: the header); those of the table where unknown."""
        index = row + bool(self.header)
        found = self.places[index] if 0 <= index < len(self.places) else None
        return found if found is not None else (self.page, self.box)


@dataclass(frozen=True)
class ClauseTree:
    """All clauses of a contract in reading order, parents before their children.

    ``typed`` says that its characters were typed, as in a word processor's file, and can't be
    misread; a text file does not say what it came from.
    """

    clauses: tuple[Clause, ...]
    tables: tuple[ClauseTable, ...] = ()
    title: str | None = None
    annex_list: tuple[str, ...] = field(default=())
    """The annexes that the contract lists, as written, such as ``附件 2：价格清单``."""
    typed: bool = False

    def __hash__(self) -> int:  # type: ignore[explicit-override]  # typing_extensions is no standard library
        """Worked out once: what is remembered of a tree is looked up again and again."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.clauses, self.tables, self.title, self.annex_list))

    @cached_property
    def by_id(self) -> Mapping[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def table_by_id(self) -> Mapping[str, ClauseTable]:
        """Tables by id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Clause, ...]]:
        """Clauses by the id of their parent; the top ones under None."""
        found: dict[str | None, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(kids) for parent, kids in found.items()}

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """The clauses above, nearest first."""
        while clause.parent is not None:
            clause = self.by_id[clause.parent]
            yield clause
