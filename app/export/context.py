"""What all sheets look up: contracts by number, places, decisions, where a row came to stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.export.sheet import Book
from app.export.words import Words, circled
from models.comparison import ComparedDocument, Comparison
from models.decision import Decision, DecisionKind, Key, TargetKind
from models.diff import Row, TermRow
from models.terms import Span, Term


@dataclass
class Context:
    """The comparison that is printed, and what the sheets tell each other.

    Attributes:
        comparison: What is printed.
        words: In the language of the workbook.
        book: The workbook.
        places: Where a row or a finding stands, as (sheet, cell), by its identity.
        evidence: Sheet, cell and term of each term that a sheet shows.
    """

    comparison: Comparison
    words: Words
    book: Book
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    evidence: list[tuple[str, str, str, Term]] = field(default_factory=list)

    @property
    def documents(self) -> tuple[ComparedDocument, ...]:
        """The contracts in the order given."""
        return self.comparison.documents

    @property
    def others(self) -> tuple[ComparedDocument, ...]:
        """The contracts other than the baseline."""
        return self.comparison.others

    def sign(self, doc: str) -> str:
        """A contract's number: ①."""
        return circled(next(i for i, d in enumerate(self.documents) if d.id == doc))

    def caption(self, doc: str) -> str:
        """A contract's number, what it is, and its file: ``① 基准：….docx``."""
        document = self.comparison.by_id[doc]
        role = self.words.word("role", document.role)
        return self.words("caption", sign=self.sign(doc), role=role, name=document.name)

    def captions(self) -> str:
        """All contracts in one line."""
        return "    ".join(self.caption(d.id) for d in self.documents)

    def place(self, span: Span) -> str:
        """Where evidence stands: clause and page."""
        clause = self.comparison.clause(span.clause)
        page = span.page or clause.page
        return self.words.joined(
            self.path(clause.path), self.words("page_no", page=page) if page else None
        )

    def path(self, path: str) -> str:
        """A clause's path for people: ``正文/第一条/¶2`` becomes ``正文 第一条 第2段``."""
        steps = []
        for step in path.split("/"):
            if not step.startswith("¶"):
                steps.append(step)
            elif step != "¶":
                steps.append(self.words("paragraph", number=step[1:]))
        return " ".join(steps)

    def decided(self, row: Row | TermRow) -> dict[DecisionKind, Decision]:
        """The latest decision of each kind on a row."""
        found: dict[DecisionKind, Decision] = {}
        here = self._content(row)
        for decision in self.comparison.decisions:
            if _concerns(decision.target, row, here):
                found[decision.kind] = decision
        return found

    def decision_word(self, row: Row | TermRow) -> str:
        """How the row was marked."""
        mark = self.decided(row).get(DecisionKind.MARK)
        return self.words.word("mark", mark.value) if mark else ""

    def decision_note(self, row: Row | TermRow) -> str:
        """What was noted and proposed."""
        found = self.decided(row)
        said = []
        if DecisionKind.NOTE in found:
            said.append(found[DecisionKind.NOTE].value)
        if DecisionKind.PROPOSAL in found:
            said.append(self.words("proposal", text=found[DecisionKind.PROPOSAL].value))
        return "\n".join(said)

    def _content(self, row: Row | TermRow) -> set[tuple[str, str]]:
        """Hash and path of the clauses that a row was read from."""
        if isinstance(row, Row):
            ids = [i for cell in row.cells.values() for i in cell]
        else:
            terms = [i for cell in row.cells.values() for i in cell]
            ids = [self.comparison.term(i).span.clause for i in terms]
        return {
            (
                self.comparison.by_id[i.partition(".")[0]].document.sha256,
                self.comparison.clause(i).path,
            )
            for i in ids
        }


def _concerns(target: Key, row: Row | TermRow, here: set[tuple[str, str]]) -> bool:
    if isinstance(row, Row):
        fits = target.kind is TargetKind.ROW
    else:
        fits = target.kind is TargetKind.TERM and target.name == f"{row.group}/{row.kind}/{row.key}"
    return fits and bool(target.parts) and all((p.sha256, p.path) in here for p in target.parts)
