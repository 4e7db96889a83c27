"""One penalty rate in a sentence: whether a share is one, who pays it, per what, of what.

A share is a penalty where a sanction is said of it (…的违约金, 扣减…, 承担违约责任) and it has a
base; bounds, thresholds, shares of the price and ranges still to be agreed are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from app.extract.acting import mentions, other, subject
from app.extract.clausal import Passage, passage_subject
from app.extract.wording import either_of
from app.resources import lexicon
from app.text.amounts import Percent, find_percents
from models.terms import Party, RateBase, RatePeriod

_NAME = "penalties"
_BASES = ("other", "performance_bond", "monthly_fee", "overdue_amount", "contract_total")
# Beyond it a rate for delay is a lump sum; below, it is one whose "per day" is missing. Daily rates
# of the samples are 0.01 to 2 percent, lump sums 1 percent and more.
_DAILY_LIMIT = Decimal(1)
_BRACKET = re.compile(r"^[ _]*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as the sentence states it; positions are code points of the passage."""

    start: int
    end: int
    unit: int
    percent: Decimal
    party: Party | None
    per: RatePeriod | None
    base: RateBase | None
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A bound on what rates add up to."""

    start: int
    percent: Decimal


def read_rates(passage: Passage) -> tuple[list[Rate], list[Cap]]:
    """The rates of a passage, and the bounds that stand after no rate of it.

    A bound behind a rate of the same passage is that rate's cap.
    """
    rates: list[Rate] = []
    loose: list[Cap] = []
    if either_of(_NAME, "interest", "reference", "LPR").search(passage.text):
        shares = [p for p in find_percents(passage.text) if _is_cap(passage, p)]
    else:
        shares = find_percents(passage.text)
    unit = 0
    for share in _single(passage.text, shares):
        if _is_cap(passage, share):
            if not _caps_rate(passage, share, unit):
                continue
            if rates and rates[-1].cap is None:
                rates[-1] = replace(rates[-1], cap=share.value)
            elif not rates:
                loose.append(Cap(share.start, share.value))
            continue
        if _is_rate(passage, share, unit):
            rates.append(_rate(passage, share, unit))
            unit = share.end
    return rates, loose


def _single(text: str, shares: list[Percent]) -> Iterator[Percent]:
    """Shares that are one figure: both ends of a range (5%至10%) are left out."""
    for index, share in enumerate(shares):
        after = text[share.end : shares[index + 1].start] if index + 1 < len(shares) else ","
        before = text[shares[index - 1].end : share.start] if index else ","
        if not re.fullmatch(r"[ _]*(?:至|到|-|~)[ _]*", after) and not re.fullmatch(
            r"[ _]*(?:至|到|-|~)[ _]*", before
        ):
            yield share


def _is_cap(passage: Passage, share: Percent) -> bool:
    start, end = passage.piece(share.start)
    before, after = passage.text[start : share.start], passage.text[share.end : end]
    if re.match(any_words("cap", "after"), after.lstrip(" _的")):
        return True
    words = [w for w in lexicon(_NAME)["cap"]["before"] if w != "以"]
    return re.search("|".join(words), before) is not None


def any_words(*keys: str) -> str:
    """The pattern of a list of the penalty lexicon."""
    return either_of(_NAME, *keys).pattern


def _caps_rate(passage: Passage, share: Percent, unit: int) -> bool:
    start, _ = passage.piece(share.start)
    said = passage.text[max(unit, start - 12 if start > 12 else 0) : share.start]
    if re.search(any_words("cap", "not_of_rate"), said):
        return False
    return re.search(any_words("cap", "of_rate"), said) is not None


def _is_rate(passage: Passage, share: Percent, unit: int) -> bool:
    text = passage.text
    start, end = passage.piece(share.start)
    start = max(start, unit)
    before, after = text[start : share.start], _after(text[share.end : end])
    if re.search(any_words("threshold", "before") + r"[ _\[]*$", before):
        return False
    noun = any_words("sanction", "noun")
    strong = _is_named(after, text[share.end :])
    if not strong and re.match(any_words("sanction", "not_object"), after.lstrip("的")):
        return _takes_bond(before, after)
    announced = re.search(
        rf"{noun}(?:(?:为|按|:)[^;。]{{0,40}}|(?:(?!,(?:支付|付清|结清))[^;。]){{0,25}})$",
        text[unit : share.start],
    )
    named = announced is not None and re.search(
        r"(?:为|按|以|是|即|:|数额|比例|标准|额|相当于|计)", announced[0]
    )
    based = _base(passage, share, unit) is not None
    if strong or named:
        return based or strong
    if based and _announced_above(passage):
        return True
    if not based or not _supposes_breach(passage, share.start):
        return False
    verb = any_words("sanction", "verb")
    if re.search(rf"(?:{verb})[^,;]{{0,24}}$", before):
        return not re.search(any_words("sanction", "negated"), before)
    return re.match(rf"[^,;。]{{0,14}}?{any_words('sanction', 'verb_after')}", after) is not None


def _is_named(after: str, rest: str) -> bool:
    """Whether the words behind a share call it a sanction: …的违约金, …承担违约责任."""
    noun = any_words("sanction", "noun")
    bound = rf"[^,;。]{{0,16}}?(?:{noun}|(?:承担|负)(?:相应的?)?违约责任)"
    carried_on = rf",(?:并|由|应|须)?(?:向|给|支付|计算|作为)[^,;。]{{0,16}}?{noun}"
    return re.match(bound, after) is not None or re.match(carried_on, rest) is not None


def _announced_above(passage: Passage) -> bool:
    """Whether the passage is an item of a list of sanctions: 按下列标准承担违约金：."""
    noun, lead = any_words("sanction", "noun"), passage.lead
    return re.search(rf"{noun}[^。;%‰]{{0,12}}:$", lead) is not None and not find_percents(lead)


def _after(text: str) -> str:
    """What follows a share, without an amount in brackets and blanks between."""
    return _BRACKET.sub("", text).lstrip(" _]")


def _takes_bond(before: str, after: str) -> bool:
    return (
        re.search(any_words("sanction", "bond_verb"), before) is not None
        and re.match(r"的?履约", after) is not None
    )


def _supposes_breach(passage: Passage, end: int) -> bool:
    trigger = any_words("sanction", "trigger")
    said = passage.text[:end] + "\n" + passage.lead
    return (
        re.search(trigger, said) is not None or re.search("违约|罚", passage.headings) is not None
    )


def _rate(passage: Passage, share: Percent, unit: int) -> Rate:
    per = _per(passage, share, unit)
    base = _base(passage, share, unit)
    if base is None and re.search("利息|滞纳金|占用费", passage.text[unit:]):
        base = RateBase.OVERDUE_AMOUNT
    party = payer_of(passage, share.start, share.end, unit)
    return Rate(share.start, share.end, unit, share.value, party, per, base)


def _base(passage: Passage, share: Percent, unit: int) -> RateBase | None:
    """The base named nearest before the share, else right behind it."""
    named = read_base(passage, unit, share.start)
    if named is not None:
        return named
    text = passage.text
    _, end = passage.piece(share.start)
    behind = text[share.end : end]
    for name in _BASES:
        if re.match(rf"的?{any_words('base', name)}", behind):
            return RateBase(name)
    return None


def read_base(passage: Passage, unit: int, place: int) -> RateBase | None:
    """The base named nearest before ``place``, from ``unit`` on."""
    window = passage.text[unit:place]
    best: tuple[int, int, RateBase] | None = None
    for order, name in enumerate(_BASES):
        for match in re.finditer(any_words("base", name), window):
            # The end nearest to the share wins; of two that end there, the more special.
            rank = (match.end(), -order)
            if best is None or rank > (best[0], best[1]):
                best = (match.end(), -order, RateBase(name))
    return best[2] if best else None


def _per(passage: Passage, share: Percent, unit: int) -> RatePeriod | None:
    text = passage.text
    _, end = passage.piece(share.start)
    window = text[unit : min(end, share.end + 12)]
    for period in RatePeriod:
        if period is not RatePeriod.OCCURRENCE and re.search(
            any_words("per", period.value), window
        ):
            return period
    if re.search(any_words("per", "occurrence"), window):
        return RatePeriod.OCCURRENCE
    late = re.search(any_words("per", "delay"), text[unit : share.start])
    if late and share.value < _DAILY_LIMIT:
        return None
    return RatePeriod.OCCURRENCE


_PAY = r"(?:支付|偿付|赔付|给付|承担|赔偿|计付|缴纳|(?<![应未])付|返还|补偿|交纳|负担)(?!款)"
_TAKE = r"(?:扣除|扣减|扣罚|扣款|扣缴|扣收|没收|罚没|不予退还|收取|加收|计收|核减|处以|抵扣|减付)"
_HIS = re.compile(r"(?:要求|责令|主张|追究)(?P<who>其|[^,;。]{2,6}?(?:方|人|商|单位))")


def payer_of(passage: Passage, first: int, last: int, unit: int) -> Party | None:
    """Who pays what stands at ``first`` to ``last`` of a passage.

    The words around it decide (向甲方支付, 甲方有权扣除, 要求乙方支付), then who is in breach in
    the sentence, in those before it and in what introduces the list, then what the breach is about.

    Args:
        passage: The passage.
        first: Where the rate begins.
        last: One past its end.
        unit: Where the stretch begins that speaks of this rate and no earlier one.
    """
    text = passage.text
    start, end = passage.piece(first)
    start, end = max(start, unit), max(end, last)
    party = _payer_in(text[start:end])
    if party is None and start > unit:
        party = _actor(text[unit:start], text[start:end])
    if party is not None:
        return party
    party = passage_subject(passage.rest(unit), end - unit)
    if party is not None:
        return party
    said = passage.text + passage.lead + passage.headings
    return Party.BUYER if re.search(any_words("side", "buyer"), said) else Party.SUPPLIER


def _payer_in(piece: str) -> Party | None:
    """Who pays by the words of the piece that holds the share."""
    demanded = _HIS.search(piece)
    if demanded:
        whom = subject(demanded["who"])
        if whom is not None:
            return whom
        return other(subject(piece[: demanded.start()]))
    unnamed = re.search(r"要求(?=按|以|支付|承担|赔偿)", piece)
    if unnamed and subject(piece[: unnamed.start()]) is not None:
        return other(subject(piece[: unnamed.start()]))
    for mention in mentions(piece):
        if mention.party is None:
            continue
        left, right = piece[: mention.start], piece[mention.end :]
        if re.search(r"向$", left) and re.search(_PAY, right):
            return other(mention.party)
        if re.search(r"(?:返还|赔付|支付给|付给|补偿|赔偿)$", left):
            return other(mention.party)
        if re.search(rf"{_TAKE}$", left):
            return mention.party
    for mention in reversed(mentions(piece)):
        right = piece[mention.end :]
        if mention.party is None or not mention.acts:
            continue
        takes, pays = re.search(_TAKE, right), re.search(_PAY, right)
        if takes and (not pays or takes.start() < pays.start()):
            return other(mention.party)
        if pays:
            return mention.party
    return None


def _actor(earlier: str, piece: str) -> Party | None:
    """Who pays where the share's own piece names nobody and an earlier one says who takes."""
    for match in reversed(list(re.finditer(_TAKE, earlier))):
        last = earlier[: match.start()].rsplit(",", 1)[-1]
        taker = subject(last)
        if taker is not None:
            return other(taker)
    demanded = _HIS.search(earlier)
    if demanded and re.search(_PAY, piece):
        return subject(demanded["who"]) or other(subject(earlier[: demanded.start()]))
    return None
