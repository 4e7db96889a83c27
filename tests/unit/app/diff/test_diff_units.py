"""Unit prices for other units and times are converted, and the reason says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.diff import compare_terms
from app.extract import extract_terms
from app.resources.messages import LANGUAGES, render
from models.diff import ForBuyer, TermRow
from tests.helpers.lease import Lease

Cells = tuple[str, ...]


def compared(header: Cells, line: Cells, other_header: Cells, other_line: Cells) -> TermRow:
    """The row of the one line that two price lists have."""
    leases = {}
    for doc_id, rows in (("d1", (header, line)), ("d2", (other_header, other_line))):
        lease = Lease().pay("价格见下表。").table(*rows)
        leases[doc_id] = lease.tree
    terms = {doc_id: extract_terms(tree, doc_id) for doc_id, tree in leases.items()}
    (row,) = [r for r in compare_terms(terms, leases, "d1") if r.kind == "item"]
    return row


GB = ("服务名称", "单位", "单价（元/月）", "数量", "月数", "金额（元）")
YEAR = ("服务名称", "单位", "单价（元/年）", "数量", "金额（元）")


@pytest.mark.parametrize(
    ("old", "new", "effect", "words"),
    [
        # 0.5 yuan for a GB a month is 512 for a TB: 600 is dearer, 400 cheaper
        (("备份空间", "GB", "0.5", "2048", "12", "12288"),
         ("备份空间", "TB", "600", "2", "12", "14400"), ForBuyer.UNFAVOURABLE, "折算为GB"),
        (("对象存储", "GB", "0.5", "1024", "12", "6144"),
         ("对象存储", "TB", "400", "1", "12", "4800"), ForBuyer.FAVOURABLE, "折算为GB"),
        (("对象存储", "TB", "512", "1", "12", "6144"),
         ("对象存储", "GB", "0.5", "1024", "12", "6144"), ForBuyer.NEUTRAL, "单价相同"),
    ],
)  # fmt: skip
def test_storage(old: Cells, new: Cells, effect: ForBuyer, words: str) -> None:
    row = compared(GB, old, GB, new)
    found = row.effect["d2"]
    assert found.for_buyer is effect
    assert words in render(found.reason, "zh")
    assert all("{" not in render(found.reason, lang) for lang in LANGUAGES)
    change = row.price_effects["d2"]
    assert change.price + change.quantity == Decimal(new[-1]) - Decimal(old[-1])


def test_a_price_a_year_against_one_a_month() -> None:
    monthly = ("安全防护", "套", "100", "2", "12", "2400")
    row = compared(GB, monthly, YEAR, ("安全防护", "套", "1500", "2", "3000"))
    assert row.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE
    assert "1500 元/套/年，已折算为套/月" in render(row.effect["d2"].reason, "zh")
    assert row.price_effects["d2"].price == Decimal(25 * 2 * 12)
    same = compared(GB, monthly, YEAR, ("安全防护", "套", "1200", "2", "2400"))
    assert same.effect["d2"].for_buyer is ForBuyer.NEUTRAL
    assert row.price_factors["d2"] == 1 / Decimal(12)


def test_units_of_another_kind_are_never_compared() -> None:
    row = compared(
        GB,
        ("云主机", "核", "50", "8", "12", "4800"),
        GB,
        ("云主机", "台", "400", "2", "12", "9600"),
    )
    assert row.effect["d2"].for_buyer is ForBuyer.UNKNOWN
    assert row.price_effects == {}
    assert row.price_factors == {"d2": None}
