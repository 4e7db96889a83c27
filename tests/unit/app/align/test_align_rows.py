"""Which clauses share a row."""

from __future__ import annotations

from itertools import permutations
from typing import ClassVar

import pytest

from app.align import align, resolve
from app.align.affinity import affinity
from app.align.features import build_features
from app.structure import build_tree
from models.alignment import ClauseGroup, Constraints
from models.clause import ClauseTree
from models.decision import Decision, DecisionKind, Key, KeyPart, TargetKind, key_quote
from models.document import Document, Paragraph, Table

BASE = (
    "第一条 服务内容",
    "1、乙方为甲方的办公系统提供虚拟主机、块存储和带宽，并负责日常巡检。",
    "2、甲方新增系统时，乙方在三日内给出资源方案。",
    "第二条 付款",
    "1、合同生效后十日内，甲方支付首款。",
    "2、年度验收通过后二十日内，甲方支付尾款。",
    "第三条 违约责任",
    "1、主机连续中断超过四小时的，乙方按日支付违约金。",
    "2、乙方擅自把数据带离机房的，甲方有权解除合同。",
    "3、甲方拖延付款的，按日支付利息。",
    "第四条 不可抗力",
    "1、地震、洪水、战争等不能预见的事件称为不可抗力，受影响一方及时告知对方并提供证明。",
)


def tree(doc_id: str, *blocks: str | Table) -> ClauseTree:
    parts = tuple(b if isinstance(b, Table) else Paragraph(b) for b in blocks)
    return build_tree(Document(f"{doc_id}.txt", doc_id * 32, "txt", parts), doc_id)


def paths(groups: tuple[ClauseGroup, ...], *trees: ClauseTree) -> set[tuple[tuple[str, ...], ...]]:
    """Every row as the paths of each document's clauses."""
    by_id = {c.id: c.path.removeprefix("正文/") for t in trees for c in t.clauses}
    ids = [t.clauses[0].id.partition(".")[0] for t in trees]
    return {tuple(tuple(by_id[c] for c in g.cells.get(d, ())) for d in ids) for g in groups}


def test_reordered_and_renumbered_articles_find_each_other() -> None:
    one = tree("d1", *BASE)
    two = tree(
        "d2",
        "第一条 免责",
        "1、地震、洪水、战争等不能预见的事件称为不可抗力，受影响一方及时告知对方并提供证明。",
        "第二条 服务内容",
        "1、甲方新增系统时，乙方在五日内给出资源方案。",
        "2、乙方为甲方的办公系统提供虚拟主机、块存储和带宽，并负责日常巡检。",
    )
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert (("第四条",), ("第一条",)) in found
    assert (("第四条/1、",), ("第一条/1、",)) in found
    assert (("第一条/1、",), ("第二条/2、",)) in found
    assert (("第一条/2、",), ("第二条/1、",)) in found
    assert (("第二条/1、",), ()) in found


def test_alike_formulas_about_other_matters_are_no_pair() -> None:
    one = tree(
        "d1",
        "第一条 违约责任",
        "1、乙方擅自更换项目经理的，甲方有权解除合同，违约金不足以弥补甲方损失的，还应赔偿。",
    )
    two = tree(
        "d2",
        "第一条 违约责任",
        "1、机房断电两次以上的，甲方有权解除合同，违约金不足以弥补甲方损失的，还应赔偿。",
    )
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert (("第一条/1、",), ()) in found
    assert ((), ("第一条/1、",)) in found


def test_a_clause_split_in_two_shares_the_row_with_both() -> None:
    one = tree(
        "d1",
        "第一条 人员",
        "1、乙方派驻两名工程师常驻现场；工程师更换须提前七日书面告知，并由甲方面试合格。",
        "2、节假日值守表由乙方按月报送。",
    )
    two = tree(
        "d2",
        "第一条 人员",
        "1、乙方派驻两名工程师常驻现场。",
        "2、工程师更换须提前七日书面告知，并由甲方面试合格。",
        "3、节假日值守表由乙方按月报送。",
    )
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert (("第一条/1、",), ("第一条/1、", "第一条/2、")) in found
    assert (("第一条/2、",), ("第一条/3、",)) in found


def test_twins_go_with_the_clause_that_names_both() -> None:
    one = tree(
        "d1",
        "第一条 违约责任",
        "1、服务期内发生甲级事故一次的，甲方可以书面通知终止合作并停止付款。",
        "2、服务期内发生乙级事故三次的，甲方可以书面通知终止合作并停止付款。",
    )
    two = tree(
        "d2",
        "第一条 违约责任",
        "1、服务期内发生甲级事故一次或者乙级事故三次的，甲方可以书面通知终止合作。",
    )
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert (("第一条/1、", "第一条/2、"), ("第一条/1、",)) in found


def test_near_duplicates_keep_to_their_own_annex() -> None:
    serious = Table((("序号", "问题", "系数"), ("1", "主机中断造成重大损失", "200%")))
    slight = Table((("序号", "问题", "系数"), ("1", "主机中断未造成损失", "50%")))
    body = ("第一条 违约责任", "1、系数见附件。")
    one = tree(
        "d1", *body, "附件1 严重问题表", "月费乘以系数", serious, "附件2 一般问题表",
        "月费乘以系数", slight,
    )  # fmt: skip
    two = tree(
        "d2", *body, "附件1 一般问题表", "月费乘以系数", slight, "附件2 严重问题表",
        "月费乘以系数", serious,
    )  # fmt: skip
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert (("附件1",), ("附件2",)) in found
    assert (("附件1/¶",), ("附件2/¶",)) in found
    assert (("附件2/¶",), ("附件1/¶",)) in found


def test_the_same_words_below_two_articles_keep_to_their_own() -> None:
    blocks = (
        "第一条 巡检",
        "1、记录由双方签字后存档。",
        "第二条 培训",
        "1、记录由双方签字后存档。",
        "第三条 演练",
        "1、记录由双方签字后存档。",
    )
    one, two = tree("d1", *blocks), tree("d2", *blocks)
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert all(a == b for a, b in found)


def test_the_other_partys_clause_is_no_partner() -> None:
    one = tree("d1", "第一条 联系人", "1、甲方项目负责人：王某，分机二一。")
    two = tree(
        "d2",
        "第一条 联系人",
        "1、乙方项目负责人：李某，分机三五。",
        "2、甲方项目负责人：赵某，分机二二。",
    )
    found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
    assert (("第一条/1、",), ("第一条/2、",)) in found


def test_three_contracts_share_rows_whatever_their_order() -> None:
    one = tree("d1", *BASE)
    two = tree("d2", *BASE[3:6], *BASE[:3], "第三条 保密", "1、乙方对甲方数据保密，期限五年。")
    three = tree("d3", *BASE[6:], "第五条 保密", "1、乙方对甲方数据保密，期限三年。")
    trees = {"d1": one, "d2": two, "d3": three}
    seen = set()
    for order in permutations(trees):
        groups = align({d: trees[d] for d in order}, "d1")
        seen.add(frozenset(frozenset(g.cells.items()) for g in groups))
    assert len(seen) == 1
    found = paths(align(trees, "d1"), one, two, three)
    assert ((), ("第三条/1、",), ("第五条/1、",)) in found


def test_every_clause_stands_in_a_row_in_reading_order() -> None:
    one, two = tree("d1", *BASE), tree("d2", *BASE[6:], *BASE[:6])
    groups = align({"d1": one, "d2": two}, "d1")
    mine = [c for g in groups for c in g.cells.get("d1", ())]
    assert mine == [c.id for c in one.clauses]
    assert sorted(c for g in groups for c in g.cells.get("d2", ())) == sorted(
        c.id for c in two.clauses
    )


def test_empty_and_lone_contracts() -> None:
    one, none = tree("d1", *BASE), tree("d2")
    assert len(align({"d1": one}, "d1")) == len(one.clauses)
    assert len(align({"d1": one, "d2": none}, "d1")) == len(one.clauses)
    assert align({"d1": none}, "d1") == ()


def clause(tree_: ClauseTree, path: str) -> str:
    return next(c.id for c in tree_.clauses if c.path == f"正文/{path}")


class TestConstraints:
    one = tree("d1", *BASE)
    two = tree("d2", *BASE)

    def found(self, constraints: Constraints) -> set[tuple[tuple[str, ...], ...]]:
        groups = align({"d1": self.one, "d2": self.two}, "d1", constraints=constraints)
        return paths(groups, self.one, self.two)

    def test_a_link_is_kept_and_the_rest_solved_around_it(self) -> None:
        pair = frozenset((clause(self.one, "第二条/1、"), clause(self.two, "第二条/2、")))
        found = self.found(Constraints(together=(pair,)))
        assert (("第二条/1、",), ("第二条/2、",)) in found
        assert (("第三条/1、",), ("第三条/1、",)) in found

    def test_clauses_that_were_unlinked_share_no_row(self) -> None:
        pair = frozenset((clause(self.one, "第二条/1、"), clause(self.two, "第二条/1、")))
        found = self.found(Constraints(apart=frozenset((pair,))))
        assert not any("第二条/1、" in a and "第二条/1、" in b for a, b in found)

    def test_a_clause_without_equivalent_stands_alone(self) -> None:
        found = self.found(Constraints(alone=frozenset((clause(self.one, "第二条/1、"),))))
        assert (("第二条/1、",), ()) in found
        assert (("第二条/2、",), ("第二条/2、",)) in found


class TestResolve:
    one = tree("d1", *BASE)
    two = tree("d2", *BASE)
    trees: ClassVar = {"d1": one, "d2": two}
    hashes: ClassVar = {"d1": "1" * 64, "d2": "2" * 64}

    def part(self, document: str, path: str) -> KeyPart:
        tree_ = self.trees[document]
        found = tree_.by_id[clause(tree_, path)]
        return KeyPart(self.hashes[document], found.path, key_quote(found.compared))

    def decide(self, kind: DecisionKind, *parts: KeyPart, value: str = "") -> Decision:
        return Decision(Key(TargetKind.ROW, "", parts), kind, value, "2026-01-05T09:00:00+08:00")

    def test_kinds(self) -> None:
        a, b = self.part("d1", "第二条/1、"), self.part("d2", "第二条/2、")
        c = self.part("d2", "第三条/1、")
        ids = [clause(self.one, "第二条/1、"), clause(self.two, "第二条/2、")]
        linked, lost = resolve([self.decide(DecisionKind.LINK, a, b)], self.trees, self.hashes)
        assert linked.together == (frozenset(ids),)
        assert not lost
        parted, _ = resolve([self.decide(DecisionKind.UNLINK, a, b)], self.trees, self.hashes)
        assert parted.apart == {frozenset(ids)}
        alone, _ = resolve([self.decide(DecisionKind.UNLINK, a)], self.trees, self.hashes)
        assert alone.alone == {ids[0]}
        split, _ = resolve(
            [self.decide(DecisionKind.SPLIT, a, b, c, value="2")], self.trees, self.hashes
        )
        assert split.together == (frozenset(ids),)
        assert len(split.apart) == 2

    def test_a_later_decision_wins(self) -> None:
        a, b = self.part("d1", "第二条/1、"), self.part("d2", "第二条/2、")
        steps = [self.decide(DecisionKind.UNLINK, a, b), self.decide(DecisionKind.LINK, a, b)]
        assert resolve(steps, self.trees, self.hashes)[0].apart == frozenset()
        assert resolve(steps[::-1], self.trees, self.hashes)[0].together == ()

    def test_a_replaced_file_is_matched_by_words(self) -> None:
        a, b = self.part("d1", "第二条/1、"), self.part("d2", "第二条/2、")
        found, lost = resolve(
            [self.decide(DecisionKind.LINK, a, b)], self.trees, {**self.hashes, "d2": "9" * 64}
        )
        # Both contracts say the same at that path: the words alone don't tell them apart, the
        # path does.
        assert not lost
        assert found.together

    @pytest.mark.parametrize("change", ["path", "quote"])
    def test_words_that_are_gone_are_reported(self, change: str) -> None:
        a, b = self.part("d1", "第二条/1、"), self.part("d2", "第二条/2、")
        gone = KeyPart(b.sha256, "正文/第九条", "没有这句话") if change == "quote" else b
        found, lost = resolve([self.decide(DecisionKind.LINK, a, gone)], self.trees, self.hashes)
        assert bool(lost) is (change == "quote")
        assert bool(found.together) is (change == "path")


class TestSize:
    """Thousands of items in nearly the same words: each is like every other one."""

    lines = ("第一条 报告", *(f"{n}、乙方在三日内交来第{n}号报告。" for n in range(1, 401)))

    def test_no_clause_is_compared_with_all_others(self) -> None:
        one, two = tree("d1", *self.lines), tree("d2", *self.lines)
        features = build_features({"d1": one, "d2": two}, {})
        found = affinity(features["d1"], features["d2"])
        assert len(found.a) <= 200 * len(one.clauses) + 1

    def test_each_still_finds_its_own(self) -> None:
        one, two = tree("d1", *self.lines[:150]), tree("d2", *self.lines[:150])
        found = paths(align({"d1": one, "d2": two}, "d1"), one, two)
        assert all(a == b for a, b in found)

    def test_items_without_headings_make_one_section(self) -> None:
        flat = tree("d1", *(line for line in self.lines[1:]))
        sections = build_features({"d1": flat}, {})["d1"].articles
        assert len(sections.heads) == 1
