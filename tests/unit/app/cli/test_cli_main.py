"""The commands and their exit codes, over stand-ins for reading and comparing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import libraries, pipeline
from app.cli import main
from app.jobs import silent
from models.clause import ClauseTree
from models.comparison import ComparedDocument, Comparison, Role, UnreadContract
from models.document import Document, Notice, Severity
from models.errors import UnreadableContract, UnreadableReason
from models.finding import Finding, Origin
from models.message import Message
from tests.helpers.logfail import Logs

ROOT = Path(__file__).parents[4]


def compared(number: int, role: Role, *findings: Finding) -> ComparedDocument:
    notice = Notice("x", Severity.WARNING, Message.of("pipeline.read"))
    document = Document(f"合同{number}.txt", "0" * 64, "txt", (), notices=(notice,))
    return ComparedDocument(f"d{number}", role, document, ClauseTree(()), (), findings)


FINDING = Finding("x", Severity.ERROR, Message.of("pipeline.done"), origin=Origin.NEW)
TWO = Comparison(
    "d1", (compared(1, Role.BASELINE), compared(2, Role.DRAFT, FINDING)), rows=(), term_rows=()
)
MISSING = UnreadableContract("丢了.txt", UnreadableReason.NOT_FOUND)
UNREAD = UnreadContract(MISSING.name, MISSING.reason, MISSING.message)


@pytest.fixture
def result(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Makes the comparison come to the given value, or raise it."""

    def set_result(value: Comparison | BaseException) -> None:
        def compare_files(*_: object, **__: object) -> Comparison:
            if isinstance(value, BaseException):
                raise value
            return value

        monkeypatch.setattr(pipeline, "compare_files", compare_files)
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        monkeypatch.delenv("LC_ALL", raising=False)

    return set_result


COMPARE = ["compare", "a.txt", "b.txt"]


def test_done(result: Callable[[Any], None], capsys: pytest.CaptureFixture[str]) -> None:
    result(TWO)
    assert main(COMPARE) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "1. 基准  合同1.txt" in out
    assert "2. 草案  合同2.txt" in out
    assert "注意：" in out
    assert "[错误] 合同2.txt（基准合同没有此问题）" in out


def test_one_contract_is_compared_with_nothing(
    result: Callable[[Any], None], capsys: pytest.CaptureFixture[str]
) -> None:
    result(Comparison("d1", TWO.documents[:1], rows=(), term_rows=(), unread=(UNREAD,)))
    main(COMPARE)
    out, _ = capsys.readouterr()
    assert "均未作比较" in out
    assert "条款对照" not in out
    assert "要素差异" not in out


def test_a_contract_that_could_not_be_read(
    result: Callable[[Any], None], capsys: pytest.CaptureFixture[str]
) -> None:
    from dataclasses import replace

    result(replace(TWO, unread=(UNREAD,)))
    assert main(COMPARE) == 3
    out, err = capsys.readouterr()
    assert "条款对照" in out
    assert "[未读取] 找不到文件“丢了.txt”" in err


def test_nothing_readable(
    result: Callable[[Any], None], capsys: pytest.CaptureFixture[str]
) -> None:
    result(pipeline.NothingReadableError((UNREAD,)))
    assert main(COMPARE) == 3
    assert "没有一份合同能够读取" in capsys.readouterr().err


def test_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.txt", "--lang", "zh"]) == 2
    assert "至少要给出两份合同" in capsys.readouterr().err


def test_interrupted(result: Callable[[Any], None], capsys: pytest.CaptureFixture[str]) -> None:
    result(KeyboardInterrupt())
    assert main(COMPARE) == 130
    assert capsys.readouterr().err == "已中断。\n"


def test_a_defect_is_one_line_and_the_log(
    result: Callable[[Any], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    logs: Logs,
) -> None:
    logs.expect("defect")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    result(ZeroDivisionError("no\nnumber"))
    assert main(COMPARE) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "ZeroDivisionError: no number" in err
    (log,) = tmp_path.rglob("leasediff.log")
    assert str(log) in err
    said = log.read_text("utf-8")
    assert "builtins.ZeroDivisionError" in said
    assert "app/cli/commands.py" in said
    assert "no\nnumber" not in said


def test_a_result_that_can_not_be_written(
    result: Callable[[Any], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    from app.export import json as export

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    result(TWO)
    monkeypatch.setattr(export, "write_json", refuse)
    assert main([*COMPARE, "--json", str(tmp_path / "x.json")]) == 2
    assert "无法写入" in capsys.readouterr().err


def test_json_is_written(result: Callable[[Any], None], tmp_path: Path) -> None:
    result(TWO)
    path = tmp_path / "差 异.json"
    assert main([*COMPARE, "--json", str(path)]) == 0
    assert json.loads(path.read_text("utf-8"))["baseline"] == "d1"


def test_the_window_is_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gui", "--lang", "en"]) == 2
    assert "command line only" in capsys.readouterr().err


def test_doctor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(libraries, "missing_libraries", lambda display: libraries.LIBRARIES[:1])
    assert main(["doctor", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "libEGL.so.1 is missing" in out
    assert "apt-get install libegl1" in out
    assert "dnf install libglvnd-egl" in out


def test_silent_takes_what_the_console_takes() -> None:
    silent(Message.of("pipeline.read"), 1, 1)


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    import os

    command = [sys.executable, "-m", "app", *arguments]
    env = {**os.environ, **environ}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False, timeout=60)


def test_an_output_without_chinese_does_not_fail() -> None:
    result = run("--help", PYTHONIOENCODING="ascii", LANG="zh_CN.UTF-8", LC_ALL="")
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_reader_of_the_output_that_goes_away_is_no_error() -> None:
    code = "import sys; from app.cli import main; sys.exit(main(['--help']))"
    command = f'{sys.executable} -c "{code}" | true; test ${{PIPESTATUS[0]}} -le 141'
    if not Path("/bin/bash").exists():
        pytest.skip("needs bash")
    result = subprocess.run(
        ["/bin/bash", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert result.stderr == b""


def test_qt_is_not_imported() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; from app.cli import main; import app.pipeline;"
        "main(['--help']); sys.exit(any('PySide6' in m for m in sys.modules if sys.modules[m]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
