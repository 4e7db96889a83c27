"""Sentences that moved inside a clause: deleted here and inserted there, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.diff.classes import classify
from app.diff.vocabulary import tokens_of
from app.text.normal import SENTENCE_MARKS, folded
from models.diff import Edit, EditClass, EditOp

# Fewer signs than these can go here and come there by chance.
_SHORTEST = 10
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]*")


@dataclass(slots=True)
class _Piece:
    """A part of what one edit deletes or inserts."""

    text: str
    moved: bool = False


@dataclass(slots=True)
class _Parted:
    """What an edit deletes and inserts, sentence by sentence."""

    gone: list[_Piece]
    come: list[_Piece]


def mark_moved(edits: Sequence[Edit], names: tuple[str, ...] = ()) -> tuple[Edit, ...]:
    """Marks what was deleted at one place of a clause and inserted at another.

    A sentence that moved into the midst of a rewritten stretch becomes an edit of its own.

    Args:
        edits: The edits of one clause.
        names: Names of the parties, folded, for the class of what is left of a stretch.

    Returns:
        The edits; a deletion and an insertion of the same words are marked, each once. Joined they
        give the same texts as before.
    """
    changed = {
        i: edit
        for i, edit in enumerate(edits)
        if edit.op is not EditOp.EQUAL and edit.kind is not EditClass.COSMETIC
    }
    lost = {i for i, edit in changed.items() if len(edit.a) >= _SHORTEST}
    won = {i for i, edit in changed.items() if len(edit.b) >= _SHORTEST}
    if not lost or not won or len(lost | won) == 1:
        return tuple(edits)
    parted = {i: _Parted(_pieces(changed[i].a), _pieces(changed[i].b)) for i in lost | won}
    touched = _match(parted)
    return tuple(
        made
        for i, edit in enumerate(edits)
        for made in (_rebuilt(edit, parted[i], names) if i in touched else (edit,))
    )


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(sentence) for sentence in _SENTENCE.findall(text) if sentence]


def _key(text: str) -> str:
    return folded(text).strip(SENTENCE_MARKS + "\n")


def _match(parted: dict[int, _Parted]) -> set[int]:
    """Marks the sentences that went from one edit and came in another; the edits they are in."""
    waiting: dict[str, list[tuple[int, _Piece]]] = {}
    for i, parts in parted.items():
        for piece in parts.gone:
            key = _key(piece.text)
            if len(key) >= _SHORTEST:
                waiting.setdefault(key, []).append((i, piece))
    touched: set[int] = set()
    for j, parts in parted.items():
        for piece in parts.come:
            # In the same edit the sentence stayed where it was, among others that did not.
            found = [one for one in waiting.get(_key(piece.text), ()) if one[0] != j]
            if found:
                i, here = found[0]
                waiting[_key(piece.text)].remove(found[0])
                here.moved = piece.moved = True
                touched |= {i, j}
    return touched


def _rebuilt(edit: Edit, parts: _Parted, names: tuple[str, ...]) -> Iterator[Edit]:
    """The edit parted at what moved."""
    gone, come = _runs(parts.gone), _runs(parts.come)
    if len(gone) + len(come) == 1:
        yield replace(edit, moved=True)
        return
    while gone or come:
        if gone and come and not gone[0].moved and not come[0].moved:
            yield _edit(gone.pop(0).text, come.pop(0).text, names)
        elif gone and (gone[0].moved or not come or not come[0].moved):
            piece = gone.pop(0)
            yield replace(_edit(piece.text, "", names), moved=piece.moved)
        else:
            piece = come.pop(0)
            yield replace(_edit("", piece.text, names), moved=piece.moved)


def _runs(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Neighbours that did not move as one."""
    runs: list[_Piece] = []
    for piece in pieces:
        if runs and not (runs[-1].moved or piece.moved):
            runs[-1].text += piece.text
        else:
            runs.append(_Piece(piece.text, piece.moved))
    return runs


def _edit(a: str, b: str, names: tuple[str, ...]) -> Edit:
    if a == b:
        return Edit(EditOp.EQUAL, a, b)
    op = EditOp.REPLACE if a and b else EditOp.DELETE if a else EditOp.INSERT
    return Edit(op, a, b, kind=classify(tokens_of(a, names), tokens_of(b, names)))
