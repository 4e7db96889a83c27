"""Which terms of several contracts belong in one row, and how that row is called.

Instalments match by milestone, penalties and rights to end the contract by what sets them off,
price lines by service, everything else by kind: never by position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.diff.clusters import cluster
from app.diff.importance import shown
from app.diff.prices import SAME_SERVICE, same_service
from app.diff.services import service_key
from app.diff.triggers import SAME_TRIGGER, kind_of, same_row, same_trigger, trigger_text
from models.message import Message
from models.terms import (
    Instalment,
    Party,
    Penalty,
    PriceItem,
    Term,
    TermGroup,
    TerminationRight,
)

Kind = TypeVar("Kind", bound=Term)
# Rows of coefficient tables repeat one another but for a grade or an hour, so that only much the
# same words are one row; the best pair is joined first.
_SAME_ROW = 0.72


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


def term_cells(terms: Mapping[str, Sequence[Term]], baseline: str) -> Iterator[TermCells]:
    """All rows of terms: by group, in the baseline's order, then what only the others have."""
    for group in TermGroup:
        within = {d: [t for t in several if t.group is group] for d, several in terms.items()}
        if group is TermGroup.PAYMENT:
            yield from _instalments(_of_type(within, Instalment))
        elif group is TermGroup.PENALTY:
            yield from _penalties(_of_type(within, Penalty), baseline)
        elif group is TermGroup.EXIT:
            yield from _rights(_of_type(within, TerminationRight), baseline)
        elif group is TermGroup.PRICE:
            yield from _items(_of_type(within, PriceItem), baseline)
        matched = (Instalment, Penalty, TerminationRight, PriceItem)
        rest = {d: [t for t in v if not isinstance(t, matched)] for d, v in within.items()}
        yield from _by_kind(group, rest, baseline)


def _of_type(terms: Mapping[str, Sequence[Term]], wanted: type[Kind]) -> dict[str, list[Kind]]:
    return {d: [t for t in several if isinstance(t, wanted)] for d, several in terms.items()}


def _by_kind(
    group: TermGroup, terms: Mapping[str, Sequence[Term]], baseline: str
) -> Iterator[TermCells]:
    order = [baseline, *(d for d in terms if d != baseline)]
    kinds = dict.fromkeys(t.kind for d in order for t in terms.get(d, ()))
    for kind in kinds:
        cells = {d: tuple(t for t in v if t.kind == kind) for d, v in terms.items()}
        cells = {d: v for d, v in cells.items() if v}
        yield TermCells(group, kind, kind, Message.of(f"diff.term.{group.value}.{kind}"), cells)


def _instalments(terms: Mapping[str, Sequence[Instalment]]) -> Iterator[TermCells]:
    """By milestone, and by order among several of one milestone."""
    places: dict[tuple[str, int], dict[str, tuple[Term, ...]]] = {}
    first: dict[tuple[str, int], int] = {}
    for d, several in terms.items():
        counts: dict[str, int] = {}
        for term in sorted(several, key=lambda t: t.sequence):
            milestone = term.milestone.value
            counts[milestone] = counts.get(milestone, 0) + 1
            place = milestone, counts[milestone]
            places.setdefault(place, {})[d] = (term,)
            first[place] = min(first.get(place, 99), term.sequence)
    repeated = {milestone for milestone, ordinal in places if ordinal > 1}
    for place in sorted(places, key=lambda p: (first[p], p)):
        milestone, ordinal = place
        label = Message.of(f"diff.milestone.{milestone}")
        key = milestone
        if milestone in repeated:
            label = Message.of(
                "diff.label.instalment", milestone=f"@diff.milestone.{milestone}", n=ordinal
            )
            key = f"{milestone}:{ordinal}"
        yield TermCells(TermGroup.PAYMENT, "instalment", key, label, places[place])


def _items(terms: Mapping[str, Sequence[PriceItem]], baseline: str) -> Iterator[TermCells]:
    for found in cluster(terms, baseline, same_service, SAME_SERVICE):
        term = _telling(found, baseline)
        key = service_key(term.name, term.category or "") or term.name
        label = Message.of("diff.label.item", name=shown(term.name))
        yield TermCells(TermGroup.PRICE, "item", key, label, _cells(found))


def _penalties(terms: Mapping[str, Sequence[Penalty]], baseline: str) -> Iterator[TermCells]:
    scores: dict[str, tuple[Callable[[Penalty, Penalty], float], float]] = {
        "rate": (same_trigger, SAME_TRIGGER),
        "interest": (same_trigger, SAME_TRIGGER / 2),
        "coefficient": (same_row, _SAME_ROW),
    }
    for kind, (score, cutoff) in scores.items():
        within = {d: [t for t in v if t.kind == kind] for d, v in terms.items()}
        for found in cluster(within, baseline, score, cutoff):
            term = _telling(found, baseline)
            trigger = kind_of(term)
            if kind == "coefficient":
                label = Message.of("diff.label.coefficient", trigger=shown(trigger_text(term)))
                key = shown(trigger_text(term))
            else:
                named = f"@diff.trigger.{trigger}" if trigger else shown(trigger_text(term))
                label = Message.of(f"diff.label.{kind}", party=_party(term.party), trigger=named)
                key = trigger or shown(trigger_text(term))
            yield TermCells(TermGroup.PENALTY, kind, key, label, _cells(found))


def _rights(terms: Mapping[str, Sequence[TerminationRight]], baseline: str) -> Iterator[TermCells]:
    for found in cluster(terms, baseline, same_trigger, SAME_TRIGGER):
        term = _telling(found, baseline)
        trigger = kind_of(term)
        named = f"@diff.trigger.{trigger}" if trigger else shown(trigger_text(term))
        label = Message.of("diff.label.termination_right", party=_party(term.party), trigger=named)
        key = trigger or shown(trigger_text(term))
        yield TermCells(TermGroup.EXIT, "termination_right", key, label, _cells(found))


def _party(party: Party | None) -> str:
    return f"@diff.party.{party.value}" if party else "@diff.party.unstated"


def _telling(found: Mapping[str, Kind], baseline: str) -> Kind:
    return found[baseline] if baseline in found else next(iter(found.values()))


def _cells(found: Mapping[str, Term]) -> dict[str, tuple[Term, ...]]:
    return {d: (term,) for d, term in found.items()}
