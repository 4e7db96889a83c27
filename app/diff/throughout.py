"""Changes that are one change: words replaced all over a contract, words moved inside a clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.diff.vocabulary import vocabulary
from app.text.normal import folded
from models.diff import Column, Edit, EditClass, EditOp

# The same replacement in this many clauses is one decision of whoever wrote the draft. A supplier
# or a project named anew stands in twenty clauses of the samples; a figure that changed twice
# (total and instalment) must not be folded away.
_CLAUSES = 3
# What may be replaced throughout: names and words, never figures, rates, duties or references.
_KINDS = frozenset({EditClass.PARTY, EditClass.WORDING, EditClass.DATE})
# A name is no single sign.
_SHORTEST = 2
# Fewer signs than these can go here and come there by chance.
_MOVED = 10


def mark_throughout(rows: Sequence[Mapping[str, Column]]) -> list[dict[str, Column]]:
    """Marks the edits that replace the same words by the same all over a document.

    Args:
        rows: The columns of every row, by document id.

    Returns:
        The same columns with those edits marked.
    """
    count: Counter[tuple[str, str, str]] = Counter()
    for columns in rows:
        for document, column in columns.items():
            count.update({(document, *words) for words in map(_replaced, column.edits) if words})
    often = {key for key, clauses in count.items() if clauses >= _CLAUSES}
    if not often:
        return [dict(columns) for columns in rows]
    return [
        {
            document: replace(column, edits=_marked(column.edits, document, often))
            if any((document, *words) in often for words in map(_replaced, column.edits) if words)
            else column
            for document, column in columns.items()
        }
        for columns in rows
    ]


def _replaced(edit: Edit) -> tuple[str, str] | None:
    """The words of a replacement that may run through a contract, folded, or None."""
    if edit.op is not EditOp.REPLACE or edit.kind not in _KINDS:
        return None
    old, new = folded(edit.a), folded(edit.b)
    # 双方 → 乙方 says in every clause anew who has the duty: never one substitution.
    if min(len(old), len(new)) < _SHORTEST or {old, new} & set(vocabulary().parties):
        return None
    return old, new


def _marked(
    edits: Iterable[Edit], document: str, often: set[tuple[str, str, str]]
) -> tuple[Edit, ...]:
    return tuple(
        replace(edit, throughout=True)
        if (words := _replaced(edit)) and (document, *words) in often
        else edit
        for edit in edits
    )


def mark_moved(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Marks what was deleted at one place of a clause and inserted at another.

    Args:
        edits: The edits of one clause.

    Returns:
        The edits; a deletion and an insertion of the same words are marked, each once.
    """
    gone = [i for i, e in enumerate(edits) if e.op is EditOp.DELETE and len(e.a) >= _MOVED]
    come = [i for i, e in enumerate(edits) if e.op is EditOp.INSERT and len(e.b) >= _MOVED]
    if not gone or not come:
        return tuple(edits)
    waiting: dict[str, list[int]] = {}
    for i in gone:
        waiting.setdefault(folded(edits[i].a), []).append(i)
    moved: set[int] = set()
    for j in come:
        here = waiting.get(folded(edits[j].b))
        if here:
            moved |= {here.pop(0), j}
    return tuple(replace(e, moved=True) if i in moved else e for i, e in enumerate(edits))
