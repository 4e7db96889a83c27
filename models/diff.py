"""Differences: edits of text, of tables, and of one aligned row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from models.message import Message
from models.terms import RatePeriod


class Status(StrEnum):
    """How a row or a column stands to the baseline."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"

    __hash__ = str.__hash__


class Relation(StrEnum):
    """One clause to one, or one contract's clause split or merged in the other."""

    ONE = "one"
    SPLIT = "split"
    MERGED = "merged"


class EditOp(StrEnum):
    """What an edit does."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"

    __hash__ = str.__hash__


class EditClass(StrEnum):
    """What an edit touches."""

    NUMBER = "number"
    DATE = "date"
    PARTY = "party"
    NEGATION = "negation"
    REFERENCE = "reference"
    WORDING = "wording"
    RECOGNITION = "recognition"
    COSMETIC = "cosmetic"

    # An enumeration hashes its name in Python; classes are looked up for every edit.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit; joining all ``a`` gives the baseline's text exactly, all ``b`` the other's.

    ``kind`` is None where ``op`` is ``equal``. ``row_key`` and ``column`` are set for edits of a
    table's cells. ``moved`` is set on a deletion and an insertion of the same words inside one
    clause, ``throughout`` where the same words were replaced by the same all over the contract (a
    party's or a project's name). ``elsewhere`` is where the contract that lacks the words in this
    clause says the same sentence in another one, as a person calls the place.
    """

    op: EditOp
    a: str
    b: str
    kind: EditClass | None = None
    row_key: str | None = None
    column: str | None = None
    moved: bool = False
    throughout: bool = False
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A clause that stands elsewhere: the labels of its article here and there."""

    origin: str
    target: str


@dataclass(frozen=True, slots=True)
class Column:
    """One document's side of a row, against the baseline.

    Attributes:
        similarity: 0 to 1; None where one side is missing.
        edits: Text edits from the baseline's compared text to this document's.
        table_edits: Edits of table cells.
        cosmetic: How many edits are only cosmetic.
        repeats: Whether all that differs is replaced throughout and was shown by a row before.
    """

    status: Status
    relation: Relation = Relation.ONE
    moved: Move | None = None
    similarity: float | None = None
    edits: tuple[Edit, ...] = ()
    table_edits: tuple[Edit, ...] = ()
    cosmetic: int = 0
    repeats: bool = False

    @property
    def table_cells(self) -> tuple[tuple[Edit, ...], ...]:
        """The table edits by cell, as they are shown: those that differ only in form come last."""
        grouped = groupby(self.table_edits, key=lambda edit: (edit.row_key, edit.column))
        cells = [tuple(edits) for _, edits in grouped]
        form = {None, EditClass.COSMETIC}
        return tuple(sorted(cells, key=lambda edits: {edit.kind for edit in edits} <= form))


@dataclass(frozen=True, slots=True)
class Row:
    """Equivalent clauses with their differences.

    Attributes:
        id: Opaque: ``r12``.
        topic: Key of the topic lexicon, or None.
        cells: Clause ids by document id.
        status: The worst of the columns.
        importance: 0 to 100.
        reason: Why it ranks there.
        columns: One column a document other than the baseline, by document id; absent where both
            it and the baseline have nothing.
    """

    id: str
    topic: str | None
    cells: Mapping[str, tuple[str, ...]]
    status: Status
    importance: int
    reason: Message
    columns: Mapping[str, Column] = field(default_factory=dict)


class ForBuyer(StrEnum):
    """What a change of a term means for the buyer."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a changed term, with the rule that decided it."""

    for_buyer: ForBuyer
    rule: str
    reason: Message


@dataclass(frozen=True, slots=True)
class PriceEffect:
    """What a changed price line does to the total, in yuan.

    ``price`` is (new price − old price) × old quantity × old multiplier; ``quantity`` is what the
    changed quantity and months add at the new price; both together are the change of the amount.
    """

    price: Decimal
    quantity: Decimal


class ExposureBase(StrEnum):
    """What an exposure was worked out on."""

    CONTRACT_TOTAL = "contract_total"
    MONTHLY_FEE = "monthly_fee"
    PERFORMANCE_BOND = "performance_bond"
    LARGEST_INSTALMENT = "largest_instalment"


class ExposureLimit(StrEnum):
    """What ends an exposure's growth."""

    CAP = "cap"
    TERMINATION = "termination"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a penalty comes to on its contract's price, in yuan.

    Attributes:
        amount: For one ``per``.
        per: A day, a week …, or an occurrence.
        base: The amount that the rate is a share of.
        base_kind: What that amount is.
        limit: The most that it can come to, or None where nothing bounds it.
        until: What bounds it: the contract's cap, or the right to end the contract.
        days: Calendar days until then, where the rate runs.
        said: All of it in words.
    """

    amount: Decimal
    per: RatePeriod
    base: Decimal
    base_kind: ExposureBase
    limit: Decimal | None
    until: ExposureLimit
    days: int | None
    said: Message


@dataclass(frozen=True, slots=True)
class TermRow:
    """Equivalent terms.

    Attributes:
        key: What they were matched by: a milestone, a trigger, a service.
        label: How it is called, in the user's words.
        cells: Term ids by document id.
        effect: By document id, for documents other than the baseline.
        price_effects: For price lines, by document id.
        price_factors: For price lines, by document id: what the document's unit price is multiplied
            by to be for the baseline's unit and time; None where they can't be compared. Absent
            where they are the same.
        exposure: For penalties, what they come to in yuan, by document id, the baseline's too.
    """

    group: str
    kind: str
    key: str
    label: Message
    cells: Mapping[str, tuple[str, ...]]
    status: Status
    importance: int = 0
    effect: Mapping[str, Effect] = field(default_factory=dict)
    price_effects: Mapping[str, PriceEffect] = field(default_factory=dict)
    price_factors: Mapping[str, Decimal | None] = field(default_factory=dict)
    exposure: Mapping[str, Exposure] = field(default_factory=dict)
