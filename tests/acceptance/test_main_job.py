"""The main job, done as the officer does it: the real command line over real contracts.

The scores are read from the tools that measure them, against labels made by hand.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "contracts").is_dir(), reason=f"no labelled contracts in {SHARED}"
)

# What the labels ask for at the least.
TERMS = {
    "fact": 0.90,
    "price": 0.90,
    "item": 0.90,
    "payment": 0.90,
    "rate": 0.75,
    "coefficient": 0.75,
    "exit": 0.75,
}
ALIGNMENT = {"easy": 0.98, "hard": 0.80, "only": 0.90}
ERROR_VALUES = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL)[!?]?|Err:\d{3}")


@dataclass(frozen=True)
class Run:
    """One run of the command line and what it wrote."""

    process: subprocess.CompletedProcess[str]
    workbook: Path
    json: Path

    @property
    def comparison(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.json.read_text("utf-8"))
        return loaded

    def document(self, prefix: str) -> dict[str, Any]:
        found = [d for d in self.comparison["documents"] if d["name"].startswith(prefix)]
        assert len(found) == 1
        document: dict[str, Any] = found[0]
        return document

    def items(self, prefix: str) -> list[dict[str, Any]]:
        return [t for t in self.document(prefix)["terms"] if t["kind"] == "item"]

    def findings(self, prefix: str, code: str) -> list[dict[str, Any]]:
        return [f for f in self.document(prefix)["findings"] if f["code"] == code]


def compare(folder: Path, *files: Path, **environ: str) -> Run:
    workbook, data = folder / "对照 结果.xlsx", folder / "对照 结果.json"
    command = [sys.executable, "-m", "app", "compare", *map(str, files)]
    process = subprocess.run(
        [*command, "--xlsx", str(workbook), "--json", str(data), "--lang", "zh"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environ},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return Run(process, workbook, data)


def score(tool: str, run: Run) -> str:
    result = subprocess.run(
        [sys.executable, SHARED / "tools" / tool, SHARED / "gold", run.json],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def figures(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace(",", "")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The five contracts compared."""
    folder = tmp_path_factory.mktemp("five")
    return compare(folder, *sorted((SHARED / "contracts").glob("*.txt")))


@needs_shared
def test_five_contracts_are_compared(run: Run) -> None:
    assert run.process.returncode == 0, run.process.stderr
    assert run.process.stderr == ""
    assert str(run.workbook) in run.process.stdout
    assert len(run.comparison["documents"]) == 5


@needs_shared
def test_terms_are_found(run: Run) -> None:
    said = score("score_terms.py", run)
    scores = {name: float(f1) for name, f1 in re.findall(r"^(\w+) +F1 ([\d.]+)", said, re.M)}
    low = {name: scores.get(name) for name, least in TERMS.items() if scores.get(name, 0) < least}
    assert not low, said


@needs_shared
def test_clauses_are_aligned(run: Run) -> None:
    said = score("score_alignment.py", run)
    scores = {kind: float(s) for kind, s in re.findall(r"^(\w+) +\d+/\d+ = ([\d.]+)", said, re.M)}
    low = {kind: scores.get(kind) for kind, least in ALIGNMENT.items() if scores[kind] < least}
    assert not low, said
    assert "lumped 0" in said.splitlines()


@needs_shared
def test_a_capital_amount_that_disagrees_is_found(run: Run) -> None:
    found = run.findings("001", "amount.capital_mismatch")
    assert any("230501.96" in figures(f) for f in found), found


@needs_shared
def test_a_sum_that_only_rounding_parts_is_found(run: Run) -> None:
    found = run.findings("001", "amount.sum_rounding")
    assert any("0.01" in figures(f) for f in found), found


@needs_shared
def test_a_quantity_over_a_page_break_is_whole(run: Run) -> None:
    quantities = {Decimal(i["quantity"]) for i in run.items("000") if i["quantity"]}
    assert Decimal(27000) in quantities


@needs_shared
def test_multipliers_follow_the_months_of_each_line(run: Run) -> None:
    multipliers = {Decimal(i["multiplier"]) for i in run.items("003") if i["multiplier"]}
    assert multipliers >= {Decimal(12), Decimal(4), Decimal(2)}


@needs_shared
def test_every_clause_stands_in_a_row(run: Run) -> None:
    comparison = run.comparison
    placed = {i for row in comparison["rows"] for ids in row["cells"].values() for i in ids}
    for document in comparison["documents"]:
        for clause in document["clauses"]:
            if clause["heading"] or clause["text"] or clause["tables"]:
                assert clause["id"] in placed, clause["path"]


@needs_shared
def test_the_edits_give_both_texts_back(run: Run) -> None:
    comparison = run.comparison
    clauses = {c["id"]: c for d in comparison["documents"] for c in d["clauses"]}

    def compared(ids: list[str]) -> str:
        parts = [clauses[i][part] for i in ids for part in ("heading", "text")]
        return "\n".join(part for part in parts if part)

    for row in comparison["rows"]:
        for document, column in row["columns"].items():
            cells = row["cells"]
            if column["status"] in ("added", "removed"):
                continue
            before = "".join(edit["a"] for edit in column["edits"])
            after = "".join(edit["b"] for edit in column["edits"])
            assert before == compared(cells[comparison["baseline"]]), row["id"]
            assert after == compared(cells[document]), row["id"]


@needs_shared
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is missing")
def test_the_workbook_opens_without_an_error_value(run: Run, tmp_path: Path) -> None:
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, every_sheet, "--outdir", str(tmp_path), str(run.workbook)],
        capture_output=True,
        check=True,
        timeout=180,
    )
    sheets = sorted(tmp_path.glob("*.csv"))
    assert len(sheets) >= 9
    for sheet in sheets:
        assert not ERROR_VALUES.findall(sheet.read_text("utf-8")), sheet.name


CONTRACT = """云计算服务租赁合同

甲方：云岭市数据服务中心
乙方：青禾云科技有限公司

第一条 服务内容
1、乙方向甲方提供云主机租赁服务。
第二条 付款
1、合同签订后{days}个工作日内，甲方支付合同总价的{percent}%。
第三条 违约责任
1、乙方逾期交付的，每逾期一日，按合同总价的千分之一支付违约金。
"""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two small contracts, in a folder with a blank and Chinese in its name."""
    folder = tmp_path / "采购 材料"
    folder.mkdir()
    old, new = folder / "去年 合同.txt", folder / "今年 草案.txt"
    old.write_text(CONTRACT.format(days=15, percent=70), "utf-8")
    new.write_text(CONTRACT.format(days=10, percent=90), "utf-8")
    return old, new


def test_it_works_where_qt_can_not_be_imported(tmp_path: Path, two: tuple[Path, Path]) -> None:
    package = tmp_path / "without" / "PySide6" / "__init__.py"
    package.parent.mkdir(parents=True)
    package.write_text("raise ImportError('no Qt here')\n", "utf-8")
    run = compare(tmp_path, *two, PYTHONPATH=str(tmp_path / "without"))
    assert run.process.returncode == 0, run.process.stderr
    assert run.workbook.is_file()
    changed = [row for row in run.comparison["rows"] if row["status"] == "changed"]
    assert len(changed) == 1


def test_a_file_that_can_not_be_read_is_said_and_the_others_compared(
    tmp_path: Path, two: tuple[Path, Path]
) -> None:
    run = compare(tmp_path, tmp_path / "没有.txt", *two)
    assert run.process.returncode == 3
    assert "没有.txt" in run.process.stderr
    assert len(run.comparison["documents"]) == 2
    assert "没有.txt" in run.json.read_text("utf-8")
    assert run.comparison["baseline"] == "d1"


def test_the_demo_compares_the_samples(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "demo", "--out", str(tmp_path / "out"), "--lang", "zh"]
    process = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "out" / "leasediff-demo.xlsx").is_file()
    assert "条款对照" in process.stdout
