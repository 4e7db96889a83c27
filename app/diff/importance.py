"""How much a difference matters: 0 to 100, with the reason.

A base by what the change touches, a weight by the clause's topic and by the terms it carries. All
figures are in the lexicon ``importance``; the code only finds out what a change touches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.diff.themes import WORDING, Theme, passage, shown, themes_of
from app.diff.vocabulary import same_parties
from app.resources import lexicon
from app.text.normal import folded
from models.diff import Column, Edit, EditClass, EditOp, Status
from models.message import Message
from models.terms import TermGroup

_HEADING_LENGTH = 20  # a clause this short and without punctuation is a mere heading
_ANNEX = re.compile(r"附件[^:]{0,3}:")  # an entry of the list of annexes
# Themes that a reason tells with the old and the new words.
_FIGURES = ("money", "rate", "deadline", "quantity", "date", "number", "table")


_UNCHANGED = (0, Message.of("diff.reason.same"))
# Figures that a clause takes with it when it is gone; the dates of covers and pledges are none.
_LOST = frozenset({"money", "rate", "deadline", "quantity"})
# A change in a contract for reference stands below every change of the draft that touches money,
# a rate or a duty.
ELSEWHERE = 0.4


def rank_row(
    topic: str | None,
    columns: Mapping[str, Column],
    groups: frozenset[TermGroup],
    names: tuple[str, ...] = (),
    focus: Sequence[str] = (),
) -> tuple[int, Message]:
    """The importance of a row and its reason: the weightiest of its columns.

    Where some documents are in focus, what only others changed counts for less: that a contract
    of another bureau lacks a clause is no loss in the draft.

    Args:
        topic: The row's topic.
        columns: Its columns.
        groups: Groups of the terms that its clauses carry.
        names: Names of the parties, folded.
        focus: Documents that rank the row; all where empty.
    """
    ranked = {d: rank_column(column, names) for d, column in columns.items()}
    mine = [rank for d, rank in ranked.items() if d in focus or not focus]
    score, reason = max(mine, key=lambda one: one[0], default=_UNCHANGED)
    if score > _base("moved"):
        return _weighed(score, topic, groups), reason
    theirs = [rank for d, rank in ranked.items() if focus and d not in focus]
    other, why = max(theirs, key=lambda one: one[0], default=_UNCHANGED)
    if other <= _base("moved"):
        return (score, reason) if score >= other else (other, why)
    return round(_weighed(other, topic, groups) * ELSEWHERE), why


def _weighed(score: int, topic: str | None, groups: frozenset[TermGroup]) -> int:
    rules = lexicon("importance")
    score += rules["topic"].get(topic or "", 0)
    score += max((rules["term"].get(group.value, 0) for group in groups), default=0)
    return max(3, min(100, score))


def rank_column(column: Column, names: tuple[str, ...] = ()) -> tuple[int, Message]:
    """Base score and reason of one document's side of a row."""
    if column.status is Status.SAME:
        return _rank_same(column)
    edits = (*column.edits, *column.table_edits)
    own = [edit for edit in edits if not edit.throughout]
    if column.status is Status.CHANGED and all(_unsaid(edit) for edit in own):
        return _base("throughout"), Message.of("diff.reason.throughout")
    if column.status is Status.REMOVED and not all(edit.elsewhere for edit in edits):
        lost = [edit for edit in own if not edit.elsewhere]
        themes = [theme for edit in lost for theme in themes_of(edit, names)]
        return _rank_removed("".join(edit.a for edit in lost), themes)
    behind = dict(zip(map(id, edits), map(_following, edits, (*edits[1:], None)), strict=True))
    themes = _unmoved([t for edit in own for t in themes_of(edit, names, behind[id(edit)])])
    best = max(themes, key=_weight, default=WORDING)
    if column.status is Status.ADDED:
        return _rank_added(best, "".join(edit.b for edit in edits))
    # A clause that was rewritten ranks above one where a single word of the kind changed.
    rewritten = round(3 * (1 - (column.similarity or 0)))
    return _base(best.name) + rewritten, _reason(best)


def _following(edit: Edit, after: Edit | None) -> str:
    """What both texts go on with behind an edit, in the same cell."""
    if after is None or after.op is not EditOp.EQUAL:
        return ""
    same = (edit.row_key, edit.column) == (after.row_key, after.column)
    return after.a if same else ""


def _weight(theme: Theme) -> tuple[int, bool, Decimal]:
    """What is told first: the weightiest, a figure with its successor, the largest change."""
    return _base(theme.name), bool(theme.old and theme.new), theme.size


def _unsaid(edit: Edit) -> bool:
    """Whether an edit leaves what the clause says as it is."""
    return edit.op is EditOp.EQUAL or edit.kind is EditClass.COSMETIC


def _unmoved(themes: list[Theme]) -> list[Theme]:
    """The themes without figures that went in one edit and came back in another.

    A row that was typed anew, or read with its cells shifted, loses and gains the same 30 %.
    """
    gone = {_said(theme.old) for theme in themes if not theme.new}
    come = {_said(theme.new) for theme in themes if not theme.old} if gone else set()
    if not come:
        return themes
    both = (gone & come) - {""}
    return [t for t in themes if _said(t.old or t.new) not in both or (t.old and t.new)]


def _said(words: str) -> str:
    """What words of a theme say: 双方 is 甲、乙双方."""
    text = folded(words)
    return same_parties().get(text, text)


def _rank_same(column: Column) -> tuple[int, Message]:
    if column.moved is not None:
        return _base("moved"), Message.of("diff.reason.moved")
    if column.cosmetic:
        return _base("cosmetic"), Message.of("diff.reason.cosmetic")
    return 0, Message.of("diff.reason.same")


def _rank_removed(text: str, themes: Sequence[Theme]) -> tuple[int, Message]:
    plain = folded(text)
    if _titles(plain):
        return _base("heading_removed"), Message.of("diff.reason.removed")
    word = next((w for w in lexicon("importance")["protection"]["words"] if w in plain), None)
    if word is None:
        return _rank_lost(plain, themes)
    words = shown(passage(text, word))
    return _base("protection_removed"), Message.of("diff.reason.protection_removed", words=words)


def _rank_lost(plain: str, themes: Sequence[Theme]) -> tuple[int, Message]:
    """A clause that is gone weighs what an edit of its figures would, or of a supplier's duty."""
    supplier: list[str] = lexicon("importance")["protection"]["supplier"]
    bound = any(word in plain for word in supplier)
    told = [t for t in themes if t.name in _LOST or (bound and t.name in {"duty", "bearing"})]
    best = max(told, key=_weight, default=WORDING)
    if _base(best.name) <= _base("removed"):
        return _base("removed"), Message.of("diff.reason.removed")
    what = f"@diff.what.{best.name}"
    reason = Message.of("diff.reason.removed_with", what=what, old=shown(best.old))
    return _base(best.name), reason


def _titles(plain: str) -> bool:
    """Whether a text only names what follows, or is a line to be filled in and signed."""
    words = _ANNEX.sub("", plain.rstrip(":( )_"))
    return len(words) <= _HEADING_LENGTH and not any(mark in words for mark in ",。;:")


def _rank_added(best: Theme, text: str) -> tuple[int, Message]:
    if best.name == WORDING.name and _titles(folded(text)):
        return _base("heading_added"), Message.of("diff.reason.added")
    if best.elsewhere:
        return _base(best.name), _reason(best)
    base = _base("added")
    if _base(best.name) <= base:
        return base, Message.of("diff.reason.added")
    # New words are weighed between a mere addition and a change of what stood there.
    score = (base + _base(best.name)) // 2 + 4
    what = f"@diff.what.{best.name}"
    return score, Message.of("diff.reason.added_with", what=what, new=shown(best.new))


def _reason(theme: Theme) -> Message:
    old, new = shown(theme.old), shown(theme.new)
    if theme.column:
        key = "column_gained" if theme.new else "column_lost"
        return Message.of(f"diff.reason.{key}", column=theme.column)
    if theme.elsewhere:
        key = "elsewhere_new" if theme.new else "elsewhere"
        return Message.of(f"diff.reason.{key}", where=theme.elsewhere)
    if theme.name in _FIGURES:
        key = "changed" if theme.old and theme.new else "gained" if theme.new else "lost"
        params = {"old": old} if theme.old else {}
        params |= {"new": new} if theme.new else {}
        if theme.where and key == "changed":
            key, params["where"] = "changed_in", shown(theme.where)
        return Message.of(f"diff.reason.{key}", what=f"@diff.what.{theme.name}", **params)
    if theme.name == "duty":
        if theme.old and theme.new:
            return Message.of("diff.reason.duty", old=old, new=new)
        if theme.new:
            return Message.of("diff.reason.duty_gained", new=new)
        return Message.of("diff.reason.duty_lost", old=old)
    if theme.name in {"party", "reference", "bearing"}:
        key = f"diff.reason.{theme.name}"
        if old and new:
            return Message.of(key, old=old, new=new)
        return Message.of(f"{key}_gained", new=new) if new else Message.of(f"{key}_lost", old=old)
    return Message.of(f"diff.reason.{theme.name}")


def _base(name: str) -> int:
    return int(lexicon("importance")["base"][name])
