"""Interest by a reference rate: 按一年期LPR的1.5倍支付逾期利息."""

from __future__ import annotations

import re
from decimal import Decimal

from app.extract.clausal import Passage
from app.extract.condition import condition
from app.extract.penalty_payer import payer_of
from app.extract.penalty_rate import any_words, read_base
from app.extract.wording import composed, either_of
from app.resources import lexicon
from app.text.amounts import find_percents
from app.text.numerals import NUMERAL_CHARS, parse_numeral
from models.terms import Party, Penalty, RateBase, Term, TermGroup

_NAME = "penalties"
_FIGURE = rf"\[?[ _]*(\d+(?:\.\d+)?|[{NUMERAL_CHARS}]+)[ _]*\]?[ ]*"
_MULTIPLE = re.compile(rf"^[^,;。]{{0,10}}?{_FIGURE}倍")
_POINTS = re.compile(rf"(上浮|加|增加|另加|下浮|减)[计点收]?{_FIGURE}(?:个)?(?:基点|BP|bp)")
_RAISED = re.compile(r"(上浮|加计|加收|上调|另加|下浮|下调)[ ]*$")


def read_interest(passage: Passage) -> list[Term]:
    """The interest that a passage makes somebody pay; at most one."""
    for reference in lexicon(_NAME)["interest"]["reference"]:
        pattern = either_of(_NAME, "interest", "reference", reference)
        matches = list(pattern.finditer(passage.text))
        if not matches:
            continue
        match = matches[0]
        if not _is_due(passage, match):
            return []
        # 贷款市场报价利率(LPR): what qualifies the rate stands behind the last name of it.
        behind = passage.text[matches[-1].end() :]
        multiple, spread = _qualified(behind)
        unit = _unit(passage, match.start())
        party = payer_of(passage, match.start(), match.end(), unit)
        base = read_base(passage, unit, match.start())
        # Whoever is late pays on what is late, unless the contract names something else.
        if base in (None, RateBase.CONTRACT_TOTAL):
            base = RateBase.OVERDUE_AMOUNT
        start, end = unit, len(passage.text)
        term = Penalty(
            id="",
            group=TermGroup.PENALTY,
            kind="interest",
            party=party or Party.BUYER,
            base=base,
            cap_percent=_cap(passage),
            trigger=condition(passage, match.start()),
            reference=reference,
            multiple=multiple,
            spread=spread,
            **passage.cite(start, end),
        )
        return [term]
    return []


def _is_due(passage: Passage, match: re.Match[str]) -> bool:
    before = passage.text[max(0, match.start() - 24) : match.start()]
    if composed(_NAME, r"<interest.not_rate>[^,;。]{0,16}$").search(before):
        return False
    if composed(_NAME, r"^[^,;。]{0,6}<interest.not_rate>").search(passage.text[match.end() :]):
        return False
    return any_words("interest", "paid").search(passage.text) is not None


def _unit(passage: Passage, place: int) -> int:
    """Where the sentence about the interest begins: behind a share stated before it."""
    ends = [p.end for p in find_percents(passage.text[:place])]
    return max(ends, default=0)


def _qualified(behind: str) -> tuple[Decimal | None, Decimal | None]:
    """Multiple of the reference rate, and spread in percentage points."""
    points = _POINTS.search(behind)
    if points:
        value = parse_numeral(points[2])
        sign = -1 if points[1] in ("下浮", "减") else 1
        return None, None if value is None else sign * value / 100
    times = _MULTIPLE.search(behind)
    if times:
        return parse_numeral(times[1]), None
    for share in find_percents(behind):
        raised = _RAISED.search(behind[: share.start])
        if raised:
            sign = -1 if raised[1].startswith("下") else 1
            return 1 + sign * share.value / 100, None
    return Decimal(1), None


def _cap(passage: Passage) -> Decimal | None:
    for share in find_percents(passage.text):
        start, _ = passage.piece(share.start)
        if re.search(r"不超过|不得超过|最高|上限|为限", passage.text[start : share.end + 6]):
            return share.value
    return None
