from collections.abc import Mapping, Sequence

import pytest

from app.diff import compare_rows
from app.diff.moves import longest_increasing
from app.jobs import Cancelled
from app.resources.messages import render
from models.alignment import ClauseGroup
from models.clause import Clause, ClauseNumber, ClauseTable, ClauseTree, NumberStyle, Part
from models.diff import EditOp, Relation, Row, Status
from models.terms import Span, TermGroup, ValueTerm

Spec = tuple[str, str | None, str | None, str]  # label, parent label, heading, text
DIGITS = "一二三四五六七八九"


def tree(doc: str, *specs: Spec, tables: Mapping[str, ClauseTable] | None = None) -> ClauseTree:
    ids = {label: f"{doc}.c{i}" for i, (label, *_) in enumerate(specs)}
    clauses = []
    for label, parent, heading, text in specs:
        style = NumberStyle.ARTICLE if label.startswith("第") else NumberStyle.ARABIC
        clauses.append(
            Clause(
                ids[label],
                ids[parent] if parent else None,
                2 if parent else 1,
                Part.BODY,
                None,
                f"正文/{parent}/{label}" if parent else f"正文/{label}",
                ClauseNumber(style, (1,), label),
                heading,
                text,
                topic="payment" if "付" in text else None,
                tables=(tables[label].id,) if tables and label in tables else (),
            )
        )
    return ClauseTree(tuple(clauses), tuple((tables or {}).values()))


def articles(doc: str, *titles: str) -> ClauseTree:
    specs: list[Spec] = []
    for i, title in enumerate(titles):
        specs.append((f"第{DIGITS[i]}条", None, title, ""))
        specs.append((f"{title}1、", f"第{DIGITS[i]}条", None, f"关于{title}的约定。"))
    return tree(doc, *specs)


def rows_of(
    trees: Mapping[str, ClauseTree], *groups: Mapping[str, Sequence[str]]
) -> tuple[Row, ...]:
    found = [ClauseGroup({d: tuple(ids) for d, ids in group.items()}) for group in groups]
    return compare_rows(found, trees, "d1", {})


def by_heading(a: ClauseTree, b: ClauseTree) -> list[Mapping[str, Sequence[str]]]:
    there = {c.compared: c.id for c in b.clauses}
    return [{"d1": [c.id], "d2": [there[c.compared]]} for c in a.clauses]


def test_heading_and_text_are_compared_with_line_feeds() -> None:
    a = tree("d1", ("第一条", None, "付款", "三日内付款"))
    b = tree("d2", ("第一条", None, "支付", "五日内付款"))
    (row,) = rows_of({"d1": a, "d2": b}, {"d1": ["d1.c0"], "d2": ["d2.c0"]})
    column = row.columns["d2"]
    assert "".join(e.a for e in column.edits) == "付款\n三日内付款"
    assert "".join(e.b for e in column.edits) == "支付\n五日内付款"
    assert (row.id, row.status, row.topic) == ("r1", Status.CHANGED, "payment")
    assert render(row.reason, "zh") == "期限变化：三日 → 五日"


def test_only_form_is_the_same() -> None:
    a = tree("d1", ("第一条", None, None, "甲方，乙方"))
    b = tree("d2", ("第一条", None, None, "甲方, 乙方"))
    (row,) = rows_of({"d1": a, "d2": b}, {"d1": ["d1.c0"], "d2": ["d2.c0"]})
    assert row.status is Status.SAME
    assert row.columns["d2"].cosmetic == 1
    assert row.columns["d2"].similarity == 1.0


def test_split_clause_is_the_same_text() -> None:
    a = tree("d1", ("1、", None, None, "甲方付款。乙方开票。"))
    b = tree("d2", ("1、", None, None, "甲方付款。"), ("2、", None, None, "乙方开票。"))
    (row,) = rows_of({"d1": a, "d2": b}, {"d1": ["d1.c0"], "d2": ["d2.c0", "d2.c1"]})
    column = row.columns["d2"]
    assert (column.status, column.relation) == (Status.SAME, Relation.SPLIT)
    (back,) = compare_rows(
        [ClauseGroup({"d1": ("d1.c0",), "d2": ("d2.c0", "d2.c1")})], {"d2": b, "d1": a}, "d2", {}
    )
    assert back.columns["d1"].relation is Relation.MERGED


def test_added_and_removed_columns() -> None:
    a = tree("d1", ("1、", None, None, "逾期付违约金百分之五。"))
    b = tree("d2", ("1、", None, None, "天气晴好时巡检。"))
    gone, come = rows_of({"d1": a, "d2": b}, {"d1": ["d1.c0"]}, {"d2": ["d2.c0"]})
    assert (gone.status, come.status) == (Status.REMOVED, Status.ADDED)
    assert [e.op for e in gone.columns["d2"].edits] == [EditOp.DELETE]
    assert [e.op for e in come.columns["d2"].edits] == [EditOp.INSERT]
    assert gone.importance > come.importance
    assert gone.columns["d2"].similarity is None


def test_a_document_beside_the_pair_has_no_column() -> None:
    a, b, c = (tree(d, ("1、", None, None, "甲方付款。")) for d in ("d1", "d2", "d3"))
    first, second = rows_of(
        {"d1": a, "d2": b, "d3": c}, {"d1": ["d1.c0"], "d2": ["d2.c0"]}, {"d3": ["d3.c0"]}
    )
    assert first.columns["d3"].status is Status.REMOVED
    assert set(second.columns) == {"d3"}


def test_a_changed_table_changes_the_row() -> None:
    def priced(doc: str, price: str) -> ClauseTree:
        table = ClauseTable(f"{doc}.t1", f"{doc}.c0", ("名称", "单价"), (("内存", price),))
        return tree(doc, ("1、", None, "价格", ""), tables={"1、": table})

    (row,) = rows_of(
        {"d1": priced("d1", "3"), "d2": priced("d2", "4")}, {"d1": ["d1.c0"], "d2": ["d2.c0"]}
    )
    assert row.status is Status.CHANGED
    assert [e.b for e in row.columns["d2"].table_edits] == ["4"]
    assert render(row.reason, "en") == "Amount changed (内存): 3 → 4"


def test_renumbering_is_no_move() -> None:
    a, b = articles("d1", "范围", "付款"), articles("d2", "定义", "范围", "付款")
    rows = rows_of({"d1": a, "d2": b}, *by_heading(a, b))
    assert all(row.columns["d2"].moved is None for row in rows)


def test_an_article_that_changed_its_order_moved_with_all_its_clauses() -> None:
    a = articles("d1", "免责", "范围", "付款", "验收")
    b = articles("d2", "范围", "付款", "验收", "免责")
    rows = rows_of({"d1": a, "d2": b}, *by_heading(a, b))
    moved = [(r.columns["d2"].moved.origin, r.columns["d2"].moved.target)
             for r in rows if r.columns["d2"].moved]  # fmt: skip
    assert moved == [("第一条", "第四条")] * 2


def test_a_clause_that_went_to_another_article_moved() -> None:
    a = tree(
        "d1",
        ("第一条", None, "范围", ""), ("1、", "第一条", None, "范围说明"),
        ("2、", "第一条", None, "付款说明"), ("第二条", None, "付款", ""),
        ("3、", "第二条", None, "逾期说明"),
    )  # fmt: skip
    b = tree(
        "d2",
        ("第一条", None, "范围", ""), ("1、", "第一条", None, "范围说明"),
        ("第二条", None, "付款", ""), ("2、", "第二条", None, "付款说明"),
        ("3、", "第二条", None, "逾期说明"),
    )  # fmt: skip
    rows = rows_of({"d1": a, "d2": b}, *by_heading(a, b))
    assert [bool(row.columns["d2"].moved) for row in rows] == [False, False, True, False, False]


def test_the_parties_names_are_parties() -> None:
    a = tree("d1", ("1、", None, None, "由青石云公司提供"))
    b = tree("d2", ("1、", None, None, "由白桦云公司提供"))

    def supplier(doc: str, name: str) -> ValueTerm:
        return ValueTerm(
            id=f"{doc}.k1", group=TermGroup.FACT, kind="supplier", quote=name,
            span=Span(f"{doc}.c0"), value=name,
        )  # fmt: skip

    terms = {"d1": [supplier("d1", "青石云公司")], "d2": [supplier("d2", "白桦云公司")]}
    group = ClauseGroup({"d1": ("d1.c0",), "d2": ("d2.c0",)})
    (row,) = compare_rows([group], {"d1": a, "d2": b}, "d1", terms)
    assert [e.kind for e in row.columns["d2"].edits if e.kind] == ["party"]


def test_money_ranks_above_words_and_a_lost_protection_above_an_edit() -> None:
    texts = [
        ("支付违约金5%，由甲方决定。", "支付违约金3%，由甲方决定。"),
        ("服务应及时提供给甲方。", "服务应立即提供给甲方。"),
        ("服务，期限", "服务,期限"),
    ]
    a = tree("d1", *((f"{i}、", None, None, x) for i, (x, _) in enumerate(texts)),
             ("9、", None, None, "违约的应赔偿损失。"))  # fmt: skip
    b = tree("d2", *((f"{i}、", None, None, y) for i, (_, y) in enumerate(texts)))
    rows = rows_of(
        {"d1": a, "d2": b},
        *({"d1": [f"d1.c{i}"], "d2": [f"d2.c{i}"]} for i in range(3)),
        {"d1": ["d1.c3"]},
    )
    edited, worded, cosmetic, lost = (row.importance for row in rows)
    assert lost > edited - 10 > worded > cosmetic
    assert all(0 <= row.importance <= 100 for row in rows)
    for row in rows:
        assert render(row.reason, "zh")
        assert render(row.reason, "en")


def test_the_user_may_stop_it() -> None:
    class Stop:
        def check(self) -> None:
            raise Cancelled

    a = tree("d1", ("1、", None, None, "甲方付款。"))
    with pytest.raises(Cancelled):
        compare_rows([ClauseGroup({"d1": ("d1.c0",)})], {"d1": a}, "d1", {}, cancel=Stop())


def test_longest_increasing() -> None:
    assert longest_increasing([9, 1, 2, 3, 0]) == {1, 2, 3}
    assert longest_increasing([]) == set()
