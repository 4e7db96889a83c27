"""Who pays a penalty: by the words around it, by who acts, by whose duty the breach is.

Whoever is paid or deducts is not the one who pays; only what the supplier is owed can be deducted
from; and where a sentence names nobody, the duty that is broken tells whose breach it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from app.extract.acting import mentions, other, subject
from app.extract.clausal import Passage, passage_subject
from app.extract.wording import composed, either_of
from models.terms import Party


def _words(*keys: str) -> re.Pattern[str]:
    return either_of("penalties", *keys)


_HIS = re.compile(r"(?:要求|责令|主张|追究)(?P<who>其|[^,;。]{2,6}?(?:方|人|商|单位))")


def payer_of(passage: Passage, first: int, last: int, unit: int) -> Party | None:
    """Who pays what stands at ``first`` to ``last`` of a passage.

    The words around it decide (向甲方支付, 甲方有权扣除, 要求乙方支付), then who is in breach in
    the sentence, then what the breach is about, then who acts in the sentences before it, in what
    introduces the list and in the headings.

    Args:
        passage: The passage.
        first: Where the rate begins.
        last: One past its end.
        unit: Where the stretch begins that speaks of this rate and no earlier one.
    """
    text = passage.text
    start, end = passage.piece(first)
    start, end = max(start, unit), max(end, last)
    if _is_both(text[unit:first]):
        return Party.EITHER
    party = _payer_in(text[start:end])
    if party is None and start > unit:
        party = _actor(text[unit:start], text[start:end])
    if party is None and _GOES_ON.match(text[start:end]):
        # …，甲方可以解约，乙方应退还已付款项，并按…支付违约金
        party = _obliged(text[unit:start])
    # 对方迟延付款时，供方可…: the breach tells before the words about what follows from it.
    for said in (text[unit:start], text[start:end]):
        party = party or subject(said) or _by_duty(said)
    if party is None and _words("payer", "take").search(text[start:end]):
        party = Party.SUPPLIER
    if party is None and not unit and _CARRIES_ON.match(text):
        # 甲方通知乙方迁出的，乙方应于45日内完成。逾期未完成的，…: whose duty it was
        party = _obliged(re.split("[。;]", passage.before.rstrip("。;"))[-1])
    if party is None:
        party = passage_subject(passage.rest(unit), end - unit)
    if party is None:
        party = _by_duty(passage.text[:end] + passage.lead + passage.headings)
    return Party.SUPPLIER if party is None else party


def _is_both(breach: str) -> bool:
    """Whether either side's breach costs the same: 甲方逾期付款或乙方逾期交付的，均…."""
    acting = [m for m in mentions(breach) if m.acts and m.party is not None]
    for first, second in pairwise(acting):
        sides = {first.party, second.party} == {Party.BUYER, Party.SUPPLIER}
        between = breach[first.end : second.start]
        if sides and re.search(r"(?:或者?|和|以及)$", between) and "均" in breach[second.end :]:
            return True
    return False


_GOES_ON = re.compile("并|且|还|另|同时")
_CARRIES_ON = re.compile("逾期|仍|否则|未")
_DUTY = re.compile("(?:应|须|需|必须|负责|保证|承诺|不得)")


def _obliged(sentence: str) -> Party | None:
    """Who has the last duty that a sentence states."""
    acting = [m for m in mentions(sentence) if m.acts and m.party is not None]
    named = (m.party for m in reversed(acting) if _DUTY.match(sentence, m.end))
    return next(named, None)


def _by_duty(breach: str) -> Party | None:
    """Whose duty is broken, where no words name a party."""
    if _words("side", "buyer").search(breach):
        return Party.BUYER
    return Party.SUPPLIER if _words("side", "supplier").search(breach) else None


def _payer_in(piece: str) -> Party | None:
    """Who pays by the words of the piece that holds the share."""
    if _words("payer", "cut_from").search(piece):
        return Party.SUPPLIER
    demanded = _HIS.search(piece)
    if demanded:
        whom = subject(demanded["who"])
        if whom is not None:
            return whom
        return other(_last_actor(piece[: demanded.start()]))
    unnamed = re.search(r"要求(?=按|以|支付|承担|赔偿)", piece)
    if unnamed and _last_actor(piece[: unnamed.start()]) is not None:
        return other(_last_actor(piece[: unnamed.start()]))
    pay, take = _words("payer", "pay"), _words("payer", "take")
    for mention in mentions(piece):
        if mention.party is None:
            continue
        left, right = piece[: mention.start], piece[mention.end :]
        if re.search(r"向$", left) and pay.search(right):
            return other(mention.party)
        if composed("penalties", "<payer.given_to>$").search(left):
            return other(mention.party)
        if composed("penalties", "<payer.take>$").search(left):
            return mention.party
    for mention in reversed(mentions(piece)):
        right = piece[mention.end :]
        if mention.party is None or not mention.acts:
            continue
        takes, pays = take.search(right), pay.search(right)
        if takes and (not pays or takes.start() < pays.start()):
            return other(mention.party)
        if pays:
            return mention.party
    return None


def _last_actor(text: str) -> Party | None:
    """Who acts last: the one who demands in 乙方逾期的，甲方有权要求其…."""
    acting = [m.party for m in mentions(text) if m.acts and m.party is not None]
    return acting[-1] if acting else None


def _actor(earlier: str, piece: str) -> Party | None:
    """Who pays where the share's own piece names nobody and an earlier one says who takes."""
    for match in reversed(list(_words("payer", "take").finditer(earlier))):
        last = earlier[: match.start()].rsplit(",", 1)[-1]
        taker = subject(last)
        if taker is not None:
            return other(taker)
    demanded = _HIS.search(earlier)
    if demanded and _words("payer", "pay").search(piece):
        return subject(demanded["who"]) or other(_last_actor(earlier[: demanded.start()]))
    return None
