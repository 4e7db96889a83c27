from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.message import Message
from models.terms import (
    Bound,
    DayType,
    Instalment,
    Milestone,
    Party,
    Penalty,
    PriceItem,
    Provision,
    RateBase,
    RatePeriod,
    Span,
    TermGroup,
    ValueTerm,
)
from tests.helpers.logfail import Logs
from ui import text, values
from ui.language import CHINESE, LANGUAGE
from ui.words import circled, topic_name, word

pytestmark = pytest.mark.usefixtures("app")


def test_characters_beyond_the_bmp_are_two_units():
    assert text.utf16_length("吉𠮷X") == 4


@given(st.text(max_size=40))
def test_units_are_those_of_utf16(words: str):
    assert text.utf16_length(words) == len(words.encode("utf-16-le", "surrogatepass")) // 2


def test_message_in_the_window_language():
    message = Message.of("pipeline.analysing", name="a.docx")
    english = text.words(message)
    LANGUAGE.switch(CHINESE)
    chinese = text.words(message)
    assert "a.docx" in english
    assert "a.docx" in chinese
    assert english != chinese


def test_unknown_message_is_shown_and_logged(logs: Logs):
    logs.expect("no words for")
    assert text.words(Message.of("no.such_entry", what="12")) == "no.such_entry 12"


def _common(group: TermGroup, kind: str) -> dict[str, object]:
    return {"id": "d1.k1", "group": group, "kind": kind, "quote": "…", "span": Span("d1.c1")}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "0.1% of the contract total per day · paid by supplier · at most 10%"),
        ("zh", "每日按合同总价 0.1% · 由乙方支付 · 上限 10%"),
    ],
)
def test_penalty_is_normalised(lang: str, expected: str):
    LANGUAGE.switch(lang)
    term = Penalty(
        **_common(TermGroup.PENALTY, "rate"),
        party=Party.SUPPLIER,
        percent=Decimal("0.100"),
        per=RatePeriod.DAY,
        base=RateBase.CONTRACT_TOTAL,
        cap_percent=Decimal(10),
    )
    assert values.normalised(term) == expected


def test_instalment_and_item_are_normalised():
    instalment = Instalment(
        **_common(TermGroup.PAYMENT, "instalment"),
        sequence=1,
        milestone=Milestone.SIGNING,
        percent=Decimal("60"),
        days=10,
        day_type=DayType.WORKING,
        bound=Bound.MAX,
    )
    assert values.normalised(instalment) == "60% · after signing · ≤ 10 working days"
    item = PriceItem(
        **_common(TermGroup.PRICE, "item"),
        name="x",
        unit="GB",
        unit_price=Decimal("0.125"),
        quantity=Decimal("1200"),
        multiplier=Decimal(12),
        amount=Decimal(1800),
    )
    assert values.normalised(item) == "0.125 × 1,200 GB × 12 = 1,800.00"


def test_value_terms_have_their_units():
    def term(kind: str, value: object, unit: str | None = None) -> str:
        common = _common(TermGroup.SERVICE_LEVEL, kind)
        return values.normalised(ValueTerm(**common, value=value, unit=unit))

    assert term("availability", Decimal("99.90")) == "99.9%"
    assert term("response_minutes", Decimal(15)) == "15 minutes"
    assert term("handover_period", Decimal(2), "month") == "2 months"
    assert term("dispute_forum", "court") == "court"
    working = {"value": Decimal(5), "day_type": DayType.WORKING}
    common = _common(TermGroup.SERVICE_LEVEL, "expansion_days")
    assert values.normalised(ValueTerm(**common, **working)) == "5 working days"
    assert term("availability", None) == "not stated"


def test_a_stance_has_its_words():
    LANGUAGE.switch(CHINESE)
    term = Provision(**_common(TermGroup.PROVISION, "precedence"), stance="tender_first")
    assert values.normalised(term) == "招标文件优先"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1280500", "1,280,500.00"), ("0.125", "0.125"), ("1.2E+3", "1,200.00"), ("-3.5", "-3.50")],
)
def test_amounts_keep_every_figure(value: str, shown: str):
    assert values.amount(Decimal(value)) == shown


def test_signed_amounts():
    assert values.signed(Decimal("-35")) == "−35.00"
    assert values.signed(Decimal("35")) == "+35.00"
    assert values.signed(Decimal("0")) == "±0.00"


def test_words_and_names():
    assert word(Milestone.OTHER) == "other condition"
    assert word(RateBase.OTHER) == "of another base"
    assert circled(0) == "①"
    assert circled(20) == "(21)"
    assert topic_name(None) == "Other"
    assert topic_name("parties") == "Parties"
    LANGUAGE.switch(CHINESE)
    assert topic_name("payment") == "价款与支付"
