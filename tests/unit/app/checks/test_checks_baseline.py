"""What is told only against the baseline: gaps between service periods, references that moved."""

from __future__ import annotations

import pytest

from app.pipeline import compare_documents
from models.comparison import Role
from models.document import Document, Paragraph
from models.finding import Finding, Origin


def contract(name: str, *lines: str) -> Document:
    return Document(name, name, "txt", tuple(Paragraph(line) for line in lines))


def told(code: str, *documents: Document, roles: list[Role | None] | None = None) -> list[Finding]:
    """The findings of that code in the second document."""
    comparison = compare_documents(documents, roles=roles)
    return [f for f in comparison.documents[1].findings if f.code == code]


def lease(name: str, start: str, end: str, buyer: str = "临江市数据资源中心") -> Document:
    return contract(
        name,
        "云资源租用合同",
        f"甲方：{buyer}",
        "乙方：远帆云计算有限公司",
        "第一条 服务期限",
        f"服务期限自{start}起至{end}止。",
        "第二条 费用",
        "合同总价为人民币120000元。",
    )


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2032年1月1日", None),
        ("2032年1月16日", ("gap", "15")),
        ("2031年12月22日", ("overlap", "10")),
        ("2031年1月1日", None),  # the same year drafted anew
    ],
)
def test_a_draft_goes_on_where_the_baseline_ends(
    start: str, expected: tuple[str, str] | None
) -> None:
    old = lease("old", "2031年1月1日", "2031年12月31日")
    found = told("period.gap_or_overlap", old, lease("new", start, "2032年12月31日"))
    said = [(f.message.key.rpartition(".")[2], dict(f.values)["days"]) for f in found]
    assert said == ([expected] if expected else [])
    assert all(f.origin is Origin.NEW for f in found)


def test_only_the_same_buyer_s_draft_goes_on() -> None:
    old = lease("old", "2031年1月1日", "2031年12月31日")
    other = lease("other", "2032年3月1日", "2033年2月28日", buyer="南岭县人民医院")
    assert told("period.gap_or_overlap", old, other) == []
    later = lease("later", "2032年3月1日", "2033年2月28日")
    assert told("period.gap_or_overlap", old, later, roles=[None, Role.REFERENCE]) == []


ARTICLES = {
    "服务内容": "乙方向甲方提供计算资源和存储资源。",
    "安全要求": "乙方每月做一次安全检查并提交书面报告。",
    "违约责任": "乙方停机超过两小时的，退还当日租金。",
    "结算": "乙方违约的，按{n}的约定从租金中扣除。",
}
STATUTES = {
    "租用范围": "机柜六个，带宽五百兆，由出租人负责布线。",
    "交接": "租期届满三十日内移交全部设备和资料。",
    "损失承担": "出租人断电的，赔偿承租人全部直接损失。",
    "付款": "发生{n}所述情形的，承租人可以暂缓付款。",
}


def numbered(name: str, articles: dict[str, str], reference: str) -> Document:
    lines = ["租用合同"]
    for n, (heading, text) in enumerate(articles.items()):
        lines += [f"第{'一二三四五六'[n]}条 {heading}", text.format(n=reference)]
    return contract(name, *lines)


@pytest.mark.parametrize("articles", [ARTICLES, STATUTES])
def test_a_reference_that_kept_its_number_reaches_other_content(articles: dict[str, str]) -> None:
    shifted = {"释义": "本合同所称工作日不含法定节假日。", **articles}
    old = numbered("old", articles, "第三条")
    (found,) = told("reference.moved", old, numbered("new", shifted, "第三条"))
    assert dict(found.values)["reference"] == "第三条"
    assert "第四条" in dict(found.values)["expected"]
    assert told("reference.moved", old, numbered("right", shifted, "第四条")) == []
    assert told("reference.moved", old, numbered("same", articles, "第三条")) == []
