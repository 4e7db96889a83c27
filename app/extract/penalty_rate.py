"""One penalty rate in a sentence: whether a share is one, who pays it, per what, of what.

A share is a penalty where a sanction is said of it (…的违约金, 扣减…, 承担违约责任) and it has a
base; bounds, thresholds, shares of the price and ranges still to be agreed are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.extract.clausal import Passage
from app.extract.penalty_cap import Cap, is_cap, read_cap
from app.extract.penalty_payer import payer_of
from app.extract.penalty_share import announcement, shares_of, single
from app.extract.wording import composed, either_of
from app.text.amounts import Percent, find_percents
from models.terms import Party, RateBase, RatePeriod

_NAME = "penalties"
_BASES = ("other", "performance_bond", "monthly_fee", "overdue_amount", "contract_total")
# Beyond it a rate for delay is a lump sum; below, it is one whose "per day" is missing. Daily rates
# of the samples are 0.01 to 2 percent, lump sums 1 percent and more.
_DAILY_LIMIT = Decimal(1)
# What says how large a sanction is, or how it is counted.
_MEASURED = re.compile("为|按|以|是|即|:|数额|比例|标准|额|相当于|计")
_STEP = re.compile("以内|以上|以下|以外|不足|不满|超过|至|满|第|起")
_BRACKET = re.compile(r"^[ _]*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as the sentence states it; positions are code points of the passage.

    ``step``: whether it holds for a part of the delay only (逾期十日以内的).
    """

    start: int
    end: int
    unit: int
    percent: Decimal
    party: Party | None
    per: RatePeriod | None
    base: RateBase | None
    cap: Decimal | None = None
    step: bool = False


def read_rates(passage: Passage) -> list[Rate | Cap]:
    """The rates of a passage and the bounds on rates, in the order in which it states them."""
    found: list[Rate | Cap] = []
    shares = shares_of(passage.text)
    if shares and either_of(_NAME, "interest", "reference", "LPR").search(passage.text):
        shares = [p for p in shares if is_cap(passage, p)]
    unit = 0
    for share in single(passage.text, shares):
        if is_cap(passage, share):
            cap = read_cap(passage, share, unit)
            if cap is not None:
                found.append(cap)
        elif _is_rate(passage, share, unit):
            found.append(_rate(passage, share, unit))
            unit = share.end
    return found


def any_words(*keys: str) -> re.Pattern[str]:
    """The pattern of a list of the penalty lexicon."""
    return either_of(_NAME, *keys)


def _is_rate(passage: Passage, share: Percent, unit: int) -> bool:
    text = passage.text
    start, end = passage.piece(share.start)
    start = max(start, unit)
    before, after = text[start : share.start], _after(text[share.end : end])
    if composed(_NAME, r"<threshold.before>[ _\[]*$").search(before):
        return False
    strong = _is_named(after, text[share.end :])
    if not strong and any_words("sanction", "not_object").match(after.lstrip("的")):
        return _takes_bond(before, after)
    # …，尾款为合同总额的10%: what the share is of the price for, not of a sanction named before.
    if not strong and composed(_NAME, r"<sanction.not_object>(?:金额)?(?:为|是)").match(before):
        return False
    announced = composed(
        _NAME,
        r"<sanction.noun>(?:(?:为|按|:)[^;。]{0,40}|(?:(?!,(?:支付|付清|结清))[^;。]){0,25})$",
    ).search(text[unit : share.start])
    named = announced is not None and _MEASURED.search(announced[0])
    based = _base(passage, share, unit) is not None
    if strong or named:
        return based or strong
    if based and _announced_above(passage):
        return True
    intro = announcement(passage, share)
    if intro and (based or _announced_base(intro) is not None):
        return True
    return based and _is_taken(passage, share, unit, before, after)


def _is_taken(passage: Passage, share: Percent, unit: int, before: str, after: str) -> bool:
    """Whether a verb makes a breach cost the share: …的，扣减…5%; …5%予以核减."""
    if any_words("sanction", "not_taken").search(passage.text[unit : share.start]):
        return False
    negated = any_words("sanction", "negated").search(before) is not None
    if composed(_NAME, r"<sanction.verb_sure>[^,;]{0,24}$").search(before) and not negated:
        return True
    if composed(_NAME, r"<sanction.verb_cut>[^,;]{0,14}$").search(before) and not negated:
        return True
    if not _supposes_breach(passage, share.start):
        return False
    if composed(_NAME, r"<sanction.verb>[^,;]{0,24}$").search(before):
        return not negated
    if composed(_NAME, r"[^,;。]{0,14}?<sanction.verb_after>").match(after):
        return True
    # 迟延交付的，每日偿付合同价款的0.2%: what is paid for each day of a delay needs no name.
    window = passage.text[unit : share.start]
    paid = composed(_NAME, r"<sanction.verb_daily>[^,;]{0,24}$").search(before)
    daily = any_words("per", "day").search(window) or any_words("per", "week").search(window)
    late = any_words("per", "delay").search(window)
    return bool(paid and daily and late) and not negated


def _is_named(after: str, rest: str) -> bool:
    """Whether the words behind a share call it a sanction: …的违约金, …承担违约责任."""
    bound = r"(?:(?!扣[除减])[^,;。]){0,16}?(?:<sanction.noun>|(?:承担|负)(?:相应的?)?违约责任)"
    carried_on = r",(?:并|由|应|须)?(?:向|给|支付|计算|作为)[^,;。]{0,16}?<sanction.noun>"
    return (
        composed(_NAME, bound).match(after) is not None
        or composed(_NAME, carried_on).match(rest) is not None
    )


def _announced_above(passage: Passage) -> bool:
    """Whether the passage is an item of a list of sanctions: 按下列标准承担违约金：."""
    lead = passage.lead
    announced = composed(_NAME, r"<sanction.noun>[^。;%‰]{0,12}:$").search(lead)
    return announced is not None and not find_percents(lead)


def _after(text: str) -> str:
    """What follows a share, without an amount in brackets and blanks between."""
    return _BRACKET.sub("", text).lstrip(" _]")


def _takes_bond(before: str, after: str) -> bool:
    return any_words("sanction", "bond_verb").search(before) is not None and after.removeprefix(
        "的"
    ).startswith("履约")


def _supposes_breach(passage: Passage, end: int) -> bool:
    said = passage.text[:end] + "\n" + passage.lead
    if any_words("sanction", "trigger").search(said):
        return True
    return "违约" in passage.headings or "罚" in passage.headings


def _rate(passage: Passage, share: Percent, unit: int) -> Rate:
    per = _per(passage, share, unit)
    base = _base(passage, share, unit) or _announced_base(announcement(passage, share))
    if base is None and re.search("利息|滞纳金|占用费", passage.text[unit:]):
        base = RateBase.OVERDUE_AMOUNT
    party = payer_of(passage, share.start, share.end, unit)
    step = _STEP.search(passage.text[unit : share.start]) is not None
    return Rate(share.start, share.end, unit, share.value, party, per, base, step=step)


def _base(passage: Passage, share: Percent, unit: int) -> RateBase | None:
    """The base named nearest before the share, else right behind it."""
    text = passage.text
    _, end = passage.piece(share.start)
    behind = text[share.end : end]
    follows = (n for n in _BASES if composed(_NAME, rf"[的*]?<base.{n}>").match(behind))
    # 2倍月服务费: what is multiplied stands behind.
    multiplied = next(follows, None) if text[share.end - 1] in "倍个" else None
    named = RateBase(multiplied) if multiplied else read_base(passage, unit, share.start)
    if named is not None:
        return named
    for name in follows:
        return RateBase(name)
    stated = either_of(_NAME, "other_base", "stated").search(text, share.end)
    if stated:
        return nearest_base(stated["base"])
    before = either_of(_NAME, "other_base", "before").search(text[unit : share.start].rstrip(" _["))
    if before or either_of(_NAME, "other_base", "behind").match(behind):
        return RateBase.OTHER
    return None


def read_base(passage: Passage, unit: int, place: int) -> RateBase | None:
    """The base named nearest before ``place``, from ``unit`` on."""
    return nearest_base(passage.text[unit:place])


def nearest_base(window: str) -> RateBase | None:
    """The base that a text names last."""
    best: tuple[int, int, RateBase] | None = None
    for order, name in enumerate(_BASES):
        for match in any_words("base", name).finditer(window):
            # The end nearest to the share wins; of two that end there, the more special.
            rank = (match.end(), -order)
            if best is None or rank > (best[0], best[1]):
                best = (match.end(), -order, RateBase(name))
    return best[2] if best else None


def _announced_base(intro: str) -> RateBase | None:
    """What the items of a list are shares of, by its introduction: 扣减服务费：…."""
    named = nearest_base(intro)
    if named is None and either_of(_NAME, "other_base", "before").search(intro):
        return RateBase.OTHER
    return named


def _per(passage: Passage, share: Percent, unit: int) -> RatePeriod | None:
    text = passage.text
    _, end = passage.piece(share.start)
    window = announcement(passage, share) + text[unit : min(end, share.end + 12)]
    for period in RatePeriod:
        if period is not RatePeriod.OCCURRENCE and any_words("per", period.value).search(window):
            return period
    if any_words("per", "occurrence").search(window):
        return RatePeriod.OCCURRENCE
    late = any_words("per", "delay").search(text[unit : share.start])
    if late and share.value < _DAILY_LIMIT:
        return None
    return RatePeriod.OCCURRENCE
