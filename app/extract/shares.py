"""Where a paragraph states instalments: shares and amounts of the price, each with its words.

A paragraph may state one instalment in two sentences, or several in one. Each statement runs from
the end of the one before it to the end of the words that give its share and its amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from app.resources import lexicon
from app.text.amounts import Amount, find_amounts, find_percents
from app.text.folding import fold


@dataclass(frozen=True, slots=True)
class Statement:
    """One instalment as a paragraph states it; positions are those of the paragraph.

    Attributes:
        start: Where its words begin.
        end: Where they end.
        place: Where its share or amount stands; what makes it due stands mostly before.
        percent: Its share in percent, or None.
        up_to: Whether ``percent`` is what all payments so far add up to.
        rest: Whether it is what is left of the price.
        figures: Its amount in figures.
        capital: Its amount in 大写.
    """

    start: int
    end: int
    place: int
    percent: Decimal | None = None
    up_to: bool = False
    rest: bool = False
    figures: Amount | None = None
    capital: Amount | None = None


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    percent: Decimal | None = None
    up_to: bool = False
    rest: bool = False
    amounts: list[Amount] = field(default_factory=list)


@cache
def words(name: str) -> re.Pattern[str]:
    """Any of the words of a list of the payments lexicon."""
    entry = lexicon("payments")["words"][name]
    return re.compile("|".join(sorted(map(re.escape, entry), key=len, reverse=True)))


def statements(text: str, *, sure: bool) -> list[Statement]:
    """The instalments that a paragraph states.

    Args:
        text: The paragraph.
        sure: Whether the clause around it is about payment, so that a share of the price needs no
            verb of paying beside it.
    """
    folded = fold(text)
    marks = _marks(folded, sure)
    found, start = [], 0
    for index, mark in enumerate(marks):
        following = marks[index + 1].start if index + 1 < len(marks) else len(text)
        end = _end(folded, mark, following)
        figures = next((a for a in mark.amounts if not a.capital), None)
        capital = next((a for a in mark.amounts if a.capital), None)
        begin = start + len(folded[start:]) - len(folded[start:].lstrip(" \n,，;；。、"))
        found.append(
            Statement(begin, end, mark.start, mark.percent, mark.up_to, mark.rest, figures, capital)
        )
        start = end
    return found


def piece_bounds(folded: str, place: int) -> tuple[int, int]:
    """The words between commas and full stops around a place; brackets are not cut."""
    cuts = [0]
    depth = 0
    for index, char in enumerate(folded):
        depth += char in "(["
        depth -= char in ")]"
        depth = max(depth, 0)
        if char in "。；;\n":
            depth = 0
        if depth == 0 and char in "，,。；;：:\n" and not _inside_figure(folded, index):
            cuts.append(index + 1)
    cuts.append(len(folded))
    start = max(cut for cut in cuts if cut <= place)
    return start, min(cut for cut in cuts if cut > place or cut == len(folded))


def _inside_figure(folded: str, index: int) -> bool:
    around = folded[max(0, index - 1) : index + 4]
    return bool(re.match(r"\d,\d{3}", around))


def _sentence(folded: str, place: int) -> tuple[int, int]:
    start = max(folded.rfind(mark, 0, place) for mark in "。；;\n") + 1
    ends = [end for mark in "。；;\n" if (end := folded.find(mark, place)) >= 0]
    return start, min(ends, default=len(folded))


def _marks(folded: str, sure: bool) -> list[_Mark]:
    marks: list[_Mark] = []
    amounts = [a for a in find_amounts(folded) if a.value is None or a.value > 0]
    for percent in find_percents(folded):
        start, end = piece_bounds(folded, percent.start)
        if _is_share(folded, percent.start, (start, end), sure) and 0 < percent.value <= 100:
            before = folded[start : percent.start]
            up_to = bool(words("up_to").search(before))
            marks.append(_Mark(percent.start, percent.end, percent.value, up_to))
    for amount in amounts:
        _give(folded, marks, amount, sure)
    marks.sort(key=lambda mark: mark.start)
    if marks:
        _add_rest(folded, marks)
    else:
        marks = _whole(folded, sure)
    return marks


# Outside the clauses about payment, a sentence with one of these is about a breach: its shares of
# the price are none of the instalments.
_SANCTION = re.compile("违约|赔偿|罚|滞纳|追究")


# What a payment waits for may stand in its own piece: 开具增值税发票后, 在不超过15个工作日内.
_NO_MATTER = re.compile(
    r"增值税[^，,。；;]{0,10}?发票"
    r"|(?:不超过|不高于)[ _\[]*[\d一二三四五六七八九十]+[ _\]]*个?(?:工作日|日|天|月)"
)


def _is_share(folded: str, place: int, piece: tuple[int, int], sure: bool) -> bool:
    start, end = piece
    near = _NO_MATTER.sub("", folded[start:end])
    if words("not_instalment").search(near) or re.search(r"合格率|可用性|可靠性|以上|占比", near):
        return False
    # 乙方…向甲方支付合同总额的5%: the supplier pays
    if re.search(r"乙方[^，,。；;]{0,12}(?:向|给)甲方[^，,。；;]{0,6}付", near):
        return False
    if words("not_instalment").search(folded[place : place + 14]):
        return False
    begin, stop = _sentence(folded, place)
    if words("graded").search(folded[begin:stop]):
        return False
    if re.search(r"质保金|质量保证金|保证金", near) and re.search(
        r"退还|返还|退回", folded[begin:stop]
    ):
        return False
    if not sure and _SANCTION.search(folded[begin:stop]):
        return False
    said = words("pay").search(folded[begin:stop]) is not None
    about = words("price").search(near) is not None
    if said and about:
        return True
    numbered = words("ordinals").search(folded[begin:place]) is not None
    return sure and (said or about or numbered)


def _give(folded: str, marks: list[_Mark], amount: Amount, sure: bool) -> None:
    """Gives an amount to the share before it in the same sentence, or makes it a mark."""
    begin, stop = _sentence(folded, amount.start)
    piece = piece_bounds(folded, amount.start)
    near = folded[piece[0] : piece[1]]
    if words("not_instalment").search(near):
        return
    if re.search(r"总价|总金额|总额|总计|共计|合计|总费用", near) and not find_percents(near):
        return
    if _BY_TIME.search(folded[piece[0] : amount.start]):
        return
    before = [mark for mark in marks if begin <= mark.start <= amount.start]
    if before and len(before[-1].amounts) < 2 and not _same_form(before[-1], amount):
        before[-1].amounts.append(amount)
        before[-1].end = max(before[-1].end, amount.end)
        return
    after = [mark for mark in marks if amount.end <= mark.start <= piece[1]]
    if after and not before and not _same_form(after[0], amount):
        after[0].amounts.append(amount)
        return
    if not sure and _SANCTION.search(folded[begin:stop]):
        return
    said = words("pay").search(folded[begin : amount.start])
    ordinal = words("ordinals").search(folded[begin : amount.start])
    if (said and (sure or words("price").search(folded[begin:stop]))) or (sure and ordinal):
        marks.append(_Mark(amount.start, amount.end, amounts=[amount]))
        marks.sort(key=lambda mark: mark.start)


# 按月结算，每月服务费1万元: what a month costs, told in a piece without a verb of paying.
_BY_TIME = re.compile(
    r"^[ ]*(?:即|其中)?每(?:个)?(?:月|季度?|年度?|半年)(?:的)?[^，,。；;付]{0,4}(?:费用?|租金|价款)"
    r"[^，,。；;付]{0,8}$"
)


def _same_form(mark: _Mark, amount: Amount) -> bool:
    return any(other.capital == amount.capital for other in mark.amounts)


def _add_rest(folded: str, marks: list[_Mark]) -> None:
    """A payment of what is left, behind the last share, where no share follows it."""
    last = marks[-1]
    for match in words("rest").finditer(folded, last.end):
        begin, stop = _sentence(folded, match.start())
        start, end = piece_bounds(folded, match.start())
        if begin < last.end and not words("pay").search(folded[start:stop]):
            continue
        if words("not_instalment").search(folded[start:end]):
            continue
        if words("pay").search(folded[begin:stop]):
            marks.append(_Mark(match.start(), match.end(), rest=True))
            return


def _whole(folded: str, sure: bool) -> list[_Mark]:
    """A paragraph without shares: one payment of all, or of the rest."""
    for name in ("all", "rest"):
        for match in words(name).finditer(folded):
            begin, stop = _sentence(folded, match.start())
            said = folded[begin:stop]
            start, end = piece_bounds(folded, match.start())
            if (
                not sure
                or not re.search(r"支付|付款|付清|结清|付合同", said)
                or words("not_instalment").search(folded[start:end])
                or re.search("不得|不再|有权|拒绝|停止|暂停|解除|终止", said)
            ):
                continue
            percent = Decimal(100) if name == "all" else None
            return [_Mark(match.start(), match.end(), percent, rest=name == "rest")]
    return []


def _end(folded: str, mark: _Mark, following: int) -> int:
    """The end of the sentence, or of the piece where another share follows in the sentence."""
    _, stop = _sentence(folded, mark.end)
    if stop <= following:
        return stop
    _, end = piece_bounds(folded, max(mark.end - 1, mark.start))
    return min(max(end, mark.end), following)
