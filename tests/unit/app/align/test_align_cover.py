"""What a cover says again at the head of the contract goes with the other cover all the same."""

from app.align import align
from app.structure import build_tree
from models.document import Document, Paragraph

_COVER = (
    "{title}",
    "{number}",
    "甲 方：青石档案馆",
    "乙 方：{supplier}",
    "签订日期：{signed}",
)
# The heads say most of the covers again, which makes the covers no likelier than others to be one
# another's place.
_HEAD = (
    "甲 方：青石档案馆",
    "地址：青石县学府路9号",
    "乙 方：{supplier}",
    "地址：{address}",
    "签订日期：{signed}",
    "{title}",
)
_BODY = (
    "第一条 服务内容",
    "1、乙方为甲方提供云主机和对象存储。",
    "第二条 价款",
    "1、合同总价为人民币{price}元。",
)


def _document(**words: str) -> Document:
    lines = (*_COVER, *_HEAD, *_BODY)
    blocks = tuple(Paragraph(line.format(**words)) for line in lines)
    return Document(words["title"], words["price"].ljust(64, "0"), "txt", blocks)


def test_the_parties_on_the_covers_are_equivalent() -> None:
    old = _document(
        title="电子档案系统迁云项目合同",
        number="合同登记编号：",
        supplier="松川云公司",
        signed="2031年3月2日",
        address="松川市科技路1号",
        price="120000",
    )
    new = _document(
        title="2032至2033年度数字底座运行保障服务（第二包）采购合同书",
        number="合同编号：",
        supplier="远桥云公司",
        signed="2032年5月6日",
        address="远桥市江滨街88号",
        price="230000",
    )
    trees = {"d1": build_tree(old, "d1"), "d2": build_tree(new, "d2")}
    rows = align(trees, "d1")
    for party in ("甲 方", "乙 方"):
        here, there = (
            next(c.id for c in tree.clauses if c.text.startswith(party)) for tree in trees.values()
        )
        row = next(row for row in rows if here in row.cells.get("d1", ()))
        assert there in row.cells.get("d2", ())
