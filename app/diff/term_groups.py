"""Which terms of several contracts belong in one row, and how that row is called.

Instalments match by milestone, price lines by service, everything of one value by kind; penalties
and rights to end the contract by what sets them off (``term_triggers``). Never by position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TypeVar

from app.diff.clusters import cluster
from app.diff.prices import SAME_SERVICE, same_service
from app.diff.services import service_key
from app.diff.themes import shown
from models.message import Message
from models.terms import Instalment, PriceItem, Term, TermGroup

Kind = TypeVar("Kind", bound=Term)


@dataclass(frozen=True, slots=True)
class TermCells:
    """One row of terms before it is compared.

    Attributes:
        group: Group of the terms.
        kind: Kind of the terms.
        key: What they were matched by.
        label: How the row is called.
        cells: The terms by document id, the telling one first.
    """

    group: TermGroup
    kind: str
    key: str
    label: Message
    cells: Mapping[str, tuple[Term, ...]]


def by_kind(
    group: TermGroup, terms: Mapping[str, Sequence[Term]], baseline: str
) -> Iterator[TermCells]:
    """One row a kind: facts, service levels, general terms, exit terms of one value."""
    order = [baseline, *(d for d in terms if d != baseline)]
    kinds = dict.fromkeys(t.kind for d in order for t in terms.get(d, ()))
    for kind in kinds:
        cells = {d: tuple(t for t in v if t.kind == kind) for d, v in terms.items()}
        cells = {d: v for d, v in cells.items() if v}
        yield TermCells(group, kind, kind, Message.of(f"diff.term.{group.value}.{kind}"), cells)


def instalments(terms: Mapping[str, Sequence[Instalment]]) -> Iterator[TermCells]:
    """By milestone, and by order among several of one milestone."""
    places: dict[tuple[str, int], dict[str, tuple[Term, ...]]] = {}
    sequences: dict[tuple[str, int], list[int]] = {}
    for d, several in terms.items():
        counts: Counter[str] = Counter()
        for term in sorted(several, key=lambda t: t.sequence):
            milestone = term.milestone.value
            counts[milestone] += 1
            place = milestone, counts[milestone]
            places.setdefault(place, {})[d] = (term,)
            sequences.setdefault(place, []).append(term.sequence)
    repeated = {milestone for milestone, ordinal in places if ordinal > 1}
    for place in sorted(places, key=lambda p: (fmean(sequences[p]), p)):
        milestone, ordinal = place
        key, label = milestone, Message.of(f"diff.milestone.{milestone}")
        if milestone in repeated:
            key = f"{milestone}:{ordinal}"
            named = f"@diff.milestone.{milestone}"
            label = Message.of("diff.label.instalment", milestone=named, n=ordinal)
        yield TermCells(TermGroup.PAYMENT, "instalment", key, label, places[place])


def price_items(terms: Mapping[str, Sequence[PriceItem]], baseline: str) -> Iterator[TermCells]:
    """By service: the services lexicon first, then the likeness of names; one to one."""
    for found in cluster(terms, baseline, same_service, SAME_SERVICE):
        term = telling(found, baseline)
        key = service_key(term.name, term.category or "") or term.name
        # What a bracket adds (主频, IOPS) is for the tooltip, not for the name of a row.
        name = re.split(r"[（(]", term.name, maxsplit=1)[0].strip() or term.name
        label = Message.of("diff.label.item", name=shown(name))
        yield TermCells(TermGroup.PRICE, "item", key, label, cells_of(found))


def telling(found: Mapping[str, Kind], baseline: str) -> Kind:
    """The term that names a row: the baseline's, else the first there is."""
    return found[baseline] if baseline in found else next(iter(found.values()))


def cells_of(found: Mapping[str, Term]) -> dict[str, tuple[Term, ...]]:
    """Cells of one term each."""
    return {d: (term,) for d, term in found.items()}


def of_type(terms: Mapping[str, Sequence[Term]], wanted: type[Kind]) -> dict[str, list[Kind]]:
    """The terms of one type, by document."""
    return {d: [t for t in several if isinstance(t, wanted)] for d, several in terms.items()}


def with_own_keys(rows: Sequence[TermCells]) -> list[TermCells]:
    """The rows with keys of their own: decisions are kept by group, kind and key."""
    seen: Counter[tuple[str, str, str]] = Counter()
    result: list[TermCells] = []
    for row in rows:
        name = (row.group.value, row.kind, row.key)
        seen[name] += 1
        own = row.key if seen[name] == 1 else f"{row.key}:{seen[name]}"
        result.append(replace(row, key=own))
    return result
