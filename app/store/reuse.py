"""What was decided in an earlier project, offered again where a contract has the same words.

Last year's note on a clause is worth reading where this year's contract has that clause again. It
is a suggestion, never more: what is decided already is left alone, and the user picks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.comparison import Comparison
from models.decided import ClauseFinder, decisions_of
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark, TargetKind, subject
from models.keys import clause_key, finding_key, row_key, term_key, value_keys

_SAID = (DecisionKind.MARK, DecisionKind.NOTE, DecisionKind.PROPOSAL)
_PINS = (DecisionKind.LINK, DecisionKind.UNLINK, DecisionKind.SPLIT)
# Code points of a quote from which on the same words are the same matter: labels of blanks such as
# a signature line's are shorter and stand in every contract.
_LEAST_QUOTE = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One decision of an earlier project as it would be made now.

    Attributes:
        decision: On a target of the comparison that is open; its time is that of the earlier one.
        clause: Id of a clause that has the words, to be shown.
    """

    decision: Decision
    clause: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a decision can be made now."""

    key: Key
    part: KeyPart
    clause: str


def suggestions(earlier: Iterable[Decision], comparison: Comparison) -> tuple[Suggestion, ...]:
    """What of an earlier project's decisions can be taken over.

    A mark, a note or a proposed wording is offered where a clause, the words of a term or those of
    a finding's evidence are the same and stand for the same matter; a correction where the words
    that were read wrong are the same; a pin where all its clauses are found.

    Args:
        earlier: The decisions in force there.
        comparison: What is open now.

    Returns:
        In the order of ``earlier``; of several on one subject the last.
    """
    offers = _Offers(comparison)
    found: dict[object, Suggestion] = {}
    for decision in earlier:
        suggestion = offers.of(decision)
        if suggestion is not None:
            found.pop(subject(suggestion.decision), None)
            found[subject(suggestion.decision)] = suggestion
    return tuple(found.values())


class _Offers:
    """Finds the places of one comparison for decisions of another."""

    def __init__(self, comparison: Comparison) -> None:
        self._places: dict[tuple[TargetKind, str, str], list[_Place]] = {}
        self._correctable: dict[tuple[TargetKind, str, str], list[_Place]] = {}
        for place in _places(comparison):
            self._file(self._places, place, place.key.name)
        for place in _correctable(comparison):
            # Terms of one kind are counted, and another contract may count otherwise.
            self._file(self._correctable, place, place.key.name.rpartition("/")[0])
        trees = {document.id: document.tree for document in comparison.documents}
        hashes = {d.id: d.document.sha256 for d in comparison.documents}
        self._finder, self._hashes, self._trees = ClauseFinder(trees, hashes), hashes, trees
        self._decided = decisions_of(comparison)
        self._settled = {subject(decision) for decision in comparison.decisions}

    @staticmethod
    def _file(
        places: dict[tuple[TargetKind, str, str], list[_Place]], place: _Place, name: str
    ) -> None:
        places.setdefault((place.key.kind, name, place.part.quote), []).append(place)

    def of(self, decision: Decision) -> Suggestion | None:
        """The decision as it would be made now, or None where it has no place or is made."""
        if decision.kind in _SAID:
            found = self._said(decision)
        elif decision.kind in _PINS:
            found = self._pin(decision)
        else:
            found = self._correction(decision)
        if found is None or subject(found.decision) in self._settled:
            return None
        return found

    def _said(self, decision: Decision) -> Suggestion | None:
        if decision.value in ("", Mark.UNDECIDED):
            return None
        target = decision.target
        place = _best(target.parts, target.kind, target.name, self._places)
        if place is None or self._is_said(place.key, decision.kind):
            return None
        return _suggestion(decision, place.key, place.clause)

    def _is_said(self, key: Key, kind: DecisionKind) -> bool:
        said = self._decided.of(key)
        known = {
            DecisionKind.MARK: said.mark,
            DecisionKind.NOTE: said.note,
            DecisionKind.PROPOSAL: said.proposal,
        }[kind]
        return known is not None and known.value not in ("", Mark.UNDECIDED)

    def _correction(self, decision: Decision) -> Suggestion | None:
        target = decision.target
        name = target.name.rpartition("/")[0]
        place = _best(target.parts, target.kind, name, self._correctable)
        return _suggestion(decision, place.key, place.clause) if place else None

    def _pin(self, decision: Decision) -> Suggestion | None:
        clauses = [self._finder.find(part) for part in decision.target.parts]
        known = [clause for clause in clauses if clause is not None]
        documents = {clause.partition(".")[0] for clause in known}
        apart = len(documents) > 1 and len(set(known)) == len(known)
        if len(known) < len(clauses) or not apart:
            return None
        parts = []
        for clause_id in known:
            doc_id = clause_id.partition(".")[0]
            clause = self._trees[doc_id].by_id[clause_id]
            parts.append(KeyPart.of(self._hashes[doc_id], clause.path, clause.as_read))
        return _suggestion(decision, Key(TargetKind.ROW, "", tuple(parts)), known[-1])


def _suggestion(decision: Decision, key: Key, clause: str) -> Suggestion:
    return Suggestion(Decision(key, decision.kind, decision.value, decision.at), clause)


def _best(
    parts: Sequence[KeyPart],
    kind: TargetKind,
    name: str,
    places: dict[tuple[TargetKind, str, str], list[_Place]],
) -> _Place | None:
    """The place that shares most with a decision; None where none does, or several as much."""
    count: dict[Key, tuple[int, int]] = {}
    first: dict[Key, _Place] = {}
    for part in parts:
        if len(part.quote) < _LEAST_QUOTE:
            continue
        for place in places.get((kind, name, part.quote), ()):
            if place.part.same_words(part):
                words, paths = count.get(place.key, (0, 0))
                count[place.key] = (words + 1, paths + (place.part.path == part.path))
                first.setdefault(place.key, place)
    if not count:
        return None
    most = max(count.values())
    best = [key for key, shared in count.items() if shared == most]
    return first[best[0]] if len(best) == 1 else None


def _places(comparison: Comparison) -> Iterator[_Place]:
    """What can be marked and noted on, with a clause to each document's share of the key."""
    for row in comparison.rows:
        ids = [cells[0] for d in comparison.documents if (cells := row.cells.get(d.id))]
        yield from _each(row_key(comparison, row), ids)
    for term_row in comparison.term_rows:
        ids = [
            comparison.term(cells[0]).span.clause
            for d in comparison.documents
            if (cells := term_row.cells.get(d.id))
        ]
        yield from _each(term_key(comparison, term_row), ids)
    for document in comparison.documents:
        for finding in document.findings:
            there = document.tree.by_id
            clauses = [span.clause for span in finding.spans if span.clause in there]
            yield from _each(finding_key(document, finding), clauses)


def _each(key: Key, clauses: Sequence[str]) -> Iterator[_Place]:
    for part, clause in zip(key.parts, clauses, strict=False):
        yield _Place(key, part, clause)


def _correctable(comparison: Comparison) -> Iterator[_Place]:
    """What can be corrected: the clauses and terms of every contract."""
    for document in comparison.documents:
        for clause in document.tree.clauses:
            key = clause_key(document, clause)
            yield _Place(key, key.parts[0], clause.id)
        keys = value_keys(document.document.sha256, document.tree, document.terms)
        for term in document.terms:
            key = keys[term.id]
            yield _Place(key, key.parts[0], term.span.clause)
