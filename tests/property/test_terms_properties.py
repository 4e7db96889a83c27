"""Whatever a contract says: terms and findings are found, or not, and point at their words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks import check
from app.extract import extract_terms
from app.text.folding import fold
from models.clause import ClauseTree, Part
from models.finding import Finding
from models.terms import Term
from tests.helpers.lease import Lease

STOCK = """
甲方 乙方 ： ， 。 ； （ ） 采购人 某某公司
合同总价 为 人民币 ¥ 1,200.50 3000 元 万元 大写 壹佰万元整
拾 角 支付 剩余 的 50% 30% 千分之一 15 个工作日内
验收合格后 签订后 2031年5月6日 至 起 12个月 附件1 附件2、3 第八条 本合同
履约保证金 违约金 每日 罚款 XX ____ 合计 单价 因非不可抗力造成 因不可抗力造成
服务期限 每季度 付至 余款 可用性 99.9%
"""
WORDS = STOCK.split()
texts = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
cells = st.one_of(st.just(""), st.sampled_from(["合计", "1", "2 3", "¥4.00", "云盘", "5台", "无"]))
HEADER = ("类别", "名称", "单价（元）", "数量", "期限(月)", "合价（元）")


@st.composite
def contracts(draw: st.DrawFn) -> ClauseTree:
    lease = Lease("合同")
    for _ in range(draw(st.integers(1, 6))):
        part = draw(st.sampled_from(list(Part)[:4]))
        annex = draw(st.sampled_from([None, None, "附件1", "附件"]))
        topic = draw(st.sampled_from([None, "payment", "period", "services"]))
        lease.add(draw(texts), heading=draw(st.one_of(st.none(), texts)) or None, part=part,
                  topic=topic, annex=annex)  # fmt: skip
    if draw(st.booleans()):
        rows = draw(st.lists(st.tuples(*[cells] * len(HEADER)), max_size=4))
        lease.table(HEADER, *rows)
    return lease.tree


@settings(max_examples=150, deadline=None)
@given(contracts())
def test_terms_and_findings_point_at_their_words(tree: ClauseTree) -> None:
    terms = extract_terms(tree, "d1")
    assert [term.id for term in terms] == [f"d1.k{n}" for n in range(1, len(terms) + 1)]
    for term in terms:
        _points(tree, term)
    for finding in check(tree, terms, "d1"):
        _points_at_clauses(tree, finding)


def _points(tree: ClauseTree, term: Term) -> None:
    clause = tree.by_id[term.span.clause]
    if term.span.table is not None:
        assert term.span.table in tree.table_by_id
    elif term.span.end:
        assert 0 <= term.span.start < term.span.end <= len(clause.text)
        said = fold(clause.text[term.span.start : term.span.end])
        assert fold(term.quote)[:8] in said or said[:8] in fold(term.quote)


def _points_at_clauses(tree: ClauseTree, finding: Finding) -> None:
    for span in finding.spans:
        clause = tree.by_id[span.clause]
        assert span.end <= len(clause.text) or span.table is not None
