"""What was decided in an earlier project is listed for a new one, and taken over."""

from pathlib import Path

import pytest

from app.cli import main
from app.store import Project
from models.comparison import Comparison
from models.decision import Decision, DecisionKind, Mark
from models.keys import clause_key, row_key

CLAUSES = """云服务租用合同
第一条 价款
合同总价为人民币{price}元，含税。
第二条 付款
合同签订后{days}日内，甲方支付合同总价的30%，验收后支付其余价款。
第三条 违约责任
乙方逾期交付的，每逾期一日，按合同总价的千分之一支付违约金。
第四条 保密
双方应当对合同内容及履行中知悉的资料保密，期限为合同终止后三年。
"""
AT = "2025-06-01T09:00:00+08:00"


def projected(folder: Path, name: str, prices: tuple[str, str], days: str = "10") -> Path:
    files = []
    for n, price in enumerate(prices, 1):
        file = folder / f"{name}{n}.txt"
        file.write_text(CLAUSES.format(price=price, days=days if n == 2 else "10"), "utf-8")
        files.append(str(file))
    path = folder / f"{name}.leasediff"
    assert main(["compare", *files, "--project", str(path), "--lang", "zh"]) == 0
    return path


def compared(project: Project) -> Comparison:
    from app.cli.console import Console
    from app.cli.stored import compare_stored

    return compare_stored(project, Console("zh"))


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = projected(tmp_path, "去年", ("120000.00", "150000.00"))
    with Project.open(path) as project:
        comparison = compared(project)
        for row in comparison.rows:
            draft = comparison.by_id["d2"]
            said = draft.tree.by_id[row.cells["d2"][0]].compared
            key = row_key(comparison, row)
            if "千分之一" in said:
                project.decide(Decision(key, DecisionKind.MARK, Mark.NEGOTIATE, AT))
                project.decide(Decision(key, DecisionKind.NOTE, "去年谈到千分之三", AT))
            if "保密" in said and "三年" in said:
                wording = "期限为合同终止后五年。"
                project.decide(Decision(key, DecisionKind.PROPOSAL, wording, AT))
            if "150000.00" in said:
                project.decide(Decision(key, DecisionKind.NOTE, "价格偏高", AT))
                clause = draft.tree.by_id[row.cells["d2"][0]]
                corrected = clause_key(draft, clause)
                project.decide(Decision(corrected, DecisionKind.CORRECT, "text=已更正", AT))
        assert len(project.decisions) == 5
    return path


def test_what_fits_is_listed_and_nothing_is_written(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = projected(tmp_path, "今年", ("160000.00", "170000.00"))
    capsys.readouterr()
    assert main(["project", str(newer), "--reuse", str(earlier), "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "3 条意见" in said
    for part in ("需谈判", "去年谈到千分之三", "五年"):
        assert part in said, part
    assert "价格偏高" not in said  # other words: another matter
    with Project.open(newer) as project:
        assert project.decisions == ()


def test_what_fits_is_taken_over_once(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = projected(tmp_path, "今年", ("160000.00", "170000.00"))
    command = ["project", str(newer), "--reuse", str(earlier), "--take", "--lang", "zh"]
    assert main(command) == 0
    with Project.open(newer) as project:
        assert [d.value for d in project.decisions] == [
            "negotiate",
            "去年谈到千分之三",
            "期限为合同终止后五年。",
        ]
        assert all(d.at > AT for d in project.decisions)
        assert compared(project).unplaced == ()
    capsys.readouterr()
    assert main(command) == 0
    assert "没有适用" in capsys.readouterr().out
    with Project.open(newer) as project:
        assert len(project.log()) == 3


def test_a_correction_is_offered_where_the_same_was_read(earlier: Path, tmp_path: Path, capsys):
    same = projected(tmp_path, "明年", ("140000.00", "150000.00"), days="20")
    capsys.readouterr()
    assert main(["project", str(same), "--reuse", str(earlier), "--lang", "zh"]) == 0
    assert "更正" in capsys.readouterr().out


def test_taking_from_nothing_is_refused(earlier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["project", str(earlier), "--take", "--lang", "zh"]) == 2
    assert "--reuse" in capsys.readouterr().err


def test_an_earlier_project_that_is_none(tmp_path: Path, earlier: Path, capsys) -> None:
    missing = tmp_path / "missing.leasediff"
    assert main(["project", str(earlier), "--reuse", str(missing), "--lang", "zh"]) == 2
    assert "missing.leasediff" in capsys.readouterr().err
