"""Provisions are matched by stance, then by words; each has an effect of its own."""

from __future__ import annotations

import pytest

from app.resources.messages import render
from models.diff import ForBuyer, Status
from models.terms import Provision, Term, TermGroup
from tests.unit.app.diff.test_diff_terms import common, only, rows, value


def said(kind: str, stance: str, quote: str) -> Term:
    return Provision(
        **common(TermGroup.PROVISION, kind, quote),  # type: ignore[arg-type]
        stance=stance,
    )


OURS = said("intellectual_property", "buyer_owns", "履行中形成的文档的知识产权归甲方所有")
THEIRS = said("intellectual_property", "background_reserved", "双方原有的知识产权仍归原权利人")
TURNED = said("intellectual_property", "supplier_owns", "履行中形成的文档的知识产权归乙方所有")


def test_equal_stances_are_one_row_in_whatever_order() -> None:
    kept, added = rows([OURS], [THEIRS, OURS])
    assert (kept.status, added.status) == (Status.SAME, Status.ADDED)
    assert render(kept.label, "zh") == "知识产权归属：归甲方所有"
    assert [row.status for row in rows([THEIRS, OURS], [OURS, THEIRS])] == [Status.SAME] * 2


def test_a_stance_that_turned_beside_one_that_stayed() -> None:
    turned, kept = rows([OURS, THEIRS], [THEIRS, TURNED])
    assert (turned.status, kept.status) == (Status.CHANGED, Status.SAME)
    assert turned.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE
    assert "归甲方所有 → 归乙方所有" in render(turned.effect["d2"].reason, "zh")


def test_of_three_documents_each_stance_stands_once() -> None:
    first, second = rows([OURS], [OURS, THEIRS], [THEIRS])
    assert list(first.cells) == ["d1", "d2", "d3"]  # in d3 it is what took the only one's place
    assert list(second.cells) == ["d2"]
    assert first.effect.keys() == {"d3"}


def test_words_of_duty_that_changed_within_a_stance() -> None:
    old = said("subcontracting", "with_consent", "未经甲方书面同意，乙方不得将服务转委托他人")
    new = said("subcontracting", "with_consent", "经甲方书面同意，乙方可以将服务转委托他人")
    status, effect, row = only([old], [new])
    assert (status, effect) == (Status.CHANGED, ForBuyer.UNKNOWN)
    assert "不得" in render(row.effect["d2"].reason, "zh")
    spaced = said("subcontracting", "with_consent", "未经甲方同意，乙方不得转委托")
    assert only([old], [spaced])[0] is Status.SAME
    listed = said("subcontracting", "with_consent", f"包括但不限于{old.quote}")
    assert only([old], [listed])[0] is Status.SAME


@pytest.mark.parametrize(
    ("kind", "stance", "effect"),
    [
        ("force_majeure_scope", "network_failure", "unfavourable"),
        ("force_majeure_scope", "policy_included", "unfavourable"),
        ("force_majeure_scope", "network_excluded", "favourable"),
        ("suspension", "supplier_may", "unfavourable"),
        ("precedence", "annex_first", "unknown"),
    ],
)
def test_an_added_provision_has_the_effect_of_its_stance(
    kind: str, stance: str, effect: str
) -> None:
    usual = said("force_majeure_scope", "statutory", "不能预见、不能避免且不能克服的客观情况")
    new = said(kind, stance, "运营商线路故障")
    row = next(r for r in rows([usual], [usual, new]) if r.status is Status.ADDED)
    assert row.effect["d2"].for_buyer == effect
    row = next(r for r in rows([usual, new], [usual]) if r.status is Status.REMOVED)
    turned = {"favourable": "unfavourable", "unfavourable": "favourable"}.get(effect, effect)
    assert row.effect["d2"].for_buyer == turned


def test_more_time_to_cure_a_breach_is_unfavourable() -> None:
    old, new = (value(TermGroup.EXIT, "cure_period", days, unit="day") for days in (15, 30))
    assert only([old], [new])[1] is ForBuyer.UNFAVOURABLE
    assert only([new], [old])[1] is ForBuyer.FAVOURABLE
