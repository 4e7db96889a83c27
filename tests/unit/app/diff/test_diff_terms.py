from collections.abc import Sequence
from decimal import Decimal

import pytest

from app.diff import compare_terms
from app.resources.messages import render
from models.clause import Clause, ClauseTree, Part
from models.diff import ForBuyer, Status, TermRow
from models.terms import (
    Bound,
    DayType,
    Instalment,
    Milestone,
    Party,
    PaymentSummary,
    Penalty,
    PriceItem,
    PriceTotal,
    Provision,
    RateBase,
    RatePeriod,
    Span,
    Term,
    TermGroup,
    TerminationRight,
    ValueTerm,
)

_COUNT = iter(range(100_000))


def common(group: TermGroup, kind: str, quote: str = "原文") -> dict[str, object]:
    n = next(_COUNT)
    return {"id": f"x.k{n}", "group": group, "kind": kind, "quote": quote, "span": Span("x.c1")}


def value(group: TermGroup, kind: str, of: object, **more: object) -> ValueTerm:
    number = Decimal(of) if isinstance(of, int | str) and str(of).isdecimal() else of
    return ValueTerm(**common(group, kind), value=number, **more)  # type: ignore[arg-type]


def item(name: str, price: str, quantity: str, unit: str | None = "GB", months: int = 12) -> Term:
    p, q = Decimal(price), Decimal(quantity)
    return PriceItem(
        **common(TermGroup.PRICE, "item"),  # type: ignore[arg-type]
        name=name, unit=unit, unit_price=p, quantity=q, multiplier=Decimal(months),
        amount=p * q * months,
    )  # fmt: skip


def pay(
    n: int, milestone: Milestone, percent: int, days: int = 10, condition: str | None = None
) -> Term:
    return Instalment(
        **common(TermGroup.PAYMENT, "instalment"),  # type: ignore[arg-type]
        sequence=n, milestone=milestone, percent=Decimal(percent), days=days,
        day_type=DayType.WORKING, condition=condition,
    )  # fmt: skip


def penalty(trigger: str, percent: str, party: Party = Party.SUPPLIER, **more: object) -> Term:
    fields: dict[str, object] = {"per": RatePeriod.DAY, "base": RateBase.CONTRACT_TOTAL} | more
    return Penalty(
        **common(TermGroup.PENALTY, "rate", trigger),  # type: ignore[arg-type]
        party=party, percent=Decimal(percent), trigger=trigger, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def right(trigger: str, settlement: str = "none", party: Party = Party.BUYER) -> Term:
    return TerminationRight(
        **common(TermGroup.EXIT, "termination_right", trigger),  # type: ignore[arg-type]
        party=party, trigger=trigger, settlement=settlement,
    )  # fmt: skip


def rows(*documents: Sequence[Term]) -> tuple[TermRow, ...]:
    clause = Clause("x.c1", None, 1, Part.BODY, None, "正文/第一条", None, None, "原文")
    names = [f"d{i + 1}" for i in range(len(documents))]
    found = compare_terms(
        dict(zip(names, documents, strict=True)), {n: ClauseTree((clause,)) for n in names}, "d1"
    )
    for row in found:
        for lang in ("zh", "en"):
            assert render(row.label, lang)
            assert all(render(effect.reason, lang) for effect in row.effect.values())
        assert 0 <= row.importance <= 100
        assert (row.status is Status.SAME) == (not row.effect)
    names_of = [(row.group, row.kind, row.key) for row in found]
    assert len(set(names_of)) == len(names_of)
    return found


def only(*documents: Sequence[Term]) -> tuple[Status, ForBuyer | None, TermRow]:
    (row,) = rows(*documents)
    return row.status, row.effect["d2"].for_buyer if "d2" in row.effect else None, row


def test_a_service_under_another_name_and_in_another_place() -> None:
    a = [item("内存", "30", "8"), item("vCPU (主频不低于 3GHz)", "50", "4", "核")]
    b = [item("计算类-云主机-vCPU", "60", "4", None), item("计算类-云主机-内存", "30", "8", None)]
    memory, cpu = rows(a, b)
    assert (memory.key, memory.status) == ("memory", Status.SAME)
    assert (cpu.key, cpu.status, render(cpu.label, "zh")) == ("vcpu", Status.CHANGED, "vCPU")
    assert cpu.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE


def test_price_and_quantity_effect_add_up() -> None:
    _, effect, row = only([item("内存", "30", "8")], [item("内存", "25", "10")])
    change = row.price_effects["d2"]
    assert effect is ForBuyer.FAVOURABLE
    assert (change.price, change.quantity) == (Decimal(-480), Decimal(600))
    assert change.price + change.quantity == Decimal(25 * 10 * 12 - 30 * 8 * 12)


def test_a_changed_unit_can_not_be_compared() -> None:
    status, effect, row = only([item("内存", "30", "8", "GB")], [item("内存", "300", "8", "套")])
    assert (status, effect) == (Status.CHANGED, ForBuyer.UNKNOWN)
    assert row.price_effects == {}
    assert row.price_factors == {"d2": None}


def test_only_the_quantity_changed() -> None:
    _, effect, _ = only([item("内存", "30", "8")], [item("内存", "30", "9")])
    assert effect is ForBuyer.NEUTRAL


def test_two_lines_of_one_service_stay_two() -> None:
    a = [item("互联网区内存", "30", "8"), item("专网区内存", "35", "4")]
    b = [item("专网区内存", "36", "4"), item("互联网区内存", "30", "8")]
    found = rows(a, b)
    assert [row.status for row in found] == [Status.SAME, Status.CHANGED]
    assert [row.key for row in found] == ["memory", "memory:2"]


def total(of: int) -> Term:
    return PriceTotal(
        **common(TermGroup.PRICE, "total"),  # type: ignore[arg-type]
        value=Decimal(of),
    )


def test_the_total_alone_and_with_other_quantities() -> None:
    assert only([total(100)], [total(120)])[1] is ForBuyer.UNFAVOURABLE
    found = rows([total(100), item("内存", "30", "8")], [total(120), item("内存", "30", "9")])
    assert found[0].effect["d2"].for_buyer is ForBuyer.UNKNOWN


def test_instalments_match_by_milestone() -> None:
    a = [pay(1, Milestone.SIGNING, 70), pay(2, Milestone.FINAL_ACCEPTANCE, 30)]
    b = [
        pay(1, Milestone.SIGNING, 80),
        pay(2, Milestone.PERIOD, 10),
        pay(3, Milestone.FINAL_ACCEPTANCE, 10),
    ]
    first, period, last = rows(a, b)
    labels = [render(row.label, "zh") for row in (first, period, last)]
    assert labels == ["首付款", "进度款", "尾款"]
    assert first.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE
    assert period.status is Status.ADDED
    assert last.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (pay(1, Milestone.SIGNING, 70), pay(1, Milestone.SIGNING, 60), "favourable"),
        (pay(1, Milestone.SIGNING, 70), pay(1, Milestone.SIGNING, 70, 5), "unfavourable"),
        (
            pay(1, Milestone.SIGNING, 70),
            pay(1, Milestone.SIGNING, 70, condition="经费到位"),
            "favourable",
        ),
        (pay(1, Milestone.PERIOD, 20), pay(1, Milestone.PERIOD, 30), "neutral"),
    ],
)
def test_effects_of_instalments(old: Term, new: Term, effect: str) -> None:
    assert only([old], [new])[1] == effect


def test_several_instalments_of_one_milestone_are_numbered() -> None:
    a = [pay(1, Milestone.PERIOD, 20), pay(2, Milestone.PERIOD, 20)]
    found = rows(a, a)
    assert [row.key for row in found] == ["period:1", "period:2"]
    assert render(found[1].label, "zh") == "进度款（第2笔）"


DELAY = "乙方逾期交付服务"
LATE = "甲方逾期支付合同价款"


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (penalty(DELAY, "0.1"), penalty("乙方延期提供服务", "0.5"), "favourable"),
        (penalty(DELAY, "0.5"), penalty(DELAY, "0.1"), "unfavourable"),
        (
            penalty(LATE, "0.1", Party.BUYER),
            penalty(LATE, "0.5", Party.BUYER),
            "unfavourable",
        ),
        (
            penalty(DELAY, "0.1"),
            penalty(DELAY, "0.5", base=RateBase.MONTHLY_FEE),
            "unknown",
        ),
        (penalty(DELAY, "0.1"), penalty(DELAY, "0.5", per=RatePeriod.WEEK), "unknown"),
        (
            penalty(DELAY, "0.1"),
            penalty(DELAY, "0.5", cap_percent=Decimal(5)),
            "unknown",
        ),
        (
            penalty(DELAY, "0.1", cap_percent=Decimal(5)),
            penalty(DELAY, "0.1"),
            "favourable",
        ),
        (
            penalty("违反保密义务", "10", Party.EITHER),
            penalty("违反保密义务", "10", Party.SUPPLIER),
            "favourable",
        ),
    ],
)
def test_effects_of_penalties(old: Term, new: Term, effect: str) -> None:
    assert only([old], [new])[1] == effect


def test_penalties_match_by_trigger_and_side() -> None:
    a = [penalty(DELAY, "0.1"), penalty(LATE, "0.1", Party.BUYER)]
    b = [penalty("甲方未按期支付款项", "0.2", Party.BUYER), penalty("乙方延迟提供服务", "0.1")]
    delay, late = rows(a, b)
    assert (delay.key, delay.status) == ("delay", Status.SAME)
    assert (late.key, late.status) == ("late_payment", Status.CHANGED)
    assert render(late.label, "zh") == "违约金：逾期付款"


def test_a_lost_penalty_of_the_supplier_is_unfavourable_and_ranks_above_an_edit() -> None:
    lost = only([penalty(DELAY, "0.5")], [])
    edited = only([penalty(DELAY, "0.5")], [penalty(DELAY, "0.1")])
    assert (lost[0], lost[1]) == (Status.REMOVED, ForBuyer.UNFAVOURABLE)
    assert lost[2].importance > edited[2].importance
    assert only([], [penalty(DELAY, "0.5")])[1] is ForBuyer.FAVOURABLE


def test_coefficients_match_by_description() -> None:
    def row(trigger: str, percent: str) -> Term:
        return Penalty(
            **common(TermGroup.PENALTY, "coefficient", trigger),  # type: ignore[arg-type]
            party=Party.SUPPLIER, percent=Decimal(percent), base=RateBase.MONTHLY_FEE,
            trigger=trigger,
        )  # fmt: skip

    a = [row("响应超过15分钟，造成重大影响", "100"), row("响应超过15分钟，未造成重大影响", "30")]
    b = [row("响应超过15分钟，未造成重大影响", "30"), row("响应超过15分钟，造成重大影响", "80")]
    first, second = rows(a, b)
    assert (first.status, second.status) == (Status.CHANGED, Status.SAME)
    assert first.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE


def test_two_events_put_into_one_clause_are_not_lost() -> None:
    a = [right("发生甲类C级事件2次的"), right("发生甲类D级事件4次的")]
    b = [right("发生甲类C级事件2次，或者D级事件4次的")]
    assert [row.status for row in rows(a, b)] == [Status.SAME, Status.SAME]


def test_settlement_of_a_right() -> None:
    a, b = [right("乙方擅自转包的", "none")], [right("乙方将服务转包的", "full_refund")]
    assert only(a, b)[1] is ForBuyer.FAVOURABLE


@pytest.mark.parametrize(
    ("kind", "old", "new", "effect", "words"),
    [
        ("handover_period", 2, 6, "favourable", "切换期延长：2个月 → 6个月"),
        ("handover_period", 6, 2, "unfavourable", "切换期缩短：6个月 → 2个月"),
        ("handover_fee", "free", "buyer", "unfavourable", "切换费用：免费 → 甲方承担"),
        ("exit_loss", "negotiated", "supplier", "favourable", "退出损失承担：协商 → 乙方承担"),
    ],
)
def test_effects_of_exit(kind: str, old: object, new: object, effect: str, words: str) -> None:
    unit = "month" if kind == "handover_period" else None
    _, found, row = only(
        [value(TermGroup.EXIT, kind, old, unit=unit)], [value(TermGroup.EXIT, kind, new, unit=unit)]
    )
    assert found == effect
    assert render(row.effect["d2"].reason, "zh").startswith(f"{words}（")


def test_a_period_against_a_limit_is_unknown() -> None:
    old = value(TermGroup.EXIT, "handover_period", 2, unit="month", bound=Bound.EXACT)
    new = value(TermGroup.EXIT, "handover_period", 6, unit="month", bound=Bound.MAX)
    assert only([old], [new])[1] is ForBuyer.UNKNOWN


def test_months_and_days_are_compared() -> None:
    old = value(TermGroup.EXIT, "handover_period", 2, unit="month")
    new = value(TermGroup.EXIT, "handover_period", 20, unit="day")
    assert only([old], [new])[1] is ForBuyer.UNFAVOURABLE


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ("5", "perpetual", "favourable"),
        ("perpetual", "3", "unfavourable"),
        ("service_period", "3", "favourable"),
    ],
)
def test_confidentiality(old: str, new: str, effect: str) -> None:
    terms = [value(TermGroup.GENERAL, "confidentiality_years", of) for of in (old, new)]
    assert only([terms[0]], [terms[1]])[1] == effect


def test_facts_and_neutral_kinds() -> None:
    a = value(TermGroup.FACT, "supplier", "青石云数据有限公司")
    b = value(TermGroup.FACT, "supplier", "白桦网络科技有限公司")
    assert only([a], [b])[1] is ForBuyer.NEUTRAL
    spaced = value(TermGroup.FACT, "supplier", "青石云 数据有限公司")
    assert only([a], [spaced])[0] is Status.SAME


def test_stances_of_provisions() -> None:
    def said(stance: str) -> Term:
        return Provision(
            **common(TermGroup.PROVISION, "excess_damages"),  # type: ignore[arg-type]
            stance=stance,
        )

    _, effect, row = only([said("claimable")], [said("excluded")])
    assert effect is ForBuyer.UNFAVOURABLE
    assert "→" in render(row.effect["d2"].reason, "zh")
    assert only([said("claimable")], [])[1] is ForBuyer.UNFAVOURABLE


def test_payment_summary() -> None:
    def summary(before: int, until: int, after: int) -> Term:
        return PaymentSummary(
            **common(TermGroup.PAYMENT, "summary"),  # type: ignore[arg-type]
            before_service=Decimal(before), before_acceptance=Decimal(until),
            after_acceptance=Decimal(after),
        )  # fmt: skip

    assert only([summary(70, 30, 0)], [summary(60, 30, 10)])[1] is ForBuyer.FAVOURABLE
    assert only([summary(60, 0, 40)], [summary(70, 0, 30)])[1] is ForBuyer.UNFAVOURABLE


def test_what_two_drafts_share_and_the_baseline_lacks_is_one_row() -> None:
    found = rows(
        [item("内存", "30", "8")],
        [item("内存", "30", "8"), item("短信包", "1", "9", "条")],
        [item("短信包服务", "2", "9", "条")],
    )
    assert [dict(row.cells).keys() for row in found] == [{"d1", "d2"}, {"d2", "d3"}]
    assert found[0].effect["d3"].rule == "price.item.removed"


def test_every_kind_of_the_format_has_a_name() -> None:
    kinds = {
        TermGroup.FACT: """title contract_number buyer supplier signed_on signed_at service_start
            service_end service_months""",
        TermGroup.SERVICE_LEVEL: """availability data_reliability system_stability expansion_days
            response_minutes onsite_hours restore_minutes critical_restore_minutes""",
        TermGroup.GENERAL: """acceptance_days rework_days force_majeure_proof_days
            notice_change_days confidentiality_years dispute_forum copies supplement_cap_percent
            performance_bond_percent""",
        TermGroup.EXIT: """supplier_exit_notice migration_deadline handover_period cure_period
            termination_notice buyer_termination_notice delay_termination_days
            supplier_exit_penalty migration_penalty handover_penalty
            ordered_exit_compensation_cap continuation_fee_cap handover_fee exit_loss
            data_erasure""",
    }
    for group, names in kinds.items():
        for kind in names.split():
            rows([value(group, kind, 3)], [value(group, kind, 4)], [])
