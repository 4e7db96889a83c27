"""The clauses of the sample comparison: invented contracts, written as one template a column.

A template marks a difference as ``{class:baseline|other}``; what stands outside is equal.
The first line of a headed clause is its heading; the parts of a split clause stand a line each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.text.labels import split_label
from models.clause import Clause, ClauseTable, ClauseTree, Part
from models.diff import Column, Edit, EditClass, EditOp, Move, Relation, Row, Status
from models.message import Message

_CLASSES = {
    "n": EditClass.NUMBER,
    "d": EditClass.DATE,
    "p": EditClass.PARTY,
    "g": EditClass.NEGATION,
    "r": EditClass.REFERENCE,
    "w": EditClass.WORDING,
    "o": EditClass.RECOGNITION,
    "c": EditClass.COSMETIC,
}
_PARTS = {
    "封面": (0, Part.COVER),
    "首部": (1, Part.PREAMBLE),
    "正文": (2, Part.BODY),
    "签署页": (3, Part.SIGNATURE),
}
_MARKED = re.compile(r"\{([ndpgrwoc]):([^|}]*)\|([^}]*)\}", re.DOTALL)
_RANK = (Status.SAME, Status.ADDED, Status.CHANGED, Status.REMOVED)


@dataclass(frozen=True)
class Side:
    """One document's share of a row: where its clauses stand, and the template of the edits."""

    paths: str  # separated by blanks
    template: str = ""  # empty: as the baseline
    page: int | None = None
    moved: tuple[str, str] | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class RowSpec:
    """One row: topic, weight and reason, and the share of every document that has the clause."""

    topic: str | None
    importance: int
    reason: str
    sides: dict[str, Side]
    headed: bool = False
    tables: dict[str, ClauseTable] = field(default_factory=dict)
    table_edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)


def plain(text: str) -> Message:
    """A message that says the text itself."""
    return Message.of("export.plain", text=text)


def edits_of(template: str) -> tuple[Edit, ...]:
    """The edits that a template writes down."""
    edits: list[Edit] = []
    end = 0
    for match in _MARKED.finditer(template):
        if match.start() > end:
            equal = template[end : match.start()]
            edits.append(Edit(EditOp.EQUAL, equal, equal))
        a, b = match[2], match[3]
        op = EditOp.REPLACE if a and b else EditOp.DELETE if a else EditOp.INSERT
        edits.append(Edit(op, a, b, _CLASSES[match[1]]))
        end = match.end()
    if end < len(template):
        edits.append(Edit(EditOp.EQUAL, template[end:], template[end:]))
    return tuple(edits)


def _compared(spec: RowSpec, doc: str) -> str:
    side = spec.sides[doc]
    if doc == "d1" or "d1" not in spec.sides:
        return side.template
    return "".join(e.b for e in edits_of(side.template or spec.sides["d1"].template))


def _step_key(step: str) -> tuple[int, ...]:
    if step.startswith("¶"):
        return (0, int(step[1:] or 1))
    number = split_label(step + " 文").number
    return (1, *(number.values if number else ()))


def _order(path: str) -> tuple[object, ...]:
    head, *steps = path.split("/")
    rank = _PARTS[head][0] if head in _PARTS else 10 + int(head.removeprefix("附件") or 0)
    return (rank, tuple(_step_key(step) for step in steps))


def _clause(doc: str, number: int, path: str, said: tuple[str | None, str], side: Side) -> Clause:
    head, *steps = path.split("/")
    part = _PARTS[head][1] if head in _PARTS else Part.ANNEX
    label = steps[-1] if steps else None
    return Clause(
        id=f"{doc}.c{number}",
        parent=None,
        level=max(len(steps), 1),
        part=part,
        part_label=head if part is Part.ANNEX else None,
        path=path,
        number=split_label(label + " 文").number if label and not label.startswith("¶") else None,
        heading=said[0],
        text=said[1],
        page=side.page,
        confidence=side.confidence,
    )


def _said(spec: RowSpec, doc: str) -> list[tuple[str | None, str]]:
    text = _compared(spec, doc)
    if spec.headed:
        heading, _, rest = text.partition("\n")
        return [(heading, rest)]
    return [(None, part) for part in text.split("\n")]


def build_tree(specs: list[RowSpec], doc: str, title: str) -> ClauseTree:
    """The clauses of one document in its own reading order."""
    placed = []
    for spec in specs:
        if doc in spec.sides:
            side = spec.sides[doc]
            for path, said in zip(side.paths.split(), _said(spec, doc), strict=True):
                placed.append((path, said, side, spec))
    placed.sort(key=lambda entry: _order(entry[0]))
    clauses: list[Clause] = []
    tables: list[ClauseTable] = []
    by_path: dict[str, str] = {}
    for number, (path, said, side, spec) in enumerate(placed, start=1):
        clause = _clause(doc, number, path, said, side)
        by_path[path] = clause.id
        parent = by_path.get(path.rpartition("/")[0])
        owned = ()
        if doc in spec.tables:
            table = spec.tables[doc]
            tables.append(
                ClauseTable(table.id, clause.id, table.header, table.rows, side.page, table.box)
            )
            owned = (table.id,)
        values = {name: getattr(clause, name) for name in clause.__slots__}
        values |= {"parent": parent, "topic": spec.topic, "tables": owned}
        clauses.append(Clause(**values))
    return ClauseTree(tuple(clauses), tuple(tables), title, ("附件1：价格清单",))


def _column(spec: RowSpec, doc: str) -> Column:
    if doc not in spec.sides:
        gone = _compared(spec, "d1")
        return Column(Status.REMOVED, edits=(Edit(EditOp.DELETE, gone, "", EditClass.WORDING),))
    side = spec.sides[doc]
    if "d1" not in spec.sides:
        return Column(
            Status.ADDED, edits=(Edit(EditOp.INSERT, "", side.template, EditClass.WORDING),)
        )
    base = spec.sides["d1"]
    edits = edits_of(side.template or base.template)
    assert "".join(e.a for e in edits) == base.template, side.template
    here, there = len(side.paths.split()), len(base.paths.split())
    cosmetic = sum(e.kind is EditClass.COSMETIC for e in edits)
    table_edits = spec.table_edits.get(doc, ())
    real = sum(e.op is not EditOp.EQUAL for e in edits) > cosmetic or bool(table_edits)
    equal = sum(len(e.a) + len(e.b) for e in edits if e.op is EditOp.EQUAL)
    total = sum(len(e.a) + len(e.b) for e in edits) or 1
    return Column(
        Status.CHANGED if real else Status.SAME,
        Relation.SPLIT if here > there else Relation.MERGED if here < there else Relation.ONE,
        Move(*side.moved) if side.moved else None,
        round(equal / total, 3),
        edits,
        table_edits,
        cosmetic,
    )


def build_rows(specs: list[RowSpec], trees: dict[str, ClauseTree]) -> tuple[Row, ...]:
    """The aligned rows, in the order of the specs."""
    by_path = {
        doc: {clause.path: clause.id for clause in tree.clauses} for doc, tree in trees.items()
    }
    rows = []
    for number, spec in enumerate(specs, start=1):
        columns = {
            doc: _column(spec, doc)
            for doc in trees
            if doc != "d1" and (doc in spec.sides or "d1" in spec.sides)
        }
        rows.append(
            Row(
                id=f"r{number}",
                topic=spec.topic,
                cells={
                    doc: tuple(by_path[doc][path] for path in side.paths.split())
                    for doc, side in spec.sides.items()
                },
                status=max((c.status for c in columns.values()), key=_RANK.index),
                importance=spec.importance,
                reason=plain(spec.reason),
                columns=columns,
            )
        )
    return tuple(rows)
