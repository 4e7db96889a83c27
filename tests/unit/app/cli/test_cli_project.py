"""Project files on the command line, over real small contracts."""

from pathlib import Path

import pytest

from app.cli import main
from app.pipeline import compare_documents
from app.store import Project, ProjectSource
from models.comparison import Role, UnreadContract
from models.decision import Decision, DecisionKind, Mark
from models.document import Document
from models.keys import row_key
from tests.unit.app.store.store_samples import replace_source

TEXT = "第一条 服务内容\n1、乙方向甲方提供云主机租赁服务。\n2、乙方应当在{}日内响应。\n"
AT = "2031-05-06T07:08:09+08:00"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = []
    for name, days in (("旧.txt", 5), ("坏.pdf", 0), ("新.txt", 7)):
        path = tmp_path / name
        path.write_text(TEXT.format(days) if days else "", "utf-8")
        paths.append(str(path))
    return paths


def test_a_comparison_becomes_a_project(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.leasediff"
    assert main(["compare", *files, "--baseline", "3", "--project", str(path)]) == 3
    assert f"项目文件：{path}" in capsys.readouterr().out
    with Project.open(path) as project:
        assert [s.path.name for s in project.sources] == ["旧.txt", "坏.pdf", "新.txt"]
        assert [s.role for s in project.sources] == [Role.DRAFT, None, None]
        assert project.baseline == 3
        kinds = [type(outcome) for outcome in project.outcomes().values()]
        assert kinds == [Document, UnreadContract, Document]


def test_what_is_in_a_project_is_printed(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.leasediff"
    main(["compare", files[0], files[2], "--project", str(path)])
    with Project.open(path) as project:
        read = [one for one in project.outcomes().values() if isinstance(one, Document)]
        comparison = compare_documents(read)
        row = next(r for r in comparison.rows if r.status != "same")
        target = row_key(comparison, row)
        project.decide(Decision(target, DecisionKind.MARK, Mark.NEGOTIATE, AT))
        project.decide(Decision(target, DecisionKind.NOTE, "要求五日", AT))
    Path(files[2]).write_text("改过了", "utf-8")
    capsys.readouterr()
    assert main(["project", str(path)]) == 0
    said = capsys.readouterr().out
    assert "1. 基准" in said
    assert "旧.txt（原文件未变化）" in said
    assert "新.txt（原文件已修改）" in said
    assert "需谈判 1" in said
    assert "要求五日" in said
    assert "处差异中已处理 1 处" in said
    assert "找不到对应的内容" not in said


def test_decisions_without_a_place_are_listed(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.leasediff"
    main(["compare", files[0], files[2], "--project", str(path)])
    with Project.open(path) as project:
        old, new = (one for one in project.outcomes().values() if isinstance(one, Document))
        comparison = compare_documents((old, new))
        row = next(r for r in comparison.rows if r.status != "same")
        target = row_key(comparison, row)
        project.decide(Decision(target, DecisionKind.NOTE, "要求五日", AT))
        # The file is replaced by one that says something else there.
        replace_source(project, 2, Path(files[0]), old)
        assert compare_documents((old, old), decisions=project.decisions).unplaced
    capsys.readouterr()
    main(["project", str(path), "--lang", "en"])
    assert "1 decisions fit nothing" in capsys.readouterr().out


def test_a_damaged_project_says_so_and_is_rescued(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rescued = tmp_path / "p.leasediff", tmp_path / "r.leasediff"
    main(["compare", files[0], files[2], "--project", str(path)])
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    capsys.readouterr()
    assert main(["project", str(path), "--rescue", str(rescued)]) == 2
    captured = capsys.readouterr()
    assert "合同内容：找回 2 份" in captured.out
    assert "不是云租对照的项目文件，或文件开头已损坏" in captured.err
    with Project.open(rescued) as project:
        assert len(project.outcomes()) == 2


def test_wrong_use_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["project"]) == 2
    assert main(["project", str(tmp_path / "无.leasediff")]) == 2
    assert "找不到项目文件" in capsys.readouterr().err
    with Project.create(tmp_path / "空.leasediff") as project:
        project.save_sources([ProjectSource(1, tmp_path / "甲.txt")], baseline=None)
    assert main(["project", str(tmp_path / "空.leasediff")]) == 0
    assert "原文件找不到" in capsys.readouterr().out


def test_papers_are_papers_in_a_project_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = "第一条 付款\n合同签订后{days}日内支付合同总价的{share}%，验收后支付其余。"
    tender = (
        "公开招标文件\n第一章 公告\n请投标。\n第二章 合同条款\n云服务合同\n{}\n第二条 期限\n一年。"
    )
    draft = "云服务租用合同\n甲方：东桥县信息中心\n乙方：澄海云计算有限公司\n{}"
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    files[0].write_text(tender.format(contract.format(days=10, share=30)), "utf-8")
    files[1].write_text(draft.format(contract.format(days=20, share=60)), "utf-8")
    kept = tmp_path / "p.leasediff"
    said = []
    for arguments in ([*map(str, files), "--project", str(kept)], [str(kept)]):
        assert main(["compare", *arguments, "--lang", "zh"]) == 0
        said.append(capsys.readouterr().out)
    assert "付款比例：a为" in said[0] or "与a不一致" in said[0]
    assert said[1].strip() == said[0].replace(f"项目文件：{kept}", "").strip()
