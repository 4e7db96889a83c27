"""Title, number, parties, signing and service period in the wordings of several trades."""

from decimal import Decimal

import pytest

from app.extract.facts import extract
from app.extract.parties import named_parties, ordinals
from models.clause import ClauseTree, Part
from models.terms import Party, ValueTerm
from tests.helpers.lease import Lease


def facts(tree: ClauseTree) -> dict[str, Decimal | str | None]:
    return {t.kind: t.value for t in extract(tree) if isinstance(t, ValueTerm)}


def test_a_cover_tells_who_what_when_and_where() -> None:
    lease = Lease("石塘区云资源租用合同").add("", heading="石塘区云资源租用合同", part=Part.COVER)
    lease.cover(
        "合同编号： ST-2031 007",
        "甲 方：石塘区档案馆",
        "乙 方：灰鲸云计算（石塘）有限公司",
        "签订日期：2031 年 5 月 6 日",
        "签订地点：石塘市",
    )
    lease.add("服务期限：自2031年6月1日起至2033年5月31日止。", topic="period")
    assert facts(lease.tree) == {
        "title": "石塘区云资源租用合同",
        "contract_number": "ST-2031 007",
        "buyer": "石塘区档案馆",
        "supplier": "灰鲸云计算（石塘）有限公司",
        "signed_on": "2031-05-06",
        "signed_at": "石塘市",
        "service_start": "2031-06-01",
        "service_end": "2033-05-31",
        "service_months": Decimal(24),
    }


@pytest.mark.parametrize(
    ("first", "second", "buyer"),
    [
        ("采购人：石塘区水务局", "供应商：灰鲸股份有限公司", "石塘区水务局"),
        ("委托方（甲方）：石塘区水务局", "受托方（乙方）：灰鲸股份有限公司", "石塘区水务局"),
        ("出租方（甲方）：灰鲸股份有限公司", "承租方（乙方）：石塘区水务局", "石塘区水务局"),
        ("卖方：灰鲸股份有限公司", "买方：石塘区水务局", "石塘区水务局"),
        ("甲方（全称）：石塘区水务局", "乙方（全称）：灰鲸股份有限公司", "石塘区水务局"),
        ("发包人（盖章）：石塘区水务局", "承包人（盖章）：灰鲸股份有限公司", "石塘区水务局"),
        (
            "甲方：石塘区水务局（以下简称“甲方”）",
            "乙方：灰鲸股份有限公司（以下简称“乙方”）",
            "石塘区水务局",
        ),
    ],
)
def test_parties_go_by_many_names(first: str, second: str, buyer: str) -> None:
    found = facts(Lease().cover(first, second).tree)
    assert found["buyer"] == buyer
    assert found["supplier"] == "灰鲸股份有限公司"


def test_the_lessor_may_be_party_a_throughout() -> None:
    lease = Lease().cover("出租方（甲方）：灰鲸股份有限公司", "承租方（乙方）：石塘区水务局")
    lease.signature("甲方：灰鲸股份有限公司")
    assert ordinals(lease.tree) == {"甲方": Party.SUPPLIER, "乙方": Party.BUYER}
    assert [n.party for n in named_parties(lease.tree)] == [
        Party.SUPPLIER,
        Party.BUYER,
        Party.SUPPLIER,
    ]


def test_parties_of_a_signature_table_and_of_a_sentence() -> None:
    lease = Lease().add("签字", part=Part.SIGNATURE)
    lease.table(("委托人(甲方)", "名称(或姓名)", "石塘区水务局"), ("", "法定代表人", "唐杉"))
    assert facts(lease.tree)["buyer"] == "石塘区水务局"
    said = "石塘区水务局（以下简称甲方）与灰鲸股份有限公司（以下简称乙方）经协商订立本合同。"
    found = facts(Lease().add(said, part=Part.PREAMBLE).tree)
    assert (found["buyer"], found["supplier"]) == ("石塘区水务局", "灰鲸股份有限公司")


def test_a_field_left_blank_names_nobody() -> None:
    lease = Lease().cover("甲方：____________", "乙方：", "合同编号：", "签订日期：  年  月  日")
    lease.add("乙方：指提供云租赁服务的供应商，也称云服务商。")
    assert facts(lease.tree) == {}


def test_the_signature_page_dates_a_contract_without_a_dated_cover() -> None:
    lease = Lease().add("签署页", part=Part.SIGNATURE)
    lease.table(("甲方", "石塘区水务局 2031年5月6日"), ("乙方", "灰鲸股份有限公司 2031年5月9日"))
    assert facts(lease.tree)["signed_on"] == "2031-05-09"


@pytest.mark.parametrize(
    ("text", "months", "start", "end"),
    [
        ("为期18个月，自2031年6月1日起至2032年11月30日止。", 18, "2031-06-01", "2032-11-30"),
        ("服务期为壹年，自本合同签订之日起计算。", 12, None, None),
        ("租赁期限三年。", 36, None, None),
        ("服务期限：2031.6.1—2032.5.31", 12, "2031-06-01", "2032-05-31"),
        ("自2031年6月1日起服务12个月。", 12, "2031-06-01", None),
        ("2031年6月1日至2031年12月31日", 7, "2031-06-01", "2031-12-31"),
    ],
)
def test_the_service_period(text: str, months: int, start: str | None, end: str | None) -> None:
    found = facts(Lease().add(text, heading="服务期限", topic="period").tree)
    assert found["service_months"] == months
    assert (found.get("service_start"), found.get("service_end")) == (start, end)


def test_other_periods_are_not_the_service_period() -> None:
    lease = Lease().add("履约保函有效期至2033年1月1日，保密期限为合同终止后3年。")
    lease.add("免费测试期为2031年1月1日至2031年3月1日，切换期为2个月。")
    lease.add("服务期内连续3个月考核不合格的，甲方可以解除合同。")
    lease.add("验收应在服务期满后2个月内完成。", topic="acceptance")
    assert facts(lease.tree) == {}


def test_evidence_stands_where_it_says() -> None:
    lease = Lease().cover("甲方：石塘区水务局 地址：石塘区一号")
    (term,) = extract(lease.tree)
    assert lease.tree.by_id[term.span.clause].text[term.span.start : term.span.end] == term.quote
    assert term.quote.strip() == "甲方：石塘区水务局"
