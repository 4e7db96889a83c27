"""The command that compares a folder of contracts with one."""

from decimal import Decimal
from pathlib import Path

import pytest

from app import cli
from app.cli.errors import UsageError
from app.cli.options import parse
from app.resources.messages import render
from tests.unit.app.archive.archive_samples import write_contract, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "往年", 2)


def refusal(*arguments: object) -> str:
    with pytest.raises(UsageError) as caught:
        parse(["archive", *map(str, arguments)], "zh")
    return render(caught.value.message, "zh")


def test_what_is_missing_or_wrong_is_said(folder: Path, tmp_path: Path) -> None:
    base = tmp_path / "草案.txt"
    assert "合同文件夹" in refusal("--baseline", base, "--out", tmp_path / "out")
    assert "没有这个文件夹" in refusal(tmp_path / "无", "--baseline", base, "--out", tmp_path)
    assert "--baseline" in refusal(folder, "--out", tmp_path / "out")
    assert "--out" in refusal(folder, "--baseline", base)
    assert "请用另一个文件夹" in refusal(folder, "--baseline", base, "--out", folder)
    assert "文件夹" in refusal(folder, "--baseline", base, "--out", folder / "1.txt")
    wrong = refusal(folder, "--baseline", base, "--out", tmp_path / "o", "--jobs", "0")
    assert "1 到 64" in wrong


def test_the_folder_is_compared_and_what_is_not_read_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = write_contract(tmp_path / "草案.txt", Decimal(70))
    (folder / "空.docx").write_bytes(b"")
    arguments = ["archive", str(folder), "--baseline", str(base), "--out", str(tmp_path / "out")]
    assert cli.main([*arguments, "--lang", "zh", "--no-cache", "--jobs", "1"]) == 3
    said = capsys.readouterr()
    assert "已与基准比较 2 份合同，未能读取 1 份" in said.out
    assert "样本不足" in said.out
    assert (tmp_path / "out" / "00 比价汇总.xlsx").is_file()
    assert "空.docx" in said.err


def test_a_baseline_that_can_not_be_read_ends_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = tmp_path / "草案.docx"
    base.write_bytes(b"")
    arguments = ["archive", str(folder), "--baseline", str(base), "--out", str(tmp_path / "out")]
    assert cli.main([*arguments, "--lang", "zh"]) == 2
    assert "基准合同无法读取" in capsys.readouterr().err
