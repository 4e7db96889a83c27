import pytest

from app.diff import segments as module
from app.diff.text import text_edits
from app.diff.vocabulary import tokens_of
from models.diff import EditOp

CLAUSE = "乙方按月提交运行报告，说明实例、存储与流量的用量，并附故障清单。"


@pytest.mark.parametrize("limit", [0, 50, 2_000])
def test_long_texts_are_compared_between_anchors(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MATRIX_LIMIT", limit)
    text_edits.cache_clear()
    a = "".join(f"第{i}项：{CLAUSE}" for i in range(12))
    b = a.replace("第3项", "第33项").replace("第7项：", "").replace("清单。第9", "清单及说明。第9")
    edits = text_edits(a, b)
    text_edits.cache_clear()
    assert "".join(e.a for e in edits) == a
    assert "".join(e.b for e in edits) == b


def test_anchors_are_in_order_on_both_sides() -> None:
    left = [str(n) for n in (*range(40), *range(100, 140))]
    right = [str(n) for n in (*range(100, 140), *range(40))]
    pairs = module._anchors(left, right)
    assert pairs == sorted(pairs)
    assert len({j for _, j in pairs}) == len(pairs) > 0


def test_line_feeds_are_never_taken_into_a_change() -> None:
    edits = text_edits("甲\n乙", "丙\n丁")
    assert [e.a for e in edits if e.op is EditOp.EQUAL] == ["\n"]


def test_a_change_slides_to_the_clause_boundary() -> None:
    a, b = "负责巡检，负责升级。", "负责巡检，负责备份，负责升级。"
    assert [e.b for e in text_edits(a, b) if e.op is EditOp.INSERT] == ["负责备份，"]


def test_weights() -> None:
    assert module.weight(tokens_of("云，30%").kinds) == 1 + 0.5 + 3
