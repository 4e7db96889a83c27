"""Rows of penalties and of rights to end the contract, matched by what sets them off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.diff.clusters import cluster
from app.diff.term_groups import TermCells, cells_of, telling
from app.diff.themes import shown
from app.diff.triggers import (
    SAME_ROW,
    SAME_TRIGGER,
    same_row,
    same_trigger,
    trigger_kind,
    trigger_text,
)
from app.diff.vocabulary import tokens_of
from app.text.tokens import TokenKind
from models.clause import ClauseTree
from models.message import Message
from models.terms import Party, Penalty, Term, TermGroup, TerminationRight

Triggered = Penalty | TerminationRight
Kind = TypeVar("Kind", Penalty, TerminationRight)
_ROW_WORDS = 80  # characters of a breach's description: rows differ at their ends
# A clause's topic tells what an otherwise unspecific breach (违反本协议约定) is about.
_TOPICS = {
    "confidentiality": "confidentiality",
    "security": "security",
    "intellectual_property": "intellectual_property",
    "acceptance": "acceptance",
    "integrity": "bribery",
}


@dataclass(frozen=True, slots=True)
class Triggers:
    """Kinds of triggers, with the clauses' topics where the words alone do not tell."""

    topics: Mapping[str, str | None]

    @classmethod
    def of(cls, trees: Mapping[str, ClauseTree]) -> Triggers:
        """For the clauses of these trees; an annex' title speaks for its clauses."""
        topics: dict[str, str | None] = {}
        for tree in trees.values():
            for clause in tree.clauses:
                own = clause.topic if clause.topic in _TOPICS else None
                above = (trigger_kind(c.heading or "") for c in tree.ancestors(clause))
                topics[clause.id] = _TOPICS.get(own or "") or next(filter(None, above), None)
        return cls(topics)

    def kind(self, term: Triggered) -> str | None:
        """The kind of a term's trigger: by its words, its quote, then its clause's topic."""
        found = trigger_kind(term.trigger or "") or trigger_kind(term.quote)
        if found in {None, "other_breach"}:
            return self.topics.get(term.span.clause) or found
        return found

    def same(self, a: Triggered, b: Triggered, _least: float = 0.0) -> float:
        """How surely two terms sanction the same thing, 0 to 1."""
        return same_trigger(a, b, self.kind(a), self.kind(b))


def penalties(
    terms: Mapping[str, Sequence[Penalty]], baseline: str, triggers: Triggers
) -> Iterator[TermCells]:
    """Rates, interest and rows of coefficient tables."""
    for kind in ("rate", "interest"):
        within = {d: [t for t in v if t.kind == kind] for d, v in terms.items()}
        cutoff = SAME_TRIGGER if kind == "rate" else SAME_TRIGGER / 2
        yield from _rows(within, baseline, triggers, (TermGroup.PENALTY, kind), cutoff)
    within = {d: [t for t in v if t.kind == "coefficient"] for d, v in terms.items()}
    for found in cluster(within, baseline, same_row, SAME_ROW):
        words = shown(trigger_text(telling(found, baseline)), _ROW_WORDS)
        label = Message.of("diff.label.coefficient", trigger=words)
        yield TermCells(TermGroup.PENALTY, "coefficient", words, label, cells_of(found))


def rights(
    terms: Mapping[str, Sequence[TerminationRight]], baseline: str, triggers: Triggers
) -> Iterator[TermCells]:
    """Stated rights to end the contract."""
    name = (TermGroup.EXIT, "termination_right")
    yield from _rows(terms, baseline, triggers, name, SAME_TRIGGER)


def _rows(
    terms: Mapping[str, Sequence[Kind]],
    baseline: str,
    triggers: Triggers,
    name: tuple[TermGroup, str],
    cutoff: float,
) -> Iterator[TermCells]:
    score: Callable[[Kind, Kind, float], float] = triggers.same
    groups = cluster(terms, baseline, score, cutoff)
    titles = [_title(telling(found, baseline), triggers) for found in groups]
    several = Counter(titles)
    for found, title in zip(groups, titles, strict=True):
        term = telling(found, baseline)
        params = {"party": title[0], "trigger": title[1]}
        detail = several[title] > 1 and title[1].startswith("@")
        if detail:
            others = [trigger_text(telling(g, baseline)) for g in groups if g is not found]
            params["words"] = _distinct(trigger_text(term), others)
        label = Message.of(f"diff.label.{name[1]}{'_detail' if detail else ''}", **params)
        key = triggers.kind(term) or shown(trigger_text(term))
        yield TermCells(*name, key, label, _with_merged(cells_of(found), terms, baseline, triggers))


def _distinct(text: str, others: Sequence[str]) -> str:
    """The words of a trigger from where it differs from those it would be confused with."""
    from rapidfuzz.distance import Prefix

    common = max((Prefix.similarity(text, other) for other in others), default=0)
    start = common - 4 if common > 12 else 0
    return f"…{shown(text[start:])}" if start else shown(text)


def _title(term: Triggered, triggers: Triggers) -> tuple[str, str]:
    kind = triggers.kind(term)
    party = f"@diff.party.{term.party.value}" if term.party else "@diff.party.unstated"
    return party, f"@diff.trigger.{kind}" if kind else shown(trigger_text(term))


def _with_merged(
    cells: dict[str, tuple[Term, ...]],
    terms: Mapping[str, Sequence[Kind]],
    baseline: str,
    triggers: Triggers,
) -> dict[str, tuple[Term, ...]]:
    """The cells, with terms of other documents that say this and more in one clause.

    Where one draft puts two events into one clause (如当月停机 2 次，或者告警 9 次), the
    second is not gone: its figures and letters stand there too.
    """
    own = cells.get(baseline)
    if own is None or not isinstance(own[0], Penalty | TerminationRight):
        return cells
    for d, several in terms.items():
        covering = [
            t
            for t in several
            if d not in cells
            and (_covers(t, own[0], triggers) or _refers(t, own[0], triggers.kind(own[0])))
        ]
        if covering:
            cells[d] = (covering[0],)
    return {d: cells[d] for d in terms if d in cells}


def _covers(wide: Triggered, narrow: Triggered, triggers: Triggers) -> bool:
    if triggers.kind(wide) is None or triggers.kind(wide) != triggers.kind(narrow):
        return False
    if Party.EITHER not in {wide.party, narrow.party} and wide.party != narrow.party:
        return False
    inside, all_of = _marks(narrow), _marks(wide)
    return len(inside) >= 2 and inside < all_of


def _refers(stated: Triggered, narrow: Triggered, kind: str | None) -> bool:
    """Whether a clause makes a rate that another one states due for the narrow one's trigger."""
    if not isinstance(stated, Penalty) or not isinstance(narrow, Penalty):
        return False
    if Party.EITHER not in {stated.party, narrow.party} and stated.party != narrow.party:
        return False
    return kind is not None and any(
        trigger_kind(one.trigger or one.quote) == kind for one in stated.referred
    )


def _marks(term: Triggered) -> frozenset[str]:
    """Figures and letters of a trigger: what tells one event from another."""
    kinds = {TokenKind.NUMBER, TokenKind.LATIN}
    return frozenset(t.key for t in tokens_of(term.quote) if t.kind in kinds)
