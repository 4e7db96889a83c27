"""The key terms of the sample comparison, and how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from models.clause import ClauseTree
from models.diff import ForBuyer, TermRow
from models.terms import (
    Bound,
    DayType,
    Party,
    Penalty,
    Provision,
    RateBase,
    RatePeriod,
    Term,
    TermGroup,
    TerminationRight,
)
from tests.helpers.sample_money import add_payments, add_prices
from tests.helpers.sample_term_book import TermBook, Value, add_values

_G, _F, _U, _N, _X = (
    TermGroup,
    ForBuyer.FAVOURABLE,
    ForBuyer.UNFAVOURABLE,
    ForBuyer.NEUTRAL,
    ForBuyer.UNKNOWN,
)
D = Decimal


def _facts(book: TermBook) -> None:
    def fact(kind: str, label: str, **said: Value) -> None:
        add_values(book, _G.FACT, kind, label, said)

    fact(
        "title",
        "合同名称",
        d1=("政务云资源租用合同", "政务云资源租用合同"),
        d2=("政务云资源租用合同", "政务云资源租用合同"),
        d3=("政务云资源租用合同", "政务云资源租用合同"),
    )
    buyer = "岚川市图书档案中心"
    fact("buyer", "甲方", d1=(buyer, buyer), d2=(buyer, buyer), d3=(buyer, buyer))
    fact(
        "supplier",
        "乙方",
        d1=("澄野云数据有限公司",) * 2,
        d2=("澄野云计算有限公司",) * 2,
        d3=("北屿网络有限公司",) * 2,
    )
    fact(
        "signed_on",
        "签订日期",
        d1=("2031-02-18", "2031年2月18日"),
        d3=("2030-05-20", "2030年5月20日"),
    )
    fact(
        "service_start",
        "服务起始日",
        d1=("2031-03-01", "2031年3月1日"),
        d2=("2032-03-01", "2032年3月1日"),
        d3=("2030-06-01", "2030年6月1日"),
    )
    fact(
        "service_end",
        "服务终止日",
        d1=("2032-02-29", "2032年2月29日"),
        d2=("2033-01-31", "2033年1月31日"),
        d3=("2031-05-31", "2031年5月31日"),
    )
    fact(
        "service_months",
        "服务月数",
        d1=(D(12), "12个月"),
        d2=(D(11), "11个月"),
        d3=(D(12), "12个月"),
    )


def _penalties(book: TermBook) -> None:
    def rate(doc: str, quote: str, percent: str, cap: int | None) -> tuple[str, ...]:
        return (
            book.add(
                doc,
                Penalty,
                _G.PENALTY,
                "rate",
                quote,
                party=Party.SUPPLIER,
                percent=D(percent),
                per=RatePeriod.DAY,
                base=RateBase.CONTRACT_TOTAL,
                cap_percent=D(cap) if cap else None,
                trigger="逾期开通",
            ),
        )

    book.row(
        _G.PENALTY,
        "rate",
        "逾期开通",
        "逾期开通",
        {
            "d1": rate("d1", "按合同总价的千分之三支付违约金", "0.3", 10),
            "d2": rate("d2", "按合同总价的万分之五支付违约金", "0.05", 5),
            "d3": rate("d3", "按合同总价的千分之二支付违约金", "0.2", None),
        },
        {"d2": (_U, "日违约金由0.3%降至0.05%，上限由10%降至5%"), "d3": (_X, "比例与上限同时变化")},
        84,
    )

    def interest(doc: str, quote: str, multiple: str) -> tuple[str, ...]:
        return (
            book.add(
                doc,
                Penalty,
                _G.PENALTY,
                "interest",
                quote,
                party=Party.BUYER,
                base=RateBase.OVERDUE_AMOUNT,
                reference="LPR",
                multiple=D(multiple),
                trigger="逾期付款",
            ),
        )

    book.row(
        _G.PENALTY,
        "interest",
        "逾期付款",
        "甲方逾期付款",
        {
            "d1": interest("d1", "按同期一年期贷款市场报价利率支付利息", "1"),
            "d2": interest("d2", "按同期一年期贷款市场报价利率的1.5倍支付利息", "1.5"),
        },
        {"d2": (_U, "利率由1倍升至1.5倍"), "d3": (_F, "不再约定甲方逾期利息")},
        66,
    )

    def coefficient(doc: str, percent: int) -> tuple[str, ...]:
        return (
            book.add(
                doc,
                Penalty,
                _G.PENALTY,
                "coefficient",
                "一级故障指平台整体不可访问",
                party=Party.SUPPLIER,
                percent=D(percent),
                per=RatePeriod.OCCURRENCE,
                base=RateBase.MONTHLY_FEE,
                trigger="一级故障",
            ),
        )

    book.row(
        _G.PENALTY,
        "coefficient",
        "一级故障",
        "一级故障",
        {"d1": coefficient("d1", 400), "d2": coefficient("d2", 200)},
        {"d2": (_U, "系数由400%降至200%"), "d3": (_U, "不再约定")},
        58,
    )


def _exits(book: TermBook) -> None:
    def leave(
        kind: str,
        label: str,
        said: dict[str, Value],
        importance: int,
        **effects: tuple[ForBuyer, str],
    ) -> None:
        add_values(book, _G.EXIT, kind, label, said, effects, importance)

    month = {"unit": "month", "bound": Bound.MIN, "anchor": "退出之前"}
    day = {"unit": "day", "day_type": DayType.CALENDAR, "bound": Bound.MAX}
    leave(
        "supplier_exit_notice",
        "乙方退出提前告知期",
        {"d1": (D(6), "提前6个月", month), "d3": (D(3), "提前3个月", month)},
        90,
        d2=(_U, "草案没有约定"),
        d3=(_U, "由6个月缩短为3个月"),
    )
    leave(
        "migration_deadline",
        "数据迁移期限",
        {"d1": (D(60), "60日内", day), "d3": (D(90), "90日内", day)},
        85,
        d2=(_U, "草案没有约定"),
        d3=(_X, "长短对甲方的影响要看费用由谁承担"),
    )
    leave(
        "handover_fee",
        "切换期费用",
        {"d1": ("free", "无偿协助"), "d3": ("negotiated", "费用另行商定")},
        70,
        d2=(_U, "草案没有约定"),
        d3=(_U, "由免费变为协商"),
    )
    leave(
        "data_erasure",
        "数据清除",
        {"d1": ("yes", "彻底清除甲方数据"), "d3": ("yes", "彻底清除甲方数据")},
        50,
        d2=(_U, "不再是义务"),
    )
    book.row(
        _G.EXIT,
        "termination_right",
        "convenience",
        "任意解除权",
        {
            "d2": (
                book.add(
                    "d2",
                    TerminationRight,
                    _G.EXIT,
                    "termination_right",
                    "任何一方提前15日告知即可终止本合同",
                    party=Party.EITHER,
                    trigger="提前告知",
                    settlement="none",
                ),
            )
        },
        {"d2": (_U, "乙方也可随时终止")},
        74,
    )


def _others(book: TermBook) -> None:
    def level(
        kind: str,
        label: str,
        said: dict[str, Value],
        importance: int = 0,
        **effects: tuple[ForBuyer, str],
    ) -> None:
        add_values(book, _G.SERVICE_LEVEL, kind, label, said, effects, importance)

    level(
        "availability",
        "平台可用率",
        {"d1": (D("99.95"), "99.95%"), "d2": (D("99.9"), "99.9%"), "d3": (D("99.95"), "99.95%")},
        60,
        d2=(_U, "由99.95%降至99.9%"),
    )
    level(
        "data_reliability",
        "数据可靠性",
        {d: (D("99.9999"), "99.9999%") for d in ("d1", "d2", "d3")},
    )
    level(
        "response_minutes",
        "响应时间（分钟）",
        {"d1": (D(30), "30分钟"), "d2": (D(60), "60分钟"), "d3": (D(30), "30分钟")},
        40,
        d2=(_U, "由30分钟放宽到60分钟"),
    )
    level(
        "onsite_hours",
        "到场时间（小时）",
        {"d1": (D(2), "2小时"), "d2": (D(4), "4小时"), "d3": (D(2), "2小时")},
        38,
        d2=(_U, "由2小时放宽到4小时"),
    )
    add_values(
        book,
        _G.GENERAL,
        "confidentiality_years",
        "保密期限（年）",
        {"d1": (D(5), "持续五年"), "d2": (D(3), "持续三年"), "d3": (D(5), "持续五年")},
        {"d2": (_U, "由5年缩短为3年")},
        20,
    )
    add_values(
        book,
        _G.GENERAL,
        "dispute_forum",
        "争议解决",
        {
            "d1": ("court", "甲方所在地法院"),
            "d2": ("arbitration", "仲裁机构"),
            "d3": ("court", "甲方所在地法院"),
        },
        {"d2": (_U, "改由乙方所在地仲裁")},
        35,
    )
    add_values(
        book,
        _G.GENERAL,
        "copies",
        "合同份数",
        {"d1": (D(6), "一式六份"), "d2": (D(4), "一式四份"), "d3": (D(6), "一式六份")},
        {"d2": (_N, "份数不同")},
        8,
    )
    add_values(
        book,
        _G.GENERAL,
        "supplement_cap_percent",
        "补充协议上限",
        {"d3": (D(8), "百分之八", {"unit": "percent"})},
        {"d3": (_N, "仅参考合同约定")},
        10,
    )
    book.row(
        _G.PROVISION,
        "deemed_acceptance",
        "deemed_acceptance",
        "视为验收",
        {
            doc: (
                book.add(doc, Provision, _G.PROVISION, "deemed_acceptance", quote, stance=stance),
            )
            for doc, quote, stance in (
                ("d1", "不视为认可", "excluded"),
                ("d2", "未提出的，视为认可", "deemed"),
                ("d3", "不视为认可", "excluded"),
            )
        },
        {"d2": (_U, "沉默即视为认可")},
        78,
    )


_STEPS: tuple[Callable[[TermBook], None], ...] = (
    _facts,
    add_prices,
    add_payments,
    _penalties,
    _exits,
    _others,
)


def build_terms(
    trees: Mapping[str, ClauseTree],
) -> tuple[dict[str, tuple[Term, ...]], tuple[TermRow, ...]]:
    """All terms by document, and their rows."""
    assert all(re.fullmatch(r"d\d", doc) for doc in trees)
    book = TermBook(trees)
    for step in _STEPS:
        step(book)
    return {doc: tuple(terms) for doc, terms in book.terms.items()}, tuple(book.rows)
