"""Which of the words that recognition may have misread somebody has held against the page.

A word is checked by a ``confirm`` decision, by correcting it, or by waiving the rest of its
contract. Confirmations name the word by its own words and those around it, so that they survive a
new recognition of the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.comparison import ComparedDocument, Comparison
from models.decision import Decision, DecisionKind, Key, KeyPart, TargetKind
from models.document import Notice, Severity
from models.doubts import DoubtfulWord, doubtful_words
from models.keys import clause_key
from models.message import Message

UNCHECKED = "reading.unchecked"
"""The code of the notice that says that words are still to be checked."""

# Code points on either side that tell a word from the others of its clause.
_AROUND = 6


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful word in its contract.

    Attributes:
        document: Id of the contract.
        word: The word.
        key: The key of its clause, under which what was decided on it is filed.
        name: What tells it from the other words of the clause.
        checked: Whether somebody has confirmed it, or waived the rest of the contract.
        waived: Whether it counts as checked only because of that.
    """

    document: str
    word: DoubtfulWord
    key: Key
    name: str
    checked: bool = False
    waived: bool = False


def text_of(document: ComparedDocument, word: DoubtfulWord) -> str:
    """The text that a word stands in: of its cell or clause."""
    if word.table is None or word.row is None or word.column is None:
        return document.tree.by_id[word.clause].text
    return document.tree.table_by_id[word.table].cells(word.row)[word.column]


def field_of(document: ComparedDocument, word: DoubtfulWord) -> str:
    """The field of a correction of the text that a word stands in."""
    if word.table is None:
        return "text"
    table = document.tree.by_id[word.clause].tables.index(word.table)
    return cell_field(table, word.row or 0, word.column or 0)


def cell_field(table: int, row: int, column: int) -> str:
    """The field of a correction of a cell.

    Args:
        table: Which table of the clause, from 0.
        row: Of the table, -1 its header.
        column: Of the table.
    """
    return f"cell/{table}/{row}/{column}"


def cell_of_field(field: str) -> tuple[int, int, int] | None:
    """The table, row and column that a correction's field names, or None where it names none."""
    name, *places = field.split("/")
    try:
        table, row, column = (int(place) for place in places)
    except ValueError:
        return None
    return (table, row, column) if name == "cell" else None


def doubts(comparison: Comparison) -> Iterator[Doubt]:
    """The doubtful words of all contracts, in their order."""
    found = (
        Doubt(document.id, word, key, _name(document, word))
        for document in filter(_doubted, comparison.documents)
        for word in doubtful_words(document)
        if (key := clause_key(document, document.tree.by_id[word.clause]))
    )
    yield from settled(found, comparison)


def settled(found: Iterable[Doubt], comparison: Comparison) -> Iterator[Doubt]:
    """The same words, checked or not by what has been decided by now.

    Args:
        found: Words of the comparison.
        comparison: With the decisions.
    """
    confirmed, waived = _decided(comparison.decisions)
    left = {d.id: waiver(d) in waived for d in comparison.documents} if waived else {}
    for doubt in found:
        held = (doubt.key, doubt.name) in confirmed
        waiving = not held and left.get(doubt.document, False)
        if (held or waiving, waiving) == (doubt.checked, doubt.waived):
            yield doubt
        else:
            yield replace(doubt, checked=held or waiving, waived=waiving)


def _doubted(document: ComparedDocument) -> bool:
    """Whether there is anything to look for; of most contracts nothing was recognised."""
    tree = document.tree
    return (
        any(clause.doubtful for clause in tree.clauses)
        or any(table.doubtful for table in tree.tables)
        or any(finding.code == "reading.doubtful" for finding in document.findings)
    )


def waiver(document: ComparedDocument) -> Key:
    """The key under which it is filed that a contract is left unchecked."""
    return Key(TargetKind.ROW, "", (KeyPart(document.document.sha256, "", ""),))


def _name(document: ComparedDocument, word: DoubtfulWord) -> str:
    text = text_of(document, word)
    before = text[max(0, word.start - _AROUND) : word.start]
    after = text[word.end : word.end + _AROUND]
    return f"{field_of(document, word)}={before}⟦{word.text}⟧{after}"


def _decided(decisions: tuple[Decision, ...]) -> tuple[set[tuple[Key, str]], set[Key]]:
    confirmed: set[tuple[Key, str]] = set()
    waived: dict[Key, bool] = {}
    for decision in decisions:
        if decision.kind is DecisionKind.CONFIRM:
            confirmed.add((decision.target, decision.value))
        elif decision.kind is DecisionKind.WAIVE:
            waived[decision.target] = bool(decision.value)
    return confirmed, {key for key, on in waived.items() if on}


def with_notices(comparison: Comparison) -> Comparison:
    """The comparison whose contracts say how many of their words nobody has checked yet."""
    left: dict[str, int] = {}
    for doubt in doubts(comparison):
        if not doubt.checked:
            left[doubt.document] = left.get(doubt.document, 0) + 1
    if not left and not any(map(_has_notice, comparison.documents)):
        return comparison
    return replace(
        comparison,
        documents=tuple(_noted(d, left.get(d.id, 0)) for d in comparison.documents),
    )


def _has_notice(document: ComparedDocument) -> bool:
    return any(notice.code == UNCHECKED for notice in document.document.notices)


def _noted(document: ComparedDocument, left: int) -> ComparedDocument:
    notices = tuple(n for n in document.document.notices if n.code != UNCHECKED)
    if left:
        said = Message.of("scan.unchecked", count=left)
        notices = (*notices, Notice(UNCHECKED, Severity.WARNING, said))
    if notices == document.document.notices:
        return document
    return replace(document, document=replace(document.document, notices=notices))
