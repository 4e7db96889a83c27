"""Rows of provisions: what takes the same stance is one row, and a stance that became another.

A contract may say several things of one kind (what is made belongs to the buyer, what was there
before to its owner), each of which is kept, dropped or turned for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from app.diff.term_conditions import duty_change
from app.diff.term_groups import TermCells
from app.diff.triggers import words_alike
from models.message import Message
from models.terms import Provision, TermGroup

# Beside others that stay, a stance became another one only where its words are much the same: of
# two clauses on one subject, one dropped and one new share about a third of their characters.
_REWORDED = 0.55

Stances = dict[str, tuple[Provision, ...]]


def provisions(terms: Mapping[str, Sequence[Provision]], baseline: str) -> Iterator[TermCells]:
    """By kind and stance; stances that only one side has, by the likeness of their words."""
    order = [baseline, *(d for d in terms if d != baseline)]
    for kind in dict.fromkeys(t.kind for d in order for t in terms.get(d, ())):
        rows = _rows({d: _stances(v, kind) for d, v in terms.items()}, baseline)
        what = f"@diff.term.provision.{kind}"
        for stance, cells in rows.items():
            label, key = Message.of(f"diff.term.provision.{kind}"), kind
            if len(rows) > 1:
                said = f"@provision.{kind}.{stance}"
                label = Message.of("diff.label.provision", what=what, stance=said)
                key = f"{kind}:{stance}"
            ordered = {d: cells[d] for d in terms if d in cells}
            yield TermCells(TermGroup.PROVISION, kind, key, label, ordered)


def _stances(terms: Sequence[Provision], kind: str) -> Stances:
    of_kind = [t for t in terms if t.kind == kind]
    names = dict.fromkeys(t.stance for t in of_kind)
    return {name: tuple(t for t in of_kind if t.stance == name) for name in names}


def _rows(documents: Mapping[str, Stances], baseline: str) -> dict[str, Stances]:
    """The cells by document, by the stance that names the row: the baseline's stances first."""
    mine = documents.get(baseline, {})
    names = [*mine, *(s for several in documents.values() for s in several)]
    rows: dict[str, Stances] = {name: {} for name in names}
    for document, several in documents.items():
        turned = {} if document == baseline else _turned(mine, several)
        for stance, found in several.items():
            rows[turned.get(stance, stance)][document] = found
    return {
        name: _telling_first(cells, cells.get(baseline)) for name, cells in rows.items() if cells
    }


def _turned(old: Stances, new: Stances) -> dict[str, str]:
    """For the new stances that took the place of an old one: which."""
    gone, come = [s for s in old if s not in new], [s for s in new if s not in old]
    if len(old) == len(new) == len(gone) == 1:
        return {come[0]: gone[0]}
    pairs = sorted(
        ((-_alike(old[a], new[b]), i, a, b) for i, (a, b) in enumerate(product(gone, come)))
    )
    found: dict[str, str] = {}
    for alike, _, a, b in pairs:
        if -alike >= _REWORDED and b not in found and a not in found.values():
            found[b] = a
    return found


def _alike(old: Sequence[Provision], new: Sequence[Provision]) -> float:
    return max(words_alike(a.quote, b.quote) for a, b in product(old, new))


def _telling_first(cells: Stances, old: Sequence[Provision] | None) -> Stances:
    """The cells with the statement first that says what the baseline's first one says.

    Where all differ from it in words of duty, the one most alike decides.
    """
    if not old:
        return cells
    first = old[0]

    def place(term: Provision) -> tuple[bool, float]:
        return duty_change(first, term) is not None, -words_alike(first.quote, term.quote)

    return {d: tuple(sorted(several, key=place)) for d, several in cells.items()}
