"""Domain values as plain values of JSON: decimals as text, enumerations as their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Any

from models.clause import Clause, ClauseTable
from models.decision import Decision
from models.diff import Column, Edit, Row, TermRow
from models.document import Box, Notice
from models.finding import Finding
from models.terms import Span, Term

Plain = dict[str, Any]


def decimal_text(value: Decimal) -> str | None:
    """The figure with its scale as read, never with an exponent; None for what is no number."""
    return format(value, "f") if value.is_finite() else None


def scalar(value: object) -> object:
    """A field's value: a decimal as text, an enumeration as its word, nothing as None."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, Enum):
        return value.value
    return None if value == "" else value


def box(value: Box | None) -> list[float] | None:
    """A rectangle as its four sides."""
    return None if value is None else [value.x0, value.y0, value.x1, value.y1]


def span(value: Span) -> Plain:
    """Evidence."""
    return {
        "clause": value.clause,
        "start": value.start,
        "end": value.end,
        "page": value.page,
        "box": box(value.box),
        "table": value.table,
        "row": value.row,
    }


def notice(value: Notice, message: str) -> Plain:
    """What reading skipped, repaired, chose or doubts."""
    return {
        "code": value.code,
        "severity": value.severity.value,
        "message": message,
        "page": value.page,
    }


def clause(value: Clause) -> Plain:
    """A clause; its own text may be empty, whatever else is unknown is None."""
    return {
        "id": value.id,
        "parent": value.parent,
        "level": value.level,
        "part": value.part.value,
        "part_label": value.part_label or None,
        "path": value.path,
        "label": value.label or None,
        "heading": value.heading or None,
        "text": value.text,
        "page": value.page,
        "topic": value.topic,
        "tables": list(value.tables),
        "confidence": value.confidence,
    }


def table(value: ClauseTable) -> Plain:
    """A clause's table."""
    return {
        "id": value.id,
        "clause": value.clause,
        "header": list(value.header),
        "rows": [list(row) for row in value.rows],
        "page": value.page,
        "box": box(value.box),
    }


def term(value: Term) -> Plain:
    """A term: what all share, then the fields of its kind under their own names."""
    common = {
        "id": value.id,
        "group": value.group.value,
        "kind": value.kind,
        "quote": value.quote,
        "span": span(value.span),
        "corrected": value.corrected,
    }
    own = [f.name for f in fields(value) if f.name not in common]
    return common | {name: field_value(getattr(value, name)) for name in own}


def field_value(value: object) -> object:
    """A field of a term: one value, evidence, or several statements with their evidence."""
    if isinstance(value, Span):
        return span(value)
    if isinstance(value, tuple):
        return [{f.name: field_value(getattr(one, f.name)) for f in fields(one)} for one in value]
    return scalar(value)


def finding(value: Finding, message: str) -> Plain:
    """A finding with its message in words."""
    return {
        "code": value.code,
        "severity": value.severity.value,
        "message": message,
        "spans": [span(one) for one in value.spans],
        "values": dict(value.values),
        "origin": value.origin.value if value.origin else None,
    }


def edit(value: Edit) -> Plain:
    """An edit; those of a table say where in the table."""
    plain: Plain = {
        "op": value.op.value,
        "a": value.a,
        "b": value.b,
        "class": value.kind.value if value.kind else None,
    }
    if value.row_key is not None or value.column is not None:
        plain |= {"row_key": value.row_key, "column": value.column}
    if value.moved:
        plain["moved"] = True
    if value.throughout:
        plain["throughout"] = True
    if value.elsewhere:
        plain["elsewhere"] = value.elsewhere
    return plain


def column(value: Column) -> Plain:
    """One document's side of a row."""
    move = value.moved
    return {
        "status": value.status.value,
        "relation": value.relation.value,
        "moved": None if move is None else {"from": move.origin, "to": move.target},
        "similarity": value.similarity,
        "edits": [edit(one) for one in value.edits],
        "table_edits": [edit(one) for one in value.table_edits],
        "cosmetic": value.cosmetic,
    }


def row(value: Row, reason: str) -> Plain:
    """Aligned clauses."""
    return {
        "id": value.id,
        "topic": value.topic,
        "cells": _cells(value.cells),
        "status": value.status.value,
        "importance": value.importance,
        "reason": reason,
        "columns": {doc: column(one) for doc, one in value.columns.items()},
    }


def term_row(
    value: TermRow, label: str, reasons: Mapping[str, str], exposures: Mapping[str, str]
) -> Plain:
    """Aligned terms; by document, ``reasons`` of the effects and ``exposures`` in words."""
    return {
        "group": value.group,
        "kind": value.kind,
        "key": value.key,
        "label": label,
        "cells": _cells(value.cells),
        "status": value.status.value,
        "importance": value.importance,
        "effect": {
            doc: {"for_buyer": one.for_buyer.value, "rule": one.rule, "reason": reasons[doc]}
            for doc, one in value.effect.items()
        },
        "price_effects": {
            doc: {"price": decimal_text(one.price), "quantity": decimal_text(one.quantity)}
            for doc, one in value.price_effects.items()
        },
        "price_factors": {
            doc: None if factor is None else decimal_text(factor)
            for doc, factor in value.price_factors.items()
        },
        "exposure": {
            doc: {
                "amount": decimal_text(one.amount),
                "per": one.per.value,
                "base": decimal_text(one.base),
                "base_kind": one.base_kind.value,
                "limit": None if one.limit is None else decimal_text(one.limit),
                "until": one.until.value,
                "days": one.days,
                "said": exposures[doc],
            }
            for doc, one in value.exposure.items()
        },
    }


def decision(value: Decision) -> Plain:
    """A decision; its key is made of content, so that it outlives the ids."""
    target = value.target
    return {
        "target": {
            "kind": target.kind.value,
            "name": target.name or None,
            "parts": [
                {"sha256": part.sha256, "path": part.path, "quote": part.quote}
                for part in target.parts
            ],
        },
        "kind": value.kind.value,
        "value": value.value,
        "at": value.at,
    }


def _cells(cells: Mapping[str, tuple[str, ...]]) -> Plain:
    return {doc: list(ids) for doc, ids in cells.items() if ids}
