"""What a document is by its title, and the contract that a tender proposes."""

import pytest

from app.structure import build_tree, proposed_contract, suggest_role
from models.comparison import Role
from models.document import Document, Paragraph
from tests.helpers.papers import paper


def document(name: str, *lines: str) -> Document:
    return Document(name, "0" * 64, "txt", tuple(map(Paragraph, lines)))


@pytest.mark.parametrize(
    ("name", "lines", "role"),
    [
        ("1.docx", ("中 标 通 知 书",), Role.AWARD),
        ("1.docx", ("东桥市政务云项目成交结果通知书",), Role.AWARD),
        ("1.docx", ("东桥市政务云项目", "竞争性磋商文件", "2026年"), Role.TENDER),
        ("1.docx", ("公开招标文件（服务类）",), Role.TENDER),
        ("1.docx", ("东桥市政务云项目", "投标文件", "（副本）"), Role.BID),
        ("1.docx", ("响应文件正本",), Role.BID),
        ("1.docx", ("云服务采购合同（示范文本）",), Role.MODEL),
        ("范本.docx", ("云服务采购合同",), Role.MODEL),
        ("中标通知书.pdf", ("东桥市政务云项目",), Role.AWARD),
        ("招标文件.pdf", ("", "第一章 公告"), Role.TENDER),
        # Contracts that speak of those papers.
        ("合同.docx", ("云服务采购合同", "根据中标通知书和招标文件"), None),
        ("招标文件-合同条款.docx", ("第一条 定义",), None),
        ("招标文件.docx", ("云资源租赁合同（草案）",), None),
        ("今年.docx", ("东桥市政务云项目", "甲方：东桥市大数据局", "附件：中标通知书复印件"), None),
        ("今年.docx", ("本合同依据招标文件",), None),
        ("今年.docx", ("东桥县信息中心", "1、中标通知书", "（二）招标文件", "3.投标文件"), None),
        ("今年.docx", ("甲方：东桥县信息中心", "合同组成文件", "招标文件", "投标文件"), None),
        ("今年.docx", (), None),
    ],
)
def test_the_title_tells_the_role(name: str, lines: tuple[str, ...], role: Role | None):
    assert suggest_role(document(name, *lines)) is role


def test_a_tender_is_parted():
    whole = paper("tender")
    contract, rest = proposed_contract(whole)
    trees = [build_tree(one, "d1") for one in (contract, rest)]
    said = ["".join(c.compared for c in tree.clauses) for tree in trees]
    assert "支付合同总价的40%" in said[0]
    assert "支付合同总价的40%" not in said[1]
    assert "投标有效期" not in said[0]
    assert "第六章" not in "".join(c.path for c in trees[0].clauses)
    assert [len(one.blocks) for one in (contract, rest)] == [len(whole.blocks)] * 2


def test_chapters_of_the_contract_itself_do_not_end_it():
    lines = [
        "第一章 投标邀请",
        "请投标。",
        "第二章 合同主要条款",
        "第一章 总则",
        *[f"第{n}条 约定" for n in "一二三"],
        "第二章 费用",
        *[f"第{n}条 约定" for n in "四五六"],
        "第三章 违约责任",
        "第七条 约定",
        "第三章 评标办法",
        "综合评分。",
    ]
    contract, _ = proposed_contract(document("t.docx", *lines))
    kept = [b.text for b in contract.blocks if isinstance(b, Paragraph) and b.text]
    assert kept == lines[3:13]


def test_a_tender_without_a_contract_is_not_parted():
    lines = (
        "第一章 公告",
        "一",
        "二",
        "第二章 合同签订",
        "中标后三十日内签订。",
        "第三章 格式",
        "三",
    )
    assert proposed_contract(document("t.docx", *lines)) is None
    listed = ("目录", "第一章 公告", "第二章 合同条款", "第三章 格式", "合同条款另行发放。")
    assert proposed_contract(document("t.docx", *listed)) is None
