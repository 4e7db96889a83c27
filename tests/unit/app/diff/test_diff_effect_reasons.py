"""Every rule that calls a change good or bad for the buyer states why, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.diff.effects import effect_of
from app.extract import extract_terms
from app.resources import lexicon
from app.resources.messages import LANGUAGES, render
from models.diff import ForBuyer
from models.terms import Penalty, Term
from tests.helpers.lease import Lease


def test_every_rule_states_its_reason() -> None:
    rules = lexicon("effects")
    judged = {name for name, wanted in rules["direction"].items() if wanted in ("up", "down")}
    judged |= set(rules["rank"]) | set(rules["presence"]["burdens"])
    judged |= set(rules["presence"]["protecting_values"])
    judged |= {f"payment.{n}" for n, wanted in rules["instalment"].items() if wanted != "neutral"}
    assert judged <= set(rules["why"])
    for words in rules["why"].values():
        assert words.keys() == set(LANGUAGES)
        assert all(words.values())


def penalty(text: str) -> tuple[Penalty, tuple[Term, ...]]:
    lease = Lease().pay("合同总价为人民币300000元。").add(text, heading="违约责任")
    terms = extract_terms(lease.tree, "d1")
    return next(t for t in terms if isinstance(t, Penalty)), terms


LATE = "乙方逾期交付的，每逾期一日按合同总价的{}支付违约金。"
FAULT = "供应商擅自更换项目负责人的，每次应按{}的{}支付违约金。"


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (LATE.format("0.1%"), LATE.format("0.05%"), ForBuyer.UNFAVOURABLE),
        (LATE.format("0.1%"), LATE.format("0.2%"), ForBuyer.FAVOURABLE),
        (FAULT.format("合同总额", "1%"), FAULT.format("合同总额", "2%"), ForBuyer.FAVOURABLE),
        # the base changed along with the rate
        (FAULT.format("合同总额", "1%"), FAULT.format("当月服务费", "10%"), ForBuyer.UNKNOWN),
        # the cap did
        (
            LATE.format("0.1%"),
            LATE.format("0.2%").rstrip("。") + "，累计不超过合同总价的5%。",
            ForBuyer.UNKNOWN,
        ),
        # what sets it off did
        (LATE.format("0.1%"), FAULT.format("合同总价", "0.2%"), ForBuyer.UNKNOWN),
    ],
)
def test_a_rate_alone_decides_and_says_why(old: str, new: str, effect: ForBuyer) -> None:
    found = effect_of(penalty(old)[0], penalty(new)[0])
    assert found.for_buyer is effect
    for lang in LANGUAGES:
        why = lexicon("effects")["why"]["penalty.supplier"][lang]
        assert (why in render(found.reason, lang)) is (effect is not ForBuyer.UNKNOWN)


def test_a_gone_protection_at_the_exit_ranks_above_any_changed_one() -> None:
    rules = lexicon("importance")
    bases = [rules["term_base"]["exit"]]
    bases += [base for name, base in rules["term_base"].items() if name.startswith("exit.")]
    change = rules["term_change"]
    gone = min(bases) + change["unfavourable"] + change["removed_exit"]
    assert gone > max(bases) + max(change["unfavourable"], change["unknown"])
    assert Decimal(gone) <= 100
