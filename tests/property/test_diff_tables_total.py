from hypothesis import given, settings
from hypothesis import strategies as st

from app.diff.tables import pair_tables, table_edits
from models.clause import ClauseTable
from models.diff import EditOp

CELLS = st.sampled_from(
    [
        "",
        "内存",
        "普通云盘",
        "1,000.00",
        "1000",
        "30%",
        "因非不可抗力",
        "合计",
        "序号",
        "1",
        "甲方应",
    ]
)
HEADINGS = st.sampled_from(["", "序号", "名称", "服务项", "单价", "数量", "描述", "其他"])


@st.composite
def tables(draw: st.DrawFn) -> ClauseTable:
    width = draw(st.integers(1, 4))
    row = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    headed = draw(st.booleans())
    header = tuple(draw(st.lists(HEADINGS, min_size=width, max_size=width))) if headed else ()
    return ClauseTable("t", "c", header, tuple(draw(st.lists(row, max_size=5))))


@settings(max_examples=200)
@given(tables(), tables())
def test_tables_never_fail_and_every_edit_says_something(a: ClauseTable, b: ClauseTable) -> None:
    for edit in table_edits(a, b):
        assert edit.a or edit.b
        assert (edit.kind is None) == (edit.op is EditOp.EQUAL)
    pairs = pair_tables([a, b], [b])
    assert [x for x, _ in pairs if x is not None] == [a, b]


@settings(max_examples=100)
@given(tables())
def test_a_table_does_not_differ_from_itself(table: ClauseTable) -> None:
    twin = ClauseTable("u", "d", table.header, table.rows)
    assert table_edits(table, twin) == ()


NAMES = ["内存", "对象存储", "网页防篡改", "带宽", "快照", "短信"]


@settings(max_examples=60)
@given(st.permutations(NAMES))
def test_the_order_of_rows_is_no_difference(names: list[str]) -> None:
    def priced(order: list[str]) -> ClauseTable:
        rows = ((str(i + 1), name, str(len(name))) for i, name in enumerate(order))
        return ClauseTable("t", "c", ("序号", "名称", "单价"), tuple(rows))

    assert table_edits(priced(NAMES), priced(names)) == ()
