"""Copies of the contract, the bound on supplementary agreements, the performance bond."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.clausal import Passage
from app.extract.general_days import words
from app.extract.once import Candidate, candidate
from app.extract.wording import composed
from app.text.amounts import Percent, find_percents
from app.text.numerals import parse_numeral
from models.terms import Bound, TermGroup

_NAME = "general"
# 5%(拾壹万元, 即 ¥117,350.00)的履约保证金: an amount in brackets may part the share from its name.
_BRACKET = re.compile(r"\([^()]*\)")


def copies(passage: Passage) -> Iterator[Candidate]:
    """How many copies the contract is made out in: 一式陆份."""
    text = passage.text
    for key in ("count", "total"):
        for match in words("copies", key).finditer(text):
            said = text[: match.start()].rsplit("。", 1)[-1]
            value = parse_numeral(re.sub(r"[ _\[\]]", "", match["n"]))
            if value is None or value < 1:
                continue
            of_contract = words("copies", "of").search(said)
            if not of_contract or words("copies", "not_of").search(said[-16:]):
                continue
            yield candidate(
                TermGroup.GENERAL,
                "copies",
                value,
                passage,
                match.span(),
                distance=0 if key == "total" else 1,
            )


def supplement_cap(passage: Passage) -> Iterator[Candidate]:
    """The most that supplementary agreements may add, in percent of the contract."""
    for share in find_percents(passage.text):
        start, end = passage.piece(share.start)
        bound = passage.text[start : min(end, share.end + 4)]
        if not words("supplement", "cap").search(bound):
            continue
        if words("supplement", "named").search(passage.text[: share.start]):
            yield candidate(
                TermGroup.GENERAL,
                "supplement_cap_percent",
                share.value,
                passage,
                (start, end),
                bound=Bound.MAX,
            )
            return


def performance_bond(passage: Passage) -> Iterator[Candidate]:
    """The bond that the supplier gives, in percent of the contract."""
    for share in find_percents(passage.text):
        if _is_bond(passage, share):
            start, end = passage.piece(share.start)
            yield candidate(
                TermGroup.GENERAL, "performance_bond_percent", share.value, passage, (start, end)
            )
            return


def _is_bond(passage: Passage, share: Percent) -> bool:
    start, end = passage.piece(share.start)
    before = passage.text[start : share.start]
    if words("performance_bond", "taken").search(passage.text[start:end]):
        return False
    behind = _BRACKET.sub("", passage.text[share.end :])
    if composed(_NAME, r"[^,;。]{0,16}?<performance_bond.named>").match(behind):
        return True
    if re.match(r"的?(?:扣|违约|资金|款项?)", behind):
        return False
    # 履约担保：银行保函，金额为…: the bond named in a piece before
    amount = re.match(r"(?:其|担保|保函|保证金)?(?:金额|数额|额度|比例)(?:为|按|是|:)", before)
    if amount and words("performance_bond", "named").search(passage.text[:start]):
        return True
    # 履约担保金额为合同价的百分之十: the bond first, its share behind "is".
    return (
        composed(
            _NAME,
            r"<performance_bond.named>(?!的\d)[^,;。]{0,16}(?:为|按|是|即|:|相当于|占)[^,;。]{0,16}$",
        ).search(before)
        is not None
    )
