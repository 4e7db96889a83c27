from app.structure.tables import split_header
from tests.helpers.trees import tree_of


def test_the_first_row_is_the_header() -> None:
    rows = (("名称", "单价"), ("云主机", "100"))
    assert split_header(rows) == (("名称", "单价"), (("云主机", "100"),))


def test_a_title_above_the_header_stays_among_the_rows() -> None:
    rows = (("价格表", ""), ("名称", "单价"), ("云主机", "100"))
    assert split_header(rows) == (("名称", "单价"), (("价格表", ""), ("云主机", "100")))


def test_a_row_with_figures_is_no_header() -> None:
    rows = (("云主机", "1,200.50"), ("存储", "¥30"))
    assert split_header(rows) == ((), rows)


def test_a_single_row_has_no_header() -> None:
    assert split_header((("名称", "单价"),)) == ((), (("名称", "单价"),))


def test_no_rows() -> None:
    assert split_header(()) == ((), ())


def test_a_table_belongs_to_the_clause_before_it() -> None:
    tree = tree_of(
        "根据民法典，双方协商订立本合同。\n第一条 费用\n1、清单\n"
        "名称|单价\n主机|100\n2、总价\n十万元。"
    )
    owner = tree.by_id[tree.tables[0].clause]
    assert (owner.path, owner.tables) == ("正文/第一条/1、", ("d1.t1",))
    assert tree.tables[0].header == ("名称", "单价")
