"""Evidence for terms: spans, quotes and sentences of clauses and table rows.

An extractor is a function ``(tree) -> list[Term]``; it leaves ``id`` empty, and
``app.extract.extract_terms`` numbers the terms in reading order. What a term was read from is
given as ``**cite(clause, start, end)``::

    ValueTerm(id="", group=TermGroup.EXIT, kind="cure_period", value=Decimal(15),
              **cite(clause, match.start(), match.end()))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from models.clause import Clause, ClauseTable, ClauseTree
from models.terms import Span, Term


class Cited(TypedDict):
    """The two fields that every term takes from its evidence."""

    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a clause's text.

    Attributes:
        clause: The clause it stands in.
        start: First code point in the clause's text.
        text: Its words, without the blanks around them.
    """

    clause: Clause
    start: int
    text: str

    @property
    def end(self) -> int:
        """One past the last code point in the clause's text."""
        return self.start + len(self.text)

    def cite(self, start: int = 0, end: int | None = None) -> Cited:
        """Evidence for code points ``start`` to ``end`` of the sentence (all of it)."""
        stop = len(self.text) if end is None else end
        return cite(self.clause, self.start + start, self.start + stop)


def span_of(clause: Clause, start: int, end: int) -> Span:
    """The span of code points ``start`` to ``end`` of a clause's text, with page and box."""
    page, box = clause.place(start, end)
    return Span(clause.id, start, end, page if page is not None else clause.page, box)


def cite(clause: Clause, start: int, end: int) -> Cited:
    """Evidence in a clause's text: the words and where they stand."""
    return {"quote": clause.text[start:end], "span": span_of(clause, start, end)}


def cite_heading(clause: Clause) -> Cited:
    """Evidence that is a clause's heading."""
    page = clause.page
    return {"quote": clause.heading or clause.text, "span": Span(clause.id, page=page)}


def cite_row(table: ClauseTable, row: int) -> Cited:
    """Evidence that is a row of a table (``-1``: its header)."""
    cells = table.header if row < 0 else table.rows[row]
    page, box = table.place(row)
    span = Span(table.clause, page=page, box=box, table=table.id, row=row)
    return {"quote": "|".join(cell for cell in cells if cell), "span": span}


# A sentence ends at 。；or a question or exclamation mark; inside brackets it goes on.
_STOP = re.compile(r"[。；;！？!?\n]+[”』」\"）)]?")


@lru_cache(maxsize=4096)  # the clauses of a contract, each cut by several extractors
def cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end, without the blanks around them."""
    found, start = [], 0
    for end in (*(match.end() for match in _STOP.finditer(text)), len(text)):
        words = text[start:end]
        stripped = words.strip()
        if stripped:
            begin = start + words.index(stripped[0])
            found.append((begin, begin + len(stripped)))
        start = end
    return tuple(found)


def sentences(clause: Clause) -> Iterator[Sentence]:
    """The sentences of a clause's text, cut at 。 and ；, with their places."""
    for start, end in cuts(clause.text):
        yield Sentence(clause, start, clause.text[start:end])


def sentence_at(clause: Clause, place: int) -> Sentence:
    """The sentence of a clause's text that covers the code point ``place``."""
    last = Sentence(clause, 0, clause.text)
    for sentence in sentences(clause):
        if sentence.start > place:
            break
        last = sentence
    return last


def headings_above(tree: ClauseTree, clause: Clause) -> str:
    """Its own heading and those above, nearest first, joined by a line feed.

    Falls back to the first words of a clause that introduces others without a heading.
    """
    chain = [clause, *tree.ancestors(clause)]
    return "\n".join(c.heading or (c.text[:40] if c is not clause else "") for c in chain).strip()


def reading_order(tree: ClauseTree, terms: list[Term]) -> list[Term]:
    """Terms sorted by where their evidence stands; ties stay as they were."""
    clauses = {clause.id: index for index, clause in enumerate(tree.clauses)}
    tables = {table.id: index for index, table in enumerate(tree.tables)}

    def place(term: Term) -> tuple[int, int, int, int]:
        span = term.span
        table = -1 if span.table is None else tables.get(span.table, -1)
        row = -1 if span.row is None else span.row
        return clauses.get(span.clause, len(clauses)), table, row, span.start

    return sorted(terms, key=place)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a clause that stand together: its heading, or its text."""

    clause: Clause
    text: str
    heading: bool

    def cite(self, start: int, end: int) -> Cited:
        """Evidence for code points of the stretch; of a heading the span tells only the clause."""
        if not self.heading:
            return cite(self.clause, start, end)
        return {"quote": self.text[start:end], "span": cite_heading(self.clause)["span"]}


def stretches(clause: Clause) -> Iterator[Stretch]:
    """A clause's heading and text; a short paragraph may have become a heading alone."""
    if clause.heading:
        yield Stretch(clause, clause.heading, heading=True)
    if clause.text:
        yield Stretch(clause, clause.text, heading=False)
