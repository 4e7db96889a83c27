"""Rates that another clause states are resolved and matched by what refers to them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.extract import extract_terms
from app.pipeline import compare_documents
from models.document import Document, Paragraph
from models.terms import Penalty
from tests.helpers.trees import tree_of

ONE = """
第一条 违约责任
1、乙方逾期交付的，每逾期一日应向甲方支付合同总价0.2%的违约金。
2、因乙方违约解除合同的，乙方应向甲方支付合同总价8%的违约金。
第二条 退出
乙方未经甲方同意擅自退出的，应按本合同第一条第2项的约定承担违约责任。
"""
OTHER = """
第一条 交接
供应商不配合迁移的，依照第二条支付违约金。
第二条 赔偿
供应商擅自转包的，应支付采购人合同总价款百分之六的违约金。
第三条 其他
未尽事宜依据《民法典》第五百七十七条处理。
"""


@pytest.mark.parametrize(
    ("text", "percent", "trigger", "reference"),
    [
        (ONE, "8", "乙方未经甲方同意擅自退出", "本合同第一条第2项"),
        (OTHER, "6", "供应商不配合迁移", "第二条"),
    ],
)
def test_the_rate_that_is_referred_to(
    text: str, percent: str, trigger: str, reference: str
) -> None:
    tree = tree_of(text)
    penalties = [t for t in extract_terms(tree, "d1") if isinstance(t, Penalty)]
    referred = [p for p in penalties if p.referred]
    assert [p.percent for p in referred] == [Decimal(percent)]
    (said,) = referred[0].referred
    assert (said.trigger, said.reference) == (trigger, reference)
    assert tree.by_id[said.span.clause].text[said.span.start : said.span.end] == said.quote


def document(name: str, text: str) -> Document:
    lines = text.strip().split("\n")
    return Document(name, name, "txt", tuple(Paragraph(line) for line in lines))


def test_a_stated_rate_and_one_that_is_referred_to_are_one_row() -> None:
    stated = ONE.replace(
        "应按本合同第一条第2项的约定承担违约责任", "应向甲方支付合同总价5%的违约金"
    )
    comparison = compare_documents([document("a", stated), document("b", ONE)])
    rows = [
        r for r in comparison.term_rows if r.group == "penalty" and set(r.cells) == {"d1", "d2"}
    ]
    told = {
        tuple(getattr(comparison.term(r.cells[d][0]), "percent", None) for d in ("d1", "d2"))
        for r in rows
    }
    assert (Decimal(5), Decimal(8)) in told
