"""The comparison: everything that the window shows and that the workbook and the JSON print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.clause import Clause, ClauseTable, ClauseTree
from models.decision import Decision
from models.diff import Row, Status, TermRow
from models.document import Document
from models.errors import UnreadableReason
from models.finding import Finding
from models.message import Message
from models.terms import Term

_WORST = (Status.REMOVED, Status.ADDED, Status.CHANGED, Status.SAME)


class Role(StrEnum):
    """What a contract is in the comparison, or which paper of its procurement a document is."""

    BASELINE = "baseline"
    DRAFT = "draft"
    REFERENCE = "reference"
    MODEL = "model"
    TENDER = "tender"
    BID = "bid"
    AWARD = "award"


PAPERS = (Role.TENDER, Role.BID, Role.AWARD)
"""Roles of documents that are no contract themselves: the drafts are held against them."""


REST = "r"
"""What ends the id of the rest of a tender, whose proposed contract is compared: ``d3r``."""


def number_of(doc_id: str) -> int:
    """The place of a document among the files that were given, from 0: 2 for ``d3`` and ``d3r``."""
    return int(doc_id.removeprefix("d").removesuffix(REST)) - 1


@dataclass(frozen=True)
class ComparedDocument:
    """One contract with all that was found in it."""

    id: str
    role: Role
    document: Document
    tree: ClauseTree
    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.name

    @cached_property
    def term_by_id(self) -> Mapping[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}


@dataclass(frozen=True, slots=True)
class UnreadContract:
    """A contract that could not be read, with the reason and what would help."""

    name: str
    reason: UnreadableReason
    message: Message


@dataclass(frozen=True)
class Comparison:
    """The aggregate.

    Attributes:
        baseline: Id of the baseline document.
        documents: In the order given.
        rows: Aligned clauses, in reading order of the baseline.
        term_rows: Aligned key terms.
        consulted: Papers of the procurement that have no column: award notices, bids, and of a
            tender what is not the contract that it proposes. Findings quote them.
        decisions: What the user decided.
        unplaced: Of those, the ones that were about something that is not there any more.
        unread: Contracts that could not be read; no count covers them.
        options: What the comparison was made with, by name.
    """

    baseline: str
    documents: tuple[ComparedDocument, ...]
    rows: tuple[Row, ...]
    term_rows: tuple[TermRow, ...]
    decisions: tuple[Decision, ...] = ()
    unplaced: tuple[Decision, ...] = ()
    unread: tuple[UnreadContract, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    consulted: tuple[ComparedDocument, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, ComparedDocument]:
        """Documents by id, those that are only consulted too."""
        return {document.id: document for document in (*self.documents, *self.consulted)}

    @cached_property
    def files(self) -> tuple[ComparedDocument, ...]:
        """One document for each file that was read, in the order given."""
        parted = {document.id for document in self.documents}
        whole = [d for d in self.consulted if d.id.removesuffix(REST) not in parted]
        return tuple(sorted((*self.documents, *whole), key=lambda d: number_of(d.id)))

    def owner(self, clause_id: str) -> ComparedDocument:
        """The document that a clause stands in."""
        return self.by_id[clause_id.partition(".")[0]]

    @property
    def others(self) -> tuple[ComparedDocument, ...]:
        """The documents other than the baseline, in order."""
        return tuple(d for d in self.documents if d.id != self.baseline)

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """Ids of the drafts, or of all but the baseline where there is none: what it is about."""
        drafts = tuple(d.id for d in self.documents if d.role is Role.DRAFT)
        return drafts or tuple(d.id for d in self.others)

    def standing(self, row: Row | TermRow) -> Status:
        """The worst status of a row over the documents in focus.

        What only a contract for reference lacks is no loss in the draft. Where no document in
        focus takes part, the row's own status.
        """
        found = {self.status_in(row, document) for document in self.focus} - {None}
        return next((s for s in _WORST if s in found), row.status)

    def status_in(self, row: Row | TermRow, document: str) -> Status | None:
        """How a row of a document stands to the baseline; None where neither has anything."""
        if isinstance(row, Row):
            column = row.columns.get(document)
            return column.status if column else None
        here, there = bool(row.cells.get(self.baseline)), bool(row.cells.get(document))
        if here and there:
            return Status.CHANGED if document in row.effect else Status.SAME
        if here:
            return Status.REMOVED
        return Status.ADDED if there else None

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id (``d1.c17``)."""
        return self.owner(clause_id).tree.by_id[clause_id]

    def table(self, table_id: str) -> ClauseTable:
        """The table of that id (``d1.t2``)."""
        return self.by_id[table_id.partition(".")[0]].tree.table_by_id[table_id]

    def term(self, term_id: str) -> Term:
        """The term of that id (``d1.k4``)."""
        return self.by_id[term_id.partition(".")[0]].term_by_id[term_id]
