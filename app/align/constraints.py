"""Turns what the user decided about the alignment into constraints on clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, product

from models.alignment import Constraints
from models.clause import ClauseTree
from models.decision import Decision, DecisionKind, KeyPart, key_quote

_KINDS = (DecisionKind.LINK, DecisionKind.UNLINK, DecisionKind.SPLIT)


def resolve(
    decisions: Iterable[Decision], trees: Mapping[str, ClauseTree], hashes: Mapping[str, str]
) -> tuple[Constraints, tuple[Decision, ...]]:
    """Finds the clauses that decisions on the alignment are about.

    Args:
        decisions: All decisions; those of other kinds are passed over. A later one on the same
            clauses wins over an earlier one.
        trees: Clause trees by document id.
        hashes: SHA-256 of each document's file, by document id.

    Returns:
        The constraints, and the decisions whose clauses were not found.
    """
    finder = _Finder(trees, hashes)
    together: dict[frozenset[str], None] = {}
    apart: dict[frozenset[str], None] = {}
    alone: dict[str, None] = {}
    unplaced = []
    for decision in decisions:
        if decision.kind not in _KINDS:
            continue
        found = [finder.find(part) for part in decision.target.parts]
        clauses = [clause for clause in found if clause is not None]
        if len(clauses) < len(found) or not clauses:
            unplaced.append(decision)
            continue
        if decision.kind is DecisionKind.LINK:
            for pair in map(frozenset, combinations(clauses, 2)):
                apart.pop(pair, None)
            for clause in clauses:
                alone.pop(clause, None)
            together[frozenset(clauses)] = None
            continue
        if decision.kind is DecisionKind.UNLINK and len(clauses) == 1:
            alone[clauses[0]] = None
            together = {group: None for group in together if clauses[0] not in group}
            continue
        cut = int(decision.value) if decision.kind is DecisionKind.SPLIT else 1
        parted = {frozenset(pair) for pair in product(clauses[:cut], clauses[cut:])}
        apart.update(dict.fromkeys(parted))
        together = {group: None for group in together if not any(p <= group for p in parted)}
        if decision.kind is DecisionKind.SPLIT:
            for side in (clauses[:cut], clauses[cut:]):
                if len(side) > 1:
                    together[frozenset(side)] = None
    return Constraints(tuple(together), frozenset(apart), frozenset(alone)), tuple(unplaced)


class _Finder:
    """Finds clauses by the content a key is made of."""

    def __init__(self, trees: Mapping[str, ClauseTree], hashes: Mapping[str, str]) -> None:
        self.documents = {sha: d for d, sha in hashes.items()}
        self.by_path: dict[tuple[str, str], str] = {}
        self.by_quote: dict[tuple[str, str], list[str]] = {}
        for d, tree in trees.items():
            for clause in tree.clauses:
                quote = key_quote(clause.compared)
                self.by_path[d, clause.path] = clause.id
                self.by_quote.setdefault((d, quote), []).append(clause.id)
        self.quotes = {i: quote for (_, quote), ids in self.by_quote.items() for i in ids}

    def find(self, part: KeyPart) -> str | None:
        """The clause: in its own file by path and words; in a replaced file by words, or path.

        Where the file is not among those compared, a clause of the same words at the same path in
        any other is taken, then the only one of the same words.
        """
        own = self.documents.get(part.sha256)
        documents = [own] if own else sorted({d for d, _ in self.by_path})
        for d in documents:
            clause = self.by_path.get((d, part.path))
            if clause and self.quotes[clause] == part.quote:
                return clause
        same = [i for d in documents for i in self.by_quote.get((d, part.quote), ())]
        return same[0] if len(same) == 1 else None
