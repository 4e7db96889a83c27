"""What every check needs: texts with their places, and spans on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from app.resources import lexicon
from app.text.folding import fold
from app.text.joined import Joined
from models.clause import Clause, ClauseTable, ClauseTree
from models.places import place, row_place
from models.terms import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words: a clause's text or heading, or a cell of a table.

    Attributes:
        clause: The clause it stands in.
        text: The words.
        table: The table, where it is a cell.
        row: Index into the table's rows, -1 for the header.
        column: Index into the row.
        heading: Whether it is the clause's heading.
    """

    clause: Clause
    text: str
    table: ClauseTable | None = None
    row: int | None = None
    column: int | None = None
    heading: bool = False

    @property
    def where(self) -> str:
        """Where it stands, for messages."""
        if self.table is None or self.row is None:
            return place(self.clause.path)
        return row_place(self.clause.path, self.row)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The span of code points of the passage; of a cell, its row."""
        if self.table is not None:
            return row_span(self.table, self.row if self.row is not None else -1)
        if self.heading:
            return Span(self.clause.id, page=self.clause.page)
        stop = len(self.text) if end is None else end
        page, box = self.clause.place(start, stop)
        return Span(self.clause.id, start, stop, page if page else self.clause.page, box)


def row_span(table: ClauseTable, row: int) -> Span:
    """The span of a table's row."""
    page, box = table.place(row)
    return Span(table.clause, page=page, box=box, table=table.id, row=row)


@lru_cache(maxsize=2)
def passages(tree: ClauseTree, *, cells: bool = True) -> tuple[Passage, ...]:
    """All words of a contract in reading order: headings, texts and, with ``cells``, cells.

    The last contract's are kept: one rule after the other asks for them.
    """
    return tuple(_passages(tree, cells))


def holding(tree: ClauseTree, *words: str) -> list[Passage]:
    """The passages, cells among them, that have at least one of some words, in reading order."""
    return [passages(tree)[index] for index in sorted(_joined(tree).holding(*words))]


def mentioning(tree: ClauseTree, pattern: re.Pattern[str]) -> list[Passage]:
    """The passages, cells among them, in which a pattern may be found once they are folded."""
    return [passages(tree)[index] for index in sorted(_joined(tree).mentioning(pattern))]


@lru_cache(maxsize=1)
def _joined(tree: ClauseTree) -> Joined:
    return Joined.of(fold(passage.text).replace("\n", " ") for passage in passages(tree))


def _passages(tree: ClauseTree, cells: bool) -> Iterator[Passage]:
    for clause in tree.clauses:
        if clause.heading:
            yield Passage(clause, clause.heading, heading=True)
        if clause.text:
            yield Passage(clause, clause.text)
        if not cells:
            continue
        for table in (tree.table_by_id[name] for name in clause.tables):
            for index, row in enumerate((table.header, *table.rows), -1):
                for column, cell in enumerate(row):
                    if cell.strip():
                        yield Passage(clause, cell, table, index, column)


def money(values: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Figures for a message, by name, as amounts are written: 1280500.00 as 1,280,500.00."""
    return {
        name: f"{Decimal(text):,}" if _FIGURE.fullmatch(text) else text for name, text in values
    }


_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def words(*path: str) -> re.Pattern[str]:
    """Any of the words of a list of the checks lexicon, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, _entry(path)), key=len, reverse=True)))


@cache
def patterns(*path: str) -> re.Pattern[str]:
    """Any of the patterns of a list of the checks lexicon."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _entry(path)))


def _entry(path: Iterable[str]) -> list[str]:
    entry = lexicon("checks")
    for name in path:
        entry = entry[name]
    return list(entry)
