"""Makes the terms of the sample comparison and the rows that align them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.clause import ClauseTree
from models.diff import Effect, ForBuyer, PriceEffect, Status, TermRow
from models.terms import Span, Term, TermGroup, ValueTerm
from tests.helpers.sample_rows import plain


class TermBook:
    """Makes the terms of the sample and the rows that align them."""

    def __init__(self, trees: Mapping[str, ClauseTree]) -> None:
        self.trees = trees
        self.terms: dict[str, list[Term]] = {doc: [] for doc in trees}
        self.rows: list[TermRow] = []

    def _span(self, doc: str, quote: str) -> Span:
        tree = self.trees[doc]
        for clause in tree.clauses:
            at = clause.text.find(quote)
            if at >= 0:
                return Span(clause.id, at, at + len(quote), clause.page)
        for table in tree.tables:
            for index, row in enumerate(table.rows):
                if quote in " ".join(row):
                    return Span(table.clause, page=table.page, table=table.id, row=index)
        raise AssertionError(f"{doc} does not say {quote}")

    def add(
        self, doc: str, cls: type[Term], group: TermGroup, kind: str, quote: str, **fields: Any
    ) -> str:
        """Adds a term; returns its id."""
        number = f"{doc}.k{len(self.terms[doc]) + 1}"
        span = self._span(doc, quote)
        term = cls(id=number, group=group, kind=kind, quote=quote, span=span, **fields)
        self.terms[doc].append(term)
        return number

    def row(  # noqa: PLR0917
        self,
        group: TermGroup,
        kind: str,
        key: str,
        label: str,
        cells: Mapping[str, tuple[str, ...]],
        effects: Mapping[str, tuple[ForBuyer, str]] = {},
        importance: int = 0,
        prices: Mapping[str, PriceEffect] | None = None,
    ) -> None:
        """Adds a row of terms."""
        said = {doc: self.terms[doc] for doc in self.trees}
        values = {
            doc: [_content(t) for t in said[doc] if t.id in ids] for doc, ids in cells.items()
        }
        statuses = [
            Status.ADDED
            if "d1" not in cells
            else Status.REMOVED
            if doc not in cells
            else Status.SAME
            if values[doc] == values["d1"]
            else Status.CHANGED
            for doc in self.trees
            if doc != "d1" and (doc in cells or "d1" in cells)
        ]
        rank = (Status.SAME, Status.ADDED, Status.CHANGED, Status.REMOVED)
        effect = {
            doc: Effect(judged, f"{group.value}.{kind}", plain(why))
            for doc, (judged, why) in effects.items()
        }
        self.rows.append(
            TermRow(
                group.value,
                kind,
                key,
                plain(label),
                dict(cells),
                max(statuses, key=rank.index),
                importance,
                effect,
                prices or {},
            )
        )


def _content(term: Term) -> tuple[object, ...]:
    skip = {"id", "quote", "span", "derived"}
    names = [n for c in type(term).__mro__ for n in getattr(c, "__slots__", ())]
    return tuple(getattr(term, name) for name in names if name not in skip)


Value = tuple[Any, str] | tuple[Any, str, dict[str, Any]]


def add_values(  # noqa: PLR0917
    book: TermBook,
    group: TermGroup,
    kind: str,
    label: str,
    said: dict[str, Value],
    effects: Mapping[str, tuple[ForBuyer, str]] = {},
    importance: int = 0,
) -> None:
    cells = {
        doc: (book.add(doc, ValueTerm, group, kind, v[1], value=v[0], **(v[2] if v[2:] else {})),)
        for doc, v in said.items()
    }
    book.row(group, kind, kind, label, cells, effects, importance)
