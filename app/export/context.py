"""What all sheets look up: contracts by number, places, decisions, where a row came to stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from app.export.keys import Texts, key_mark, texts_of
from app.export.options import WorkbookOptions
from app.export.sheet import Book
from app.export.words import Words, circled
from models.clause import Clause
from models.comparison import ComparedDocument, Comparison, number_of
from models.decided import DecisionIndex, decisions_of
from models.decision import Key
from models.document import Notice
from models.places import place
from models.terms import Span


@dataclass(frozen=True, slots=True)
class Source:
    """What a cell of another sheet rests on: one line of the sheet of evidence.

    Attributes:
        sheet: Name of that sheet.
        cell: The cell.
        label: What it is about.
        doc: The contract.
        span: Clause and page.
        quote: The exact words.
        corrected: Whether the user corrected what was read.
        folded: Whether the line it serves is folded away.
    """

    sheet: str
    cell: str
    label: str
    doc: str
    span: Span
    quote: str
    corrected: bool = False
    folded: bool = False


@dataclass
class Context:
    """The comparison that is printed, and what the sheets tell each other.

    Attributes:
        comparison: What is printed.
        words: In the language of the workbook.
        book: The workbook.
        places: Where a row or a finding stands, as (sheet, cell), by its identity.
        options: What the user chose about the workbook.
        evidence: What the cells of the sheets rest on, in their order.
        keys: The keys that the rows of the sheets bear, by their mark.
    """

    comparison: Comparison
    words: Words
    book: Book
    options: WorkbookOptions = field(default_factory=WorkbookOptions)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    evidence: list[Source] = field(default_factory=list)
    keys: dict[str, Key] = field(default_factory=dict)

    @cached_property
    def decided(self) -> DecisionIndex:
        """What was decided."""
        return decisions_of(self.comparison)

    def said(self, key: Key) -> Texts:
        """What was decided on the target of a key."""
        return texts_of(self.decided, key) if self.comparison.decisions else Texts()

    def marked(self, key: Key) -> str:
        """The mark that the row of a key bears in the workbook."""
        mark = key_mark(key)
        self.keys[mark] = key
        return mark

    @property
    def documents(self) -> tuple[ComparedDocument, ...]:
        """The contracts in the order given."""
        return self.comparison.documents

    @property
    def others(self) -> tuple[ComparedDocument, ...]:
        """The contracts other than the baseline."""
        return self.comparison.others

    @cached_property
    def paged(self) -> bool:
        """Whether any contract was read with its pages; a text file or Word document has none."""
        return any(c.page for d in self.documents for c in d.tree.clauses)

    def sign(self, doc: str) -> str:
        """A contract's number: ①."""
        return circled(number_of(doc))

    def caption(self, doc: str) -> str:
        """A contract's number, what it is, and its file: ``① 基准：….docx``."""
        document = self.comparison.by_id[doc]
        role = self.words.word("role", document.role)
        return self.words("caption", sign=self.sign(doc), role=role, name=document.name)

    def captions(self) -> str:
        """All contracts, and the papers beside them, in one line."""
        return "    ".join(self.caption(d.id) for d in self.comparison.files)

    def place(self, span: Span) -> str:
        """Where evidence stands: clause and page."""
        return self.clause_place(self.comparison.clause(span.clause), span.page)

    def clause_place(self, clause: Clause, page: int | None = None) -> str:
        """Where a clause stands, and on which page; that of its beginning where none is given."""
        return self.words.joined(self.path(clause.path), self._page(page or clause.page))

    def noticed(self, document: ComparedDocument, notice: Notice) -> str:
        """What reading a contract chose, repaired or doubts: contract, page, words."""
        said = self.words.message(notice.message)
        return self.words.joined(self.caption(document.id), self._page(notice.page), said)

    def _page(self, page: int | None) -> str | None:
        return self.words("page_no", page=page) if page else None

    def path(self, path: str) -> str:
        """A clause's path for people: ``正文/第一条/¶2`` becomes ``第一条第2段``."""
        return place(path, self.words("paragraph", number="{n}"))
