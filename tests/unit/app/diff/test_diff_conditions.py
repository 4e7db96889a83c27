"""A condition of a right or a penalty whose figures or negations changed is never the same."""

from __future__ import annotations

import pytest

from app.resources.messages import render
from models.diff import ForBuyer, Status
from models.terms import Party
from tests.unit.app.diff.test_diff_terms import only, penalty, right


def test_a_reversed_right_to_end_the_contract_is_told() -> None:
    old = right("非因甲方原因中断超过8小时的，甲方可解除合同")
    new = right("因甲方原因中断超过8小时的，甲方可解除合同")
    status, effect, row = only([old], [new])
    assert (status, effect) == (Status.CHANGED, ForBuyer.UNKNOWN)
    assert row.importance >= 60
    told = render(row.effect["d2"].reason, "zh")
    assert "非因甲方原因" in told
    assert "→ 因甲方原因" in told


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ("响应超过10分钟达2次的", "响应超过15分钟达3次的", "unfavourable"),
        ("当月可用性低于99.95%的", "当月可用性低于99.9%的", "unfavourable"),
        ("当月可用性低于99.9%的", "当月可用性低于99.95%的", "favourable"),
        ("服务中断累计3次的", "服务中断1年内累计3次的", "unfavourable"),
        ("服务中断3次的", "服务中断二次的", "favourable"),
        ("服务中断1年内3次的", "服务中断2年内4次的", "unknown"),
        ("服务中断超过30天的", "服务中断超过30个工作日的", "unknown"),
    ],
)
def test_thresholds_of_rights_and_penalties(old: str, new: str, effect: str) -> None:
    assert only([right(old)], [right(new)])[:2] == (Status.CHANGED, effect)
    assert only([penalty(old, "1")], [penalty(new, "1")])[:2] == (Status.CHANGED, effect)
    if effect != "unknown":
        reason = only([right(old)], [right(new)])[2].effect["d2"].reason
        assert "条件越易达到" in render(reason, "zh")
    turned = {"favourable": "unfavourable", "unfavourable": "favourable"}.get(effect, effect)
    buyer = [penalty(one, "1", Party.BUYER) for one in (old, new)]
    assert only(buyer[:1], buyer[1:])[1] == turned


def test_a_threshold_changed_along_with_the_rate_is_unknown() -> None:
    _, effect, row = only([penalty("中断2次的", "1")], [penalty("中断3次的", "2")])
    assert effect is ForBuyer.UNKNOWN
    assert "中断2次" in render(row.effect["d2"].reason, "zh")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("乙方逾期交付超过3日的", "乙方延期交付超过三天"),
        ("乙方未按期交付服务", "乙方不能按期交付服务"),
        ("乙方擅自分包的", "乙方未经同意将服务分包的"),
        ("中断超过8个小时", "中断超过 8 小时的"),
    ],
)
def test_other_words_alone_are_the_same(old: str, new: str) -> None:
    assert only([right(old)], [right(new)])[0] is Status.SAME
    assert only([penalty(old, "1")], [penalty(new, "1")])[0] is Status.SAME


@pytest.mark.parametrize(("old", "new"), [("未交", "交"), ("无备份", "备份"), ("交付", "未交付")])
def test_a_short_trigger_that_lost_or_gained_its_negation(old: str, new: str) -> None:
    status, effect, row = only([penalty(old, "5")], [penalty(new, "5")])
    assert (status, effect) == (Status.CHANGED, ForBuyer.UNKNOWN)
    assert render(row.effect["d2"].reason, "zh")
