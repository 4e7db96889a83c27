"""What an edit touches, with the words that tell it to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from app.diff.columns import column_kind, figure
from app.diff.vocabulary import telling_of, vocabulary
from app.resources import lexicon
from app.text.normal import folded
from app.text.tokens import Token, TokenKind, duty_group
from models.diff import Edit, EditClass, EditOp

SHOWN = 24
"""Characters of the contract's words that a reason shows."""
# Of a longer part of a sentence the words before the telling one that are shown.
_LEAD = 6
# Words of duty that short tell nothing without some characters of what follows.
_TERSE, _GOING_ON = 2, 6
# How far before a word of duty the party may stand that has it.
_ACTOR = 12
_PART = re.compile(r"[^,，.。;；:：!！?？\n\t]+")
_COUNTED = re.compile(r"[0-9０-９〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]")
# A year that was added or dropped alone mostly belongs to the name of a project.
_YEAR = re.compile(r"(?:[0-9]{4}|二[〇零○O][〇零一二三四五六七八九]{2})(?:-[0-9]{4})?年度?")
_MARKS = " ,，、.。;；:：!！?？\n\t"


@dataclass(frozen=True, slots=True)
class Theme:
    """What one edit touches, with the words that tell it.

    ``where`` names a table's row, ``column`` a column that only one side has, ``elsewhere`` the
    place where the other contract says the same.
    """

    name: str
    old: str = ""
    new: str = ""
    where: str = ""
    column: str = ""
    elsewhere: str = ""

    @property
    def size(self) -> Decimal:
        """By how much a figure changed; 0 where the words are none."""
        old, new = figure(self.old), figure(self.new)
        return abs(new[0] - old[0]) if old and new else Decimal(0)


WORDING = Theme("wording")


def themes_of(edit: Edit, names: tuple[str, ...] = (), after: str = "") -> Iterator[Theme]:
    """What an edit touches; an edit of a long stretch may touch several things.

    Args:
        edit: The edit.
        names: Names of the parties, folded.
        after: What both texts go on with, to tell a single word by.
    """
    if edit.op is EditOp.EQUAL or edit.kind is None:
        return
    if edit.moved:
        yield WORDING  # it still says the same, elsewhere in the clause
        return
    if edit.elsewhere:
        yield Theme("elsewhere", edit.a, edit.b, elsewhere=edit.elsewhere)
        return
    if edit.kind in {EditClass.COSMETIC, EditClass.RECOGNITION}:
        yield Theme(edit.kind.value, edit.a, edit.b)
        return
    if edit.kind is EditClass.WORDING:
        yield _bearing(edit) or Theme("wording", edit.a, edit.b)
        return
    named = _column_theme(edit) if edit.column is not None else _block_theme(edit)
    if named is not None:
        yield named
        return
    gone, come = telling_of(edit.a, names), telling_of(edit.b, names)
    yield from _figure_themes(gone, come)
    kind = _TOLD_BY.get(edit.kind)
    if kind is not None:
        theme = _told(edit, kind, gone, come)
        yield _continued(theme, after) if theme.name == "duty" else theme


_TOLD_BY = {
    EditClass.NEGATION: TokenKind.NEGATION,
    EditClass.NUMBER: TokenKind.NUMBER,
    EditClass.DATE: TokenKind.DATE,
    EditClass.PARTY: TokenKind.PARTY,
    EditClass.REFERENCE: TokenKind.REFERENCE,
}


def _bearing(edit: Edit) -> Theme | None:
    """Who bears a cost or a loss is no mere wording, though no word of duty tells it."""
    if edit.throughout or edit.column is not None or edit.row_key is not None:
        return None
    words: list[str] = lexicon("importance")["bearing"]["words"]
    old, new = folded(edit.a), folded(edit.b)
    here = next((word for word in words if word in old and word not in new), None)
    there = next((word for word in words if word in new and word not in old), None)
    if here is None and there is None:
        return None
    return Theme("bearing", passage(edit.a, here), passage(edit.b, there))


def passage(text: str, word: str | None) -> str:
    """All of a short text, or the part of its sentences that holds a word.

    Args:
        text: The contract's words.
        word: The word, folded; None where the text is only told if it is short.
    """
    if len(text.strip(_MARKS)) <= SHOWN:
        return text.strip(_MARKS)
    for match in _PART.finditer(text) if word else ():
        place = folded(match[0]).find(word or "")
        if place >= 0:
            return _around(match[0], place)
    return ""


def _around(part: str, place: int) -> str:
    """A part of a sentence from not long before a place in it; from its beginning if it fits."""
    words = part.strip(_MARKS)
    if len(words) <= SHOWN or place <= _LEAD:
        return words
    start = max(0, min(place - _LEAD, len(words) - SHOWN + 1))
    return f"…{words[start:].strip(_MARKS)}" if start else words


def _told(edit: Edit, kind: TokenKind, gone: tuple[Token, ...], come: tuple[Token, ...]) -> Theme:
    """The theme of an edit of a class, with the words of its tokens of the kind."""
    assert edit.kind is not None
    name = "duty" if edit.kind is EditClass.NEGATION else edit.kind.value
    dated = [[t for t in side if t.kind is kind] for side in (gone, come)]
    if kind is TokenKind.DATE and all(map(_mere_year, [*dated[0], *dated[1]])):
        said = [[token.text.strip() for token in side] for side in dated]
        # 2031年 → 2032年 alone is a date; with other words around it, it is part of a name.
        if said != [[edit.a.strip(_MARKS)], [edit.b.strip(_MARKS)]]:
            return Theme("wording", edit.a, edit.b)
    old, new = _words(gone, edit.a, kind), _words(come, edit.b, kind)
    if old or new:
        # Where one side has no such word, what stands there instead tells it: 甲方 → 国家.
        if kind in {TokenKind.NEGATION, TokenKind.PARTY} and _telling(edit.a) and _telling(edit.b):
            old, new = old or _short(edit.a), new or _short(edit.b)
        return Theme(name, old, new)
    return Theme(name, edit.a, edit.b)


def _telling(text: str) -> bool:
    """Whether all of a text can be shown, and says more than 并."""
    return len(_short(text)) > 1


def _continued(theme: Theme, after: str) -> Theme:
    """A theme whose words are a mere 非 or 应, with what they go on with: 非不可抗力造成."""
    part = _PART.match(after)
    if part is None or max(len(theme.old), len(theme.new)) > _TERSE:
        return theme
    words = part[0].rstrip()[:_GOING_ON]
    old, new = (f"{said}{words}" if said else "" for said in (theme.old, theme.new))
    return replace(theme, old=old, new=new)


def _mere_year(token: Token) -> bool:
    return _YEAR.fullmatch(folded(token.text)) is not None


def _short(text: str) -> str:
    words = text.strip(_MARKS)
    return words if len(words) <= SHOWN else ""


def _words(tokens: tuple[Token, ...], text: str, kind: TokenKind) -> str:
    """What tells the tokens of a kind: all of a short text, a part of a longer one, or they."""
    telling = [token for token in tokens if token.kind is kind]
    if not telling:
        return ""
    if kind is TokenKind.PARTY:
        return "、".join(dict.fromkeys(token.text.strip() for token in telling))
    if len(text.strip(_MARKS)) <= (SHOWN if kind is TokenKind.NEGATION else SHOWN // 2):
        return text.strip(_MARKS)
    if kind is TokenKind.NEGATION:
        return _passage_at(text, min(telling, key=_weight).start, tokens)
    return "、".join(dict.fromkeys(token.text.strip() for token in telling))


def _passage_at(text: str, place: int, tokens: Sequence[Token]) -> str:
    """The part of a sentence with a word of duty, from who has it where the part is long."""
    part = next((match for match in _PART.finditer(text) if match.end() > place), None)
    if part is None:
        return _short(text)
    actors = [t.start for t in tokens if t.kind is TokenKind.PARTY]
    actor = next((start for start in reversed(actors) if start <= place), -1)
    if len(part[0].strip(_MARKS)) > SHOWN and max(part.start(), place - _ACTOR) <= actor:
        return text[actor : part.end()].strip(_MARKS)
    return _around(part[0], max(0, place - part.start()))


def _weight(token: Token) -> int:
    """What a reader must hear of first: what is forbidden, owed or allowed, then a mere 不."""
    order: list[str] = lexicon("importance")["duty"]["order"]
    group = duty_group(token.key, vocabulary())
    return order.index(group) if group in order else len(order)


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
        name = next((n for n in ("money", "rate", "quantity") if n in known), "table")
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


def _figure_themes(gone: Sequence[Token], come: Sequence[Token]) -> Iterator[Theme]:
    """Figures that stand on one side only, by what they count."""
    here, there = {t.key for t in gone}, {t.key for t in come}
    old = [t for t in gone if t.key not in there]
    new = [t for t in come if t.key not in here]
    for name in ("money", "rate", "deadline"):
        before = next((t.text for t in old if figure_theme(t) == name), "")
        after = next((t.text for t in new if figure_theme(t) == name), "")
        # 每月 alone is no figure; 每月 for 每日 is another rate.
        if (before and after) or _COUNTED.search(before + after):
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


def shown(text: str, limit: int = SHOWN) -> str:
    """The contract's words for a message: one line, not too long, never read as a key."""
    line = " ".join(text.split()).lstrip("@")
    return line if len(line) <= limit else f"{line[:limit]}…"
