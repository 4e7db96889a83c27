"""How much a difference matters: 0 to 100, with the reason.

A base by what the change touches, a weight by the clause's topic and by the terms it carries. All
figures are in the lexicon ``importance``; the code only finds out what a change touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from app.diff.columns import column_kind, figure
from app.diff.vocabulary import telling_of
from app.resources import lexicon
from app.text.normal import folded
from app.text.tokens import Token, TokenKind
from models.diff import Column, Edit, EditClass, EditOp, Status
from models.message import Message
from models.terms import TermGroup

_SHOWN = 24  # characters of the contract's words that a reason shows
_HEADING_LENGTH = 20  # a clause this short and without punctuation is a mere heading
# Themes that a reason tells with the old and the new words.
_FIGURES = ("money", "rate", "deadline", "quantity", "date", "number")


@dataclass(frozen=True, slots=True)
class Theme:
    """What one edit touches, with the words that tell it.

    ``where`` names a table's row, ``column`` a column that only one side has.
    """

    name: str
    old: str = ""
    new: str = ""
    where: str = ""
    column: str = ""

    @property
    def size(self) -> Decimal:
        """By how much a figure changed; 0 where the words are none."""
        old, new = figure(self.old), figure(self.new)
        return abs(new[0] - old[0]) if old and new else Decimal(0)


_WORDING = Theme("wording")
_UNCHANGED = (0, Message.of("diff.reason.same"))
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
    if column.status is Status.REMOVED:
        return _rank_removed("".join(edit.a for edit in edits))
    themes = _unmoved([theme for edit in own for theme in themes_of(edit, names)])
    best = max(themes, key=lambda theme: (_base(theme.name), theme.size), default=_WORDING)
    if column.status is Status.ADDED:
        return _rank_added(best)
    # A clause that was rewritten ranks above one where a single word of the kind changed.
    rewritten = round(3 * (1 - (column.similarity or 0)))
    return _base(best.name) + rewritten, _reason(best)


def _unsaid(edit: Edit) -> bool:
    """Whether an edit leaves what the clause says as it is."""
    return edit.op is EditOp.EQUAL or edit.kind is EditClass.COSMETIC


def _unmoved(themes: list[Theme]) -> list[Theme]:
    """The themes without figures that went in one edit and came back in another.

    A row that was typed anew, or read with its cells shifted, loses and gains the same 30 %.
    """
    gone = {folded(theme.old) for theme in themes if not theme.new}
    come = {folded(theme.new) for theme in themes if not theme.old} if gone else set()
    if not come:
        return themes
    both = (gone & come) - {""}
    return [t for t in themes if folded(t.old or t.new) not in both or (t.old and t.new)]


def _rank_same(column: Column) -> tuple[int, Message]:
    if column.moved is not None:
        return _base("moved"), Message.of("diff.reason.moved")
    if column.cosmetic:
        return _base("cosmetic"), Message.of("diff.reason.cosmetic")
    return 0, Message.of("diff.reason.same")


def _rank_removed(text: str) -> tuple[int, Message]:
    plain = folded(text)
    if len(plain) <= _HEADING_LENGTH and not any(mark in plain for mark in ",。;:"):
        return _base("heading_removed"), Message.of("diff.reason.removed")
    word = next((w for w in lexicon("importance")["protection"]["words"] if w in plain), None)
    if word is None:
        return _base("removed"), Message.of("diff.reason.removed")
    return _base("protection_removed"), Message.of("diff.reason.protection_removed", word=word)


def _rank_added(best: Theme) -> tuple[int, Message]:
    base = _base("added")
    if _base(best.name) <= base:
        return base, Message.of("diff.reason.added")
    # New words are weighed between a mere addition and a change of what stood there.
    score = (base + _base(best.name)) // 2 + 4
    what = f"@diff.what.{best.name}"
    return score, Message.of("diff.reason.added_with", what=what, new=shown(best.new))


def themes_of(edit: Edit, names: tuple[str, ...] = ()) -> Iterator[Theme]:
    """What an edit touches; an edit of a long stretch may touch several things."""
    if edit.op is EditOp.EQUAL or edit.kind is None:
        return
    if edit.moved:
        yield _WORDING  # it still says the same, elsewhere in the clause
        return
    if edit.kind in {EditClass.COSMETIC, EditClass.RECOGNITION, EditClass.WORDING}:
        yield Theme(edit.kind.value, edit.a, edit.b)
        return
    named = _column_theme(edit) if edit.column is not None else _block_theme(edit)
    if named is not None:
        yield named
        return
    gone, come = telling_of(edit.a, names), telling_of(edit.b, names)
    yield from _figure_themes(gone, come)
    kind = _TOLD_BY.get(edit.kind)
    if kind is not None:
        name = "duty" if edit.kind is EditClass.NEGATION else edit.kind.value
        old, new = _words(gone, edit.a, kind), _words(come, edit.b, kind)
        yield Theme(name, old, new) if old or new else Theme(name, edit.a, edit.b)


_TOLD_BY = {
    EditClass.NEGATION: TokenKind.NEGATION,
    EditClass.NUMBER: TokenKind.NUMBER,
    EditClass.DATE: TokenKind.DATE,
    EditClass.PARTY: TokenKind.PARTY,
    EditClass.REFERENCE: TokenKind.REFERENCE,
}


def _block_theme(edit: Edit) -> Theme | None:
    """What a whole row or table is about: a line of a price list is money, whatever it says."""
    text = edit.a or edit.b
    if "\t" not in text or edit.op is EditOp.REPLACE:
        return None
    if edit.row_key is not None:
        figures = [cell for cell in text.split("\t") if figure(cell) is not None]
        name = "money" if len(figures) > 2 else "rate" if "%" in folded(text) else "number"
        words = edit.row_key
    else:
        words = text.partition("\n")[0].replace("\t", " ")
        kinds = {column_kind(cell) or "" for cell in text.partition("\n")[0].split("\t")}
        known = {lexicon("importance")["column"].get(kind) for kind in kinds}
        name = next((n for n in ("money", "rate", "quantity") if n in known), "number")
    return Theme(name, words if edit.a else "", words if edit.b else "")


def _column_theme(edit: Edit) -> Theme | None:
    if edit.kind is not EditClass.NUMBER or edit.column is None:
        return None
    kind = column_kind(edit.column)
    name = lexicon("importance")["column"].get(kind or "")
    if name and edit.row_key is None and edit.op is not EditOp.REPLACE:
        # A whole column: its heading tells it, its figures in a row tell nobody anything.
        heading = shown(edit.column)
        return Theme(name, heading if edit.a else "", heading if edit.b else "", column=heading)
    return Theme(name, edit.a, edit.b, edit.row_key or "") if name else None


def _figure_themes(gone: tuple[Token, ...], come: tuple[Token, ...]) -> Iterator[Theme]:
    """Figures that stand on one side only, by what they count."""
    here, there = {t.key for t in gone}, {t.key for t in come}
    old = [t for t in gone if t.key not in there]
    new = [t for t in come if t.key not in here]
    for name in ("money", "rate", "deadline"):
        before = next((t.text for t in old if figure_theme(t) == name), "")
        after = next((t.text for t in new if figure_theme(t) == name), "")
        if before or after:
            yield Theme(name, before, after)


def figure_theme(token: Token) -> str | None:
    """``money``, ``rate`` or ``deadline`` for a figure with such a unit, or None."""
    if token.kind is not TokenKind.NUMBER:
        return None
    text = token.key
    if "分之" in text:
        return "rate"
    return next((name for name, units in _units() if text.endswith(units)), None)


@cache
def _units() -> tuple[tuple[str, tuple[str, ...]], ...]:
    units = lexicon("importance")["unit"]
    return tuple((name, tuple(map(folded, units[name]))) for name in ("money", "rate", "deadline"))


def _words(tokens: tuple[Token, ...], text: str, kind: TokenKind) -> str:
    """The tokens of that kind; of a short stretch that has one, all of it, but for names."""
    telling = [t.text.strip() for t in tokens if t.kind is kind]
    whole = telling and kind is not TokenKind.PARTY and len(text) <= _SHOWN // 2
    return text if whole else "、".join(dict.fromkeys(telling))


def _reason(theme: Theme) -> Message:
    old, new = shown(theme.old), shown(theme.new)
    if theme.column:
        key = "column_gained" if theme.new else "column_lost"
        return Message.of(f"diff.reason.{key}", column=theme.column)
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
    if theme.name in {"party", "reference"}:
        nothing = "@diff.reason.nothing"
        return Message.of(f"diff.reason.{theme.name}", old=old or nothing, new=new or nothing)
    return Message.of(f"diff.reason.{theme.name}")


def shown(text: str, limit: int = _SHOWN) -> str:
    """The contract's words for a message: one line, not too long, never read as a key."""
    line = " ".join(text.split()).lstrip("@")
    return line if len(line) <= limit else f"{line[:limit]}…"


def _base(name: str) -> int:
    return int(lexicon("importance")["base"][name])
