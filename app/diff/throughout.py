"""Changes that are one change: the same words replaced all over a contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.diff.vocabulary import vocabulary
from app.text.normal import SENTENCE_MARKS, folded
from models.diff import Column, Edit, EditClass, EditOp, Status

# The same replacement in this many clauses is one decision of whoever wrote the draft. A supplier
# or a project named anew stands in twenty clauses of the samples; a figure that changed twice
# (total and instalment) must not be folded away.
_CLAUSES = 3
# Words that only came or only went tell less than a pair does: they need more clauses, and more
# signs (托管服务 for 服务 all over a draft).
_CLAUSES_ALONE, _SHORTEST_ALONE = 5, 3
# What may be replaced throughout: names and words, never figures, rates, duties or references.
_KINDS = frozenset({EditClass.PARTY, EditClass.WORDING, EditClass.DATE})
# A name is no single sign.
_SHORTEST = 2


def mark_throughout(rows: Sequence[Mapping[str, Column]]) -> list[dict[str, Column]]:
    """Marks the edits that replace, add or drop the same words all over a document.

    Args:
        rows: The columns of every row, by document id.

    Returns:
        The same columns with those edits marked.
    """
    count: Counter[tuple[str, str, str]] = Counter()
    for columns in rows:
        for document, column in columns.items():
            count.update({(document, *words) for words in map(_replaced, _all(column)) if words})
    often = {
        key
        for key, clauses in count.items()
        if clauses >= (_CLAUSES if key[1] and key[2] else _CLAUSES_ALONE)
    }
    if not often:
        return [dict(columns) for columns in rows]
    seen: set[tuple[str, str, str]] = set()
    return [
        {document: _marked(column, document, often, seen) for document, column in columns.items()}
        for columns in rows
    ]


def _replaced(edit: Edit) -> tuple[str, str] | None:
    """The words of a change that may run through a contract, folded, or None."""
    if edit.kind not in _KINDS or edit.moved:
        return None
    old, new = folded(edit.a), folded(edit.b)
    # 双方 → 乙方 says in every clause anew who has the duty: never one substitution.
    if {old, new} & set(vocabulary().parties):
        return None
    if old and new:
        return (old, new) if min(len(old), len(new)) >= _SHORTEST else None
    if edit.kind is not EditClass.WORDING or len(old + new) < _SHORTEST_ALONE:
        return None
    return None if any(mark in old + new for mark in SENTENCE_MARKS) else (old, new)


def _all(column: Column) -> tuple[Edit, ...]:
    return (*column.edits, *column.table_edits)


def _marked(
    column: Column,
    document: str,
    often: set[tuple[str, str, str]],
    seen: set[tuple[str, str, str]],
) -> Column:
    """The column with its replacements marked; ``seen`` takes up those that it shows first."""
    keys = [(document, *words) if (words := _replaced(e)) else None for e in _all(column)]
    mine = {key for key in keys if key in often and key is not None}
    if not mine:
        return column
    marked = tuple(
        replace(edit, throughout=True) if key in mine else edit
        for edit, key in zip(_all(column), keys, strict=True)
    )
    shown = mine <= seen
    seen |= mine
    only = column.status is Status.CHANGED and column.moved is None
    light = all(
        edit.throughout or edit.op is EditOp.EQUAL or edit.kind is EditClass.COSMETIC
        for edit in marked
    )
    edits, in_tables = marked[: len(column.edits)], marked[len(column.edits) :]
    repeats = shown and only and light
    return replace(column, edits=edits, table_edits=in_tables, repeats=repeats)
