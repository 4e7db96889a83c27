"""A contract of one clause, or of a few, for tests of extractors; and terms in short."""

from __future__ import annotations

from decimal import Decimal

from models.clause import Clause, ClauseNumber, ClauseTable, ClauseTree, NumberStyle, Part
from models.terms import Penalty, Term, ValueTerm


def clause(
    number: int,
    text: str,
    *,
    heading: str | None = None,
    parent: str | None = None,
    part: Part = Part.BODY,
    ident: str | None = None,
) -> Clause:
    label = ClauseNumber(NumberStyle.ARABIC, (number,), f"{number}、")
    return Clause(
        id=ident or f"d1.c{number}",
        parent=parent,
        level=2 if parent else 1,
        part=part,
        part_label=None,
        path=f"正文/{number}、",
        number=label,
        heading=heading,
        text=text,
    )


def tree_of(*texts: str, heading: str | None = None) -> ClauseTree:
    """Clauses side by side, each of one text."""
    return ClauseTree(tuple(clause(n, t, heading=heading) for n, t in enumerate(texts, 1)))


def tree_with_table(header: tuple[str, ...], *rows: tuple[str, ...], text: str = "") -> ClauseTree:
    """A clause with a table."""
    table = ClauseTable("d1.t1", "d1.c1", header, rows)
    return ClauseTree((clause(1, text, heading="违约金额表"),), (table,))


def figure(value: Decimal | str | None) -> str:
    """A canonical text: no trailing zeros, no exponent."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def short(term: Term) -> str:
    """A term as the golden files write it."""
    if isinstance(term, Penalty):
        base = term.base.value if term.base else "none"
        party = term.party.value if term.party else "none"
        if term.kind == "interest":
            return f"interest {party} {base}"
        per = term.per.value if term.per else "none"
        cap = f" cap={figure(term.cap_percent)}" if term.cap_percent is not None else ""
        return f"{term.kind} {party} {figure(term.percent)} {per} {base}{cap}"
    assert isinstance(term, ValueTerm)
    plain = term.kind in ("handover_fee", "data_erasure", "exit_loss") or term.unit is None
    unit = "" if plain or term.group.value != "exit" else f" {term.unit}"
    return f"{term.group.value} {term.kind} {figure(term.value)}{unit}"
