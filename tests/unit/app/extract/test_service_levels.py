"""Service levels in sentences and in tables of targets."""

from __future__ import annotations

import pytest

from app.extract.service_level import extract
from models.clause import ClauseTree
from models.terms import ValueTerm
from tests.unit.app.extract.terms_sample import clause, short, tree_of, tree_with_table


def levels(*texts: str) -> set[str]:
    return {short(t).removeprefix("service_level ") for t in extract(tree_of(*texts))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "平台可用性不低于99.9%，数据可靠性则须不低于99.99999%。",
            {"availability 99.9", "data_reliability 99.99999"},
        ),
        ("保证云服务可用率≥ 99. 95 %。", {"availability 99.95"}),
        ("可用度应达到99.9％以上。", {"availability 99.9"}),
        ("存储的持久性不少于99.999999%。", {"data_reliability 99.999999"}),
        ("系统正常运行率应在97%以上。", {"system_stability 97"}),
        ("报障后5分钟内响应，半小时内恢复业务。", {"response_minutes 5", "restore_minutes 30"}),
        ("响应时间不超过一刻钟。", {"response_minutes 15"}),
        ("工程师90分钟内赶到现场。", {"onsite_hours 1.5"}),
        ("到场时间≤3小时，故障恢复时间≤6小时。", {"onsite_hours 3", "restore_minutes 360"}),
        ("核心系统故障15分钟内排除。", {"critical_restore_minutes 15"}),
        ("扩容申请提出后2个工作日内完成资源扩展。", {"expansion_days 2"}),
        ("资源扩容应在48小时内交付。", {"expansion_days 2"}),
    ],
)
def test_promised_levels(text: str, wanted: set[str]) -> None:
    assert levels(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "可用性低于99.9%的，扣减服务费。",
        "故障48小时内未恢复的，视为重大违约。",
        "平均响应时间大于20分钟且小于40分钟。",
        "高危漏洞24小时内修复。",
        "终端可用率不低于95%。",
        "存储使用率达到85%时告警。",
        "提供7*24小时服务。",
    ],
)
def test_what_is_no_level(text: str) -> None:
    assert levels(text) == set()


def test_a_table_of_targets() -> None:
    tree = tree_with_table(("指标", "目标值"), ("系统稳定运行率", "≥98%"), ("满意度", "≥95%"))
    assert [short(t) for t in extract(tree)] == ["service_level system_stability 98"]


def test_a_sentence_prevails_over_a_table() -> None:
    table = tree_with_table(("指标", "目标值"), ("平台可用率", "≥99%"))
    tree = ClauseTree((*table.clauses, clause(2, "平台可用率不低于99.9%。")), table.tables)
    (found,) = extract(tree)
    assert isinstance(found, ValueTerm)
    assert short(found) == "service_level availability 99.9"


def test_a_penalty_table_promises_nothing() -> None:
    tree = tree_with_table(("问题描述", "惩罚系数"), ("平台可用率低于99%", "20%"))
    assert extract(tree) == []
